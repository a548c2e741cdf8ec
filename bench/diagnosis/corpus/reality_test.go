package corpus

import (
	"testing"

	"github.com/memledger/memledger/bench/diagnosis/recordings"
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// Under a lax GOGC the real runtime's resident memory stays at the top of the last cycle while the heap
// saws between live and goal beneath it; the model's must too.
func TestModelOfTheHeapIsLikeTheRecording(t *testing.T) {
	real := ratios(t, "gc-headroom")
	c := &sim.Container{
		Cgroup: 1, CPUs: 2, Limit: sim.GiB, NodeMemory: 24 * sim.GiB,
		Go: &sim.GoProgram{
			Live: sim.Store{Base: 45 * sim.MiB}, Alloc: 40 * sim.MiB, GOGC: 600, Goroutines: sim.Store{Base: 8}, StackEach: 4 * sim.KiB,
			Waste: 0.01, Holes: 0.02, HolesTau: 60, Scavenge: 5 * sim.MiB, Untouched: sim.MiB,
		},
	}
	c.Begin(0, 1)
	var model []ratio
	for range 1000 {
		b, _ := c.Advance(1)
		model = append(model, ratio{float64(b.Anon()) / float64(b.Go.NextGC), float64(b.Go.Alloc) / float64(b.Go.NextGC)})
	}
	r, m := spread(real[20:]), spread(model[200:])
	if r.resident < 0.95 || r.resident > 1.15 || m.resident < 0.95 || m.resident > 1.15 {
		t.Errorf("resident is %.2f of the goal in reality, %.2f in the model; want both about 1 to 1.1", r.resident, m.resident)
	}
	if r.low > 0.35 || m.low > 0.35 || r.high < 0.85 || m.high < 0.85 {
		t.Errorf("the heap saws from %.2f to %.2f of the goal in reality, %.2f to %.2f in the model", r.low, r.high, m.low, m.high)
	}
}

// ratio is anonymous memory and heap objects, of the collector's goal.
type ratio struct{ resident, alloc float64 }

func ratios(t *testing.T, name string) (list []ratio) {
	t.Helper()
	all, err := recordings.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.Name != name {
			continue
		}
		for i := range r.Seconds {
			s := r.At(i)
			goal, _ := s.Get(memory.GoNextGC)
			anon, _ := s.Get(memory.Anon)
			alloc, _ := s.Get(memory.GoHeapAlloc)
			list = append(list, ratio{anon / goal, alloc / goal})
		}
	}
	if len(list) == 0 {
		t.Fatalf("no recording %q", name)
	}
	return list
}

type spreadOf struct{ resident, low, high float64 }

func spread(list []ratio) (s spreadOf) {
	s.low = 10
	for _, r := range list {
		s.resident += r.resident / float64(len(list))
		s.low, s.high = min(s.low, r.alloc), max(s.high, r.alloc)
	}
	return s
}
