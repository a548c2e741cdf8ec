package frame

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// step is one row of the gap's table: a class of a container.
type step struct {
	moment
	at     time.Time
	amount memory.Amount
	class  *memory.Class    // nil where the container has no classes
	walk   memory.Step      // From and To only where the gap is known
	group  memory.GroupStep // of the class's group; the same in each of its rows
	shares shares
}

// shares says whether the steps of a gap are parts of it, the classes' and the groups'.
type shares struct{ classes, groups bool }

// Breakdown writes the gap of each container class by class, from the heap to what the tool prints.
func Breakdown(q Query, r *join.Result) *data.Frame {
	moments := latest(q, r)
	rows, kept := cutWhole(q, moments, func(m moment) []step { return stepsOf(q, m) })
	columns := append(identityColumns(func(s step) series { return s.series }), gapColumns(q)...)
	linkContainers(columns, q.rowLink(keysPresent(seriesOf(q, r))))
	f := newFrame(q, r, data.FrameTypeTable, fieldsOf(rows, columns))
	return noteCut(advised(noted(f, r, moments, len(rows) == 0), moments), kept, len(moments))
}

func stepsOf(q Query, m moment) []step {
	var at time.Time
	if n := len(m.Points); n > 0 {
		at = m.Points[n-1].Time
	}
	if !m.whole {
		return []step{{moment: m, at: at}}
	}
	walk := walkOf(q, m)
	groups := map[string]memory.GroupStep{}
	var ofClasses, ofGroups []float64
	for _, s := range walk {
		ofClasses = append(ofClasses, s.To-s.From)
	}
	for _, g := range memory.ByGroup(walk) {
		groups[g.Group.ID] = g
		ofGroups = append(ofGroups, g.To-g.From)
	}
	known := shares{classes: m.gap.Shares(ofClasses), groups: m.gap.Shares(ofGroups)}
	rows := make([]step, 0, len(walk))
	for i, a := range m.ledger.Amounts {
		rows = append(rows, step{moment: m, at: at, amount: a, class: a.Class, walk: walk[i], group: groups[a.Class.Group], shares: known})
	}
	return rows
}

// walkOf is the steps of the gap; where it is not known, what of each class the tool counts.
func walkOf(q Query, m moment) []memory.Step {
	if m.gap.Known() {
		return m.gap.Steps
	}
	printed, _ := memory.Print(m.ledger, q.Tool)
	var all []memory.Step
	for _, a := range m.ledger.Amounts {
		all = append(all, memory.Step{Class: a.Class, Bytes: a.Bytes, Counted: printed.Of(a.Class.ID)})
	}
	return all
}

func ofClass(of func(step) string) func(step) string {
	return func(s step) string {
		if s.class == nil {
			return ""
		}
		return of(s)
	}
}

func bytesOf(of func(step) float64) func(step) (float64, bool) {
	return func(s step) (float64, bool) { return of(s), s.class != nil }
}

func countedWhere(of func(step) float64) func(step) (float64, bool) {
	return func(s step) (float64, bool) { return of(s), s.class != nil && s.gap.ReportedKnown }
}

func ofGap(of func(step) float64) func(step) (float64, bool) {
	return func(s step) (float64, bool) { return of(s), s.class != nil && s.gap.Known() }
}

func shareOf(known func(shares) bool, of func(step) float64) func(step) (float64, bool) {
	return func(s step) (float64, bool) {
		return s.gap.Share(of(s)), s.class != nil && known(s.shares)
	}
}

func ofClasses(s shares) bool { return s.classes }
func ofGroups(s shares) bool  { return s.groups }

// noteOf explains a step, which there is only where the gap is known.
func noteOf(of func(step) string) func(step) string {
	return func(s step) string {
		if s.class == nil || !s.gap.Known() {
			return ""
		}
		return of(s)
	}
}

// gapColumns are those of the gap's table, in the units of the tool.
func gapColumns(q Query) []column[step] {
	units := q.Tool.Units
	all := append([]column[step]{}, stepColumns...)
	all = append(all,
		column[step]{name: "explanation", help: "The summary without its numbers: what the gap is made of, or what is missing to tell.", word: func(s step) string { return memory.Explanation(s.ledger, s.gap) }},
		column[step]{name: "tool", help: "The chosen tool, with its versions.", word: func(step) string { return q.Tool.Label() }},
		column[step]{name: "heap_name", help: "The chosen measure of the Go heap.", word: func(step) string { return q.Heap.PlainName() }},
		column[step]{name: "at", help: "The moment that the row is of.", time: func(s step) time.Time { return s.at }},
		column[step]{name: "step", unit: unitBytes, help: "What the class gives to the gap: to − from.", number: ofGap(func(s step) float64 { return s.walk.To - s.walk.From })},
		column[step]{name: "note", help: "Why the class gives less to the gap than it holds.", word: noteOf(func(s step) string { return s.walk.Note(units) })},
	)
	all = append(all, groupColumns...)
	all = append(all, column[step]{name: "group_note", help: "Why the group gives less to the gap than it holds.", word: noteOf(func(s step) string { return s.group.Note(units) })})
	for i := range all {
		all[i].unit = q.toolsUnit(all[i].unit)
	}
	return all
}

var stepColumns = []column[step]{
	{name: "class", word: ofClass(func(s step) string { return string(s.class.ID) })},
	{name: "name", word: ofClass(func(s step) string { return s.class.Name })},
	{name: "group", word: ofClass(func(s step) string { return s.class.Group })},
	{name: "color", word: ofClass(func(s step) string { return s.class.Color })},
	{name: "bytes", unit: unitBytes, number: bytesOf(func(s step) float64 { return s.amount.Bytes })},
	{name: "counted", unit: unitBytes, help: "Of the class, what the tool counts.", number: countedWhere(func(s step) float64 { return s.walk.Counted })},
	{name: "in_heap", unit: unitBytes, help: "Of the class, what the heap measure counts, resident or not.", number: ofGap(func(s step) float64 { return s.walk.InHeap })},
	{name: "from", unit: unitBytes, help: "The level before the step, from the heap on.", number: ofGap(func(s step) float64 { return s.walk.From })},
	{name: "to", unit: unitBytes, help: "The level after the step; the last is what the tool prints.", number: ofGap(func(s step) float64 { return s.walk.To })},
	{name: "share", unit: unitRatio, help: "Of the gap, what the class gives to it; below 0 where it takes away. None where classes take away a twentieth of it or more: their steps are no parts of it then.", number: shareOf(ofClasses, func(s step) float64 { return s.walk.To - s.walk.From })},
	{name: "reclaim", word: ofClass(func(s step) string { return string(s.class.Reclaim) })},
	{name: "basis", word: ofClass(func(s step) string { return string(s.amount.Basis) })},
	{name: "source", help: "The sum, the metrics that it was read from, and the exporters.", word: ofClass(func(s step) string { return s.classProvenance(s.class).String() })},
	{name: "not_resident", unit: unitBytes, help: "Mapped by Go and not held in memory.", number: bytesOf(func(s step) float64 { return s.amount.NotResident })},
	{name: "help", word: ofClass(func(s step) string { return s.class.Help })},
	gapColumn("reported", unitBytes, func(s step) (float64, bool) { return s.gap.Reported, s.gap.ReportedKnown }),
	gapColumn("heap", unitBytes, func(s step) (float64, bool) { return s.gap.Heap, s.gap.HeapKnown }),
	gapColumn("divergence", unitBytes, func(s step) (float64, bool) { return s.gap.Bytes, s.gap.Known() }),
	gapColumn("ratio", unitRatio, func(s step) (float64, bool) { return s.gap.Ratio, s.gap.RatioKnown }),
	{name: "summary", word: func(s step) string { return memory.Summary(s.ledger, s.gap) }},
}

// groupColumns are the same numbers of the class's group, so that no reader has to add classes up.
var groupColumns = []column[step]{
	{name: "group_name", help: "What of the group stands in the gap.", word: ofClass(func(s step) string { return s.group.Name() })},
	{name: "group_color", word: ofClass(func(s step) string { return s.group.Group.Color })},
	{name: "group_bytes", unit: unitBytes, help: "Of all classes of the group, as the next ones.", number: bytesOf(func(s step) float64 { return s.group.Bytes })},
	{name: "group_counted", unit: unitBytes, number: countedWhere(func(s step) float64 { return s.group.Counted })},
	{name: "group_in_heap", unit: unitBytes, number: ofGap(func(s step) float64 { return s.group.InHeap })},
	{name: "group_from", unit: unitBytes, number: ofGap(func(s step) float64 { return s.group.From })},
	{name: "group_to", unit: unitBytes, number: ofGap(func(s step) float64 { return s.group.To })},
	{name: "group_step", unit: unitBytes, number: ofGap(func(s step) float64 { return s.group.To - s.group.From })},
	{name: "group_share", unit: unitRatio, number: shareOf(ofGroups, func(s step) float64 { return s.group.To - s.group.From })},
	{name: "group_reclaim", help: "yes where pressure would take nearly all that the group adds to the gap.", word: noteOf(func(s step) string {
		if s.group.Reclaims() {
			return string(memory.Reclaimable)
		}
		return ""
	})},
}

func gapColumn(name, unit string, of func(step) (float64, bool)) column[step] {
	return column[step]{name: name, unit: unit, number: of}
}
