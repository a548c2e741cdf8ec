// Package rules prints the alerts table of pkg/memory: as Grafana's provisioning on our data source, and
// as plain Prometheus recording and alert rules for people without the plugin.
package rules

import (
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// appPath is the page with the verdict on one container, from Grafana's root.
const appPath = "a/memledger-gomemory-app/container"

// What Grafana shows of an alert, and marks its states in: where each byte goes over time.
const alertDashboard, alertPanel = "memledger-container-memory", "2"

// words are what stands for the places in an alert's sentences, in a template language.
type words struct{ container, cause, value string }

func (w words) fill(sentence string) string {
	return strings.NewReplacer("{container}", w.container, "{cause}", w.cause, "{value}", w.value).Replace(sentence)
}

// runbookURL is the page of an alert; perCause stands for the cause where the template knows it only
// when it fires.
func runbookURL(a *memory.Alert, perCause string) string {
	if len(a.Causes) > 0 && a.Page == "" {
		return memory.RepositoryURL + "docs/causes/" + perCause + ".md"
	}
	return memory.RepositoryURL + a.Runbook("")
}

// place is where a container is, in front of its name, in both template languages.
const place = "{{ with $labels.namespace }}{{ . }}/{{ end }}{{ with $labels.pod }}{{ . }}/{{ end }}"
