package join

import (
	"slices"

	"github.com/memledger/memledger/pkg/memory"
)

// several says how the values of several processes make one, where that is not their sum.
var several = map[memory.CounterID]func(a, b float64) (float64, bool){
	memory.GoGCPercent: equal,
	memory.GoStartTime: func(a, b float64) (float64, bool) { return min(a, b), true },
	// A sum falls with the youngest worker, a most is not the oldest's.
	memory.GoAllocated: func(float64, float64) (float64, bool) { return 0, false },
}

// equal keeps a setting that all processes share; two different ones are none.
func equal(a, b float64) (float64, bool) { return a, a == b }

// addUp makes one Go side of several. A counter that one of them lacks is absent: a sum of some would
// look like the sum of all.
func addUp(all []memory.Snapshot) memory.Snapshot {
	var sum memory.Snapshot
	switch len(all) {
	case 0:
		return sum
	case 1:
		return all[0]
	}
	tellUsed(all)
	for id, v := range all[0].Values {
		if total, ok := total(id, v, all[1:]); ok {
			sum.Put(id, total)
		}
	}
	for _, id := range all[0].NoLimit {
		if !slices.ContainsFunc(all[1:], func(s memory.Snapshot) bool { return !slices.Contains(s.NoLimit, id) }) {
			sum.NoLimit = append(sum.NoLimit, id)
		}
	}
	return sum
}

// tellUsed gives the Go sides that tell Sys and HeapReleased their difference too, where another tells
// nothing else: else their sum would have neither, and Go's memory would count as not Go's.
func tellUsed(all []memory.Snapshot) {
	if !slices.ContainsFunc(all, func(s memory.Snapshot) bool { _, ok := s.Get(memory.GoUsed); return ok }) {
		return
	}
	for i := range all {
		sys, known := all[i].Get(memory.GoSys)
		released, split := all[i].Get(memory.GoHeapReleased)
		if _, have := all[i].Get(memory.GoUsed); !have && known && split {
			all[i].Put(memory.GoUsed, max(0, sys-released))
		}
	}
}

func total(id memory.CounterID, v float64, rest []memory.Snapshot) (float64, bool) {
	for _, s := range rest {
		next, ok := s.Get(id)
		if !ok {
			return 0, false
		}
		if merge, special := several[id]; special {
			if v, ok = merge(v, next); !ok {
				return 0, false
			}
			continue
		}
		v += next
	}
	return v, true
}

// goSide is the Go targets of one container over the grid.
type goSide struct {
	request *checked
	targets []*goTarget
	first   []float64 // when each was first and last sampled
	last    []float64
	oldest  []float64 // how old a sample of each may be
	held    int       // metrics that they have, all together
	stale   int       // moments at which a target was older than two scrapes
	gaps    int       // moments at which the Go side is absent
}

func newGoSide(c *checked, ts []*goTarget) *goSide {
	g := &goSide{request: c, targets: ts}
	for _, t := range ts {
		g.held += t.source.held
		first, last, _ := span(t.source, c.grid)
		g.first, g.last = append(g.first, first), append(g.last, last)
		g.oldest = append(g.oldest, tolerance(t.source, c.grid, c.ScrapeInterval))
	}
	return g
}

// at returns the Go side of moment i and how many processes it is of. A process counts from its first
// sample to its last: between them all must have told, or none is believed to be the whole.
func (g *goSide) at(i int) (memory.Snapshot, int) {
	if len(g.targets) == 0 {
		return memory.Snapshot{}, 0
	}
	now := float64(g.request.grid.at(i).UnixMilli()) / 1000
	var there []memory.Snapshot
	running, stale := 0, false
	for k, t := range g.targets {
		taken, ok := t.source.sampled(g.request.grid, i)
		if !ok && (now < g.first[k] || now > g.last[k]) {
			continue
		}
		running++
		switch {
		case ok && now-taken <= g.oldest[k]:
			there = append(there, t.snapshot(i))
		case ok:
			stale = true
		}
	}
	if running == 0 {
		running = len(g.targets)
	}
	if len(there) < running {
		g.gaps++
		if stale {
			g.stale++
		}
		return memory.Snapshot{}, running
	}
	return addUp(there), running
}
