package memory

import "slices"

// held is unreclaimable with what swap has taken of it: swap fills too.
func (p *past) held() Expr {
	s, ok := p.unreclaimable().(sum)
	if _, told := p.now.Get(Swap); ok && told && p.follows(ref(Swap)) {
		s = append(s, plus(Swap))
	}
	return s
}

// swapRoom is what of held is in swap, or free swap can take.
func (p *past) swapRoom() float64 {
	used := 0.0
	if p.follows(ref(Swap)) {
		used, _ = p.now.Get(Swap)
	}
	return used + freeSwap(p.now)
}

// governed says whether GOMEMLIMIT has the collector run before the limit is met.
func (p *past) governed() bool {
	rest, missing := Eval(sum{plusExpr(p.unreclaimable()), minusExpr(minOf{ref(Anon), goTotalKnown})}, p.now)
	limit, told := p.now.Get(GoMemLimit)
	return told && len(missing) == 0 && rest+limit <= p.limit
}

// neverCollected says whether GOGC is off and no collection was seen: then neither the floor of the heap nor
// what the last collection marked tells what is live (runtime/mgc.go gcTrigger.test: below GOMEMLIMIT none
// runs, not even every two minutes).
func (p *past) neverCollected() bool {
	if !slices.Contains(p.now.NoLimit, GoGCPercent) {
		return false
	}
	for _, heap := range []Expr{ref(GoHeapAlloc), goTotalKnown} {
		if _, missing := Eval(heap, p.now); len(missing) == 0 && p.follows(heap) {
			return !p.fell(heap, 0.9)
		}
	}
	return false
}

// whole is the line of all that no reclaim gives back, with what Go mapped and has not touched, and without
// what GOMEMLIMIT bounds: of garbage its floor tells. False where too little of it is told.
func (p *past) whole() (w watched, ok bool) {
	if _, told := p.now.Get(Anon); !told {
		return w, false
	}
	line := Line{What: "unreclaimable memory", Sum: p.held(), Unit: Bytes, Floor: true}
	_, missing := Eval(goTotalKnown, p.now)
	switch {
	case len(missing) > 0:
	case p.follows(goTotalKnown) && p.governed() && !p.neverCollected():
		line.What, line.Sum = "unreclaimable memory beside the Go runtime", sum{plusExpr(p.held()), minusExpr(minOf{ref(Anon), goTotalKnown})}
	case p.follows(goTotalKnown):
		line.Sum = sum{plusExpr(p.held()), plusExpr(floor0{sum{minus(Anon), plusExpr(goTotalKnown)}})}
	case p.governed():
		return w, false
	}
	now, missing := Eval(line.Sum, p.now)
	return watched{line: line, causes: killers(), now: now}, len(missing) == 0
}

// killers are the causes of which growth can end in an OOM kill, the sure ones first.
func killers() (ids []CauseID) {
	for _, kills := range []Tri{Yes, Unknown} {
		for i := range Causes {
			if Causes[i].Answers(Trend) && Causes[i].Kills == kills {
				ids = append(ids, Causes[i].ID)
			}
		}
	}
	return ids
}

// kills says whether what grows is known, and can end in an OOM kill.
func (f *Finding) kills() bool {
	c, ok := CauseByID(f.Cause)
	return ok && c.Answers(Trend) && c.Kills != No
}

// unexplained is the answer where no line of a cause that kills grows and the whole does all the same: it
// keeps nobody from looking. What the collector may still free does so by being seen to fall.
func (p *past) unexplained(f Finding, r rise) Finding {
	e := r.evidence(p.units)
	e.Text += ", and no cause's own line does"
	f.Evidence = append([]Evidence{e}, f.Evidence...)
	f.Cause, f.Confidence, f.Missing = CauseInconclusive, 0.5, p.lacks(r.causes)
	return f
}
