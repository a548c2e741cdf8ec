package rivals

import (
	"math"
	"testing"

	"github.com/memledger/memledger/bench/diagnosis/sim"
)

// By hand: 1, 2, 3 a minute apart rise by 1/60 a second and end at 3.
func TestLine(t *testing.T) {
	slope, end, ok := line([]float64{1, 2, 3})
	if !ok || math.Abs(slope-1.0/60) > 1e-12 || math.Abs(end-3) > 1e-12 {
		t.Errorf("slope %v, end %v, %v", slope, end, ok)
	}
	if _, _, ok := line([]float64{1}); ok {
		t.Error("one point makes no line")
	}
}

// Active page cache of 85% of the limit pages the working-set rule after its two minutes, and no rule on
// RSS; page cache that is inactive pages neither.
func TestWorkingSetRulePagesForActiveCache(t *testing.T) {
	for _, active := range []bool{true, false} {
		w := NewWatch()
		for minute := range 10 {
			b := &sim.Books{At: float64(minute+1) * 60, Cgroup: 2, Limit: 100 * sim.MiB}
			if active {
				b.ActiveFile = 85 * sim.MiB
			} else {
				b.InactiveFile = 85 * sim.MiB
			}
			w.Scrape(b, false)
			if fired := w.Fired[0] == 1; fired != (active && minute >= 2) {
				t.Errorf("active %v, minute %d: fired %v", active, minute, fired)
			}
		}
		if w.Fired[1] != 0 {
			t.Error("the rule on RSS fired on page cache")
		}
	}
}

func TestPredictLinearSeesTheLeak(t *testing.T) {
	w := NewWatch()
	for minute := range 90 {
		w.Scrape(&sim.Books{At: float64(minute+1) * 60, Cgroup: 2, Limit: sim.GiB, Native: int64(100*sim.MiB + minute*4*sim.MiB)}, false)
	}
	for i, r := range Rules {
		if want := r.Set == "predict_linear, 4 h" || r.Set == "predict_linear, 24 h" || r.Set == "Coroot"; w.Firing[i] != want {
			t.Errorf("%s: fires %v at 240 MiB an hour of 1 GiB", r.Name, w.Firing[i])
		}
	}
}
