package memory

import "slices"

// unreclaimableParts is U as raw counters tell it (unreclaimable.go has the whole of it): what a trend of
// it is drawn from. Of what cannot be split the part that may be dropped is taken to stand still.
var unreclaimableParts = []Expr{
	firstOf{ref(Anon), ref(WorkingSet), ref(Reported)},
	firstOf{ref(Shmem), offLists},
	firstOf{sum{plus(Kernel), minus(SlabReclaimable)}, ref(SlabUnreclaimable)},
	ref(Sock),
	ref(Hugetlb),
	lockedCache,
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

// unfollowed is what of the unreclaimable memory now has no past that was asked for.
func (p *past) unfollowed() float64 {
	seen, missing := Eval(p.unreclaimable(), p.now)
	if len(missing) > 0 {
		return 0
	}
	return max(0, p.unreclaimableNow-seen)
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
