package corpus

import (
	"math"
	"math/rand/v2"

	"github.com/memledger/memledger/bench/diagnosis/sim"
)

// Draw makes one container of a family: the same seed draws the same.
type Draw struct {
	*rand.Rand
	Limit   float64 // bytes
	Version int     // of cgroups
	Hours   float64 // how long the container has lived when asked
	// Times and Onset fix every leak drawn: so many times the smallest that must be found, from that hour of
	// life on. Times 0 leaves it to the draw.
	Times, Onset float64
}

// limits that people set, from a small sidecar to a database.
var limits = []float64{256 * sim.MiB, 512 * sim.MiB, sim.GiB, 2 * sim.GiB, 4 * sim.GiB, 8 * sim.GiB, 16 * sim.GiB}

// NewDraw draws for the given seed and cgroup version.
func NewDraw(seed uint64, version int) *Draw {
	r := rand.New(rand.NewPCG(seed, 0x636f72707573))
	return &Draw{Rand: r, Limit: limits[r.IntN(len(limits))], Version: version}
}

// Between draws evenly.
func (d *Draw) Between(low, high float64) float64 { return low + (high-low)*d.Float64() }

// Log draws evenly in the logarithm.
func (d *Draw) Log(low, high float64) float64 {
	return low * math.Exp(d.Float64()*math.Log(high/low))
}

// Share draws a share of the limit, in bytes.
func (d *Draw) Share(low, high float64) float64 { return d.Limit * d.Between(low, high) }

// Chance is true in p of all draws.
func (d *Draw) Chance(p float64) bool { return d.Float64() < p }

// Container is an ordinary Go service: a heap of a few percent of the limit that follows its load, a
// log, a few files, and little else.
func (d *Draw) Container() *sim.Container {
	c := &sim.Container{
		Cgroup: d.Version, CPUs: 1 << d.IntN(5), Limit: d.Limit, NodeMemory: max(2*d.Limit, 8*sim.GiB), Threads: 6 + d.IntN(40),
		Load:     d.load(),
		Go:       d.program(d.Share(0.03, 0.08)),
		Native:   sim.Store{Base: d.Between(1, 5) * sim.MiB, Noise: 0.01},
		Unsteady: 0.15,
		Files: []sim.FileSet{
			{Size: d.Between(4, 20) * sim.MiB, Hot: true, Fill: 60},
			d.log(d.Share(0.01, 0.03)),
		},
	}
	if d.Chance(0.3) {
		c.NodePressure = d.Log(0.1, 2)
	}
	if d.Chance(0.3) {
		c.THP = d.Between(0.1, 0.6)
	}
	return c
}

// log is written round and round within a size.
func (d *Draw) log(size float64) sim.FileSet {
	return sim.FileSet{Size: size, Rate: size / d.Between(2, 20) / sim.Hour, Dirty: 1}
}

func (d *Draw) load() sim.Load {
	l := sim.Load{Daily: d.Between(0, 0.7), Noise: d.Between(0.02, 0.15), PeakAt: d.Between(9, 20)}
	if d.Chance(0.4) {
		l.Weekend = d.Between(0.3, 0.9)
	}
	if d.Chance(0.4) {
		l.Burst, l.Bursts = d.Between(1.5, 3), d.Log(0.3, 6)
	}
	return l
}

// program is a Go service whose live heap is about so many bytes, a quarter of it with load.
func (d *Draw) program(live float64) *sim.GoProgram {
	follows := d.Between(0.05, 0.4)
	return &sim.GoProgram{
		Live:  sim.Store{Base: live * (1 - follows), PerLoad: live * follows, Noise: d.Between(0.002, 0.02)},
		Alloc: d.Log(20*sim.KiB, sim.MiB), AllocLoad: live * d.Log(0.0005, 0.3), GOGC: 100,
		Goroutines: sim.Store{Base: d.Between(10, 60), PerLoad: d.Log(5, 400), Noise: 0.05}, StackEach: d.Log(2.5, 9) * sim.KiB, HeapEach: d.Log(0.5, 4) * sim.KiB,
		Waste: d.Between(0.03, 0.15), Holes: d.Between(0.05, 0.25), HolesTau: d.Log(60, 900), Scavenge: d.Log(0.2, 20) * sim.MiB,
		Untouched: d.Between(0.5, 4) * sim.MiB, Requests: d.Between(0.002, 0.03),
	}
}

// Leak is a leak that has taken between two shares of the limit by the time that is asked: since the
// program began, or since some hours ago.
func (d *Draw) Leak(low, high float64) sim.Leak {
	if d.Times > 0 {
		return sim.Leak{Rate: d.LeakRate(d.Times), From: d.Onset * sim.Hour}
	}
	grown, from := d.Hours, 0.0
	if d.Hours > 48 && d.Chance(0.5) {
		grown = min(d.Between(24, 72), d.Hours-12)
		from = d.Hours - grown
	}
	rate := max(d.Share(low, high)/(grown*sim.Hour), d.LeakRate(1.2))
	return sim.Leak{Rate: min(rate, 0.5*d.Limit/(grown*sim.Hour)), From: from * sim.Hour}
}

// LeakRate is a leak of times the smallest that must be found: max(1% of the limit, 8 MiB) a day. In
// bytes a second.
func (d *Draw) LeakRate(times float64) float64 {
	return times * SmallestLeak(d.Limit) / sim.Day
}

// SmallestLeak is the leak that must be found within three days, bytes a day.
func SmallestLeak(limit float64) float64 { return max(0.01*limit, 8*sim.MiB) }
