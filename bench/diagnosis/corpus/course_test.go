package corpus

import (
	"math"
	"testing"

	"github.com/memledger/memledger/bench/diagnosis/sim"
)

// A leak that follows load takes less on a weekend. Of one that is to be the smallest, native memory holds
// what the smallest leak takes in three days all the same, lumps of at most 6 MiB and noise aside.
func TestALeakThatFollowsLoadTakesWhatItIsCountedFor(t *testing.T) {
	var f *Family
	for i := range Families {
		if Families[i].Name == "images decoded with each upload" {
			f = &Families[i]
		}
	}
	for seed := range uint64(5) {
		const onset = 100.0
		w := f.Watch(seed, onset+72, 1, onset)
		var first, last sim.Books
		for _, p := range w.Points {
			if (p.At-w.Began)/sim.Hour < onset {
				first = p.Books
			}
			last = p.Books
		}
		got, want := float64(last.Native-first.Native), 3*SmallestLeak(w.Limit)
		if math.Abs(got-want) > 0.02*want+7*sim.MiB {
			t.Errorf("seed %d: %.1f MiB in three days, want %.1f", seed, got/sim.MiB, want/sim.MiB)
		}
	}
}
