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
