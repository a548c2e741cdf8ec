package memory

import "math"

// How wide the interval of the hours must be to hold the truth nine times in ten; set on the tuning
// half of bench/diagnosis.
const (
	hoursZ = 1.645 // of the slope's standard error
	// A peak to come may stand higher above the line than those that were seen.
	higher    = 1.6
	modelling = 0.15 // relative: load to come, and what the line leaves out
	// What size classes waste at most of what is live, and at least (runtime/sizeclasses.go).
	leastWaste, mostWaste = 1.03, 1.15
)

// outlook is where the unreclaimable memory goes.
type outlook struct {
	growth, hours Estimate
}

// course is where memory stands, at which rates it goes on, how far its peaks stand above it, and how much
// of it the collector may free before it kills.
type course struct {
	start, slow, fast, peak, freed float64
	governed                       bool // by GOMEMLIMIT, so that no garbage is left when it kills
}

// lookAhead extends what grows to the limit.
func lookAhead(p *past, r rise, rises []rise) (o outlook) {
	c, ok := p.course(r, rises)
	if !ok || c.fast <= 0 {
		return o
	}
	apart := math.Hypot(hoursZ*r.slope.se/r.slope.perHour, modelling)
	slow, fast := c.slow*max(0.05, 1-apart), c.fast*(1+apart)
	likely := math.Sqrt(max(slow, fast/4) * fast)
	o.growth = Estimate{true, likely, slow, fast}
	if p.limit > 0 {
		room := p.limit + p.swapRoom() - c.start
		o.hours = Estimate{true, max(0, room-c.peak+c.freed/2) / likely, max(0, room-higher*c.peak) / fast, max(0, room+c.freed) / slow}
	}
	return o
}

// course finds where unreclaimable memory goes by what rises. What the collector does not govern goes on
// as it does. Beside a heap garbage takes room: up to GOGC% of what is live where collections wait for
// the goal, and no more than two minutes' allocations where they do not (runtime/proc.go forcegcperiod).
// So unreclaimable memory grows at least by what is live, and at most as it did lately.
func (p *past) course(r rise, rises []rise) (c course, ok bool) {
	life := steadyLife(p, p.held())
	points := within(life, r.looked*1.02)
	if len(life) < fewestPoints || len(points) < fewestPoints {
		return c, false
	}
	sheet := newSheet(cutBlocks(points, r.looked, false))
	at := 0
	for at < len(sheet.b.points)-6 && sheet.b.points[at].t < -r.slope.span-sheet.b.length {
		at++
	}
	u, ok := sheet.ramp(at)
	if !ok {
		return c, false
	}
	c = course{start: fitted(within(points, r.slope.span), u.perHour) + p.unfollowed()}
	if _, told := p.now.Get(Anon); !told && p.unreclaimableNow > 0 {
		c.freed = max(0, c.start-p.unreclaimableNow) // page cache that stands among it
	}
	cause, _ := CauseByID(r.causes[0])
	switch {
	case cause.Kills == Unknown:
		c.slow, c.fast = p.heldShare(r.slope.perHour)
	case r.line.Unit == Bytes && !r.line.Collected:
		c.slow, c.fast = r.slope.perHour, r.slope.perHour
	default:
		if c.collected(p, r, rises, u.perHour); c.governed {
			return c, true
		}
	}
	// Of two days, if there are: the kill comes at a day's peak.
	c.peak = peaks(within(life, max(r.slope.span, 2*24)), c.slow, c.start)
	return c, true
}

// heldShare is at what rate kernel objects grow that no reclaim takes: as many of those to come as of
// those that are; between none and all where nobody tells them apart.
func (p *past) heldShare(perHour float64) (slow, fast float64) {
	held, ok1 := p.now.Get(SlabUnreclaimable)
	free, ok2 := p.now.Get(SlabReclaimable)
	if !ok1 || !ok2 || held+free <= 0 {
		return 0, perHour
	}
	share := held / (held + free)
	return share * perHour, share * perHour
}
