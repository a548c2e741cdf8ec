package memory

import (
	"slices"
	"time"
)

// Sensitivity says how much growth is worth a word.
type Sensitivity string

const (
	SensitivityLow    Sensitivity = "low"
	SensitivityNormal Sensitivity = "normal"
	SensitivityHigh   Sensitivity = "high"
)

// Options of a diagnosis; the zero value is right for most.
type Options struct {
	Tool        *Formula      // whose number is asked about, and in whose units texts speak; nil: the default
	Heap        *Heap         // what it is compared with; nil: the default
	Window      time.Duration // how much of the trend to look at; 0: picked by the data
	Sensitivity Sensitivity   // "": normal
	// Steady: Window is long enough, says who asks; growth that fills it is taken for lasting, though it
	// may be a day's wave, and is never sure.
	Steady bool
}

// units are those in which its texts speak: the tool's own.
func (o *Options) units() UnitSystem {
	if o.Tool == nil {
		return IEC
	}
	return o.Tool.Units
}

// Diagnose says what makes the container's memory large, what grows, whether it can kill and what to
// do. It is pure: the same history at the same now is the same verdict.
func Diagnose(h History, now time.Time, o Options) Verdict {
	p := newPast(h, now, o.Window)
	p.units = o.units()
	v := Verdict{CanKill: Unknown}
	v.Limit, v.LimitKnown = smallestLimit(h.Now.Snapshot)
	p.limit = v.Limit
	p.ends = p.findEnds(h.Events)
	l, err := Attribute(h.Now.Snapshot)
	var harm looked
	if err != nil {
		l = nil
		v.Level = Finding{Cause: CauseInconclusive, Confidence: 0.5, Missing: []MissingCounter{{[]CounterID{Usage}, CauseMixed}}}
	} else {
		v.Level = findLevel(l, p)
		v.Level.Evidence = append(v.Level.Evidence, o.gap(l))
		v.Unreclaimable, v.UnreclaimableKnown = l.Unreclaimable, l.UnreclaimableKnown()
		p.unreclaimableNow = v.Unreclaimable.Low
		v.ToolDisagreement = disagreement(l, h.Runtimes, p.units)
		c, ok := CauseByID(v.Level.Cause)
		harm = p.lookAtHarm(now, ok && c.Droppable)
		v.Level.Evidence = append(v.Level.Evidence, harm.evidence...)
	}
	v.lookAtTrend(p, &o)
	if l != nil {
		var why []Evidence
		v.CanKill, why = p.canKill(&v, &harm, l)
		v.Level.Evidence = append(v.Level.Evidence, why...)
	} else if c, ok := CauseByID(v.Trend.Cause); ok && c.Answers(Trend) {
		v.CanKill = c.Kills
	}
	v.tellEnds(&p.ends)
	v.Sizing = size(p, l, v.Trend)
	v.Next = slices.Compact(append(harm.next, p.ends.next()...))
	v.advise(l, p.units)
	return v
}

// gap is what lies between the tool's number and the heap, in a sentence.
func (o *Options) gap(l *Ledger) Evidence {
	tool, heap := o.Tool, o.Heap
	if tool == nil {
		tool, _ = FormulaByID(DefaultTool)
	}
	if heap == nil {
		heap, _ = HeapByID(DefaultHeap)
	}
	d := Diverge(l, tool, heap)
	ids := CountersOf(heap.Sum)
	if e, ok := tool.Sum(l.Snapshot.CgroupVersion); ok {
		ids = append(CountersOf(e), ids...)
	}
	return Evidence{Text: Summary(l, d), Counters: ids, Value: d.Bytes, Unit: Bytes}
}

// lookAtTrend finds what grows and extends it to the limit.
func (v *Verdict) lookAtTrend(p *past, o *Options) {
	var rises []rise
	v.Trend, rises = findTrend(p, o)
	c, ok := CauseByID(v.Trend.Cause)
	switch {
	case v.Trend.Cause == CauseInconclusive:
		for _, r := range rises {
			if r.urgent && !v.HoursToLimit.Known {
				v.HoursToLimit = lookAhead(p, r, rises).hours
			}
		}
	case v.Trend.Cause == CauseNone:
		v.GrowthPerHour = Estimate{Known: true}
	case ok && c.Answers(Trend) && c.Kills != No:
		for _, r := range rises {
			if r.confidence > 0 && len(r.causes) == 1 && r.causes[0] == c.ID {
				ahead := lookAhead(p, r, rises)
				v.GrowthPerHour, v.HoursToLimit = ahead.growth, ahead.hours
			}
		}
	}
}

// smallestLimit is what memory is held against: the cgroup's, its ancestors' and the machine's.
func smallestLimit(s Snapshot) (float64, bool) {
	limit, ok := LimitOf(s)
	if node, known := s.Get(NodeMemory); known && (!ok || node < limit) {
		return node, true
	}
	return limit, ok && limit > 0
}
