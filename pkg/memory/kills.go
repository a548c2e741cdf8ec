package memory

import "fmt"

// Shares of the limit at which unreclaimable memory is near it, and far from it.
const (
	nearLimit = 0.9
	farLimit  = 0.8
)

// canKill says whether what was found can end in an OOM kill, and what says so. cache is empty where it is
// not page cache that is large.
func canKill(v *Verdict, cache looked, l *Ledger, units UnitSystem) (Tri, []Evidence) {
	if c, ok := CauseByID(v.Trend.Cause); ok && c.Answers(Trend) && c.Kills != No {
		return c.Kills, nil
	}
	if !v.LimitKnown || !v.UnreclaimableKnown {
		return Unknown, nil
	}
	least := ""
	if v.Unreclaimable.High > v.Unreclaimable.Low {
		least = "at least "
	}
	e := Evidence{
		Text:     fmt.Sprintf("unreclaimable %s%s of the limit of %s (%s)", least, FormatBytes(v.Unreclaimable.Low, units), FormatBytes(v.Limit, units), FormatShare(v.Unreclaimable.Low/v.Limit)),
		Counters: []CounterID{Anon, Shmem, Kernel, SlabReclaimable, Sock, Limit}, Value: v.Unreclaimable.Low, Unit: Bytes,
	}
	switch {
	case v.Unreclaimable.Low >= nearLimit*v.Limit:
		return Yes, []Evidence{e}
	case cache.failed:
		return Yes, []Evidence{e}
	case killedBefore(l.Snapshot):
		return Unknown, []Evidence{e}
	case len(cache.missing) > 0, v.Trend.Cause == CauseInconclusive:
		return Unknown, []Evidence{e}
	case v.Unreclaimable.High < farLimit*v.Limit && peakGoal(l) < v.Limit:
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

// peakGoal is what the container holds when the heap grows to the GC's goal: what is idle and resident
// already is filled first.
func peakGoal(l *Ledger) float64 {
	goal, ok1 := l.Snapshot.Get(GoNextGC)
	alloc, ok2 := l.Snapshot.Get(GoHeapAlloc)
	anon, ok3 := l.Snapshot.Get(Anon)
	if !ok1 || !ok2 || !ok3 || goal <= alloc {
		return 0
	}
	idle, _ := l.Bytes(HeapIdle) // where it is not told: none
	return anon + max(0, goal-alloc-idle)
}
