package memory

import (
	"math"
	"slices"
)

// Snapshot is what is known of one container at one moment. Values are in the unit of each
// counter's row; a counter that was not reported is not in the map (absent is not zero).
type Snapshot struct {
	// CgroupVersion is 1 or 2, or 0 where it is not known.
	CgroupVersion int
	// GoTargets is how many Go processes the Go side adds up; 0 = the container has no Go target.
	GoTargets int
	Values    map[CounterID]float64
	// NoLimit are the limits that were told not to be set, which is more than not to be told.
	NoLimit []CounterID
}

// Get returns the value of a counter and whether it was reported.
func (s Snapshot) Get(id CounterID) (float64, bool) {
	v, ok := s.Values[id]
	return v, ok
}

// Put keeps v unless it is no value a counter can have: NaN, infinite, negative, or so large that
// it means "unlimited" (v1 prints PAGE_COUNTER_MAX, Go prints math.MaxInt64).
func (s *Snapshot) Put(id CounterID, v float64) {
	if !Plausible(v) {
		if v >= Unlimited && !math.IsInf(v, 0) {
			s.NoLimit = append(s.NoLimit, id)
		}
		return
	}
	if c, ok := countersByID[id]; ok && c.ZeroUnknown && v == 0 {
		return
	}
	if s.Values == nil {
		s.Values = map[CounterID]float64{}
	}
	s.Values[id] = v
}

// Unset says whether a sum is not known because it is of limits that are not set.
func (s Snapshot) Unset(e Expr) bool {
	_, missing := Eval(e, s)
	return len(missing) > 0 && !slices.ContainsFunc(missing, func(id CounterID) bool { return !slices.Contains(s.NoLimit, id) })
}

// Unlimited is where "no limit" begins: no machine has 4 EiB.
const Unlimited = float64(1 << 62)

// Plausible says whether v can be the value of a counter: finite, not negative and below 4 EiB.
func Plausible(v float64) bool {
	return !math.IsNaN(v) && v >= 0 && v < Unlimited
}
