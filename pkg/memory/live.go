package memory

// liveOf is the live heap: told, or estimated from the GC goal. exact is false for an estimate.
//
// goal = live + (live + stacks) × GOGC/100, runtime/mgcpacer.go; the globals that count too are
// small. Where GOMEMLIMIT sets the goal it tells nothing of what is live.
func liveOf(s Snapshot) (live float64, exact, ok bool) {
	if v, ok := s.Get(GoHeapLive); ok && v > 0 {
		return v, true, true
	}
	goal, ok := s.Get(GoNextGC)
	if !ok || limitDrivesGC(s) {
		return 0, false, false
	}
	gogc, known := s.Get(GoGCPercent)
	if !known {
		gogc = 100 // what it is unless someone sets it
	}
	if gogc <= 0 {
		return 0, false, false
	}
	stacks, _ := s.Get(GoStackInuse)
	return max(0, goal-stacks*gogc/100) / (1 + gogc/100), false, true
}

// limitDrivesGC says whether GOMEMLIMIT rather than GOGC decides when the collector runs: the runtime
// then holds its total just below it (3% of it are kept free, mgcpacer.go memoryLimitHeapGoalHeadroomPercent).
func limitDrivesGC(s Snapshot) bool {
	limit, ok := s.Get(GoMemLimit)
	if !ok {
		return false
	}
	total, missing := Eval(goTotalKnown, s)
	goal, hasGoal := s.Get(GoNextGC)
	alloc, hasAlloc := s.Get(GoHeapAlloc)
	if hasGoal && hasAlloc && len(missing) == 0 {
		total = max(total, goal+total-alloc)
	}
	return len(missing) == 0 && total >= 0.9*limit
}
