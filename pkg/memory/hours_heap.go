package memory

// collected is the course of what the collector governs. GOMEMLIMIT takes the garbage away before the
// limit is met, where it fits below: then only what is live fills it. Where nobody tells it, it may.
func (c *course) collected(p *past, r rise, rises []rise, u float64) {
	total, missing := Eval(goTotalKnown, p.now)
	limit, told := p.now.Get(GoMemLimit)
	fits := len(missing) == 0 && c.start-total+limit <= p.limit+p.swapRoom()
	heap := p.heapHeld(total)
	live, peak, known := p.liveNow(r, rises)
	if !known {
		// Only Go's total is seen to grow: its garbage may be all that GOGC allows, or none is left.
		share := 1 / (1 + p.gogc())
		c.slow, c.fast, c.freed = u*share, u, c.freed+heap*(1-share)
		return
	}
	c.slow = p.live(r, rises) * leastWaste
	c.fast = max(c.slow, u)
	garbage := max(0, heap-live*leastWaste)
	switch {
	case told && fits:
		c.governed, c.peak = true, peak
		c.start -= garbage
		c.fast = c.slow * mostWaste / leastWaste
	case !told && p.guessed: // who tells neither GOGC nor GOMEMLIMIT may have set it
		c.freed += garbage
	}
}

// gogc is what garbage may be of what is live.
func (p *past) gogc() float64 {
	if v, ok := p.now.Get(GoGCPercent); ok {
		return v / 100
	}
	return 1
}

// live is how fast grows what no collection frees, bytes an hour.
func (p *past) live(r rise, rises []rise) float64 {
	if r.line.Unit == Bytes {
		return r.slope.perHour
	}
	own := p.bytesEach() * r.slope.perHour
	for _, other := range rises {
		if len(other.causes) == 1 && other.causes[0] == CauseHeapLeak {
			own += max(0, other.slope.perHour)
		}
	}
	return own
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

// heapHeld is what of Go's total is heap, garbage and free spans with it; where no one splits the total,
// what stacks and overhead leave of it (a fortieth, and what every program has).
func (p *past) heapHeld(total float64) float64 {
	if v, missing := Eval(sum{plus(GoHeapInuse), plusExpr(floor0{sum{plus(GoHeapIdle), minus(GoHeapReleased)}})}, p.now); len(missing) == 0 {
		return v
	}
	stacks, _ := p.now.Get(GoStackInuse)
	return max(0, 0.975*total-stacks-5*(1<<20))
}

// liveNow is the live heap by the line that tells it, and how far its peaks stand above: of a line of floors
// the lowest of each stretch tells.
func (p *past) liveNow(r rise, rises []rise) (live, peak float64, known bool) {
	for _, other := range append([]rise{r}, rises...) {
		if !other.line.Collected || len(CountersOf(other.line.Sum)) > 1 {
			continue
		}
		lives := p.read(other.line.Sum)
		points := within(lives[len(lives)-1], 2*24)
		if len(points) < fewestPoints {
			return other.now, 0, true
		}
		points = cutBlocks(points, -points[0].t, other.line.Floor).points
		live = fitted(points, other.slope.perHour)
		return live, peaks(points, other.slope.perHour, live), true
	}
	return 0, 0, false
}
