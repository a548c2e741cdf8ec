package corpus

import (
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// quietFamilies are what is taken for a leak and is none: all of it comes back by itself, or stops.
var quietFamilies = []Family{
	{Name: "quiet service", Half: Tuning, Trend: memory.CauseNone, Lived: nights, Make: made(func(*Draw, *sim.Container) {})},
	{Name: "quiet service, larger heap", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: heap(0.1, 0.3, func(*Draw, *sim.GoProgram, *sim.Container) {})},
	{Name: "heap that follows the day", Half: Tuning, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.PerLoad, c.Load.Daily, c.Load.Weekend = d.Share(0.05, 0.2), d.Between(0.4, 0.8), 0
		})},
	{Name: "goroutines that follow the week", Half: Tuning, Trend: memory.CauseNone, Lived: [2]float64{180, 500},
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Goroutines = sim.Store{Base: 50, PerLoad: d.Share(0.02, 0.08) / (10 * sim.KiB), Noise: 0.03}
			c.Go.StackEach, c.Go.HeapEach, c.Load.Daily, c.Load.Weekend = 4*sim.KiB, 3*sim.KiB, d.Between(0.2, 0.6), d.Between(0.3, 0.8)
		})},
	{Name: "heap that follows day and week", Half: Report, Trend: memory.CauseNone, Lived: [2]float64{180, 500},
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.PerLoad, c.Load.Daily, c.Load.Weekend = d.Share(0.04, 0.15), d.Between(0.3, 0.7), d.Between(0.3, 0.8)
		})},
	{Name: "cache in the heap, emptied nightly", Half: Tuning, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) { c.Go.Live.Saw, c.Go.Live.SawEvery = d.Share(0.05, 0.25), sim.Day })},
	{Name: "buffer in the heap, flushed when it is full", Half: Tuning, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Saw, c.Go.Live.SawEvery = d.Share(0.04, 0.2), d.Between(5, 40)*sim.Hour
		})},
	{Name: "cache in the heap, emptied every few hours", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Saw, c.Go.Live.SawEvery = d.Share(0.05, 0.25), d.Between(3, 26)*sim.Hour
		})},
	{Name: "heap cache that fills", Half: Tuning, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Fill, c.Go.Live.Tau = d.Share(0.05, 0.3), d.Log(0.3, 14)*sim.Hour
		})},
	{Name: "arenas that fill slowly", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native.Fill, c.Native.Tau = d.Share(0.05, 0.3), d.Log(0.5, 16)*sim.Hour
		})},
	{Name: "a deploy that needs more", Half: Tuning, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Unsteady = 0.5
			c.Restarts = []float64{d.Between(0.1, 0.95) * d.Hours * sim.Hour}
		})},
	{Name: "releases every day or so", Half: Tuning, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Unsteady = 0.3
			c.Native.Fill, c.Native.Tau = d.Share(0.02, 0.1), d.Log(0.2, 4)*sim.Hour
			for at := d.Between(6, 48); at < d.Hours; at += d.Between(6, 48) {
				c.Restarts = append(c.Restarts, at*sim.Hour)
			}
		})},
	{Name: "deploys, each with its warm-up", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Unsteady = 0.3
			c.Go.Live.Fill, c.Go.Live.Tau = d.Share(0.03, 0.15), d.Log(0.1, 3)*sim.Hour
			for at := d.Log(4, 60); at < d.Hours; at += d.Log(4, 60) {
				c.Restarts = append(c.Restarts, at*sim.Hour)
			}
		})},
	{Name: "a spike now and then", Half: Tuning, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			g := c.Go
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor = d.Share(0.1, 0.3), d.Between(20, 100)*sim.Hour, d.Log(2, 60)*sim.Minute
			g.Scavenge = d.Log(0.001, 1) * sim.MiB
		})},
	{Name: "larger and larger batches, then smaller", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			g := c.Go
			g.Live.Spike, g.Live.SpikeEvery, g.Live.SpikeFor = d.Share(0.03, 0.12), d.Between(5, 9)*sim.Hour, d.Log(10, 90)*sim.Minute
			g.Live.Saw, g.Live.SawEvery = d.Share(0.02, 0.08), sim.Day
			g.Scavenge = d.Log(0.01, 1) * sim.MiB
			c.Load.Bursts, c.Load.Burst = d.Log(1, 20), 3
		})},
	{Name: "connections that follow the day", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Goroutines = sim.Store{Base: 100, PerLoad: d.Share(0.02, 0.06) / (8 * sim.KiB), Noise: 0.03}
			c.Go.StackEach, c.Go.HeapEach, c.Load.Weekend = 4*sim.KiB, 2*sim.KiB, 0
			c.Sockets = sim.Store{PerLoad: d.Share(0.01, 0.05), Noise: 0.05}
		})},
	{Name: "limit changed while it runs", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Files = append(c.Files, nightly(d, d.Share(0.5, 2)))
			c.Limits = []sim.LimitChange{{At: d.Between(0.2, 0.9) * d.Hours * sim.Hour, Limit: d.Limit * d.Between(1.3, 2)}}
		})},
	{Name: "workers replaced every day", Half: Report, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Processes = 4
			c.Children = sim.Store{Base: d.Share(0.1, 0.2), Saw: d.Share(0.03, 0.15), SawEvery: sim.Day, Noise: 0.01}
		})},
}
