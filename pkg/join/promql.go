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

// partLabel tells the selectors of one question apart: "or" compares everything but the name, and
// would take series of other names for one.
const partLabel = "memledger_part"

// targetLabels tell one scraped target from another, or those apart that one passes on.
var targetLabels = slices.Concat([]string{"job", instanceLabel, "metrics_path"}, relaying)

// sideQuery is what is asked of one side.
type sideQuery struct {
	side     memory.Side
	dialects []*memory.Dialect
	found    map[memory.DialectID]Found
	down     map[memory.DialectID]pushed   // filters that are pushed down
	pushed   []memory.IdentityKey          // keys of filters that narrow the answer
	of       map[memory.DialectID][]string // metrics of each dialect
	markers  []string                      // whose times are asked
	labels   []string                      // that are kept, sorted; without __name__
}

func newSideQuery(c *checked, side memory.Side) *sideQuery {
	q := &sideQuery{side: side, dialects: c.dialects(side), found: map[memory.DialectID]Found{}, down: map[memory.DialectID]pushed{}, of: map[memory.DialectID][]string{}, labels: slices.Clone(targetLabels)}
	for _, d := range q.dialects {
		f := c.found(d.ID)
		q.found[d.ID] = f
		dotted := slices.ContainsFunc(f.Markers, func(m string) bool { return strings.Contains(m, ".") })
		for _, m := range c.metricsOf(d) {
			if dotted || !strings.Contains(m, ".") {
				q.of[d.ID] = append(q.of[d.ID], m)
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
	q.markers, q.labels = sortedSet(q.markers), sortedSet(q.labels)
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

func sortedSet[S ~string](s []S) []S {
	slices.Sort(s)
	return slices.Compact(s)
}

// by are the labels that are kept, as PromQL wants them.
func (q *sideQuery) by() string {
	labels := make([]string, len(q.labels))
	for i, l := range q.labels {
		labels[i] = quotedLabel(l)
	}
	return strings.Join(labels, ", ")
}

// part is one selector of a side: metrics under conditions.
type part struct {
	conditions string
	metrics    []string
	markers    []string
}

func (p part) selector(metrics []string) string {
	if p.conditions == "" {
		return "{" + nameMatcher(metrics) + "}"
	}
	return "{" + nameMatcher(metrics) + "," + p.conditions + "}"
}

// parts are the selectors of the side: one where all dialects are asked under the same conditions.
func (q *sideQuery) parts() (all []part) {
	at := map[string]int{}
	for _, d := range q.dialects {
		conditions := q.down[d.ID].conditions()
		if len(conditions) == 0 {
			conditions = []string{""}
		}
		for _, text := range conditions {
			i, ok := at[text]
			if !ok {
				i = len(all)
				at[text] = i
				all = append(all, part{conditions: text})
			}
			all[i].metrics = append(all[i].metrics, q.of[d.ID]...)
			for _, m := range d.MarkerMetrics() {
				if slices.Contains(q.markers, m) {
					all[i].markers = append(all[i].markers, m)
				}
			}
		}
	}
	for i := range all {
		all[i].metrics, all[i].markers = sortedSet(all[i].metrics), sortedSet(all[i].markers)
	}
	return all
}

// text is the query: every series of the side, where only exact duplicates collapse, and beside
// them, for each marker, when its samples were taken. An instant vector does not tell how old a
// sample is, and Prometheus repeats one for five minutes after its container is gone.
func (q *sideQuery) text() string {
	by, parts := q.by(), q.parts()
	var all, times []string
	for i, p := range parts {
		all = append(all, numbered(i, fmt.Sprintf("max by (__name__, %s) (%s)", by, p.selector(p.metrics))))
		for _, m := range p.markers {
			times = append(times, fmt.Sprintf("label_replace(max by (%s) (timestamp(%s)), %q, %q, \"\", \"\")", by, p.selector([]string{m}), timeLabel, m))
		}
	}
	return strings.Join(append(all, times...), " or ")
}

// count is the query that tells how many series text brings, the times of samples with them.
func (q *sideQuery) count() string {
	var all []string
	for _, p := range q.parts() {
		for _, metrics := range [][]string{p.metrics, p.markers} {
			all = append(all, numbered(len(all), "count("+p.selector(metrics)+")"))
		}
	}
	return "sum(" + strings.Join(all, " or ") + ")"
}

func numbered(i int, expr string) string {
	if i == 0 {
		return expr
	}
	return fmt.Sprintf("label_replace(%s, %q, \"%d\", \"\", \"\")", expr, partLabel, i)
}
