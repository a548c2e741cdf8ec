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
		room := p.limit - c.start
		o.hours = Estimate{true, max(0, room-c.peak+c.freed/2) / likely, max(0, room-higher*c.peak) / fast, max(0, room+c.freed) / slow}
	}
	return o
}

// course finds where unreclaimable memory goes by what rises. What the collector does not govern goes on
// as it does. Beside a heap garbage takes room: up to GOGC% of what is live where collections wait for
// the goal, and no more than two minutes' allocations where they do not (runtime/proc.go forcegcperiod).
// So unreclaimable memory grows at least by what is live, and at most as it did lately.
func (p *past) course(r rise, rises []rise) (c course, ok bool) {
	life := steadyLife(p, p.unreclaimable())
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

// unfollowed is what of the unreclaimable memory now has no past that was asked for.
func (p *past) unfollowed() float64 {
	seen, missing := Eval(p.unreclaimable(), p.now)
	if len(missing) > 0 {
		return 0
	}
	return max(0, p.unreclaimableNow-seen)
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

// collected is the course of what the collector governs. GOMEMLIMIT takes the garbage away before the
// limit is met, where it fits below: then only what is live fills it. Where nobody tells it, it may.
func (c *course) collected(p *past, r rise, rises []rise, u float64) {
	total, missing := Eval(goTotalKnown, p.now)
	limit, told := p.now.Get(GoMemLimit)
	fits := len(missing) == 0 && c.start-total+limit <= p.limit
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
