package sim

import (
	"math"
	"math/rand/v2"
)

// forcedGC is the longest the runtime goes without a collection (runtime/proc.go forcegcperiod).
const forcedGC = 2 * Minute

// GoProgram is a Go process: what it keeps, how fast it allocates, and the runtime's answer to it.
type GoProgram struct {
	Live       Store   // reachable heap, bytes
	Alloc      float64 // bytes a second
	AllocLoad  float64 // bytes a second more at load 1
	GOGC       float64
	Off        bool    // GOGC=off: collections at GOMEMLIMIT only
	MemLimit   float64 // GOMEMLIMIT, 0 = not set
	Goroutines Store   // how many
	StackEach  float64 // bytes of stack each
	HeapEach   float64 // bytes of heap each keeps alive
	Waste      float64 // of heap objects, what size classes waste
	Holes      float64 // share of freed objects whose spans stay in use
	HolesTau   float64 // s until spans with holes empty
	Scavenge   float64 // bytes a second that the background scavenger returns
	Lazy       bool    // returns with MADV_FREE, as Go 1.12 to 1.15: resident until reclaim takes it
	Untouched  float64 // mapped, counted and never touched, bytes
	Pinned     float64 // other runtime memory, bytes
	Requests   float64 // relative noise of the live heap from one collection to the next

	marked, sinceGC, goal, peak, resident, sys, stack float64
	lazy                                              float64 // returned and still resident
	started                                           float64
}

func (g *GoProgram) restart(t float64) {
	g.Live.reset()
	g.Goroutines.reset()
	g.marked, g.sinceGC, g.goal, g.peak, g.resident, g.sys, g.stack, g.lazy = 0, 0, 0, 0, 0, 0, 0, 0
	g.started = t
}

// advance lives through c.dt seconds and writes the runtime's books at their end.
func (g *GoProgram) advance(c clock, r *rand.Rand, b *GoBooks) {
	goroutines := math.Round(max(3, g.Goroutines.at(c, r)))
	live := g.Live.at(c, r) + goroutines*g.HeapEach
	stacks := math.Ceil(goroutines*g.StackEach/(32*KiB)) * 32 * KiB
	overhead := g.overhead(b)
	g.collect(live, stacks, overhead, c, r)
	alloc := g.marked + g.sinceGC
	g.settle(alloc, stacks, c)
	inuse := min(g.resident, alloc*(1+g.Waste)+g.Holes*max(0, g.peak-alloc))
	g.sys = max(g.sys, math.Ceil(g.resident/(4*MiB))*4*MiB)
	*b = GoBooks{
		Alloc: int64(alloc), Inuse: ceilTo(inuse, 8*KiB), Live: int64(g.marked), NextGC: int64(g.goal),
		StackInuse: int64(stacks), StackSys: int64(stacks) + 64*KiB, MemLimit: int64(g.MemLimit), GOGC: g.GOGC,
		Goroutines: int64(goroutines), Started: g.started, Allocated: b.Allocated + (g.Alloc+g.AllocLoad*c.load)*c.dt,
		MCache: 15600, BuckHash: 1490 * KiB, Other: int64(1200*KiB + g.Pinned),
		MSpan: max(b.MSpan, ceilTo(g.sys/(8*KiB)*0.6*160, 16*KiB)), GC: max(b.GC, ceilTo(2*MiB+0.022*g.sys, Page)),
	}
	b.Idle = int64(g.sys) - b.Inuse
	b.Released = max(0, int64(g.sys)-max(b.Inuse, ceilTo(g.resident, 8*KiB)))
	b.Alloc = min(b.Alloc, b.Inuse)
	b.Live = min(b.Live, b.Alloc)
}

// overhead is what the runtime holds beside heap and stacks.
func (g *GoProgram) overhead(b *GoBooks) float64 {
	return float64(b.MSpan + b.MCache + b.BuckHash + b.GC + b.Other)
}

// collect runs the collector through c.dt: where a collection ended the heap is what is live and
// what was allocated since; pacing as in runtime/mgcpacer.go.
func (g *GoProgram) collect(live, stacks, overhead float64, c clock, r *rand.Rand) {
	rate := g.Alloc + g.AllocLoad*c.load
	g.sinceGC += rate * c.dt
	if g.goal == 0 {
		g.goal = 4 * MiB * max(1, g.GOGC/100)
	}
	room := max(g.goal-g.marked, MiB)
	forced := !g.Off && (c.dt >= forcedGC || math.Mod(c.age, forcedGC) < c.dt)
	if g.sinceGC < room && !forced {
		g.peak = max(g.peak, g.marked+g.sinceGC)
		return
	}
	// What was live when the collection ran, and what it could not know dead.
	live *= max(0.5, 1+g.Requests*r.NormFloat64())
	g.marked = live + 0.04*r.Float64()*room
	g.goal = max(4*MiB*g.GOGC/100, g.marked+(g.marked+stacks)*g.GOGC/100)
	if g.Off {
		g.goal = math.MaxInt64
	}
	if g.MemLimit > 0 {
		g.goal = min(g.goal, max(g.marked*1.02+256*KiB, g.MemLimit-stacks-overhead-g.MemLimit*0.03))
	}
	cycle := (g.goal - g.marked) / max(rate, 1)
	if !g.Off {
		cycle = min(forcedGC, cycle)
	}
	g.sinceGC = rate * cycle * r.Float64()
	g.peak = max(g.peak-(g.peak-g.marked-rate*cycle)*min(1, c.dt/max(g.HolesTau, Minute)), g.marked+rate*cycle)
}

// settle says what of the heap is resident: the top of the last cycle stays, and the scavenger takes
// what is more than a tenth above the goal (runtime/mgcscavenge.go).
func (g *GoProgram) settle(alloc, stacks float64, c clock) {
	top := max(alloc, min(g.peak, g.goal)) * (1 + g.Waste)
	holes := g.Holes * max(0, g.peak-alloc)
	g.resident += g.stack - stacks // freed stacks are idle spans, which new ones take again
	g.stack = stacks
	before := g.resident
	g.resident = max(g.resident, top, alloc*(1+g.Waste)+holes)
	keep := max(1.1*g.goal*(1+g.Waste), alloc*(1+g.Waste)+holes)
	if g.MemLimit > 0 {
		keep = min(keep, max(alloc*(1+g.Waste)+holes, 0.95*g.MemLimit-stacks))
	}
	returned := min(g.Scavenge*c.dt, max(0, g.resident-keep))
	g.resident -= returned
	if g.Lazy {
		// A heap that grows takes again what it returned.
		g.lazy = max(0, g.lazy+returned-max(0, g.resident+returned-before))
	}
}

func ceilTo(v, unit float64) int64 { return int64(math.Ceil(v/unit) * unit) }
