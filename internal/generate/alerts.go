package generate

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/internal/rules"
	"github.com/memledger/memledger/pkg/memory"
)

// Of provisioning/datasources/memledger.yaml, and the folder of provisioning/dashboards/memledger.yaml.
const provisionedDatasource, provisionedFolder = "memledger", "Memledger"

// plainRules are those for one exporter of containers, of an ordinary Go process.
func plainRules(cgroup memory.DialectID) artifact {
	return artifact{"alerts/" + string(cgroup) + ".yaml", func() ([]byte, error) {
		of, _ := memory.DialectByID(cgroup)
		process, _ := memory.DialectByID(memory.DialectGo)
		return rules.Prometheus{Cgroup: of, Go: process}.Print()
	}}
}

func grafanaRules(pace rules.Pace) ([]byte, error) {
	return rules.Grafana{Datasource: provisionedDatasource, Folder: provisionedFolder, Pace: pace}.Print()
}

// offeredRules prints src/generated/alerts.ts, of which the app fills Grafana's editor for one container.
func offeredRules() ([]byte, error) {
	all, err := rules.Offer()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("// Generated from pkg/memory by `npm run generate`; do not edit.\n\n")
	fmt.Fprintf(&b, "/** Stands where the uid of the data source is to be. */\nexport const DATASOURCE_PLACEHOLDER = '%s';\n\n", rules.DatasourcePlaceholder)
	if err := writeTable(&b, table{"ALERTS", "AlertId", ids(all, func(o rules.Offered) any { return o })}); err != nil {
		return nil, err
	}
	b.WriteString("export type AlertInfo = (typeof ALERTS)[number];\n")
	return b.Bytes(), nil
}

// causesIndex prints docs/causes/README.md: the alerts, and the page of each cause.
func causesIndex() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Alerts and causes\n\n<!-- Generated from pkg/memory by `npm run generate`; do not edit. -->\n\nWhat each alert rule means, and the page of each cause that a verdict may name. An alert carries two links: `runbook_url` leads here or to its cause's\npage, `verdict_url` to the verdict on its container.\n\n## Alerts\n")
	for i := range memory.Alerts {
		if err := alertSection(&b, &memory.Alerts[i]); err != nil {
			return nil, err
		}
	}
	section(&b, "Causes", "", []string{"cause", "name", "what it is"}, ids(allCauses(), func(c memory.Cause) []string {
		return []string{pageLink(c), c.Name, c.Help}
	}))
	return b.Bytes(), nil
}

func alertSection(b *bytes.Buffer, a *memory.Alert) error {
	m, ok := memory.MeasureByID(a.Measure)
	if !ok {
		return fmt.Errorf("alert %s: measure %q is not in the table of measures", a.ID, a.Measure)
	}
	fmt.Fprintf(b, "\n### %s\n\n%s (%s). %s\n\n", a.ID, a.Title, a.Severity, strings.TrimSpace(a.Description+" "+a.Verdict))
	fmt.Fprintf(b, "- Fires where %s (`%s`) %s %s %s, because: %s.\n", m.Name, a.Measure, a.Comparison.Sign(), amount(a.Threshold, m.Unit), lasts(a.For), a.Why)
	fmt.Fprintf(b, "- The number: %s\n", m.Help)
	var pages []string
	for _, c := range a.Causes {
		cause, _ := memory.CauseByID(c)
		pages = append(pages, pageLink(*cause))
	}
	if cause, ok := memory.CauseByID(a.Page); ok {
		pages = append(pages, pageLink(*cause))
	}
	if len(a.Do) == 0 {
		fmt.Fprintf(b, "- What to do: %s.\n", strings.Join(pages, ", "))
		return nil
	}
	b.WriteString("- What to do:\n")
	for i, step := range a.Do {
		fmt.Fprintf(b, "  %d. %s\n", i+1, step)
	}
	return nil
}

func pageLink(c memory.Cause) string {
	return "[" + code(string(c.ID)) + "](" + strings.TrimPrefix(c.Docs(), "docs/causes/") + ")"
}

func amount(v float64, unit string) string {
	switch unit {
	case "percentunit":
		return fmt.Sprintf("%.0f%%", 100*v)
	case "short":
		return fmt.Sprintf("%g", v)
	}
	return fmt.Sprintf("%g %s", v, unit)
}

func lasts(wait time.Duration) string {
	if wait == 0 {
		return "at once"
	}
	return "for " + model.Duration(wait).String()
}
