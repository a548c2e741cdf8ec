package corpus

import (
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

var (
	days  = [2]float64{60, 200} // leaks that take days
	hours = [2]float64{6, 24}   // leaks that take hours
)

var leakFamilies = []Family{
	{Name: "map that is never emptied", Half: Tuning, Trend: memory.CauseHeapLeak, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) { c.Go.Live.Leak = d.Leak(0.06, 0.3) })},
	{Name: "heap leak that kills within the day", Half: Tuning, Trend: memory.CauseHeapLeak, Lived: hours,
		Make: made(func(d *Draw, c *sim.Container) { c.Go.Live.Leak, c.Load.Weekend = d.Leak(0.15, 0.35), 0 })},
	{Name: "sessions that never end", Half: Tuning, Trend: memory.CauseHeapLeak, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Leak = d.Leak(0.06, 0.3)
			c.Go.Live.Leak.FollowsLoad = true
		})},
	{Name: "segments kept in memory under GOMEMLIMIT", Half: Tuning, Trend: memory.CauseHeapLeak, Lived: days,
		Make: heap(0.05, 0.12, func(d *Draw, g *sim.GoProgram, _ *sim.Container) {
			g.Live.Leak, g.MemLimit, g.AllocLoad = d.Leak(0.08, 0.35), d.Share(0.75, 0.92), d.Share(0.0005, 0.02)
			g.Live.Leak.Lump = g.Live.Leak.Rate * d.Between(0.2, 4) * sim.Hour
		})},
	{Name: "a little kept of each request", Half: Report, Trend: memory.CauseHeapLeak, Lived: days, Source: "gh:TritonDataCenter/containerpilot#464",
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Leak = d.Leak(0.06, 0.3)
			c.Go.Live.Leak.FollowsLoad = true
		})},
	{Name: "a lump kept of each job, beside nightly cache", Half: Report, Trend: memory.CauseHeapLeak, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Leak = d.Leak(0.08, 0.3)
			c.Go.Live.Leak.Lump = c.Go.Live.Leak.Rate * d.Between(0.5, 6) * sim.Hour
			c.Files = append(c.Files, nightly(d, d.Share(0.3, 1)))
		})},
	{Name: "heap leak under GOMEMLIMIT", Half: Report, Trend: memory.CauseHeapLeak, Lived: days, Source: "gh:golang/go#58106",
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Leak, c.Go.MemLimit = d.Leak(0.1, 0.35), d.Share(0.8, 0.9)
			c.Go.AllocLoad = d.Share(0.001, 0.01)
		})},
	{Name: "fast heap leak at high load", Half: Report, Trend: memory.CauseHeapLeak, Lived: hours,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Go.Live.Leak, c.Load.Weekend, c.Go.AllocLoad = d.Leak(0.2, 0.4), 0, d.Share(0.005, 0.03)
		})},
	{Name: "leak beneath the day's swing", Half: Tuning, Trend: memory.CauseHeapLeak, Lived: days,
		Make: heap(0.08, 0.15, func(d *Draw, g *sim.GoProgram, c *sim.Container) {
			g.Live.PerLoad, c.Load.Daily, c.Load.Weekend = d.Share(0.04, 0.1), d.Between(0.3, 0.7), 0
			g.Live.Leak = d.Leak(0.06, 0.25)
		})},
	{Name: "leak beneath a large heap and its bursts", Half: Report, Trend: memory.CauseHeapLeak, Lived: days,
		Make: heap(0.1, 0.2, func(d *Draw, g *sim.GoProgram, c *sim.Container) {
			g.Live.PerLoad, c.Load.Weekend = d.Share(0.03, 0.08), 0
			c.Load.Burst, c.Load.Bursts = d.Between(1.5, 2.5), d.Log(1, 10)
			g.Live.Leak = d.Leak(0.06, 0.2)
		})},
	{Name: "goroutines that wait for ever", Half: Tuning, Trend: memory.CauseGoroutineLeak, Lived: days, Source: "gh:mvisonneau/gitlab-ci-pipelines-exporter#294",
		Make: made(func(d *Draw, c *sim.Container) { goroutineLeak(d, c, d.Between(2, 4)*sim.KiB, d.Log(64, 1024)) })},
	{Name: "goroutines that hold buffers", Half: Report, Trend: memory.CauseGoroutineLeak, Lived: days, Source: "gh:moby/moby#40322",
		Make: made(func(d *Draw, c *sim.Container) {
			goroutineLeak(d, c, d.Between(4, 16)*sim.KiB, d.Log(2, 24)*sim.KiB)
			c.Go.Goroutines.Leak.FollowsLoad = true
		})},
	{Name: "mmap without munmap", Half: Tuning, Trend: memory.CauseNativeLeak, Lived: days, Source: "gh:turbolytics/sql-flow#239",
		Make: made(func(d *Draw, c *sim.Container) { c.Native.Leak = d.Leak(0.06, 0.3) })},
	{Name: "images decoded with each upload", Half: Tuning, Trend: memory.CauseNativeLeak, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native.Leak = d.Leak(0.06, 0.3)
			c.Native.Leak.FollowsLoad, c.Native.Leak.Lump = true, d.Between(1, 6)*sim.MiB
		})},
	{Name: "C library that leaks with each call", Half: Report, Trend: memory.CauseNativeLeak, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native = sim.Store{Base: d.Share(0.03, 0.08), Fill: d.Share(0.02, 0.06), Tau: d.Log(0.2, 4) * sim.Hour, Noise: 0.01, Leak: d.Leak(0.08, 0.3)}
			c.Native.Leak.FollowsLoad = true
		})},
	{Name: "C library that leaks by the megabyte", Half: Report, Trend: memory.CauseNativeLeak, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Native.Leak = d.Leak(0.08, 0.3)
			c.Native.Leak.Lump = c.Native.Leak.Rate * d.Between(0.3, 5) * sim.Hour
		})},
}

// goroutineLeak is a leak in bytes, as goroutines of a stack and a piece of heap each.
func goroutineLeak(d *Draw, c *sim.Container, stack, heap float64) {
	g := c.Go
	g.StackEach, g.HeapEach = stack, heap
	g.Goroutines.Leak = d.Leak(0.06, 0.25)
	g.Goroutines.Leak.Rate /= stack + 2*heap
}

var growthFamilies = []Family{
	{Name: "dentries of names that do not exist", Half: Tuning, Trend: memory.CauseKernelSlab, Lived: days, Only: 2, Source: "gh:prometheus-community/ipmi_exporter#329",
		Make: made(func(d *Draw, c *sim.Container) { c.Dentries.Leak = d.Leak(0.06, 0.3) })},
	{Name: "watches that follow load", Half: Tuning, Trend: memory.CauseKernelSlab, Lived: days, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) {
			c.KernelHeld = sim.Store{Base: d.Share(0.005, 0.02), Leak: d.Leak(0.06, 0.3)}
			c.KernelHeld.Leak.FollowsLoad = true
		})},
	{Name: "inodes that stay, v1", Half: Tuning, Trend: memory.CauseKernelSlab, Lived: days, Only: 1,
		Make: made(func(d *Draw, c *sim.Container) {
			c.KernelHeld = sim.Store{Base: d.Share(0.005, 0.02), Leak: d.Leak(0.06, 0.3)}
		})},
	{Name: "kernel objects that are held", Half: Report, Trend: memory.CauseKernelSlab, Lived: days, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) {
			c.KernelHeld.Leak = d.Leak(0.06, 0.3)
			c.KernelHeld.Leak.FollowsLoad = true
		})},
	{Name: "kernel objects that are held, v1", Half: Report, Trend: memory.CauseKernelSlab, Lived: days, Only: 1,
		Make: made(func(d *Draw, c *sim.Container) { c.KernelHeld.Leak = d.Leak(0.06, 0.3) })},
	{Name: "connections that are never closed", Half: Tuning, Trend: memory.CauseSockets, Lived: days, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) { c.Sockets.Leak = d.Leak(0.06, 0.3) })},
	{Name: "slow consumers come and stay", Half: Report, Trend: memory.CauseSockets, Lived: days, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Sockets = sim.Store{Base: d.Share(0.01, 0.03), PerLoad: d.Share(0.005, 0.02), Noise: 0.05, Leak: d.Leak(0.08, 0.3)}
			c.Sockets.Leak.Lump = 6 * sim.MiB
		})},
	{Name: "pipes that nobody closes", Half: Tuning, Trend: memory.CausePinnedMemory, Lived: days, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) { c.Pipes.Leak = d.Leak(0.06, 0.3) })},
	{Name: "BPF maps that follow load", Half: Report, Trend: memory.CausePinnedMemory, Lived: days, Only: 2,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Pipes = sim.Store{Base: d.Share(0.01, 0.05), Leak: d.Leak(0.06, 0.3)}
			c.Pipes.Leak.FollowsLoad = true
		})},
	{Name: "files left on tmpfs", Half: Tuning, Trend: memory.CauseSharedMemory, Lived: days, Source: "gh:kubernetes/kubernetes#128339",
		Make: made(func(d *Draw, c *sim.Container) {
			c.Tmpfs = sim.Store{Base: d.Share(0.01, 0.1), Leak: d.Leak(0.06, 0.3)}
		})},
	{Name: "a file on tmpfs for each upload", Half: Report, Trend: memory.CauseSharedMemory, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Tmpfs = sim.Store{Leak: d.Leak(0.06, 0.3)}
			c.Tmpfs.Leak.FollowsLoad, c.Tmpfs.Leak.Lump = true, sim.MiB
		})},
	{Name: "a child that leaks", Half: Tuning, Trend: memory.CauseOtherProcesses, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Children, c.Processes = sim.Store{Base: d.Share(0.02, 0.1), Leak: d.Leak(0.06, 0.3)}, 1
		})},
	{Name: "helpers that are never waited for", Half: Report, Trend: memory.CauseOtherProcesses, Lived: days,
		Make: made(func(d *Draw, c *sim.Container) {
			c.Children, c.Processes = sim.Store{Base: d.Share(0.02, 0.05), Noise: 0.01, Leak: d.Leak(0.08, 0.3)}, 3
			c.Children.Leak.Lump = c.Children.Leak.Rate * d.Between(0.2, 3) * sim.Hour
		})},
}
