package generate

import (
	"bytes"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// learnEntry is what the Learn drawer says of one row of the domain. Its id is the kind and the row's own id, for
// rows of two tables may share one.
type learnEntry struct {
	ID       string             `json:"id"`
	Kind     string             `json:"kind"`
	Name     string             `json:"name"`
	Help     string             `json:"help"`
	Facts    []fact             `json:"facts"`
	Counters []memory.CounterID `json:"counters"`
	Related  []string           `json:"related"`
	Ref      string             `json:"ref"`
	Docs     string             `json:"docs"` // address of a page of its own
}

// fact is one line: a sum or a plain text.
type fact struct {
	Label string `json:"label"`
	Text  string `json:"text"`
	IsSum bool   `json:"isSum"`
}

// learnCounter says where the number stands.
type learnCounter struct {
	ID     memory.CounterID `json:"id"`
	Help   string           `json:"help"`
	Since  string           `json:"since"`
	Places []fact           `json:"places"`
}

// Learn prints src/generated/learn.ts, which is loaded only with the drawer that shows it.
func Learn() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Generated from pkg/memory by `npm run generate`; do not edit.\n\n")
	entries := slices.Concat(
		ids(memory.Classes, learnClass),
		ids(memory.Groups, learnGroup),
		ids(memory.Formulas, learnFormula),
		ids(memory.Heaps, learnHeap),
		ids(memory.Measures, learnMeasure),
		ids(memory.Causes, learnCause),
		ids(memory.Overlays, func(o memory.Overlay) any { return learnOverlay("overlay", "Shown beside the ledger", o) }),
		ids(memory.Context, func(c memory.ContextRow) any { return learnOverlay("context", "Context", c.Overlay) }),
	)
	for _, t := range []table{{"LEARN", "LearnId", entries}, {"LEARN_COUNTERS", "LearnCounterId", ids(memory.Counters, whereCounted)}} {
		if err := writeTable(&b, t); err != nil {
			return nil, err
		}
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

var basisWords = map[memory.Basis]string{
	memory.Measured: "Measured: read from one source",
	memory.Derived:  "Derived: a difference of sources",
	memory.Inferred: "Inferred: what is left over, or what had to give way",
}

var reclaimWords = map[memory.Reclaim]string{
	memory.Reclaimable: "Yes: the kernel drops it when memory is needed",
	memory.SwapOnly:    "Only to swap, where there is some free",
	memory.Pinned:      "No",
	memory.Mixed:       "Some of it: the exporter does not say how much",
}

var unitWords = map[memory.UnitSystem]string{
	memory.IEC: "Powers of 1024: KiB, MiB",
	memory.SI:  "Powers of 1000: kB, MB",
}

func learnClass(c memory.Class) any {
	group, _ := memory.GroupByID(c.Group)
	e := entry("class", "Class of memory", string(c.ID), c.Name, c.Help, c.Ref)
	e.Facts = append(e.Facts, fact{Label: "Group", Text: group.Name})
	if c.ID == memory.Unattributed {
		e.Facts = append(e.Facts, fact{"Sum", "usage − Σ classes", true})
	} else {
		e.addSum("Sum", c.Sum)
	}
	e.Facts = append(e.Facts, fact{Label: "Basis", Text: basisWords[c.Basis]}, fact{Label: "Can be reclaimed", Text: reclaimWords[c.Reclaim]})
	if c.Coarse {
		e.Facts = append(e.Facts, fact{Label: "Coarse", Text: "Stands in where the exporter cannot tell finer classes apart"})
	}
	for _, other := range memory.Classes {
		if other.Group == c.Group && other.ID != c.ID {
			e.Related = append(e.Related, learnID("class", string(other.ID)))
		}
	}
	return e
}

func learnGroup(g memory.Group) any {
	e := entry("group", "Group of classes", g.ID, g.Name, "", "")
	for _, c := range memory.Classes {
		if c.Group == g.ID {
			e.Related = append(e.Related, learnID("class", string(c.ID)))
		}
	}
	return e
}

func learnFormula(f memory.Formula) any {
	e := entry("tool", "What a tool prints", string(f.ID), f.Label(), f.Help, f.Ref)
	e.addSum("On cgroup v1", f.V1)
	e.addSum("On cgroup v2", f.V2)
	e.Facts = append(e.Facts, fact{Label: "Prints in", Text: unitWords[f.Units]})
	var same []string
	for _, other := range memory.Formulas {
		if other.ID == f.ID {
			continue
		}
		if text(other.V1) == text(f.V1) && text(other.V2) == text(f.V2) {
			same = append(same, other.Label())
		}
		if other.Tool == f.Tool {
			e.Related = append(e.Related, learnID("tool", string(other.ID)))
		}
	}
	if len(same) > 0 {
		e.Facts = append(e.Facts, fact{Label: "Counts the same", Text: strings.Join(same, ", ")})
	}
	return e
}

func learnHeap(h memory.Heap) any {
	e := entry("heap", "What counts as the Go heap", h.ID, h.Name, h.Help, h.Ref)
	e.addSum("Sum", h.Sum)
	for _, other := range memory.Heaps {
		if other.ID != h.ID {
			e.Related = append(e.Related, learnID("heap", other.ID))
		}
	}
	return e
}

func learnMeasure(m memory.Measure) any {
	return entry("measure", "Measure", m.ID, m.Name, m.Help, "")
}

func learnCause(c memory.Cause) any {
	e := entry("cause", "Cause", string(c.ID), c.Name, c.Help, "")
	if c.Amount != nil {
		e.addSum("How much of it is certain", c.Amount)
		for _, d := range memory.Definitions(c.Amount) {
			e.addSum("In it, "+d.Name, d.Sum)
		}
	}
	for _, step := range []struct {
		label string
		texts []string
	}{{"What to do", c.Next}, {"What not to do", c.DoNot}} {
		if len(step.texts) > 0 {
			e.Facts = append(e.Facts, fact{Label: step.label, Text: strings.Join(step.texts, "\n")})
		}
	}
	e.Docs = c.DocsURL()
	return e
}

func learnOverlay(kind, title string, o memory.Overlay) any {
	e := entry(kind, title, o.ID, o.Name, o.Help, o.Ref)
	e.addSum("Sum", o.Sum)
	return e
}

func entry(kind, title, id, name, help, ref string) *learnEntry {
	return &learnEntry{ID: learnID(kind, id), Kind: title, Name: name, Help: help, Ref: ref, Facts: []fact{}, Counters: []memory.CounterID{}, Related: []string{}}
}

func learnID(kind, id string) string { return kind + "." + id }

// addSum adds the sum in words and the counters that stand in it, each once.
func (e *learnEntry) addSum(label string, sum memory.Expr) {
	if sum == nil {
		return
	}
	e.Facts = append(e.Facts, fact{label, sum.String(), true})
	for _, id := range memory.CountersOf(sum) {
		if !slices.Contains(e.Counters, id) {
			e.Counters = append(e.Counters, id)
		}
	}
}

func whereCounted(c memory.Counter) any {
	row := learnCounter{ID: c.ID, Help: help(c), Since: c.Since, Places: []fact{}}
	for _, p := range []struct {
		label string
		at    string
	}{
		{"cgroup v1", fileAndKey(c.V1)}, {"cgroup v2", fileAndKey(c.V2)}, {sideWords[c.Side], c.Go},
	} {
		if p.at != "" {
			row.Places = append(row.Places, fact{Label: p.label, Text: p.at})
		}
	}
	return row
}

var sideWords = map[memory.Side]string{memory.GoSide: "Go runtime", memory.ProcessSide: "process", memory.NodeSide: "machine", memory.OrchestratorSide: "orchestrator"}

func fileAndKey(s memory.Source) string { return strings.TrimSpace(s.File + " " + s.Key) }
