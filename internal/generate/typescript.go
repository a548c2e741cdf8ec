// Package generate prints the tables of pkg/memory for those who cannot read Go: the ids and texts
// that the editors need, and the reference that people read.
package generate

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/memledger/memledger/pkg/memory"
)

type classInfo struct {
	ID      memory.ClassID `json:"id"`
	Name    string         `json:"name"`
	Group   string         `json:"group"`
	Color   string         `json:"color"`
	Basis   memory.Basis   `json:"basis"`
	Reclaim memory.Reclaim `json:"reclaim"`
	Coarse  bool           `json:"coarse"`
	Help    string         `json:"help"`
	Ref     string         `json:"ref"`
}

type groupInfo struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Color string `json:"color"`
}

type formulaInfo struct {
	ID       memory.FormulaID  `json:"id"`
	Tool     string            `json:"tool"`
	Versions string            `json:"versions"`
	Label    string            `json:"label"`
	V1       string            `json:"v1"`
	V2       string            `json:"v2"`
	Units    memory.UnitSystem `json:"units"`
	Help     string            `json:"help"`
	Ref      string            `json:"ref"`
}

type heapInfo struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Sum  string `json:"sum"`
	Help string `json:"help"`
	Ref  string `json:"ref"`
}

type counterInfo struct {
	ID   memory.CounterID `json:"id"`
	Side memory.Side      `json:"side"`
	Unit memory.Unit      `json:"unit"`
	Help string           `json:"help"`
	Ref  string           `json:"ref"`
}

type dialectInfo struct {
	ID   memory.DialectID `json:"id"`
	Name string           `json:"name"`
	Side memory.Side      `json:"side"`
}

type measureInfo struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	Help     string `json:"help"`
	Judged   bool   `json:"judged"`
	PerCause bool   `json:"perCause"`
}

type eventInfo struct {
	ID    memory.EventKind `json:"id"`
	Name  string           `json:"name"`
	Color string           `json:"color"`
	Help  string           `json:"help"`
}

type metricInfo struct {
	ID   string           `json:"id"`
	Tool memory.FormulaID `json:"tool"`
	Heap string           `json:"heap"`
}

type overlayInfo struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Help string `json:"help"`
}

// table is one exported constant: its name, the name of the type of its ids, its rows.
type table struct {
	name, id string
	rows     []any
}

// TypeScript prints src/generated/memory.ts.
func TypeScript() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Generated from pkg/memory by `npm run generate`; do not edit.\n\n")
	for _, t := range tables() {
		if err := writeTable(&b, t); err != nil {
			return nil, err
		}
	}
	b.WriteString(rowTypes)
	writeIDs(&b, "IDENTITY_KEYS", "IdentityKey", memory.IdentityKeys)
	writeIDs(&b, "FILTER_KEYS", "FilterKey", memory.FilterKeys)
	fmt.Fprintf(&b, "export const DEFAULT_TOOL: FormulaId = '%s';\nexport const DEFAULT_HEAP: HeapId = '%s';\n", memory.DefaultTool, memory.DefaultHeap)
	units, err := compactJSON(memory.UnitSystems)
	if err != nil {
		return nil, fmt.Errorf("generate BYTE_UNITS: %w", err)
	}
	fmt.Fprintf(&b, "\n/** How each system names its powers; as memory.FormatBytes prints them. */\nexport const BYTE_UNITS = %s as const;\n", units)
	fmt.Fprintf(&b, "\n/** The confidence from which on a finding is sure. */\nexport const SURE = %v;\n", memory.Sure)
	return b.Bytes(), nil
}

const rowTypes = `export type ClassInfo = (typeof CLASSES)[number];
export type GroupInfo = (typeof GROUPS)[number];
export type FormulaInfo = (typeof FORMULAS)[number];
export type HeapInfo = (typeof HEAPS)[number];
export type CounterInfo = (typeof COUNTERS)[number];
export type DialectInfo = (typeof DIALECTS)[number];
export type OverlayInfo = (typeof OVERLAYS)[number];
export type CauseInfo = (typeof CAUSES)[number];
export type EventInfo = (typeof EVENTS)[number];
export type MeasureInfo = (typeof MEASURES)[number];

`

func tables() []table {
	return []table{
		{"GROUPS", "GroupId", ids(memory.Groups, func(g memory.Group) any { return groupInfo{g.ID, g.Name, g.Color} })},
		{"CLASSES", "ClassId", ids(memory.Classes, func(c memory.Class) any {
			return classInfo{c.ID, c.Name, c.Group, c.Color, c.Basis, c.Reclaim, c.Coarse, c.Help, c.Ref}
		})},
		{"FORMULAS", "FormulaId", ids(memory.Formulas, func(f memory.Formula) any {
			return formulaInfo{f.ID, f.Tool, f.Versions, f.Label(), text(f.V1), text(f.V2), f.Units, f.Help, f.Ref}
		})},
		{"HEAPS", "HeapId", ids(memory.Heaps, func(h memory.Heap) any {
			return heapInfo{h.ID, h.Name, text(h.Sum), h.Help, h.Ref}
		})},
		{"MEASURES", "MeasureId", ids(memory.Measures, func(m memory.Measure) any {
			return measureInfo{m.ID, m.Name, m.Unit, m.Help, m.Judged(), m.PerCause()}
		})},
		{"OVERLAYS", "OverlayId", ids(memory.Overlays, func(o memory.Overlay) any { return overlayInfo{o.ID, o.Name, o.Help} })},
		{"CONTEXT", "ContextId", ids(memory.Context, func(c memory.ContextRow) any { return overlayInfo{c.ID, c.Name, c.Help} })},
		{"CAUSES", "CauseId", ids(allCauses(), causeOf)},
		{"EVENTS", "EventKind", ids(memory.EventTypes, func(e memory.EventType) any { return eventInfo{e.Kind, e.Name, e.Color, e.Help} })},
		{"COUNTERS", "CounterId", ids(memory.Counters, func(c memory.Counter) any {
			return counterInfo{c.ID, c.Side, c.Unit, c.Help, c.Ref}
		})},
		{"METRICS", "MetricName", ids(memory.MetricReadings(), func(r memory.MetricReading) any { return metricInfo{r.Metric, r.Tool, r.Heap} })},
		{"DIALECTS", "DialectId", ids(memory.Dialects, func(d memory.Dialect) any { return dialectInfo{d.ID, d.Name, d.Side} })},
	}
}

func ids[T, R any](rows []T, of func(T) R) []R {
	out := make([]R, len(rows))
	for i, r := range rows {
		out[i] = of(r)
	}
	return out
}

func text(e memory.Expr) string {
	if e == nil {
		return ""
	}
	return e.String()
}

func writeTable(b *bytes.Buffer, t table) error {
	fmt.Fprintf(b, "export const %s = [\n", t.name)
	for _, r := range t.rows {
		line, err := compactJSON(r)
		if err != nil {
			return fmt.Errorf("generate %s: %w", t.name, err)
		}
		fmt.Fprintf(b, "  %s,\n", line)
	}
	fmt.Fprintf(b, "] as const;\nexport type %s = (typeof %s)[number]['id'];\n\n", t.id, t.name)
	return nil
}

func writeIDs[T ~string](b *bytes.Buffer, name, typ string, all []T) {
	line, _ := compactJSON(all) // strings always marshal
	fmt.Fprintf(b, "export const %s = %s as const;\nexport type %s = (typeof %s)[number];\n\n", name, line, typ, name)
}

func compactJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}
