package memory

import (
	"cmp"
	"math"
	"strings"
)

// GroupStep is what one group gives to the gap: the steps of its classes as one.
type GroupStep struct {
	Group       *Group
	Bytes       float64 // Σ of the classes
	Counted     float64
	InHeap      float64
	From        float64 // the waterfall's level before the first class
	To          float64 // and after the last: To − From = Counted − InHeap
	NotResident float64 // of what the heap measure counts
	Uncounted   float64 // what the tool leaves out
	classes     []Step
	widens      float64 // Σ of the steps that add to the gap
	reclaimable float64 // of them, what pressure reclaims
}

// ByGroup sums steps up by group, in their order; Classes keeps a group's classes together.
func ByGroup(steps []Step) []GroupStep {
	var all []GroupStep
	for _, s := range steps {
		if n := len(all); n == 0 || all[n-1].Group.ID != s.Class.Group {
			group, _ := GroupByID(s.Class.Group)
			all = append(all, GroupStep{Group: group, From: s.From})
		}
		all[len(all)-1].add(s)
	}
	return all
}

func (g *GroupStep) add(s Step) {
	g.classes = append(g.classes, s)
	g.Bytes += s.Bytes
	g.Counted += s.Counted
	g.InHeap += s.InHeap
	g.To = s.To
	if s.Class.ID == Unattributed {
		return
	}
	g.NotResident += s.notResident()
	g.Uncounted += s.uncounted()
	if added := s.To - s.From; added > 0 {
		g.widens += added
		if s.Class.Reclaim == Reclaimable {
			g.reclaimable += added
		}
	}
}

// Name is what of the group stands in the gap, with a capital.
func (g GroupStep) Name() string {
	if g.To > g.From {
		return g.widening()
	}
	return capital(cmp.Or(g.coarse(), g.Group.Name))
}

// widening is the name of what of the group widens the gap.
func (g GroupStep) widening() string { return capital(cmp.Or(g.coarse(), g.Group.InGap, g.Group.Name)) }

// coarse is the name of the class of a group that holds nothing but a coarse one, which may be of other
// groups as well; "": of any other.
func (g GroupStep) coarse() string {
	name := ""
	for _, s := range g.classes {
		if s.Bytes == 0 && s.To == s.From {
			continue
		}
		if name != "" || !s.Class.Coarse {
			return ""
		}
		name = s.Class.Name
	}
	return name
}

func capital(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

// Reclaims says whether pressure would take nearly all that the group adds to the gap: as the
// sentence does.
func (g GroupStep) Reclaims() bool {
	return g.widens > 0 && g.reclaimable >= mostlyReclaimable*g.widens
}

// Note says why the group gives less than it holds; "" where it gives all.
func (g GroupStep) Note(units UnitSystem) string {
	if len(g.classes) == 1 {
		return g.classes[0].Note(units)
	}
	return note(g.Bytes, g.Uncounted, g.NotResident, units)
}

// Note says why a class gives less than it holds; "" where it gives all.
func (s Step) Note(units UnitSystem) string {
	if s.Class.ID == Unattributed {
		return noteRemainder(s.Counted, s.InHeap, units)
	}
	if s.Bytes > 0 && s.InHeap > 0 && s.To == s.From {
		return "counted on both sides"
	}
	return note(s.Bytes, s.uncounted(), s.notResident(), units)
}

// notResident is what the heap measure counts of the class and memory does not hold.
func (s Step) notResident() float64 {
	if s.InHeap <= 0 {
		return 0
	}
	return max(0, s.InHeap-s.Bytes)
}

func (s Step) uncounted() float64 { return max(0, s.Bytes-s.Counted) }

func note(bytes, uncounted, notResident float64, units UnitSystem) string {
	var why []string
	if notResident > 0 {
		why = append(why, FormatBytes(notResident, units)+" mapped by Go, not resident")
	}
	switch {
	case uncounted <= 0:
	case uncounted >= bytes:
		why = append(why, FormatBytes(uncounted, units)+" not counted")
	default:
		why = append(why, FormatBytes(bytes-uncounted, units)+" of "+FormatBytes(bytes, units)+" counted")
	}
	return strings.Join(why, "; ")
}

// noteRemainder explains what takes away although it is in no class.
func noteRemainder(counted, inHeap float64, units UnitSystem) string {
	var why []string
	if counted < 0 {
		why = append(why, "the tool prints "+FormatBytes(-counted, units)+" less than the classes that it counts: their statistics lag, or were read at another moment")
	}
	if math.Round(inHeap) > 0 {
		why = append(why, FormatBytes(inHeap, units)+" of the heap measure is in no class")
	}
	return strings.Join(why, "; ")
}
