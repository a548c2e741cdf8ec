package join

import (
	"fmt"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// timeLabel marks the part of an answer that says when samples were taken. Its value is the metric
// whose samples they are. It must be a label: "or" compares everything but the name.
const timeLabel = "memledger_sample_time"

// targetLabels tell one scraped target from another.
var targetLabels = []string{"job", instanceLabel, "metrics_path"}

// sideQuery is what is asked of one side.
type sideQuery struct {
	side     memory.Side
	dialects []*memory.Dialect
	found    map[memory.DialectID]Found
	matchers []string             // pushed down, as PromQL
	pushed   []memory.IdentityKey // keys of filters that narrow the answer
	metrics  []string             // all names of the dialects, sorted
	markers  []string             // whose times are asked
	labels   []string             // that are kept, sorted; without __name__
}

func newSideQuery(c *checked, side memory.Side) *sideQuery {
	q := &sideQuery{side: side, dialects: c.dialects(side), found: map[memory.DialectID]Found{}, labels: slices.Clone(targetLabels)}
	for _, d := range q.dialects {
		f := c.found(d.ID)
		q.found[d.ID] = f
		dotted := slices.ContainsFunc(f.Markers, func(m string) bool { return strings.Contains(m, ".") })
		for _, m := range c.metricsOf(d) {
			if dotted || !strings.Contains(m, ".") {
				q.metrics = append(q.metrics, m)
			}
		}
		if q.markers = append(q.markers, f.Markers...); len(f.Markers) == 0 {
			q.markers = append(q.markers, d.Marker)
		}
		for _, l := range c.labelsOf(d) {
			if dotted || !strings.Contains(l, ".") {
				q.labels = append(q.labels, l)
			}
		}
	}
	if side == memory.GoSide {
		q.labels = append(q.labels, explaining...)
		for _, b := range c.bindings {
			q.labels = append(q.labels, b.labels...)
		}
	}
	q.metrics, q.markers, q.labels = sortedSet(q.metrics), sortedSet(q.markers), sortedSet(q.labels)
	return q
}

// labelsOf lists the labels that the join reads of a dialect's series.
func (c *checked) labelsOf(d *memory.Dialect) []string {
	all := slices.Concat(d.Requires, d.Discriminators(), d.Told.Forbids, d.Told.Labels, d.CgroupID, d.Also)
	if c.Events {
		words, _ := d.TextLabels()
		all = append(all, words...)
	}
	for l := range d.Excludes {
		all = append(all, l)
	}
	for _, ls := range d.Identity {
		all = append(all, ls...)
	}
	for _, k := range d.Kinds {
		for l := range k.Labels {
			all = append(all, l)
		}
	}
	for _, i := range d.Info {
		all = append(all, i.On...)
	}
	return sortedSet(all)
}

// metricsOf lists the metrics of a dialect that are asked for, those included that only the join reads:
// what tells exporters apart is asked with the rest.
func (c *checked) metricsOf(d *memory.Dialect) []string {
	names := append(d.MetricsOf(c.Only), d.Marker)
	if c.Only != nil {
		names = append(names, c.telling(d)...)
	}
	if c.Events {
		names = append(names, d.TextMetrics()...)
	}
	if d.Listens.Metric != "" {
		names = append(names, d.Listens.Metric)
	}
	for _, i := range d.Info {
		names = append(names, i.Metric)
	}
	return sortedSet(names)
}

// telling are those of the dialect's metrics by which exporters are told apart.
func (c *checked) telling(d *memory.Dialect) []string {
	var names []string
	for _, other := range c.dialects(d.Side) {
		names = append(names, other.DetectionMetrics()...)
	}
	return slices.DeleteFunc(d.Metrics(), func(n string) bool { return !slices.Contains(names, n) })
}

func sortedSet(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

// narrow pushes filters down: to the cgroup side where its dialects map the key, and then to the Go
// side too, in a form that lets targets without the label pass. A target that says another namespace
// than the container is never paired with it; one that says none may be.
func narrow(cgroup, golang *sideQuery, matchers []matcher) {
	for _, m := range matchers {
		label, ok := m.pushable(cgroup)
		if !ok {
			continue
		}
		cgroup.matchers = append(cgroup.matchers, m.promQL(label))
		cgroup.pushed = append(cgroup.pushed, m.key)
		if label, ok := m.pushable(golang); ok {
			if text, ok := m.promQLOrEmpty(label); ok {
				golang.matchers = append(golang.matchers, text)
			}
		}
	}
}

func (q *sideQuery) selector(metrics ...string) string {
	return "{" + strings.Join(append([]string{nameMatcher(metrics)}, q.matchers...), ",") + "}"
}

// by are the labels that are kept, as PromQL wants them.
func (q *sideQuery) by() string {
	labels := make([]string, len(q.labels))
	for i, l := range q.labels {
		labels[i] = quotedLabel(l)
	}
	return strings.Join(labels, ", ")
}

// text is the query: every series of the side, where only exact duplicates collapse, and beside
// them, for each marker, when its samples were taken. An instant vector does not tell how old a
// sample is, and Prometheus repeats one for five minutes after its container is gone.
func (q *sideQuery) text() string {
	by := q.by()
	var b strings.Builder
	fmt.Fprintf(&b, "max by (__name__, %s) (%s)", by, q.selector(q.metrics...))
	for _, m := range q.markers {
		fmt.Fprintf(&b, " or label_replace(max by (%s) (timestamp(%s)), %q, %q, \"\", \"\")", by, q.selector(m), timeLabel, m)
	}
	return b.String()
}

// count is the query that tells how many series text brings.
func (q *sideQuery) count() string { return "count(" + q.selector(q.metrics...) + ")" }
