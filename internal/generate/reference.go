package generate

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// Reference prints docs/reference.md.
func Reference() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Reference\n\nGenerated from `pkg/memory` by `npm run generate`; do not edit.\n\nWords: a *counter* is one number as kernel or Go runtime reports it; a *class* is one part of the additive partition of `usage`; a *formula* is what a named tool prints.\n")
	section(&b, "Classes", "Σ classes = `usage`, to the byte. Classes marked *coarse* stand in where an exporter cannot tell finer ones apart.",
		[]string{"class", "group", "name", "sum", "basis", "reclaimable", "what it is", "source"}, classRows())
	section(&b, "Formulas", "What each tool prints. Empty: the tool does not exist on that cgroup version.",
		[]string{"id", "tool", "versions", "cgroup v1", "cgroup v2", "units", "what it is", "source"}, formulaRows())
	section(&b, "Heap measures", "What `usage` is compared with.", []string{"id", "name", "sum", "what it is", "source"}, heapRows())
	section(&b, "Signal measures", "What an alert rule may ask for.", []string{"id", "name", "unit", "what it is"}, measureRows())
	section(&b, "Causes", "What a verdict may answer: what is large now (level), what grows for good (trend). Needs: any one of the alternatives tells it.",
		[]string{"id", "name", "answers", "can kill", "what it is", "level needs", "trend needs"}, causeRows())
	section(&b, "Overlays", "Parts of classes, or memory outside usage: shown beside the ledger, never added to it.",
		[]string{"id", "name", "sum", "what it is", "source"}, overlayRows())
	section(&b, "Context", "What a ledger is read against; no part of usage. Rows not drawn come when a `ledger` query names them in `classes`.",
		[]string{"id", "name", "sum", "unit", "drawn", "what it is", "source"}, contextRows())
	section(&b, "Events", "What an `events` query answers: any one sign shows it.", []string{"kind", "name", "shows as", "what it is", "source"}, eventRows())
	section(&b, "Counters of the kernel", "Where each stands, by cgroup version.",
		[]string{"counter", "cgroup v1", "cgroup v2", "unit", "part of", "since", "what it is", "source"}, kernelRows())
	section(&b, "Counters of the Go runtime and the process", "",
		[]string{"counter", "stands in", "unit", "since", "what it is", "source"}, goRows())
	section(&b, "Dialects", "The exporters that are understood, in order of precedence: where two tell of one container the first speaks. jsonData.precedence changes that.",
		[]string{"id", "exporter", "side", "told by", "lacks", "traps", "source"}, dialectRows())
	matrix(&b)
	spellings(&b)
	return b.Bytes(), nil
}

func section(b *bytes.Buffer, title, intro string, head []string, rows [][]string) {
	fmt.Fprintf(b, "\n## %s\n", title)
	if intro != "" {
		fmt.Fprintf(b, "\n%s\n", intro)
	}
	fmt.Fprintf(b, "\n| %s |\n|%s\n", strings.Join(head, " | "), strings.Repeat("---|", len(head)))
	for _, r := range rows {
		for i := range r {
			r[i] = strings.ReplaceAll(r[i], "|", "\\|")
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(r, " | "))
	}
}

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

func classRows() [][]string {
	return ids(memory.Classes, func(c memory.Class) []string {
		group, _ := memory.GroupByID(c.Group)
		id, sum := code(string(c.ID)), code(c.Sum.String())
		if c.Coarse {
			id += " (coarse)"
		}
		if c.ID == memory.Unattributed {
			sum = code("usage − Σ classes")
		}
		return []string{id, group.Name, c.Name, sum, string(c.Basis), string(c.Reclaim), c.Help, c.Ref}
	})
}

func formulaRows() [][]string {
	return ids(memory.Formulas, func(f memory.Formula) []string {
		return []string{code(string(f.ID)), f.Tool, f.Versions, code(text(f.V1)), code(text(f.V2)), string(f.Units), f.Help, f.Ref}
	})
}

func heapRows() [][]string {
	return ids(memory.Heaps, func(h memory.Heap) []string {
		return []string{code(h.ID), h.Name, code(text(h.Sum)), h.Help, h.Ref}
	})
}

func measureRows() [][]string {
	return ids(memory.Measures, func(m memory.Measure) []string {
		return []string{code(m.ID), m.Name, m.Unit, m.Help}
	})
}

func overlayRows() [][]string {
	return ids(memory.Overlays, func(o memory.Overlay) []string {
		return []string{code(o.ID), o.Name, code(text(o.Sum)), o.Help, o.Ref}
	})
}

func contextRows() [][]string {
	return ids(memory.Context, func(c memory.ContextRow) []string {
		drawn := "when asked for"
		if c.Drawn {
			drawn = "always"
		}
		return []string{code(c.ID), c.Name, code(text(c.Sum)), string(c.Unit), drawn, c.Help, c.Ref}
	})
}

func place(s memory.Source) string {
	return code(fileAndKey(s))
}

func kernelRows() [][]string {
	var rows [][]string
	for _, c := range memory.Counters {
		if c.Side == memory.CgroupSide {
			rows = append(rows, []string{code(string(c.ID)), place(c.V1), place(c.V2), string(c.Unit), code(string(c.SubsetOf)), c.Since, help(c), c.Ref})
		}
	}
	return rows
}

func goRows() [][]string {
	var rows [][]string
	for _, c := range memory.Counters {
		if c.Side != memory.CgroupSide {
			rows = append(rows, []string{code(string(c.ID)), code(c.Go), string(c.Unit), c.Since, help(c), c.Ref})
		}
	}
	return rows
}

func help(c memory.Counter) string {
	if c.Optional == "" {
		return c.Help
	}
	return c.Help + " (" + c.Optional + ")"
}

func dialectRows() [][]string {
	return ids(memory.Dialects, func(d memory.Dialect) []string {
		return []string{code(string(d.ID)), d.Name, string(d.Side), code(d.Marker), d.Lacks, d.Traps, d.Ref}
	})
}

// spellings prints which series holds each counter, a table a dialect.
func spellings(b *bytes.Buffer) {
	for _, d := range memory.Dialects {
		var rows [][]string
		for _, s := range d.Spellings {
			rows = append(rows, []string{code(string(s.Counter)), seriesOf(s), notesOf(s)})
		}
		section(b, "Spellings: "+d.Name, "Of several rows for one counter the first that has a value is taken.", []string{"counter", "series", "note"}, rows)
	}
}

func seriesOf(s memory.Spelling) string {
	text := code(s.Metric + selector(s.Match))
	for _, p := range s.Plus {
		text += " + " + code(p.Metric+selector(p.Match))
	}
	if s.Less != "" {
		text += " − " + code(s.Less)
	}
	return text
}

func notesOf(s memory.Spelling) string {
	var notes []string
	if s.ZeroIsAbsent {
		notes = append(notes, "0 means not known")
	}
	if s.Only != 0 {
		notes = append(notes, fmt.Sprintf("on cgroup v%d only", s.Only))
	}
	switch {
	case s.Literal:
		notes = append(notes, "with "+code(s.Option))
	case s.Option != "":
		notes = append(notes, "with "+s.Option)
	}
	return strings.Join(notes, "; ")
}

func selector(match map[string]string) string {
	if len(match) == 0 {
		return ""
	}
	var parts []string
	for k, v := range match {
		parts = append(parts, fmt.Sprintf("%s=%q", k, v))
	}
	sort.Strings(parts)
	return "{" + strings.Join(parts, ",") + "}"
}
