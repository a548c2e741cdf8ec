package frame

import (
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// counted is one row of the table of tools: a class of a container and what a tool counts of it.
type counted struct {
	moment
	printed memory.Printed
	amount  memory.Amount // of no class where the tool's number is not known
	place   memory.Place
}

// Tools writes what each tool prints of each container and which classes it counts.
func Tools(q Query, r *join.Result) *data.Frame {
	moments := latest(q, r)
	rows, kept := cutWhole(q, moments, toolRows)
	columns := slices.Concat(identityColumns(func(c counted) series { return c.series }), toolColumns, placeColumns(q))
	for i := range columns {
		columns[i].unit = q.toolsUnit(columns[i].unit)
	}
	linkContainers(columns, q.rowLink(keysPresent(seriesOf(q, r))))
	f := newFrame(q, r, data.FrameTypeTable, fieldsOf(rows, columns))
	return noteCut(advised(noted(f, r, moments, len(rows) == 0), moments), kept, len(moments))
}

func toolRows(m moment) []counted {
	var rows []counted
	for _, p := range memory.Compare(m.ledger) {
		rows = append(rows, countedRows(m, p)...)
	}
	return rows
}

func countedRows(m moment, p memory.Printed) []counted {
	if !p.Known || !m.whole {
		return []counted{{moment: m, printed: p, place: memory.Place{To: p.Value}}}
	}
	places := p.Places(m.ledger)
	rows := make([]counted, 0, len(m.ledger.Amounts))
	for i, a := range m.ledger.Amounts {
		rows = append(rows, counted{m, p, a, places[i]})
	}
	return rows
}

func ofAmount(of func(*memory.Class) string) func(counted) string {
	return func(c counted) string {
		if c.amount.Class == nil {
			return ""
		}
		return of(c.amount.Class)
	}
}

var toolColumns = []column[counted]{
	{name: "formula", word: func(c counted) string { return string(c.printed.Formula.ID) }},
	{name: "tool", word: func(c counted) string { return c.printed.Formula.Label() }},
	{name: "class", word: ofAmount(func(c *memory.Class) string { return string(c.ID) })},
	{name: "name", word: ofAmount(func(c *memory.Class) string { return c.Name })},
	{name: "group", word: ofAmount(func(c *memory.Class) string { return c.Group })},
	{name: "color", word: ofAmount(func(c *memory.Class) string { return c.Color })},
	{name: "bytes", unit: unitBytes, number: func(c counted) (float64, bool) { return c.amount.Bytes, c.amount.Class != nil }},
	{name: "counted", unit: unitBytes, help: "Of the class, what the tool counts.", number: func(c counted) (float64, bool) {
		if c.amount.Class == nil {
			return 0, false
		}
		return c.printed.Of(c.amount.Class.ID), true
	}},
	{name: "value", unit: unitBytes, help: "What the tool prints.", number: func(c counted) (float64, bool) { return c.printed.Value, c.printed.Known }},
	{name: "formatted", help: "What the tool prints, in its own units.", word: func(c counted) string {
		if !c.printed.Known {
			return ""
		}
		return memory.FormatBytes(c.printed.Value, c.printed.Formula.Units)
	}},
	{name: "source", help: "The tool's sum, the metrics that it was read from, and the exporters.", word: func(c counted) string {
		if !c.printed.Known {
			return ""
		}
		return c.toolProvenance(c.printed.Formula).String()
	}},
	{name: "ref", word: func(c counted) string { return c.printed.Formula.Ref }},
	{name: "missing", word: func(c counted) string { return counterList(c.printed.Missing) }},
}

func counterList(ids []memory.CounterID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	return strings.Join(unique(names), ", ")
}

// ToolSeries writes what each tool prints over time.
func ToolSeries(q Query, r *join.Result) *data.Frame {
	var lines []line
	for i := range memory.Formulas {
		f := &memory.Formulas[i]
		lines = append(lines, line{
			id: string(f.ID), pairs: []string{"tool", string(f.ID)}, name: f.Label(), help: f.Help, unit: q.toolsUnit(unitBytes),
			of: func(m moment) (float64, bool) {
				p, exists := memory.Print(m.ledger, f)
				return p.Value, exists && p.Known
			},
		})
	}
	f, _ := wide(q, r, lines)
	return f
}
