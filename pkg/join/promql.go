package join

import (
	"fmt"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// timeLabel marks the part of an answer that says when samples were taken. Its value is a dialect.
// It must be a label: "or" compares everything but the name.
const timeLabel = "memledger_sample_time"

// targetLabels tell one scraped target from another.
var targetLabels = []string{"job", "instance", "metrics_path"}

// sideQuery is what is asked of one side.
type sideQuery struct {
	side     memory.Side
	dialects []*memory.Dialect
	matchers []string             // pushed down, as PromQL
	pushed   []memory.IdentityKey // keys of filters that narrow the answer
	metrics  []string             // all names of the dialects, sorted
	labels   []string             // that are kept, sorted; without __name__
}

func newSideQuery(side memory.Side, dialects []*memory.Dialect) *sideQuery {
	q := &sideQuery{side: side, dialects: dialects, labels: slices.Clone(targetLabels)}
	for _, d := range dialects {
		q.metrics = append(q.metrics, metricsOf(d)...)
		q.labels = append(q.labels, d.Requires...)
		q.labels = append(q.labels, d.Discriminators()...)
		for l := range d.Excludes {
			q.labels = append(q.labels, l)
		}
		for _, ls := range d.Identity {
			q.labels = append(q.labels, ls...)
		}
	}
	q.metrics, q.labels = sortedSet(q.metrics), sortedSet(q.labels)
	return q
}

// metricsOf lists the metrics of a dialect, those included that only the join reads.
func metricsOf(d *memory.Dialect) []string {
	names := append(d.Metrics(), d.Marker)
	if d.Started != "" {
		names = append(names, d.Started)
	}
	return sortedSet(names)
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
		label, ok := m.pushable(cgroup.dialects)
		if !ok {
			continue
		}
		cgroup.matchers = append(cgroup.matchers, m.promQL(label))
		cgroup.pushed = append(cgroup.pushed, m.key)
		if label, ok := m.pushable(golang.dialects); ok {
			if text, ok := m.promQLOrEmpty(label); ok {
				golang.matchers = append(golang.matchers, text)
			}
		}
	}
}

func (q *sideQuery) selector(metrics ...string) string {
	name := `__name__="` + metrics[0] + `"`
	if len(metrics) > 1 {
		name = `__name__=~"` + strings.Join(metrics, "|") + `"`
	}
	return "{" + strings.Join(append([]string{name}, q.matchers...), ",") + "}"
}

// text is the query: every series of the side, where only exact duplicates collapse, and beside
// them, for each dialect, when the samples of its marker were taken. An instant vector does not
// tell how old a sample is, and Prometheus repeats one for five minutes after its container is gone.
func (q *sideQuery) text() string {
	by := strings.Join(q.labels, ", ")
	var b strings.Builder
	fmt.Fprintf(&b, "max by (__name__, %s) (%s)", by, q.selector(q.metrics...))
	for _, d := range q.dialects {
		fmt.Fprintf(&b, " or label_replace(max by (%s) (timestamp(%s)), %q, %q, \"\", \"\")", by, q.selector(d.Marker), timeLabel, d.ID)
	}
	return b.String()
}

// count is the query that tells how many series text brings.
func (q *sideQuery) count() string { return "count(" + q.selector(q.metrics...) + ")" }
