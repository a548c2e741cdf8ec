package memory

import (
	"fmt"
	"slices"
	"strings"
)

// Summary says in one sentence what the tool prints, what the heap is and what the gap between
// them is made of. Bytes are in the tool's own units.
func Summary(l *Ledger, d *Divergence) string {
	var said []string
	if d.ReportedKnown {
		said = append(said, d.Formula.Label()+" prints "+FormatBytes(d.Reported, d.Formula.Units))
	}
	if d.HeapKnown {
		said = append(said, d.HeapMeasure.spoken()+" "+FormatBytes(d.Heap, d.Formula.Units))
	}
	why := Explanation(l, d)
	if !d.Known() {
		return strings.Join(append(said, why), " · ")
	}
	gap := "gap " + FormatBytes(d.Bytes, d.Formula.Units)
	if why != "" {
		gap += ": " + why
	}
	return strings.Join(append(said, gap), " · ")
}

// Explanation is the summary behind its numbers: what the gap is made of, or what is missing to
// tell; "" where nothing is between the two sides.
func Explanation(l *Ledger, d *Divergence) string {
	switch {
	case !d.Known():
		return "cannot tell: " + whatIsMissing(l, d)
	case len(d.Steps) == 0:
		return "usage is not known, and so not what the gap is made of"
	}
	return madeOf(d)
}

// ShortName is the heap measure's name without the metric in brackets.
func (h *Heap) ShortName() string {
	name, _, _ := strings.Cut(h.Name, " (")
	return name
}

// PlainName is how people name the measure: the default one is what they mean by Go heap.
func (h *Heap) PlainName() string {
	if h.ID == DefaultHeap {
		return "Go heap"
	}
	return h.ShortName()
}

// spoken is the same inside a sentence.
func (h *Heap) spoken() string { return lowerFirst(h.PlainName()) }

func whatIsMissing(l *Ledger, d *Divergence) string {
	var sides []string
	if !d.ReportedKnown {
		sides = append(sides, missingTool(l, d.Formula))
	}
	if !d.HeapKnown {
		_, missing := Eval(d.HeapMeasure.Sum, l.Snapshot)
		sides = append(sides, lowerFirst(d.HeapMeasure.ShortName())+" ("+joinCounters(missing)+") missing")
	}
	return strings.Join(sides, " and ")
}

func missingTool(l *Ledger, f *Formula) string {
	if p, exists := Print(l, f); exists {
		return f.Label() + " (" + joinCounters(p.Missing) + ") missing"
	}
	if f.exported() {
		return "what " + f.Tool + " prints is passed on by no exporter here"
	}
	if v := l.Snapshot.CgroupVersion; v > 0 {
		return fmt.Sprintf("%s does not exist on cgroup v%d", f.Label(), v)
	}
	return f.Label() + " depends on the cgroup version, which is not known"
}

func joinCounters(ids []CounterID) string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		if !slices.Contains(names, string(id)) {
			names = append(names, string(id))
		}
	}
	return strings.Join(names, ", ")
}

// lowerFirst spares "Go".
func lowerFirst(name string) string {
	if strings.HasPrefix(name, "Go") {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}
