package sim

import (
	"math"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

func full(cgroup int) *Container {
	return &Container{
		Cgroup: cgroup, CPUs: 4, Limit: 512 * MiB, NodeMemory: 16 * GiB, Threads: 20, Unsteady: 0.2,
		Load:     Load{Daily: 0.5, Weekend: 0.4, Noise: 0.1, Burst: 3, Bursts: 4, PeakAt: 14},
		Go:       &GoProgram{Live: Store{Base: 40 * MiB, PerLoad: 30 * MiB, Noise: 0.1}, Alloc: MiB, AllocLoad: 20 * MiB, GOGC: 100, Goroutines: Store{Base: 50, PerLoad: 400}, StackEach: 4 * KiB, Waste: 0.08, Holes: 0.2, Scavenge: 5 * MiB, Untouched: 3 * MiB, Requests: 0.05},
		Native:   Store{Base: 10 * MiB, Fill: 30 * MiB, Tau: 6 * Hour},
		Tmpfs:    Store{Base: 4 * MiB},
		Files:    []FileSet{{Size: 800 * MiB, Every: Day, At: 2, For: 1800, Dirty: 0.3}, {Rate: 30 * KiB, Size: 100 * MiB, Dirty: 1}, {Size: 60 * MiB, Hot: true, Mapped: true, Fill: 600}},
		Restarts: []float64{3 * Day},
	}
}

// The kernel's and the runtime's own identities, to the byte, at every moment of a fortnight.
func TestBooksBalance(t *testing.T) {
	for _, cgroup := range []int{1, 2} {
		c := full(cgroup)
		c.Begin(0, 7)
		for c.Life() < 14*Day {
			b, _ := c.Advance(300)
			if b.Usage() > b.Limit {
				t.Fatalf("v%d %.0f h: usage %d above the limit %d", cgroup, c.Life()/Hour, b.Usage(), b.Limit)
			}
			g := &b.Go
			if g.Released > g.Idle || g.Alloc > g.Inuse || g.Live > g.Alloc || g.Released < 0 || g.Idle < 0 {
				t.Fatalf("v%d %.0f h: the runtime's books do not hold: %+v", cgroup, c.Life()/Hour, *g)
			}
			if b.Mapped > b.File() || b.Dirty+b.Writeback > b.Cache()+Page || b.InactiveFile < 0 || b.ActiveFile < 0 {
				t.Fatalf("v%d %.0f h: a subset is larger than its whole: %+v", cgroup, c.Life()/Hour, *b)
			}
			checkLedger(t, b)
		}
	}
}

func checkLedger(t *testing.T, b *Books) {
	t.Helper()
	s := memory.Snapshot{CgroupVersion: b.Cgroup, GoTargets: 1}
	for id, v := range b.Values() {
		s.Put(id, v)
	}
	l, err := memory.Attribute(s)
	if err != nil {
		t.Fatal(err)
	}
	var sum float64
	for _, a := range l.Amounts {
		sum += a.Bytes
	}
	if sum != float64(b.Usage()) {
		t.Fatalf("Σ classes = %.0f, want usage %d", sum, b.Usage())
	}
	// What no class holds is what was charged in advance, as in the captures.
	if l.Unattributed != float64(b.Stock) {
		t.Fatalf("unattributed %.0f, want the stock %d", l.Unattributed, b.Stock)
	}
}

func TestSameSeedSameLife(t *testing.T) {
	a, b := full(2), full(2)
	a.Begin(0, 3)
	b.Begin(0, 3)
	for range 500 {
		x, _ := a.Advance(600)
		y, _ := b.Advance(600)
		if *x != *y {
			t.Fatalf("lives of one seed part at %.0f s", a.Life())
		}
	}
}

// A leak of a known rate meets the limit when the division says so.
func TestLeakKillsWhenItMust(t *testing.T) {
	c := &Container{Cgroup: 2, CPUs: 1, Limit: 300 * MiB, NodeMemory: GiB, Kill: true, Native: Store{Base: 100 * MiB, Leak: Leak{Rate: 10 * MiB / Hour}},
		Files: []FileSet{{Size: 900 * MiB, Every: 6 * Hour, For: 1800}}}
	c.Begin(0, 1)
	for alive := true; alive; {
		_, alive = c.Advance(60)
		if c.Life() > 40*Hour {
			t.Fatal("not killed after 40 hours")
		}
	}
	// 200 MiB less what the kernel holds, at 10 MiB an hour.
	if h := c.Life() / Hour; math.Abs(h-19.8) > 0.3 {
		t.Errorf("killed after %.2f h, want about 19.8", h)
	}
}

// GOGC=100 lets the heap double between collections; GOMEMLIMIT keeps it below.
func TestPacer(t *testing.T) {
	for _, limit := range []float64{0, 150 * MiB} {
		c := &Container{Cgroup: 2, CPUs: 1, NodeMemory: GiB, Go: &GoProgram{Live: Store{Base: 100 * MiB}, Alloc: 50 * MiB, GOGC: 100, MemLimit: limit, Goroutines: Store{Base: 10}, StackEach: 4 * KiB, Scavenge: MiB}}
		c.Begin(0, 1)
		var peak int64
		for range 2000 {
			b, _ := c.Advance(15)
			peak = max(peak, b.Go.Alloc)
		}
		want := 200.0 * MiB
		if limit > 0 {
			want = 140 * MiB
		}
		if p := float64(peak); p < 0.9*want || p > 1.06*want {
			t.Errorf("GOMEMLIMIT %.0f: heap peaks at %.1f MiB, want about %.1f", limit/MiB, p/MiB, want/MiB)
		}
	}
}
