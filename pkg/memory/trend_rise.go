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
	vote       float64 // how sure this look is, where several are asked
	growth     float64 // over the window, in the line's unit
	// unclear: it grew, and too little was seen to tell a leak from a day's wave or a start.
	unclear bool
	// urgent: it is unclear, and at this rate the limit is met before it will be clear.
	urgent bool
	near   bool // it is growth that lasts, or nearly
	grew   bool // it is unclear only because less than two days were seen
	// suspect: some window showed enough growth, though not growth that lasts.
	suspect bool
	// unwatched: its past was not asked for.
	unwatched bool
	why       string  // what it does where it is no lasting growth
	seen      float64 // h of the present life
	looked    float64 // h of the window
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
		if found.near {
			found.confidence = found.settled(life, span, w.line.Floor, y)
		}
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
