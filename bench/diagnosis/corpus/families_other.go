package corpus

import (
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// made is an ordinary container with something beside.
func made(change func(*Draw, *sim.Container)) func(*Draw) *sim.Container {
	return func(d *Draw) *sim.Container {
		c := d.Container()
		change(d, c)
		return c
	}
}

var otherFamilies = []Family{
	{Name: "cgo arenas that fill and stay", Half: Tuning, Level: memory.CauseNativeMemory, Trend: memory.CauseNone, Lived: nights, Source: "gh:iden3/go-rapidsnark#28",
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native = sim.Store{Base: d.Share(0.05, 0.1), Fill: d.Share(0.25, 0.45), Tau: d.Log(0.2, 12) * sim.Hour, Noise: 0.01}
		})},
	{Name: "block cache outside the heap", Half: Report, Level: memory.CauseNativeMemory, Trend: memory.CauseNone, Lived: nights, Source: "gh:VictoriaMetrics/fastcache#77",
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native = sim.Store{Base: d.Share(0.3, 0.6), PerLoad: d.Share(0.01, 0.05), Noise: 0.005}
		})},
	{Name: "released heap backed again", Half: Tuning, Level: memory.CauseHugePages, Trend: memory.CauseNone, Lived: nights, Source: "gh:golang/go#64332",
		Make: made(func(d *Draw, c *sim.Container) { hugePages(d, c, 0.85, 0.95, 1e9) })},
	{Name: "huge pages after each batch", Half: Report, Level: memory.CauseHugePages, Trend: memory.CauseNone, Lived: nights, Source: "gh:golang/go#72991",
		Make: made(func(d *Draw, c *sim.Container) { hugePages(d, c, 0.75, 0.9, d.Between(6, 30)*sim.Hour) })},
	{Name: "file names looked up", Half: Tuning, Level: memory.CauseKernelSlab, Trend: memory.CauseNone, Lived: nights, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Dentries = sim.Store{Base: d.Share(0.02, 0.05), Fill: d.Share(0.25, 0.45), Tau: d.Log(0.5, 12) * sim.Hour, Noise: 0.02}
		})},
	{Name: "kernel objects of a file system", Half: Report, Level: memory.CauseKernelSlab, Trend: memory.CauseNone, Lived: nights, Only: 2, Source: "gh:google/cadvisor#3081",
		Make: made(func(d *Draw, c *sim.Container) {
			c.KernelHeld = sim.Store{Base: d.Share(0.2, 0.45), Noise: 0.01}
			c.Dentries = sim.Store{Base: d.Share(0.05, 0.1), Saw: d.Share(0.02, 0.05), SawEvery: sim.Day}
		})},
	{Name: "kernel memory on v1", Half: Report, Level: memory.CauseKernelSlab, Trend: memory.CauseNone, Lived: nights, Only: 1,
		Make: made(func(d *Draw, c *sim.Container) { c.KernelHeld = sim.Store{Base: d.Share(0.3, 0.55), Noise: 0.01} })},
	{Name: "buffers of many connections", Half: Tuning, Level: memory.CauseSockets, Trend: memory.CauseNone, Lived: nights, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Sockets = sim.Store{Base: d.Share(0.25, 0.4), PerLoad: d.Share(0.05, 0.15), Noise: 0.05}
			c.Load.Daily = min(c.Load.Daily, 0.3)
		})},
	{Name: "consumers that do not read", Half: Report, Level: memory.CauseSockets, Trend: memory.CauseNone, Lived: nights, Only: 2, Source: "gh:pytorch/ci-infra#1024",
		Make: made(func(d *Draw, c *sim.Container) { c.Sockets = sim.Store{Base: d.Share(0.35, 0.75), Noise: 0.01} })},
	{Name: "full pipes", Half: Tuning, Level: memory.CausePinnedMemory, Trend: memory.CauseNone, Lived: nights, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) { c.Pipes = sim.Store{Base: d.Share(0.35, 0.7), Noise: 0.02} })},
	{Name: "page tables of sparse mappings", Half: Report, Level: memory.CausePinnedMemory, Trend: memory.CauseNone, Lived: nights, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) { c.PageTables = d.Share(0.35, 0.7) })},
	{Name: "files on tmpfs", Half: Tuning, Level: memory.CauseSharedMemory, Trend: memory.CauseNone, Lived: nights, Source: "gh:moby/moby#40727",
		Make: made(func(d *Draw, c *sim.Container) { c.Tmpfs = sim.Store{Base: d.Share(0.3, 0.7)} })},
	{Name: "spool on tmpfs", Half: Report, Level: memory.CauseSharedMemory, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Tmpfs = sim.Store{Base: d.Share(0.3, 0.5), Saw: d.Share(0.02, 0.1), SawEvery: d.Between(1, 24) * sim.Hour}
		})},
	{Name: "pool of worker processes", Half: Tuning, Level: memory.CauseOtherProcesses, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Children, c.Processes = sim.Store{Base: d.Share(0.3, 0.6), Noise: 0.02}, 2+d.IntN(8)
		})},
	{Name: "encoders started with load", Half: Report, Level: memory.CauseOtherProcesses, Trend: memory.CauseNone, Lived: nights, Source: "gh:kubernetes/kubernetes#78973",
		Make: made(func(d *Draw, c *sim.Container) {
			c.Children, c.Processes = sim.Store{Base: d.Share(0.3, 0.4), PerLoad: d.Share(0.05, 0.15), Noise: 0.05}, 1+d.IntN(4)
			c.Load.Daily = min(c.Load.Daily, 0.4)
		})},
	{Name: "a third each: cgo, files, tmpfs", Half: Tuning, Level: memory.CauseMixed, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native, c.Tmpfs = sim.Store{Base: d.Share(0.16, 0.18)}, sim.Store{Base: d.Share(0.16, 0.18)}
			c.Files = append(c.Files, sim.FileSet{Size: d.Share(0.15, 0.18), Hot: true, Fill: 600})
		})},
	{Name: "a third each: workers, cgo, tmpfs", Half: Report, Level: memory.CauseMixed, Trend: memory.CauseNone, Lived: nights,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native, c.Tmpfs = sim.Store{Base: d.Share(0.14, 0.17), Noise: 0.01}, sim.Store{Base: d.Share(0.15, 0.17)}
			c.Children, c.Processes = sim.Store{Base: d.Share(0.14, 0.17), Noise: 0.01}, 1+d.IntN(3)
		})},
}

// hugePages is a heap that was large, and whose released pages khugepaged backs again.
func hugePages(d *Draw, c *sim.Container, low, high, every float64) {
	c.Go = d.program(d.Share(0.02, 0.04))
	c.Go.Live.Spike, c.Go.Live.SpikeEvery, c.Go.Live.SpikeFor = d.Share(0.25, 0.35), every, 40*sim.Minute
	c.Go.Scavenge, c.Go.HolesTau, c.Go.Holes = 100*sim.MiB, 60, 0.05
	c.HugeShare, c.THP = d.Between(low, high), d.Between(0.3, 0.6)
}
