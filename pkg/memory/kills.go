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

// canKill says whether what was found can end in an OOM kill, and what says so.
func (p *past) canKill(v *Verdict, harm *looked, l *Ledger) (Tri, []Evidence) {
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
	if l.collectable > 0 {
		e.Text += fmt.Sprintf("; %s more was allocated since the last collection, and GOMEMLIMIT has the next one run before the limit is met", p.bytes(l.collectable))
	}
	shared := sharedLimit(p.now)
	if shared {
		e.Text += "; it is the limit of a cgroup above, where the memory of others counts too"
	}
	said := append(p.onRecord(), e)
	said = append(said, p.throttled(v, harm)...)
	large, _ := CauseByID(v.Level.Cause)
	switch {
	case v.Unreclaimable.Low >= nearLimit*v.Limit, harm.failed && large.Droppable:
		return Yes, said
	case harm.failed, harm.onRecord, p.killedBefore(), len(harm.missing) > 0, v.Trend.Cause == CauseInconclusive:
		return Unknown, said
	case v.Unreclaimable.High-l.collectable+notWritten(l) < farLimit*v.Limit && peakGoal(l) < v.Limit && !shared:
		return No, said
	}
	return Unknown, said
}

// notWritten is page cache that cannot be dropped before it is written; 0 where that is not told.
func notWritten(l *Ledger) float64 {
	dirty, _ := Eval(sum{plusIfKnown(ref(FileDirty)), plusIfKnown(ref(FileWriteback))}, l.Snapshot)
	return dirty
}

// throttled says where unreclaimable memory is near memory.high: above it every allocation waits for reclaim
// (cgroup-v2.rst, memory.high), and kills come only at the limit.
func (p *past) throttled(v *Verdict, harm *looked) []Evidence {
	high, set := p.now.Get(High)
	if !set || high >= v.Limit || v.Unreclaimable.Low < nearLimit*high {
		return nil
	}
	harm.next = append(harm.next, "Raise memory.high or hold less: above it every allocation waits for reclaim, which finds nothing.")
	return []Evidence{{
		Text:     fmt.Sprintf("unreclaimable %s of memory.high of %s (%s): above it the kernel does not kill, it throttles", p.bytes(v.Unreclaimable.Low), p.bytes(high), FormatShare(v.Unreclaimable.Low/high)),
		Counters: []CounterID{High}, Value: v.Unreclaimable.Low, Unit: Bytes,
	}}
}

// killedBefore says whether what is on record speaks against harmlessness: a kill, or a peak near the limit
// that what is used now does not explain.
func (p *past) killedBefore() bool {
	kills, _ := p.now.Get(EventsOOMKill)
	return kills > 0 || p.endedByKill() || missedPeak(p.now)
}

// onRecord says the kill that the container's own counters know nothing of.
func (p *past) onRecord() (said []Evidence) {
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
// of it. Kubernetes says so until it ends another way, and who ends at the limit again and again is told by that.
func (p *past) endedByKill() bool {
	last, _ := p.now.Get(LastTerminatedOOM)
	return last == 1 || p.kills > 0 || p.ends.hide()
}

// peakGoal is the anonymous memory when the heap grows to the GC's goal: what is idle is filled first, and what
// Go has mapped and not touched yet is touched.
func peakGoal(l *Ledger) float64 {
	goal, ok1 := l.Snapshot.Get(GoNextGC)
	alloc, ok2 := l.Snapshot.Get(GoHeapAlloc)
	anon, ok3 := l.Snapshot.Get(Anon)
	if !ok1 || !ok2 || !ok3 || goal <= alloc {
		return 0
	}
	idle, missing := Eval(sum{plus(GoHeapIdle), minus(GoHeapReleased)}, l.Snapshot)
	if len(missing) > 0 {
		idle, _ = l.Bytes(HeapIdle) // where it is not told: none
	}
	total, _ := Eval(goTotalKnown, l.Snapshot)
	return max(anon, total) + max(0, goal-alloc-idle)
}

// sharedLimit says whether the limit is that of a cgroup above, where the memory of others counts too.
func sharedLimit(s Snapshot) bool {
	above, ok := s.Get(HierarchicalLimit)
	own, set := s.Get(Limit)
	return ok && (!set || own > above)
}
