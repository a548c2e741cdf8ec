package memory

import "time"

// Sensitivity says how much growth is worth a word.
type Sensitivity string

const (
	SensitivityLow    Sensitivity = "low"
	SensitivityNormal Sensitivity = "normal"
	SensitivityHigh   Sensitivity = "high"
)

// Options of a diagnosis; the zero value is right for most.
type Options struct {
	Tool        *Formula      // whose number is asked about; nil: the default
	Heap        *Heap         // what it is compared with; nil: the default
	Window      time.Duration // how much of the trend to look at; 0: picked by the data
	Sensitivity Sensitivity   // "": normal
}

// Diagnose says what makes the container's memory large, what grows, whether it can kill and what to
// do. It is pure: the same history at the same now is the same verdict.
func Diagnose(h History, now time.Time, o Options) Verdict {
	v := Verdict{CanKill: Unknown}
	p := newPast(h, now, o.Window)
	l, err := Attribute(h.Now.Snapshot)
	if err != nil {
		usage := MissingCounter{[]CounterID{Usage}, CauseMixed}
		v.Level = Finding{Cause: CauseInconclusive, Confidence: 0.5, Missing: []MissingCounter{usage}}
	} else {
		v.Level = findLevel(l, p)
		v.Unreclaimable, v.UnreclaimableKnown = l.Unreclaimable, l.UnreclaimableKnown()
	}
	v.Limit, v.LimitKnown = smallestLimit(h.Now.Snapshot)
	p.limit = v.Limit
	var rises []rise
	v.Trend, rises = findTrend(p, o.Sensitivity)
	_ = rises
	return v
}

// smallestLimit is what memory is held against: the cgroup's, its ancestors' and the machine's.
func smallestLimit(s Snapshot) (float64, bool) {
	limit, ok := LimitOf(s)
	if node, known := s.Get(NodeMemory); known && (!ok || node < limit) {
		return node, true
	}
	return limit, ok && limit > 0
}
