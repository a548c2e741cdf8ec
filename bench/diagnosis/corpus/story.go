package corpus

import (
	"maps"
	"math"
	"time"

	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// told is counters in MiB, things in ones.
type told map[memory.CounterID]float64

// Story is a report of a person: the numbers it gives, how they came to be, and what it turned out to be.
type Story struct {
	Name, Source string
	Version      int
	// Sizes says whose the sizes are: the report's own, or ours where it has only the shape.
	Sizes Sizes
	Now   told
	// From is what moved and where it stood Over hours ago, in a straight line or in one step a night.
	From    told
	Over    float64
	Nightly bool
	Level   memory.CauseID // "" = the report does not say
	Lazy    bool           // Truth.Lazy
	Trend   memory.CauseID
	// Disagree: what was reported is that tools say different things. MayKill: it was killed, so that no
	// verdict may say that it cannot be.
	Disagree, MayKill bool
}

// Sizes is where a story's numbers are from.
type Sizes string

const (
	Reported Sizes = "the report's"
	Partly   Sizes = "the report's, and ours for what it leaves out"
	Shape    Sizes = "ours, in the report's shape"
)

// program is what a Go runtime says of itself when it holds so much: objects, room in spans, idle and
// not returned, returned, all in MiB. Stacks and overhead are a small service's.
func program(alloc, unused, idle, released, nextGC float64) told {
	const stacks, overhead = 1.5, 4.5
	return told{
		memory.GoHeapAlloc: alloc, memory.GoHeapInuse: alloc + unused, memory.GoHeapIdle: idle + released, memory.GoHeapReleased: released,
		memory.GoHeapSys: alloc + unused + idle + released, memory.GoStackInuse: stacks, memory.GoStackSys: stacks,
		memory.GoMSpanSys: 0.5, memory.GoMCacheSys: 0.02, memory.GoBuckHashSys: 1.4, memory.GoGCSys: 2, memory.GoOtherSys: overhead - 3.92,
		memory.GoSys: alloc + unused + idle + released + stacks + overhead, memory.GoNextGC: nextGC, memory.Goroutines: 40,
	}
}

func (t told) and(more ...told) told {
	all := maps.Clone(t)
	for _, m := range more {
		maps.Copy(all, m)
	}
	return all
}

// Case makes a question of the story.
func (s *Story) Case() Case {
	now := epoch.Add(40 * 24 * time.Hour)
	c := Case{Name: s.Name, Family: "story: " + s.Name, Place: "as reported", Now: now, LevelKnown: Known, TrendKnown: Known,
		Truth: Truth{Level: s.Level, Lazy: s.Lazy, Trend: s.Trend, Kill: math.Inf(1)}}
	c.History.Now = memory.Moment{Time: now, Snapshot: s.snapshot(1)}
	counters := memory.TrendCounters(c.History.Now.Snapshot)
	hours := max(s.Over, 72)
	for i := range memory.MaxTrendPoints {
		part := float64(i) / (memory.MaxTrendPoints - 1)
		full, few := s.snapshot(part), memory.Snapshot{CgroupVersion: s.Version}
		few.GoTargets = full.GoTargets
		for _, id := range counters {
			if v, ok := full.Get(id); ok {
				// A scrape never sees the same twice: a tenth of a percent.
				few.Put(id, math.Round(v*(1+0.001*math.Sin(float64(i*7+len(id))))))
			}
		}
		c.History.Trend = append(c.History.Trend, memory.Moment{Time: now.Add(-time.Duration((1 - part) * hours * float64(time.Hour))), Snapshot: few})
	}
	if s.Level != "" {
		c.LevelKnown, c.LevelLacking = LevelKnowable(c.Truth, c.History.Now.Snapshot)
	}
	if s.Trend != "" {
		c.TrendKnown, c.TrendLacking = TrendKnowable(s.Trend, c.History.Now.Snapshot)
	}
	return c
}

// snapshot is the story at part of the way to its end.
func (s *Story) snapshot(part float64) memory.Snapshot {
	snap := memory.Snapshot{CgroupVersion: s.Version}
	if s.Nightly {
		nights := max(1, s.Over/24)
		part = math.Floor(part*nights+1e-9) / nights
	}
	for id, v := range s.Now {
		if from, moved := s.From[id]; moved {
			v = from + (v-from)*part
		}
		if c, ok := memory.CounterByID(id); ok && c.Unit == memory.Bytes {
			v = math.Round(v * sim.MiB)
		}
		snap.Put(id, v)
		if id == memory.GoSys || id == memory.GoUsed {
			snap.GoTargets = 1
		}
	}
	return snap
}
