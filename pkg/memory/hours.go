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
	hoursZ    = 1.645 // of the slope's standard error
	modelling = 0.22  // relative: load to come, and what the line leaves out
)

// outlook is where the unreclaimable memory goes.
type outlook struct {
	growth, hours Estimate
}

// lookAhead extends what grows to the limit.
func lookAhead(p *past, r rise) (o outlook) {
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
	start := fitted(points, s.perHour)
	peak := peaks(points, s.perHour, start)
	if perHour, from, governed := underMemLimit(p, r, start); governed {
		s.se *= perHour / max(s.perHour, 1e-9)
		s.perHour, start, peak = perHour, from, 0
	}
	if s.perHour <= 0 {
		return o
	}
	o.growth = Estimate{true, s.perHour, s.low(hoursZ), s.high(hoursZ)}
	if p.limit <= 0 {
		return o
	}
	apart := math.Hypot(hoursZ*s.se/s.perHour, modelling)
	o.hours = Estimate{
		Known: true,
		Value: max(0, p.limit-start-peak/2) / s.perHour,
		Low:   max(0, p.limit-start-peak) / (s.perHour * (1 + apart)),
		High:  math.Inf(1),
	}
	if apart < 0.95 {
		o.hours.High = max(0, p.limit-start) / (s.perHour * (1 - apart))
	}
	return o
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

// peaks is how far the highest twentieth of the points stand above the line: the kill comes at a peak.
func peaks(points []point, perHour, start float64) float64 {
	above := make([]float64, len(points))
	for i, pt := range points {
		above[i] = pt.v - perHour*pt.t - start
	}
	slices.Sort(above)
	return max(0, quantile(above, 0.95))
}

// underMemLimit is the outlook of a heap whose garbage GOMEMLIMIT takes away before the limit is met:
// then only what is live fills it.
func underMemLimit(p *past, r rise, now float64) (perHour, from float64, governed bool) {
	if len(r.causes) != 1 || r.causes[0] != CauseHeapLeak {
		return 0, 0, false
	}
	limit, ok1 := p.now.Get(GoMemLimit)
	total, m := Eval(goTotalKnown, p.now)
	heap, ok2 := p.now.Get(GoHeapInuse)
	idle, m2 := Eval(floor0{sum{plus(GoHeapIdle), minus(GoHeapReleased)}}, p.now)
	if !ok1 || !ok2 || len(m)+len(m2) > 0 || now-total+limit > p.limit {
		return 0, 0, false
	}
	live := r.now
	return r.slope.perHour, now - (heap + idle - live), true
}
