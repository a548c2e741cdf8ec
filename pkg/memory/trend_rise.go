package memory

import (
	"math"
	"slices"
)

// rise is what one line did over the window that tells most of it.
type rise struct {
	watched
	slope slope
	// sure: it grows and will not come back by itself; 0 where it does not grow.
	confidence float64
	growth     float64 // over the window, in the line's unit
	// unclear: it grew, and too little was seen to tell a leak from a day's wave or a start.
	unclear bool
	// urgent: it is unclear, and at this rate the limit is met before it will be clear.
	urgent bool
	grew   bool // it is unclear only because less than two days were seen
	// suspect: some window showed enough growth, though not growth that lasts.
	suspect bool
	// unwatched: its past was not asked for.
	unwatched bool
	why       string  // what it does where it is no lasting growth
	seen      float64 // h of the present life
	looked    float64 // h of the window
}

// TrendRule is the constants below in words, for the pages.
const TrendRule = "It grows for good where two days or more show growth beside what repeats every day, since the first of them or since some hour within them: at least 0.6 of max(1% of the limit, 8 MiB) a day, three standard errors above nothing, likelier than one step, two, another load or something that fills, and without coming down by more than two fifths of what it grew. It is sure from 40 hours of growth and six standard errors on, where it is e times likelier than all of these, floor and ceiling of the line rise, and no more than twice the growth was let go at once. Slopes are least squares on the medians of stretches of hours, or on their floors; Theil–Sen where less than two days were seen. Restarts and deploys cut the history; the first 15% of a life, at most six hours, are left out."

// How growth is told from what comes back by itself. Tuned on the tuning half of bench/diagnosis.
const (
	// A window must be this long for a verdict: a day's wave is known for one when it came twice.
	wholeWindow = 44.0 // h
	// So much of the least growth a day is seen for one: what is measured lies about what is.
	leastOfDay = 0.6
	// Each third of a shorter window must hold this share of the growth (a third, if it is even): steps,
	// plateaus and starts do not.
	leastThird = 0.12
	// A line that came down again by this share of its growth comes back by itself.
	mostDrawdown = 0.4
	// Slopes must stand this many standard errors above nothing.
	clearly = 3.0
	// The part of a life in which caches fill and pools grow, and the most it may take, hours.
	warmUp, warmUpMost = 0.15, 6.0
	fewestPoints       = 12
	shortestUrgent     = 2.0 // h
	// The part of a window called steady that must have been seen.
	steadyShare = 0.5
	// Of several lives this much must have been seen in all.
	pooledWindow = 30.0 // h
	// What is found and may still be a week's wave or chance is said with this confidence at most.
	notSure = 0.75
)

// yardstick is what growth is held against: the least that is worth a word a day, the room that is left
// below the limit, 0 = not known, and how long, in hours, a window must be.
type yardstick struct {
	least, room, whole float64
	deploys            bool // may have been that nothing told
	mayBe              bool // what is seen may be something else: never sure
}

// urgent says whether the room is gone before a third day could be seen, at a rate that took a third of
// it while it was looked at.
func (y yardstick) urgent(perHour, span float64) bool {
	return y.room > 0 && span >= shortestUrgent && perHour*48 > y.room && perHour*span > y.room/3
}

// windows are what is looked at, hours, longest first; the last of those that fit is the whole life.
var windows = []float64{720, 336, 168, 96, 72, 48, 24, 12, 6, 3, 1}

// findRise looks at a line's present life; where that is too short to tell, at those before.
func findRise(w watched, lives [][]point, y yardstick) rise {
	r := judgeLife(w, lives[len(lives)-1], y)
	if r.confidence > 0 || !r.unclear {
		return r
	}
	for i := len(lives) - 2; i >= 0; i-- {
		before := judgeLife(w, lives[i], y)
		if before.confidence == 0 && before.unclear {
			continue
		}
		before.confidence *= 0.85
		before.why += " before the last restart"
		return before
	}
	if each, ok := inEachLife(w, lives, y); ok {
		return each
	}
	if pooledGrowth(lives) < 0.5*y.least {
		r.unclear, r.why = false, "does not grow in any life"
	}
	return r
}

// inEachLife is growth that no life was long enough to show, and every one did.
func inEachLife(w watched, lives [][]point, y yardstick) (last rise, ok bool) {
	var seen float64
	n := 0
	for _, life := range lives {
		r := judgeLife(w, life, y)
		if r.seen < shortestUrgent {
			continue
		}
		if !r.grew {
			return rise{}, false
		}
		seen, last, n = seen+r.seen, r, n+1
	}
	last.confidence, last.unclear = notSure, false
	return last, n >= 2 && seen >= wholeWindow
}

// pooledGrowth is what a line grew a day in all lives together; +Inf where they are too short for it.
func pooledGrowth(lives [][]point) float64 {
	var grown, hours float64
	for _, life := range lives {
		if len(life) < fewestPoints {
			continue
		}
		grown += rough(life)
		hours += life[len(life)-1].t - life[0].t
	}
	if hours < pooledWindow {
		return math.Inf(1)
	}
	return grown / hours * 24
}

// tooShort is what a line does of which too little was seen.
const tooShort = "was seen for too short a time to tell whether it grows"

// judgeLife looks at a line through windows from long to short and takes the first that shows growth
// that lasts; in none it says what it does instead.
func judgeLife(w watched, life []point, y yardstick) rise {
	r := rise{watched: w, why: tooShort}
	if w.line.Cut {
		life = beneathCuts(life)
	}
	if len(life) < fewestPoints {
		r.unclear = true
		return r
	}
	whole := life[len(life)-1].t - life[0].t
	r.seen = whole
	suspect := false
	for _, span := range spans(whole) {
		points := within(life, span)
		if len(points) < fewestPoints {
			break
		}
		found := judge(points, life, span, w.line.Floor, y)
		found.watched, found.seen, found.looked = w, whole, span
		suspect = suspect || found.slope.perHour*24 >= y.least && found.slope.low(1) > 0
		found.suspect = suspect
		if found.confidence > 0 {
			return found
		}
		if found.unclear || r.why == tooShort {
			r = found
		}
	}
	// A day's wave is known where two days were seen, whatever the last hours did.
	r.unclear, r.suspect = r.unclear && whole < y.whole, suspect
	return r
}

// steady leaves out the first part of a life.
func steady(life []point) []point {
	if len(life) == 0 {
		return life
	}
	from := life[0].t + min(warmUpMost, warmUp*(life[len(life)-1].t-life[0].t))
	return life[slices.IndexFunc(life, func(p point) bool { return p.t >= from }):]
}

// spans are the windows that a life is long enough for; its whole length first.
func spans(whole float64) []float64 {
	fit := []float64{whole}
	for _, w := range windows {
		if w < 0.85*whole && (w >= wholeWindow || whole < wholeWindow) {
			fit = append(fit, w)
		}
	}
	return fit
}

func within(points []point, span float64) []point {
	from := points[len(points)-1].t - span
	return points[slices.IndexFunc(points, func(p point) bool { return p.t >= from }):]
}

// judge says whether the last span hours of a life show growth that lasts.
func judge(points, life []point, span float64, floor bool, y yardstick) rise {
	if span >= wholeWindow {
		return judgeDays(points, life, span, floor, y)
	}
	var r rise
	if rough(points)*24/span < 0.3*y.least {
		r.why = "does not grow"
		return r
	}
	b := cutBlocks(points, span, floor)
	if len(b.points) < 8 {
		r.unclear, r.why = true, "too few scrapes"
		return r
	}
	r.slope = theilSen(b)
	r.growth = r.slope.perHour * r.slope.span
	switch {
	case r.slope.perHour*24 < leastOfDay*y.least:
		r.why = "does not grow"
	case r.slope.low(clearly) <= 0:
		r.why, r.unclear = "moves no more than its noise", true
	case smallestThird(r.slope.adjusted)*3 < leastThird*3*r.growth:
		r.why = "grew in steps, or has levelled off"
	case drawdown(r.slope.adjusted) > mostDrawdown*r.growth:
		r.why = "came down again by itself"
	case reachedBefore(life, span, floor, r.growth):
		r.why = "was as high before, and came down by itself"
	case span < y.whole:
		r.why, r.unclear, r.grew = "grows, and less than two days were seen", true, true
		r.urgent = y.urgent(r.slope.perHour, span)
	default:
		r.confidence = min(notSure, confidence((r.slope.perHour/max(r.slope.se, 1e-12)-clearly)/(4*clearly)))
	}
	return r
}

// rough is how much a line grew, from the medians of its first and last quarter: enough to leave out
// what does not move.
func rough(points []point) float64 {
	n := len(points)
	part := func(ps []point) float64 {
		values := make([]float64, len(ps))
		for i, p := range ps {
			values[i] = p.v
		}
		return median(values)
	}
	return (part(points[n-n/4-1:]) - part(points[:n/4+1])) * 4 / 3
}

// smallestThird is the least growth of the three thirds of a window, from the lines through each.
func smallestThird(points []point) float64 {
	n := len(points)
	least := math.Inf(1)
	for i := range 3 {
		part := points[i*n/3 : min(n, (i+1)*n/3+1)]
		least = min(least, localSlope(part)*(part[len(part)-1].t-part[0].t))
	}
	return least
}

// localSlope is the Theil–Sen slope of a few points.
func localSlope(points []point) float64 {
	var slopes []float64
	for i := range points {
		for j := i + 1; j < len(points); j++ {
			slopes = append(slopes, (points[j].v-points[i].v)/(points[j].t-points[i].t))
		}
	}
	return median(slopes)
}

// drawdown is how far the line came down from its highest block, the last blocks' mean to the end.
func drawdown(points []point) float64 {
	var most float64
	high := math.Inf(-1)
	for i := range points {
		// Two blocks in a row: one low block is noise.
		low := points[i].v
		if i+1 < len(points) {
			low = max(low, points[i+1].v)
		}
		most = max(most, high-low)
		if i > 0 {
			high = max(high, min(points[i].v, points[i-1].v))
		}
	}
	return max(0, most)
}

// reachedBefore says whether the line was as high before the window as it is now, less a third of what
// it grew: then it came down by itself.
func reachedBefore(life []point, span float64, floor bool, growth float64) bool {
	end := life[len(life)-1].t
	var before, last []float64
	for _, p := range life {
		switch {
		case p.t < end-span:
			before = append(before, p.v)
		case p.t > end-span/8:
			last = append(last, p.v)
		}
	}
	if len(before) < 4 || len(last) == 0 {
		return false
	}
	slices.Sort(before)
	return quantile(before, 0.95) > representative(last, floor)-growth/3
}
