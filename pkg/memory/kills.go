package memory

import (
	"fmt"
	"strings"
	"time"
)

// Check is one thing that must be looked at before page cache is called harmless.
type Check struct {
	What   string
	Sum    Expr
	Of     Expr // nil: the container's life in seconds, or a fixed count
	PerAge bool // Of is the seconds that the container lives
	Scale  float64
	AtMost float64
	Why    string
}

// HarmlessChecks is the table of what makes page cache dangerous: open-telemetry/opentelemetry-operator#3479
// was killed while reclaim failed.
var HarmlessChecks = []Check{
	{What: "dirty and being written", Sum: sum{plus(FileDirty), plus(FileWriteback)}, Of: ref(File), Scale: 1, AtMost: 0.2, Why: "it cannot be dropped before it is written; from a fifth on writers are throttled (vm.dirty_ratio)"},
	{What: "page cache read back after eviction, an hour", Sum: ref(RefaultFile), Of: ref(File), PerAge: true, Scale: 4096 * 3600, AtMost: 1, Why: "who reads its whole cache anew every hour needs more of it"},
	{What: "time in which all tasks waited for memory", Sum: ref(PressureFull), PerAge: true, Scale: 1, AtMost: 0.01, Why: "one second in a hundred is felt"},
	{What: "allocations that failed at the limit", Sum: ref(EventsOOM), Scale: 1, AtMost: 0, Why: "reclaim did not find enough"},
	{What: "OOM kills", Sum: ref(EventsOOMKill), Scale: 1, AtMost: 0, Why: "reclaim did not find enough"},
}

// looked is what the checks came to.
type looked struct {
	evidence []Evidence
	failed   bool
	missing  []CounterID
}

// lookAtCache runs the checks that the counters allow. Counts are those of the container's life.
func lookAtCache(s Snapshot, now time.Time) (all looked) {
	for _, c := range HarmlessChecks {
		if !c.existsOn(s.CgroupVersion) {
			continue
		}
		v, missing := c.value(s, now)
		all.missing = append(all.missing, missing...)
		if len(missing) > 0 {
			continue
		}
		word := "no more than"
		if v > c.AtMost {
			word, all.failed = "more than", true
		}
		all.evidence = append(all.evidence, Evidence{
			Text:     fmt.Sprintf("%s: %s, %s %s", c.What, c.print(v), word, c.print(c.AtMost)),
			Counters: countersBehind(c.Sum), Value: v, Unit: Count,
		})
	}
	if len(all.missing) > 0 {
		all.evidence = append(all.evidence, Evidence{Text: "not looked at, because not told: " + strings.ReplaceAll(joinCounters(all.missing), "process_start_time", "when it started"), Counters: all.missing})
	}
	return all
}

// Limit is AtMost in words.
func (c *Check) Limit() string { return c.print(c.AtMost) }

func (c *Check) existsOn(version int) bool {
	for _, id := range CountersOf(c.Sum) {
		if row, ok := CounterByID(id); ok && !row.reportedOn(version) {
			return false
		}
	}
	return true
}

func (c *Check) value(s Snapshot, now time.Time) (float64, []CounterID) {
	v, missing := Eval(c.Sum, s)
	of := 1.0
	if c.Of != nil {
		var m []CounterID
		of, m = Eval(c.Of, s)
		missing = append(missing, m...)
	}
	if c.PerAge && v > 0 {
		began, ok := s.Get(GoStartTime)
		age := now.Sub(time.Unix(int64(began), 0)).Seconds()
		if !ok || age <= 0 {
			missing = append(missing, GoStartTime)
		}
		of *= age
	}
	if len(missing) > 0 || of <= 0 {
		return 0, missing
	}
	return v * c.Scale / of, nil
}

func (c *Check) print(v float64) string {
	if c.Of == nil && !c.PerAge {
		return fmt.Sprintf("%.0f", v)
	}
	return percent(v)
}

// Shares of the limit at which unreclaimable memory is near it, and far from it.
const (
	nearLimit = 0.9
	farLimit  = 0.8
)

// canKill says whether what was found can end in an OOM kill, and what says so.
func canKill(v *Verdict, cache looked, l *Ledger, units UnitSystem) (Tri, []Evidence) {
	if c, ok := CauseByID(v.Trend.Cause); ok && c.Answers(Trend) && c.Kills != No {
		return c.Kills, nil
	}
	if !v.LimitKnown || !v.UnreclaimableKnown {
		return Unknown, nil
	}
	e := Evidence{
		Text:     fmt.Sprintf("unreclaimable %s of the limit of %s (%s)", FormatBytes(v.Unreclaimable.Low, units), FormatBytes(v.Limit, units), percent(v.Unreclaimable.Low/v.Limit)),
		Counters: []CounterID{Anon, Shmem, Kernel, SlabReclaimable, Sock, Limit}, Value: v.Unreclaimable.Low, Unit: Bytes,
	}
	switch {
	case v.Unreclaimable.Low >= nearLimit*v.Limit:
		return Yes, []Evidence{e}
	case v.Level.Cause == CausePageCache && cache.failed:
		return Yes, []Evidence{e}
	case killedBefore(l.Snapshot):
		return Unknown, []Evidence{e}
	case v.Level.Cause == CausePageCache && len(cache.missing) > 0, v.Trend.Cause == CauseInconclusive:
		return Unknown, []Evidence{e}
	case v.Unreclaimable.High < farLimit*v.Limit && peakGoal(l.Snapshot) < v.Limit:
		return No, []Evidence{e}
	}
	return Unknown, []Evidence{e}
}

// killedBefore says whether the container's own record speaks against harmlessness: a kill, or a peak near
// the limit that what is used now does not explain.
func killedBefore(s Snapshot) bool {
	kills, _ := s.Get(EventsOOMKill)
	return kills > 0 || missedPeak(s)
}

// peakGoal is what the container holds when the heap grows to the GC's goal.
func peakGoal(s Snapshot) float64 {
	goal, ok1 := s.Get(GoNextGC)
	alloc, ok2 := s.Get(GoHeapAlloc)
	anon, ok3 := s.Get(Anon)
	if !ok1 || !ok2 || !ok3 || goal <= alloc {
		return 0
	}
	return anon + goal - alloc
}
