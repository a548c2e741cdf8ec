package memory

import (
	"math"
	"slices"
)

// unreclaimableParts is U as raw counters tell it (unreclaimable.go has the whole of it): what a trend of
// it is drawn from. Of what cannot be split the part that may be dropped is taken to stand still.
var unreclaimableParts = []Expr{
	firstOf{ref(Anon), ref(WorkingSet), ref(Reported)},
	firstOf{ref(Shmem), sum{plus(File), minus(InactiveFile), minus(ActiveFile)}},
	firstOf{sum{plus(Kernel), minus(SlabReclaimable)}, ref(SlabUnreclaimable)},
	ref(Sock),
}

// unreclaimable is the sum of those parts whose past was asked for. A part of which only some counters
// were would move as no memory does.
func (p *past) unreclaimable() Expr {
	var s sum
	for _, part := range unreclaimableParts {
		if _, missing := Eval(part, p.now); len(missing) == 0 && p.follows(part) {
			s = append(s, plusExpr(part))
		}
	}
	return s
}

// follows says whether every counter that a sum moves with was chosen.
func (p *past) follows(e Expr) bool {
	for _, id := range movingCounters(e, p.now) {
		if v, _ := p.now.Get(id); !p.selected[id] && v >= smallLine {
			return false
		}
	}
	return true
}

// How wide the interval of the hours must be to hold the truth nine times in ten; set on the tuning
// half of bench/diagnosis.
const (
	hoursZ = 1.645 // of the slope's standard error
	// The scavenger leaves a tenth above the goal, and size classes waste some of it.
	keptGarbage = 1.15
	// A peak to come may stand higher above the line than those that were seen.
	higher    = 1.6
	modelling = 0.18 // relative: load to come, and what the line leaves out
)

// outlook is where the unreclaimable memory goes.
type outlook struct {
	growth, hours Estimate
}

// lookAhead extends what grows to the limit: between the rate at which the culprit itself grows, and
// that with the room for garbage that the collector gives what is live.
func lookAhead(p *past, r rise, rises []rise) (o outlook) {
	u := steadyLife(p, p.unreclaimable())
	span := r.slope.span
	if len(u) < fewestPoints || span <= 0 {
		return o
	}
	points := within(u, span*1.05)
	if len(points) < fewestPoints {
		return o
	}
	s := theilSen(cutBlocks(points, span, false))
	slow, fast := rates(p, r, rises, s.perHour)
	if fast <= 0 {
		return o
	}
	start := fitted(points, s.perHour)
	// Of two days, if there are: the kill comes at a day's peak.
	peak := peaks(within(u, max(span, 2*24)), slow, start)
	if from, governed := underMemLimit(p, r, start); governed {
		start, fast, peak = from, slow, 0
	}
	apart := math.Hypot(hoursZ*r.slope.se/r.slope.perHour, modelling)
	slow, fast = slow*max(0.05, 1-apart), fast*(1+apart)
	likely := math.Sqrt(slow * fast)
	o.growth = Estimate{true, likely, slow, fast}
	if p.limit > 0 {
		o.hours = Estimate{true, max(0, p.limit-start-peak) / likely, max(0, p.limit-start-higher*peak) / fast, max(0, p.limit-start) / slow}
	}
	return o
}

// rates are the least and the most that unreclaimable memory grows an hour by what rises.
func rates(p *past, r rise, rises []rise, u float64) (slow, fast float64) {
	own := r.slope.perHour
	c, _ := CauseByID(r.causes[0])
	switch {
	case c.Kills == Unknown: // part of it can be given back: only what cannot counts
		return min(own, u), min(own, u)
	case r.line.Unit != Bytes:
		own = p.bytesEach() * own
		for _, other := range rises {
			if other.confidence > 0 && len(other.causes) == 1 && other.causes[0] == CauseHeapLeak {
				own += other.slope.perHour
			}
		}
	case !r.line.Collected:
		return own, own
	}
	// Stacks count in the goal as the live heap does (runtime/mgcpacer.go).
	gogc, ok := p.now.Get(GoGCPercent)
	if !ok {
		gogc = 100
	}
	most := keptGarbage * own * (1 + gogc/100)
	if r.line.Unit != Bytes {
		return own, max(most, u) // what they hold on the heap may be too little to rise by itself
	}
	return own, min(max(own, u), most)
}

// bytesEach is the stack of a goroutine: 2 KiB where it is not told (runtime/stack.go).
func (p *past) bytesEach() float64 {
	stacks, ok1 := p.now.Get(GoStackInuse)
	n, ok2 := p.now.Get(Goroutines)
	if !ok1 || !ok2 || n <= 0 {
		return 2 << 10
	}
	return stacks / n
}

func steadyLife(p *past, e Expr) []point {
	lives := p.read(e)
	return lives[len(lives)-1]
}

// fitted is the line's value now.
func fitted(points []point, perHour float64) float64 {
	values := make([]float64, len(points))
	for i, pt := range points {
		values[i] = pt.v - perHour*pt.t
	}
	return median(values)
}

// peaks is how far the highest point stands above the line: the kill comes at a peak.
func peaks(points []point, perHour, start float64) float64 {
	above := make([]float64, len(points))
	for i, pt := range points {
		above[i] = pt.v - perHour*pt.t - start
	}
	slices.Sort(above)
	return max(0, above[len(above)-1])
}

// underMemLimit is where a heap stands whose garbage GOMEMLIMIT takes away before the limit is met: then
// only what is live fills it.
func underMemLimit(p *past, r rise, now float64) (from float64, governed bool) {
	limit, ok1 := p.now.Get(GoMemLimit)
	total, m := Eval(goTotalKnown, p.now)
	heap, ok2 := p.now.Get(GoHeapInuse)
	idle, m2 := Eval(floor0{sum{plus(GoHeapIdle), minus(GoHeapReleased)}}, p.now)
	if !r.line.Collected || !ok1 || !ok2 || len(m)+len(m2) > 0 || now-total+limit > p.limit {
		return 0, false
	}
	return now - (heap + idle - r.now), true
}
