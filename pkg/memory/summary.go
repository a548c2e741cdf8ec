package memory

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
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
	return explain(d)
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

// explain says what the gap is made of.
func explain(d *Divergence) string {
	if d.Bytes < 0 {
		return explainNegative(d)
	}
	var parts []string
	shares, total := gapByGroup(d)
	for i, g := range shares {
		percent := math.Round(100 * g.bytes / total)
		// Below a twentieth a share does not change what a person does; the first is always said.
		if i > 0 && percent < 5 {
			break
		}
		of := ""
		if i == 0 {
			of = "of it is " // of the gap, before which it stands
		}
		parts = append(parts, fmt.Sprintf("%.0f%% %s%s%s", percent, of, cmp.Or(g.group.InGap, lowerFirst(g.group.Name)), g.reclaim()))
	}
	return strings.Join(parts, "; ")
}

// lowerFirst spares "Go".
func lowerFirst(name string) string {
	if strings.HasPrefix(name, "Go ") {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// mostlyReclaimable is the share from which a group is called reclaimable: below it, who trusts the
// word would find memory that stays.
const mostlyReclaimable = 0.9

// groupShare is what one group adds to the gap, and how much of that pressure would reclaim.
type groupShare struct {
	group              *Group
	bytes, reclaimable float64
}

func (g groupShare) reclaim() string {
	if g.reclaimable >= mostlyReclaimable*g.bytes {
		return ", reclaimable"
	}
	return ""
}

// gapByGroup adds up the steps that widen the gap, largest group first. Their total is more than
// the gap by what other steps take away again, so that no share is above 100%.
func gapByGroup(d *Divergence) (shares []groupShare, total float64) {
	byGroup := map[string]*groupShare{}
	for _, s := range d.Steps {
		added := s.To - s.From
		if added <= 0 {
			continue
		}
		g, ok := byGroup[s.Class.Group]
		if !ok {
			row, _ := GroupByID(s.Class.Group)
			g = &groupShare{group: row}
			byGroup[s.Class.Group] = g
		}
		g.bytes += added
		total += added
		if s.Class.Reclaim == Reclaimable {
			g.reclaimable += added
		}
	}
	for i := range Groups {
		if g, ok := byGroup[Groups[i].ID]; ok {
			shares = append(shares, *g)
		}
	}
	sort.SliceStable(shares, func(i, j int) bool { return shares[i].bytes > shares[j].bytes })
	return shares, total
}

// explainNegative says why a heap is larger than what the tool prints.
func explainNegative(d *Divergence) string {
	var absent, uncounted float64
	for _, s := range d.Steps {
		if s.InHeap <= 0 || s.Class.ID == Unattributed {
			continue
		}
		absent += max(0, s.InHeap-s.Bytes)
		uncounted += max(0, s.Bytes-s.Counted)
	}
	var why []string
	if absent > 0 {
		why = append(why, FormatBytes(absent, d.Formula.Units)+" of the heap is mapped, not resident")
	}
	if uncounted > 0 {
		why = append(why, FormatBytes(uncounted, d.Formula.Units)+" of it the tool does not count")
	}
	if len(why) == 0 {
		return "the two sides were read at different moments"
	}
	return strings.Join(why, "; ")
}
