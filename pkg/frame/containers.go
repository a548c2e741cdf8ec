package frame

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// What the status column says of a row.
const (
	statusPaired   = "paired"
	statusNoGo     = "no_go"     // a container without Go series
	statusNoCgroup = "no_cgroup" // Go series without a container
)

// Containers writes a row per container, the largest gap first, and a row per Go target that
// belongs to none.
func Containers(q Query, r *join.Result) *data.Frame {
	all := seriesOf(q, r)
	moments := append(gapsOf(q, all), unpaired(q, r)...)
	sort.SliceStable(moments, func(i, j int) bool { return wider(moments[i], moments[j]) })
	rows := cut(q, moments)
	inParallel(len(rows), func(i int) { rows[i] = q.momentOf(rows[i].series, rows[i].last()) })
	columns := append(identityColumns(func(m moment) series { return m.series }), containerColumns...)
	if q.ByWorkload {
		columns = append(columns, column[moment]{name: string(memory.Workload), help: "What owns the pod.", word: func(m moment) string { return m.Labels[memory.Workload] }})
	}
	linkContainers(columns, q.rowLink(keysPresent(all)))
	f := newFrame(q, r, data.FrameTypeTable, fieldsOf(rows, columns))
	return noteCut(noted(f, r, nil, len(moments) == 0), len(rows), len(moments))
}

// gapsOf are the last moments of containers with their gaps and no classes, which are worked out for
// the rows that are shown.
func gapsOf(q Query, all []series) []moment {
	moments := make([]moment, len(all))
	inParallel(len(all), func(i int) {
		l := &memory.Ledger{Snapshot: all[i].last().Snapshot}
		moments[i] = moment{series: all[i], ledger: l, gap: memory.Diverge(l, q.Tool, q.Heap)}
	})
	return moments
}

// wider puts the larger known gap first, and what has none last.
func wider(a, b moment) bool {
	if a.gap.Known() && b.gap.Known() {
		return a.gap.Bytes > b.gap.Bytes
	}
	return a.gap.Known() && !b.gap.Known()
}

// unpaired are the Go targets that belong to no container, as rows without a ledger.
func unpaired(q Query, r *join.Result) []moment {
	var rows []moment
	for _, t := range r.Unpaired {
		why := "the Go target " + targetName(t) + " belongs to no container: " + cmp.Or(t.Problem, "none fits its labels")
		if t.Suggestion != nil {
			why += "; " + t.Suggestion.Text
		}
		c := join.Container{Labels: identityOf(t), Targets: []join.Target{t}, Problems: []string{why}}
		rows = append(rows, q.momentOf(series{Container: c}, join.Point{}))
	}
	return rows
}

func identityOf(t join.Target) join.Labels {
	l := join.Labels{}
	d, ok := memory.DialectByID(t.Dialect)
	if !ok {
		return l
	}
	for _, key := range memory.IdentityKeys {
		for _, label := range d.Identity[key] {
			if v := t.Labels[label]; v != "" && l[key] == "" {
				l[key] = v
			}
		}
	}
	return l
}

// targetName is how Prometheus' own target page names it, else all its labels.
func targetName(t join.Target) string {
	if t.Labels["instance"] != "" {
		return fmt.Sprintf("job=%q instance=%q", t.Labels["job"], t.Labels["instance"])
	}
	var pairs []string
	for _, k := range slices.Sorted(maps.Keys(t.Labels)) {
		pairs = append(pairs, fmt.Sprintf("%s=%q", k, t.Labels[k]))
	}
	return strings.Join(pairs, " ")
}

func (m moment) status() string {
	switch {
	case m.Exporter == "" && m.CgroupID == "":
		return statusNoCgroup
	case len(m.Targets) == 0:
		return statusNoGo
	}
	return statusPaired
}

// missing says for a person what the row lacks.
func (m moment) missing() string {
	all := slices.Clone(m.Problems)
	for _, advice := range adviceOf([]moment{m}) {
		advice, _, _ = strings.Cut(advice, ". ") // the rest is the same for every row of the exporter
		all = append(all, advice)
	}
	return strings.Join(all, "; ")
}

func (m moment) goExporters() string {
	var names []string
	for _, t := range m.Targets {
		names = appendNew(names, string(t.Dialect))
	}
	return strings.Join(names, ", ")
}

func measureColumn(name, measure string) column[moment] {
	row, ok := memory.MeasureByID(measure)
	if !ok {
		return column[moment]{name: name, number: func(moment) (float64, bool) { return 0, false }}
	}
	return column[moment]{name: name, unit: row.Unit, help: row.Help, number: func(m moment) (float64, bool) { return row.Of(m.ledger, m.gap) }}
}

var containerColumns = []column[moment]{
	{name: "id", help: "The cgroup's path.", word: func(m moment) string { return m.CgroupID }},
	{name: "usage", unit: unitBytes, help: "What the limit is held against.", number: func(m moment) (float64, bool) { return m.ledger.Snapshot.Get(memory.Usage) }},
	{name: "reported", unit: unitBytes, help: "What the chosen tool prints.", number: func(m moment) (float64, bool) { return m.gap.Reported, m.gap.ReportedKnown }},
	{name: "heap", unit: unitBytes, help: "The chosen measure of the Go heap.", number: func(m moment) (float64, bool) { return m.gap.Heap, m.gap.HeapKnown }},
	measureColumn("divergence", "divergence_bytes"),
	measureColumn("ratio", "divergence_ratio"),
	{name: "limit", unit: unitBytes, help: "The smallest hard limit that holds.", number: func(m moment) (float64, bool) { return memory.LimitOf(m.ledger.Snapshot) }},
	measureColumn("unreclaimable", "unreclaimable_bytes"),
	{name: "unreclaimable_high", unit: unitBytes, help: "The most that reclaim may not be able to give back.", number: func(m moment) (float64, bool) {
		return m.ledger.Unreclaimable.High, m.ledger.UnreclaimableKnown()
	}},
	measureColumn("unreclaimable_ratio", "unreclaimable_ratio"),
	{name: "summary", word: func(m moment) string { return memory.Summary(m.ledger, m.gap) }},
	{name: "exporter", word: func(m moment) string { return string(m.Exporter) }},
	{name: "go_exporter", word: func(m moment) string { return m.goExporters() }},
	{name: "joined_by", help: "The rule that paired the Go targets with the container.", word: func(m moment) string { return m.Rule }},
	{name: "go_targets", number: func(m moment) (float64, bool) { return float64(len(m.Targets)), true }},
	{name: "status", word: func(m moment) string { return m.status() }},
	{name: "missing", word: func(m moment) string { return m.missing() }},
	{name: "cgroup_version", number: func(m moment) (float64, bool) {
		v := m.ledger.Snapshot.CgroupVersion
		return float64(v), v > 0
	}},
}
