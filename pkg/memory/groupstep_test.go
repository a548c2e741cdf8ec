package memory

import (
	"math"
	"testing"
)

// From the heap to the printed number without a jump, and every byte of usage in one group.
func TestGroupsWalkFromTheHeapToWhatTheToolPrints(t *testing.T) {
	for _, c := range captures(t) {
		l := attribute(t, c.snapshot())
		for i := range Formulas {
			for j := range Heaps {
				d := Diverge(l, &Formulas[i], &Heaps[j])
				if !d.Known() {
					continue
				}
				level, bytes := d.Heap, 0.0
				for _, g := range ByGroup(d.Steps) {
					if g.From != level || math.Abs(g.To-g.From-g.Counted+g.InHeap) > 0.5 {
						t.Errorf("%s %s %s: %s goes from %.0f to %.0f, want from %.0f by %.0f", c.name, Formulas[i].ID, Heaps[j].ID, g.Group.ID, g.From, g.To, level, g.Counted-g.InHeap)
					}
					level, bytes = g.To, bytes+g.Bytes
				}
				if level != d.Reported || bytes != l.Usage {
					t.Errorf("%s %s %s: groups end at %.0f and hold %.0f, want %.0f and %.0f", c.name, Formulas[i].ID, Heaps[j].ID, level, bytes, d.Reported, l.Usage)
				}
			}
		}
	}
}

func TestEveryStepThatTakesAwayIsExplained(t *testing.T) {
	for _, c := range captures(t) {
		l := attribute(t, c.snapshot())
		for i := range Formulas {
			for j := range Heaps {
				d := Diverge(l, &Formulas[i], &Heaps[j])
				for _, s := range d.Steps {
					if s.To < s.From && s.Note(IEC) == "" {
						t.Errorf("%s %s %s: %s takes %.0f away without a word", c.name, Formulas[i].ID, Heaps[j].ID, s.Class.ID, s.From-s.To)
					}
				}
				for _, g := range ByGroup(d.Steps) {
					if g.To < g.From && g.Note(IEC) == "" {
						t.Errorf("%s %s %s: group %s takes %.0f away without a word", c.name, Formulas[i].ID, Heaps[j].ID, g.Group.ID, g.From-g.To)
					}
				}
			}
		}
	}
}

// Heap objects 40 MB of which 30 are resident; 100 MB of page cache that docker stats leaves out.
func TestNotesSayWhatIsNotCounted(t *testing.T) {
	s := Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{
		Usage: 135e6, Anon: 30e6, File: 105e6, Shmem: 0, InactiveFile: 100e6, ActiveFile: 5e6, Kernel: 0, GoHeapAlloc: 40e6,
	}}
	l := attribute(t, s)
	f, _ := FormulaByID("docker_20_10")
	h, _ := HeapByID(DefaultHeap)
	d := Diverge(l, f, h)
	notes := map[string]string{}
	for _, g := range ByGroup(d.Steps) {
		notes[g.Group.ID] = g.Note(SI)
	}
	for group, want := range map[string]string{
		"go_heap":    "10.0 MB mapped by Go, not resident",
		"page_cache": "5.00 MB of 105 MB counted",
		"remainder":  "",
	} {
		if notes[group] != want {
			t.Errorf("%s: %q, want %q", group, notes[group], want)
		}
	}
}
