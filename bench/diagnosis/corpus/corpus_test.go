package corpus

import (
	"math"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// A family that cannot show what it stands for is no test of anything.
func TestFamiliesAreWhatTheySay(t *testing.T) {
	for i := range Families {
		f := &Families[i]
		for seed := range uint64(6) {
			l := f.Live(seed)
			if f.Level != "" && l.Truth.Level != f.Level {
				t.Errorf("%s, seed %d: most of usage is %q, want %q: %v of %d", f.Name, seed, l.Truth.Level, f.Level, Shares(&l.Points[len(l.Points)-1].Books), l.Points[len(l.Points)-1].Usage())
			}
			if f.Trend == memory.CauseNone && !math.IsInf(l.Truth.Kill, 1) {
				t.Errorf("%s, seed %d: nothing grows, yet it is killed after %.1f h", f.Name, seed, l.Truth.Kill)
			}
			if IsLeak(f.Trend) && f.Trend != memory.CauseKernelSlab && math.IsInf(l.Truth.Kill, 1) {
				t.Logf("%s, seed %d: leaks and is not killed within 60 days", f.Name, seed)
			}
		}
	}
}

func TestEachCauseIsInBothHalves(t *testing.T) {
	halves := map[memory.CauseID]map[Half]bool{}
	names := map[string]bool{}
	for _, f := range Families {
		for _, id := range []memory.CauseID{f.Level, f.Trend + " grows"} {
			if halves[id] == nil {
				halves[id] = map[Half]bool{}
			}
			halves[id][f.Half] = true
		}
		if names[f.Name] {
			t.Errorf("family %q is there twice", f.Name)
		}
		names[f.Name] = true
	}
	for id, in := range halves {
		if len(in) != 2 {
			t.Errorf("%s: only in %v, want one half for tuning and one for the report", id, in)
		}
	}
	for _, c := range memory.Causes {
		if len(c.LevelNeeds) > 0 && halves[c.ID] == nil || len(c.TrendNeeds) > 0 && halves[c.ID+" grows"] == nil {
			t.Errorf("cause %s has no family", c.ID)
		}
	}
}
