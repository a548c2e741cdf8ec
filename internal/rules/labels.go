package rules

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// Labels that an alert keeps: the identity of a container, and, as long as no pod tells it apart, of its
// exporter. A cgroup's id, which changes at every restart, is none of them.
const (
	instance    = "instance"
	joinLabels  = "cluster, namespace, pod, container"
	groupLabels = "cluster, node, instance, namespace, pod, container"
	goLabels    = "cluster, namespace, pod, container, job, instance"
)

// side is one exporter's series: how its selectors and labels are written.
type side struct {
	dialect  *memory.Dialect
	selector string // matchers of the user, without braces
	// container is the Go side's label that names the container; "" = container.
	container string
}

// matchers are those of every series: of containers only, and of those that the user chose.
func (s side) matchers(match map[string]string) string {
	not := map[string]string{}
	if s.dialect.Side == memory.CgroupSide {
		maps.Copy(not, s.dialect.Excludes)
		for _, label := range s.dialect.Requires {
			if _, told := not[label]; !told {
				not[label] = ""
			}
		}
		if labels := s.labelsOf(memory.Container); len(labels) == 1 && len(s.infos()) == 0 {
			if _, told := not[labels[0]]; !told {
				not[labels[0]] = ""
			}
		}
		for _, kind := range s.dialect.Kinds {
			for label, value := range kind.Labels {
				if len(kind.Labels) == 1 && value == "" {
					not[label] = ""
				}
			}
		}
	}
	var all []string
	for _, label := range slices.Sorted(maps.Keys(match)) {
		all = append(all, fmt.Sprintf("%s=%q", label, match[label]))
	}
	maps.DeleteFunc(not, func(label, _ string) bool { return !isPlain(label) })
	for _, label := range slices.Sorted(maps.Keys(not)) {
		all = append(all, fmt.Sprintf("%s!=%q", label, not[label]))
		// A container has a name; what else tells one that is none apart may be absent.
		if not[label] != "" && slices.Contains(s.labelsOf(memory.Container), label) {
			all = append(all, fmt.Sprintf(`%s!=""`, label))
		}
	}
	if s.selector != "" {
		all = append(all, s.selector)
	}
	if len(all) == 0 {
		return ""
	}
	return "{" + strings.Join(all, ",") + "}"
}

// labelsOf are the labels that carry an identity key. Scrapes that do not honor labels are left out.
func (s side) labelsOf(key memory.IdentityKey) (labels []string) {
	if s.dialect.Side == memory.GoSide && key == memory.Container {
		return []string{cmp.Or(s.container, string(key))}
	}
	for _, label := range s.dialect.Identity[key] {
		if label != instance && !strings.HasPrefix(label, "exported_") && isPlain(label) {
			labels = append(labels, label)
		}
	}
	return labels
}

// infos are the metrics that tell a container's name where its own series do not.
func (s side) infos() (all []memory.Info) {
	if s.dialect.Side != memory.CgroupSide {
		return nil
	}
	for _, info := range s.dialect.Info {
		if slices.ContainsFunc(s.labelsOf(memory.Container), func(label string) bool { return slices.Contains(info.Gives, label) }) {
			all = append(all, info)
		}
	}
	return all
}

// informed gives an expression the identity labels that stand on another metric of its target. A cgroup
// that has no name there is called by the last part of its path, if the exporter's may be.
func (s side) informed(expr string) string {
	for _, info := range s.infos() {
		var gives []string
		for _, key := range memory.IdentityKeys {
			for _, label := range s.labelsOf(key) {
				if slices.Contains(info.Gives, label) {
					gives = append(gives, label)
				}
			}
		}
		on := strings.Join(append(slices.Clone(info.On), "job", instance), ", ")
		names := fmt.Sprintf("max by (%s, %s) (%s)", on, strings.Join(gives, ", "), info.Metric)
		named := fmt.Sprintf("(%s) * on (%s) group_left (%s) %s", expr, on, strings.Join(gives, ", "), names)
		if s.dialect.Leaves {
			named = fmt.Sprintf(`label_replace(%s or ((%s) unless on (%s) %s), "container", "$1", %q, ".*/([^/]+)")`, named, expr, on, info.Metric, s.dialect.CgroupID[0])
		}
		expr = named
	}
	return expr
}

// identified gives an expression the labels of the contract, of whichever the exporter has.
func (s side) identified(expr string) string {
	expr = s.informed(expr)
	for _, key := range memory.IdentityKeys {
		labels := s.labelsOf(key)
		slices.Reverse(labels) // the first that is not empty is the last to be written
		for _, label := range labels {
			if label != string(key) {
				expr = fmt.Sprintf(`label_replace(%s, %q, "$1", %q, "(.+)")`, expr, string(key), label)
			}
		}
	}
	return expr
}

// podsOwn leaves the exporter's address out where a pod's name tells the container apart.
func podsOwn(expr string) string {
	return fmt.Sprintf(`label_replace(%s, %q, "", "pod", ".+")`, expr, instance)
}

// isPlain says whether names stand in PromQL without quotes, which Prometheus knows since 3.0 only: of
// OpenTelemetry's names those that were translated.
func isPlain(names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !model.LegacyValidation.IsValidMetricName(name) })
}

func namesOf(sp memory.Spelling) []string {
	names := slices.AppendSeq([]string{sp.Metric}, maps.Keys(sp.Match))
	for _, plus := range sp.Plus {
		names = slices.AppendSeq(append(names, plus.Metric), maps.Keys(plus.Match))
	}
	return names
}

// alone is an expression of this side's series only, with the labels that its alerts keep. After a
// restart both cgroups are there for a while: the larger counts.
func (s side) alone(expr string) string {
	if s.dialect.Side == memory.GoSide {
		return "max by (" + goLabels + ") (" + s.identified(expr) + ")"
	}
	return "max by (" + groupLabels + ") (" + expr + ")"
}

// joined is one that meets the other side's: several processes of one container add up, each once, however
// many jobs scrape it.
func (s side) joined(expr string) string {
	if s.dialect.Side == memory.GoSide {
		return "sum by (" + joinLabels + ") (max by (" + joinLabels + ", " + instance + ") (" + s.identified(expr) + "))"
	}
	return "max by (" + joinLabels + ") (" + expr + ")"
}

// onHosts counts the hosts on which a container of one name is: where no pod's name tells them apart, those
// of its targets. "" where no series of the dialect can be named.
func (s side) onHosts() string {
	var markers []string
	for _, name := range s.dialect.MarkerMetrics() {
		if isPlain(name) {
			markers = append(markers, name+s.matchers(nil))
		}
	}
	if len(markers) == 0 {
		return ""
	}
	expr := s.identified(strings.Join(markers, " or "))
	host := fmt.Sprintf(`label_replace(label_replace(%s, "host", "$1", %q, "(.+?)(:[0-9]+)?"), "host", "", "pod", ".+")`, expr, instance)
	return "count by (" + joinLabels + ") (count by (" + joinLabels + ", host) (" + host + ")) > 1"
}

// spell is the expression of one counter; false where the exporter does not tell it. Where several series
// may hold it they follow one another. What holds on one version of cgroups only is told by its name, or
// by a zero on the other.
func (s side) spell(id memory.CounterID) (string, bool) {
	var ways []string
	for _, sp := range s.dialect.Spellings {
		if sp.Counter == id && isPlain(namesOf(sp)...) && (sp.Only == 0 || sp.ZeroIsAbsent) {
			ways = append(ways, s.way(sp))
		}
	}
	switch len(ways) {
	case 0:
		return "", false
	case 1:
		return ways[0], true
	}
	return "(" + strings.Join(ways, " or ") + ")", true
}

func (s side) way(sp memory.Spelling) string {
	text := sp.Metric + s.matchers(sp.Match)
	for _, plus := range sp.Plus {
		text += " + " + plus.Metric + s.matchers(plus.Match)
	}
	if sp.Less != "" {
		text = "clamp_min(" + text + " - " + sp.Less + s.matchers(nil) + ", 0)"
	} else if len(sp.Plus) > 0 {
		text = "(" + text + ")"
	}
	if sp.ZeroIsAbsent {
		text = "(" + text + " != 0)"
	}
	return text
}
