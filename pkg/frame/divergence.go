package frame

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// gapMeasure is one number of the gap between a tool and the heap.
type gapMeasure struct {
	id, name, help, unit, color string
	of                          func(*memory.Divergence) (float64, bool)
}

var gapMeasures = []gapMeasure{
	{"reported", "", "What the chosen tool prints.", unitBytes, "text", func(d *memory.Divergence) (float64, bool) { return d.Reported, d.ReportedKnown }},
	{"heap", "", "The chosen measure of the Go heap.", unitBytes, "blue", func(d *memory.Divergence) (float64, bool) { return d.Heap, d.HeapKnown }},
	{"divergence", "Gap", "What the tool prints minus the Go heap.", unitBytes, "orange", func(d *memory.Divergence) (float64, bool) { return d.Bytes, d.Known() }},
	{"ratio", "Gap / reported", "The share of what the tool prints that is not the Go heap.", unitRatio, "yellow", func(d *memory.Divergence) (float64, bool) { return d.Ratio, d.RatioKnown }},
}

// GapMeasureIDs lists what a divergence query may ask for.
func GapMeasureIDs() []string {
	var ids []string
	for _, m := range gapMeasures {
		ids = append(ids, m.id)
	}
	return ids
}

// gapName is the measure's name; those of the two sides are the tool's and the heap's own.
func (q Query) gapName(m gapMeasure) string {
	switch {
	case m.name != "":
		return m.name
	case m.id == gapMeasures[0].id:
		return q.Tool.Label()
	}
	return q.Heap.ShortName()
}

// toolsUnit is the unit in the system of the chosen tool, so that a number reads as the tool prints it.
func (q Query) toolsUnit(unit string) string {
	if unit == unitBytes && q.Tool.Units == memory.SI {
		return unitDecimalBytes
	}
	return unit
}

// Divergence writes the two sides of the gap, the gap and its ratio over time.
func Divergence(q Query, r *join.Result) *data.Frame {
	var lines []line
	for _, m := range gapMeasures {
		if len(q.Measures) > 0 && !slices.Contains(q.Measures, m.id) {
			continue
		}
		lines = append(lines, line{
			id: m.id, pairs: []string{"measure", m.id, "tool", string(q.Tool.ID)},
			name: q.gapName(m), help: m.help, unit: q.toolsUnit(m.unit), color: m.color,
			of: func(at moment) (float64, bool) { return m.of(at.gap) },
		})
	}
	f, _ := wide(q, r, lines)
	return f
}

// step is one row of the gap's table: a class of a container.
type step struct {
	moment
	amount memory.Amount
	class  *memory.Class // nil where the container has no classes
	walk   memory.Step   // From and To only where the gap is known
}

// Breakdown writes the gap of each container class by class, from the heap to what the tool prints.
func Breakdown(q Query, r *join.Result) *data.Frame {
	moments := latest(q, r)
	rows, kept := cutWhole(q, moments, func(m moment) []step { return stepsOf(q, m) })
	columns := append(identityColumns(func(s step) series { return s.series }), stepColumns...)
	f := newFrame(q, r, data.FrameTypeTable, fieldsOf(rows, columns))
	return noteCut(advised(noted(f, r, moments, len(rows) == 0), moments), kept, len(moments))
}

func stepsOf(q Query, m moment) []step {
	if !m.whole {
		return []step{{moment: m}}
	}
	printed, _ := memory.Print(m.ledger, q.Tool)
	var rows []step
	for i, a := range m.ledger.Amounts {
		s := step{moment: m, amount: a, class: a.Class}
		if m.gap.Known() {
			s.walk = m.gap.Steps[i]
		} else {
			s.walk.Counted = countedOf(printed, a.Class.ID)
		}
		rows = append(rows, s)
	}
	return rows
}

// countedOf is the bytes of a class that a tool counts; what is in no class stands in unattributed.
func countedOf(p memory.Printed, id memory.ClassID) float64 {
	if id == memory.Unattributed {
		return p.Remainder
	}
	for _, part := range p.Counted {
		if part.Class.ID == id {
			return part.Bytes
		}
	}
	return 0
}

func ofClass(of func(step) string) func(step) string {
	return func(s step) string {
		if s.class == nil {
			return ""
		}
		return of(s)
	}
}

func ofGap(of func(step) float64) func(step) (float64, bool) {
	return func(s step) (float64, bool) { return of(s), s.class != nil && s.gap.Known() }
}

var stepColumns = []column[step]{
	{name: "class", word: ofClass(func(s step) string { return string(s.class.ID) })},
	{name: "name", word: ofClass(func(s step) string { return s.class.Name })},
	{name: "group", word: ofClass(func(s step) string { return s.class.Group })},
	{name: "color", word: ofClass(func(s step) string { return s.class.Color })},
	{name: "bytes", unit: unitBytes, number: func(s step) (float64, bool) { return s.amount.Bytes, s.class != nil }},
	{name: "counted", unit: unitBytes, help: "Of the class, what the tool counts.", number: func(s step) (float64, bool) { return s.walk.Counted, s.class != nil && s.gap.ReportedKnown }},
	{name: "in_heap", unit: unitBytes, help: "Of the class, what the heap measure counts, resident or not.", number: ofGap(func(s step) float64 { return s.walk.InHeap })},
	{name: "from", unit: unitBytes, help: "The level before the step, from the heap on.", number: ofGap(func(s step) float64 { return s.walk.From })},
	{name: "to", unit: unitBytes, help: "The level after the step; the last is what the tool prints.", number: ofGap(func(s step) float64 { return s.walk.To })},
	{name: "share", unit: unitRatio, help: "Of the gap, what the class gives to it; below 0 where it takes away.", number: func(s step) (float64, bool) {
		return (s.walk.To - s.walk.From) / s.gap.Bytes, s.class != nil && s.gap.Known() && s.gap.Bytes != 0
	}},
	{name: "reclaim", word: ofClass(func(s step) string { return string(s.class.Reclaim) })},
	{name: "basis", word: ofClass(func(s step) string { return string(s.amount.Basis) })},
	{name: "source", help: "The sum, the metrics that it was read from, and the exporters.", word: func(s step) string {
		if s.class == nil {
			return ""
		}
		return s.classProvenance(s.class).String()
	}},
	{name: "not_resident", unit: unitBytes, help: "Mapped by Go and not held in memory.", number: func(s step) (float64, bool) { return s.amount.NotResident, s.class != nil }},
	{name: "help", word: ofClass(func(s step) string { return s.class.Help })},
	gapColumn("reported", unitBytes, func(s step) (float64, bool) { return s.gap.Reported, s.gap.ReportedKnown }),
	gapColumn("heap", unitBytes, func(s step) (float64, bool) { return s.gap.Heap, s.gap.HeapKnown }),
	gapColumn("divergence", unitBytes, func(s step) (float64, bool) { return s.gap.Bytes, s.gap.Known() }),
	gapColumn("ratio", unitRatio, func(s step) (float64, bool) { return s.gap.Ratio, s.gap.RatioKnown }),
	{name: "summary", word: func(s step) string { return memory.Summary(s.ledger, s.gap) }},
}

func gapColumn(name, unit string, of func(step) (float64, bool)) column[step] {
	return column[step]{name: name, unit: unit, number: of}
}
