package corpus

import (
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// heap is an ordinary container with another Go program, of the given share of the limit.
func heap(low, high float64, change func(*Draw, *sim.GoProgram, *sim.Container)) func(*Draw) *sim.Container {
	return func(d *Draw) *sim.Container {
		c := d.Container()
		c.Go = d.program(d.Share(low, high))
		change(d, c.Go, c)
		return c
	}
}

var heapFamilies = []Family{
	{Name: "cache in memory", Half: Tuning, Level: memory.CauseLiveHeap, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.3, 0.42, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.AllocLoad, g.GOGC, g.Holes = d.Log(1, 30)*sim.KiB, 50, 0.05
		})},
	{Name: "index in memory, GOGC 30", Half: Report, Level: memory.CauseLiveHeap, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.4, 0.6, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.GOGC, g.Live.Fill, g.Live.Tau, g.Holes = 30, d.Share(0.02, 0.06), d.Log(0.2, 12)*sim.Hour, 0.05
		})},
	{Name: "GOGC 400", Half: Tuning, Level: memory.CauseGCHeadroom, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.08, 0.14, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.GOGC, g.AllocLoad, g.Holes, g.Waste = 400, d.Share(0.01, 0.1)/10, 0.03, 0.03
		})},
	{Name: "GOGC off under GOMEMLIMIT", Half: Report, Level: memory.CauseGCHeadroom, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.06, 0.15, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Off, g.GOGC, g.MemLimit, g.AllocLoad, g.Holes, g.Waste = true, 0, d.Share(0.6, 0.8), d.Share(0.005, 0.05), 0.03, 0.03
		})},
	{Name: "little lives under GOMEMLIMIT alone", Half: Tuning, Level: memory.CauseGCHeadroom, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.03, 0.08, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Off, g.GOGC, g.MemLimit, g.AllocLoad, g.Holes, g.Waste = true, 0, d.Share(0.35, 0.5), d.Share(0.003, 0.02), 0.03, 0.03
		})},
	{Name: "GOGC 800 for a batch program", Half: Report, Level: memory.CauseGCHeadroom, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.04, 0.08, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.GOGC, g.AllocLoad, g.Holes, g.Waste = 800, d.Share(0.002, 0.02), 0.05, 0.05
		})},
	{Name: "GOGC 200, a large heap that is busy", Half: Report, Level: memory.CauseGCHeadroom, Trend: memory.CauseNone, Lived: nights, Source: "gh:cajasmota/grafel#5984",
		Make: heap(0.14, 0.22, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.GOGC, g.AllocLoad, g.Holes, g.Waste = 200, d.Share(0.002, 0.02), 0.03, 0.04
		})},
	{Name: "one spike, slow scavenger", Half: Tuning, Level: memory.CauseRetainedHeap, Trend: memory.CauseNone, Lived: [2]float64{30, 90}, Source: "gh:golang/go#33376",
		Make: heap(0.02, 0.06, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor, g.Live.SpikeAt = d.Share(0.25, 0.35), 1e9, 20*sim.Minute, 4*sim.Hour
			g.Scavenge, g.Holes, g.HolesTau = d.Share(0.05, 0.12)/(100*sim.Hour), 0.1, 600
		})},
	{Name: "batches with 64 KiB pages", Half: Report, Level: memory.CauseRetainedHeap, Trend: memory.CauseNone, Lived: nights, Source: "gh:golang/go#78962",
		Make: heap(0.02, 0.05, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor = d.Share(0.2, 0.35), d.Between(8, 24)*sim.Hour, d.Between(4, 20)*sim.Minute
			g.Scavenge, g.Holes, g.HolesTau = d.Share(0.05, 0.2)/(100*sim.Hour), 0.05, 300
		})},
	{Name: "a peak returned with MADV_FREE", Half: Tuning, Level: memory.CauseRetainedHeap, Trend: memory.CauseNone, Lived: [2]float64{30, 90}, Source: "gh:google/cadvisor#2242",
		Make: heap(0.02, 0.06, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor, g.Live.SpikeAt = d.Share(0.25, 0.4), 1e9, 20*sim.Minute, 4*sim.Hour
			g.Lazy, g.Scavenge, g.Holes, g.HolesTau = true, d.Log(5, 50)*sim.MiB, 0.1, 600
		})},
	{Name: "batches returned with MADV_FREE", Half: Report, Level: memory.CauseRetainedHeap, Trend: memory.CauseNone, Lived: nights, Source: "gh:golang/go#30904",
		Make: heap(0.02, 0.05, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor = d.Share(0.2, 0.35), d.Between(4, 24)*sim.Hour, d.Between(4, 20)*sim.Minute
			g.Lazy, g.Scavenge, g.Holes, g.HolesTau = true, d.Log(2, 20)*sim.MiB, 0.05, 300
		})},
	{Name: "most objects freed, few left in each span", Half: Tuning, Level: memory.CauseFragmentation, Trend: memory.CauseNone, Lived: [2]float64{30, 90}, Source: "gh:golang/go#18896",
		Make: heap(0.03, 0.06, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor, g.Live.SpikeAt = d.Share(0.3, 0.4), 1e9, sim.Hour, 2*sim.Hour
			g.Holes, g.HolesTau = d.Between(0.9, 0.97), 4000*sim.Hour
		})},
	{Name: "size classes that fit badly", Half: Report, Level: memory.CauseFragmentation, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.06, 0.1, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Waste, g.AllocLoad, g.GOGC, g.Holes = d.Between(4, 6), 2*sim.KiB, 30, 0.5
		})},
	{Name: "a goroutine for each socket", Half: Tuning, Level: memory.CauseGoroutineStacks, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.01, 0.02, func(d *Draw, g *sim.GoProgram, c *sim.Container) {
			g.StackEach, g.HeapEach = 4*sim.KiB, 256
			g.Goroutines = sim.Store{Base: d.Share(0.3, 0.45) / g.StackEach, PerLoad: d.Share(0.01, 0.04) / g.StackEach, Noise: 0.02}
			g.GOGC, c.Load.Daily = 50, d.Between(0, 0.3)
		})},
	{Name: "deep stacks", Half: Report, Level: memory.CauseGoroutineStacks, Trend: memory.CauseNone, Lived: nights, Source: "gh:golang/go#20010",
		Make: heap(0.02, 0.03, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.StackEach, g.HeapEach = d.Log(32, 256)*sim.KiB, 512
			g.Goroutines = sim.Store{Base: d.Share(0.3, 0.5) / g.StackEach, Noise: 0.02}
			g.GOGC = 50
		})},
	{Name: "profiling buckets", Half: Tuning, Level: memory.CauseRuntimeOverhead, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.01, 0.03, func(d *Draw, g *sim.GoProgram, _ *sim.Container) { g.Pinned = d.Share(0.25, 0.4) })},
	{Name: "spans of a heap that was a hundred times larger", Half: Report, Level: memory.CauseRuntimeOverhead, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.002, 0.004, func(d *Draw, g *sim.GoProgram, c *sim.Container) {
			c.Limit = max(c.Limit, 4*sim.GiB)
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor = 0.4*c.Limit, 1e9, 10*sim.Minute
			g.Scavenge, g.HolesTau, g.Pinned = 200*sim.MiB, 60, 0.05*c.Limit
			c.Files = c.Files[:1]
			c.Files[0].Size = 4 * sim.MiB
		})},
}
