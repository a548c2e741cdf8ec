package corpus

import (
	"fmt"
	"maps"
	"math"
	"strings"
	"time"

	"github.com/memledger/memledger/bench/diagnosis/recordings"
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// Real is one recording as questions: seen by our exporter, and by each other exporter of its cgroup
// version.
type Real struct {
	Recording recordings.Recording
	Cases     []Case // the first with all that our exporter tells
}

// RealRuns are all recordings. Each second of a recording stands for Factor seconds.
func RealRuns() (runs []Real, err error) {
	all, err := recordings.All()
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		run := Real{Recording: r}
		for _, p := range PlacesOf(r.Cgroup) {
			run.Cases = append(run.Cases, recorded(&r, p))
		}
		runs = append(runs, run)
	}
	return runs, nil
}

func recorded(r *recordings.Recording, p Place) Case {
	last := len(r.Seconds) - 1
	at := func(i int) time.Time {
		return epoch.Add(time.Duration(r.Seconds[i] * r.Factor * float64(time.Second)))
	}
	c := Case{Name: fmt.Sprintf("recorded: %s, %s", r.Name, p.Name), Family: "recorded: " + r.Name, Place: p.Name, Now: at(last),
		Truth: Truth{Trend: r.Trend, Kill: math.Inf(1), NotYet: (r.Seconds[last]-r.Seconds[0])*r.Factor < 48*sim.Hour}}
	// On v1 socket buffers are a counter of their own, outside usage, so most of usage is something else.
	outside := r.Cgroup == 1 && r.Level == memory.CauseSockets
	if r.Level != "-" && !outside {
		c.Truth.Level = r.Level
	}
	c.Truth.Lazy = strings.HasPrefix(r.Name, "lazily-freed")
	now := seenInRecording(r, last, p)
	c.History.Now = memory.Moment{Time: c.Now, Snapshot: now}
	counters := memory.TrendCounters(now)
	for i := max(0, last+1-memory.MaxTrendPoints); i <= last; i++ {
		full, few := seenInRecording(r, i, p), memory.Snapshot{CgroupVersion: now.CgroupVersion, GoTargets: 1}
		for _, id := range counters {
			if v, ok := full.Get(id); ok {
				few.Put(id, v)
			}
		}
		c.History.Trend = append(c.History.Trend, memory.Moment{Time: at(i), Snapshot: few})
	}
	c.LevelKnown, c.LevelLacking = LevelKnowable(c.Truth, now)
	c.TrendKnown, c.TrendLacking = TrendKnowable(c.Truth.Trend, now)
	return c
}

func seenInRecording(r *recordings.Recording, i int, p Place) memory.Snapshot {
	all := maps.Clone(r.At(i).Values)
	all[memory.WorkingSet] = all[memory.Usage] - all[memory.InactiveFile]
	all[memory.GoUsed] = all[memory.GoSys] - all[memory.GoHeapReleased]
	return p.see(all, r.Cgroup, true)
}
