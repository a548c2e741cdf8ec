package memory

import (
	"fmt"
	"time"
)

// Shares of the limit at which unreclaimable memory is near it, and far from it.
const (
	nearLimit = 0.9
	farLimit  = 0.8
)

// canKill says whether what was found can end in an OOM kill, and what says so. cache is empty where it is
// not page cache that is large.
func (p *past) canKill(v *Verdict, cache looked, l *Ledger) (Tri, []Evidence) {
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
		Text:     fmt.Sprintf("unreclaimable %s%s of the limit of %s (%s)", least, p.bytes(v.Unreclaimable.Low), p.bytes(v.Limit), FormatShare(v.Unreclaimable.Low/v.Limit)),
		Counters: []CounterID{Anon, Shmem, Kernel, SlabReclaimable, Sock, Limit}, Value: v.Unreclaimable.Low, Unit: Bytes,
	}
	switch {
	case v.Unreclaimable.Low >= nearLimit*v.Limit:
		return Yes, []Evidence{e}
	case cache.failed:
		return Yes, []Evidence{e}
	case p.killedBefore():
		return Unknown, append(p.onRecord(), e)
	case len(cache.missing) > 0, v.Trend.Cause == CauseInconclusive:
		return Unknown, []Evidence{e}
	case v.Unreclaimable.High < farLimit*v.Limit && peakGoal(l) < v.Limit:
		return No, []Evidence{e}
	}
	return Unknown, []Evidence{e}
}

// killedBefore says whether what is on record speaks against harmlessness: a kill, or a peak near the limit
// that what is used now does not explain.
func (p *past) killedBefore() bool {
	kills, _ := p.now.Get(EventsOOMKill)
	return kills > 0 || p.endedByKill() || missedPeak(p.now)
}

// onRecord says the kills that the container's own counters know nothing of, or of which the time is not known.
func (p *past) onRecord() (said []Evidence) {
	if n, _ := p.now.Get(EventsOOMKill); n > 0 {
		said = append(said, Evidence{Text: fmt.Sprintf("OOM kills in its cgroup so far: %.0f; of what, the counter does not tell", n), Counters: []CounterID{EventsOOMKill}, Value: n, Unit: Count})
	}
	if last, _ := p.now.Get(LastTerminatedOOM); last == 1 {
		text := "Kubernetes says that the container last ended by an OOM kill"
		if at, told := p.now.Get(LastTerminatedTime); told {
			text += time.Unix(int64(at), 0).UTC().Format(", on 2006-01-02 at 15:04 UTC")
		}
		said = append(said, Evidence{Text: text, Counters: []CounterID{LastTerminatedOOM}, Value: 1, Unit: Count})
	}
	return said
}

// endedByKill: the container ended by an OOM kill before its present cgroup, whose own counters know nothing
// of it. Kubernetes says so until it ends another way.
func (p *past) endedByKill() bool {
	last, _ := p.now.Get(LastTerminatedOOM)
	return last == 1 || p.kills > 0
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
