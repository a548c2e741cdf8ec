package memory

import "slices"

// liveOf is the live heap: told, or estimated from the GC goal.
//
// goal = live + (live + stacks) × GOGC/100, runtime/mgcpacer.go; the globals that count too are
// small. Where GOMEMLIMIT sets the goal it tells nothing of what is live.
func liveOf(s Snapshot) (live float64, ok bool) {
	if v, ok := s.Get(GoHeapLive); ok && v > 0 {
		return v, true
	}
	if limitDrivesGC(s) {
		return 0, false
	}
	return liveByGoal(s.Get)
}

// liveByGoal is the live heap that a GC goal stands for.
func liveByGoal(get lookup) (float64, bool) {
	goal, ok := get(GoNextGC)
	gogc, known := get(GoGCPercent)
	if !ok || !known || gogc <= 0 {
		return 0, false
	}
	stacks, _ := get(GoStackInuse)
	return max(0, goal-stacks*gogc/100) / (1 + gogc/100), true
}

// wantsGOGC says whether the live heap could be told from the goal if GOGC were known.
func wantsGOGC(s Snapshot) bool {
	has := func(id CounterID) bool { _, ok := s.Get(id); return ok }
	return !has(GoHeapLive) && !has(GoGCPercent) && has(GoNextGC) && has(GoHeapAlloc)
}

// guessGOGC takes it from where the heap was lowest against its goal: right after a collection, where
// what is allocated is what is live, goal = alloc + (alloc + stacks) × GOGC/100. 0 where too little is known.
func (p *past) guessGOGC() float64 {
	var ratios []float64
	for _, m := range p.moments {
		alloc, ok1 := m.Snapshot.Get(GoHeapAlloc)
		goal, ok2 := m.Snapshot.Get(GoNextGC)
		if ok1 && ok2 && goal > 0 {
			ratios = append(ratios, (goal-alloc)/max(1, alloc+p.stacksAt(m.Snapshot)))
		}
	}
	if len(ratios) < 2*fewestPoints {
		return 0
	}
	slices.Sort(ratios)
	return 100 * quantile(ratios, 0.98)
}

// stacksAt are the bytes of stacks at a moment: those of now, by the number of goroutines then.
func (p *past) stacksAt(s Snapshot) float64 {
	stacks, _ := p.now.Get(GoStackInuse)
	now, ok1 := p.now.Get(Goroutines)
	then, ok2 := s.Get(Goroutines)
	if !ok1 || !ok2 || now <= 0 {
		return stacks
	}
	return stacks * then / now
}

// limitDrivesGC says whether GOMEMLIMIT rather than GOGC decides when the collector runs: what is beside
// the heap and the goal then come to the limit, of which 3% are kept free (runtime/mgcpacer.go
// memoryLimitHeapGoal and memoryLimitHeapGoalHeadroomPercent).
func limitDrivesGC(s Snapshot) bool {
	limit, ok := s.Get(GoMemLimit)
	if !ok {
		return false
	}
	total, missing := Eval(goTotalKnown, s)
	goal, hasGoal := s.Get(GoNextGC)
	alloc, hasAlloc := s.Get(GoHeapAlloc)
	if len(missing) > 0 {
		return false
	}
	if !hasGoal || !hasAlloc {
		return total >= 0.9*limit
	}
	// Free spans are where the heap grows into.
	free, _ := Eval(floor0{sum{plus(GoHeapIdle), minus(GoHeapReleased)}}, s)
	return max(total, goal+total-alloc-free) >= 0.94*limit
}
