package memory

import (
	"math"
	"slices"
)

// What two days and more must show.
const (
	// Growth must have been seen for this long to be sure of it, hours: two nights and the days beside them.
	sureAfter = 40.0
	// and for this long to be named at all.
	leastAfter = 20.0
	// How likely a leak must be beside anything that stops by itself, as a logarithm. To be named by one look: as
	// likely. In any of several that are sure together: six tenths as likely (e^−0.5), set so on the tuning half. What
	// fills within days, and not within hours, is not among what stops (fills): it looks like a leak for three days.
	asLikely, likelyEnough = 0.0, -0.5
	// What can be dropped alarms nobody, and reclaim takes of it by steps: a seventh as likely is named (e^−2), never
	// surely.
	droppableLikely = -2.0
	// How much of the growth must be in the floor of the line and in its ceiling: of what comes and goes with
	// another period than a day neither rises, whatever the slope between equal hours.
	leastAtEnds = 0.25
	// What is let go at once may be no more than this many times the growth: a cache that is emptied every few
	// hours drifts against the day, and its teeth then grow between equal hours.
	mostEmptied = 2.0
	// Longer than any day, so that its floor and ceiling are in it, hours.
	anyDay = 28.0
	// What was seen for less than sureAfter must have grown as much as the smallest leak in so many days.
	leastSoon = 1.5
)

// judgeDays looks at a window of two days or more.
func judgeDays(points []point, span float64, floor bool, y yardstick) (r rise) {
	b := cutBlocks(points, span, floor)
	if len(b.points) < 12 {
		r.unclear, r.why = true, "too few scrapes"
		return r
	}
	sheet := newSheet(b)
	leak, ok := sheet.onset()
	z := leak.perHour / max(leak.se, 1e-12)
	r.slope = sheet.slope(leak)
	r.growth = r.slope.perHour * r.slope.span
	if !ok || leak.perHour*24 < leastOfDay*y.least {
		r.why = "does not grow"
		return r
	}
	if z < clearly {
		r.why = "moves no more than its noise"
		return r
	}
	evidence := sheet.otherwise(leak, y.deploys)
	r.near = evidence > farFrom && !y.mayBe
	switch {
	case evidence < min(likelyEnough, y.likely), r.slope.span < sureAfter && r.growth < leastSoon*y.least:
		r.why = inSteps
	case drawdown(r.slope.adjusted) > mostDrawdown*r.growth+2*r.slope.noise:
		r.why = "came down again by itself"
	default:
		r.vote = confidence((z - clearly) / (4 * clearly))
		if evidence < likelyEnough || y.mayBe || emptied(points, floor) > mostEmptied*r.growth || !risesWhole(b, leak) || r.slope.span < sureAfter || r.slope.perHour*24 < 0.75*y.least {
			r.vote = min(r.vote, notSure)
		}
		if r.confidence = r.vote; evidence < y.likely {
			r.confidence, r.why = 0, inSteps
		}
	}
	return r
}

// risesWhole says whether floor and ceiling of the last day stand above those of the first, as the ramp does.
func risesWhole(b blocks, leak ramp) bool {
	end, from := b.points[len(b.points)-1].t, b.points[0].t
	var first, last []float64
	var grown float64
	for _, p := range b.points {
		risen := leak.perHour * max(0, p.t-b.points[leak.at].t)
		if p.t < from+anyDay {
			first, grown = append(first, p.v), grown-risen
		}
		if p.t > end-anyDay {
			last, grown = append(last, p.v), grown+risen
		}
	}
	grown /= float64(min(len(first), len(last)))
	slices.Sort(first)
	slices.Sort(last)
	for _, q := range []float64{0.1, 0.9} {
		if quantile(last, q)-quantile(first, q) < leastAtEnds*grown {
			return false
		}
	}
	return true
}

// emptied is the most that the line came down from one stretch of a few points to the next.
func emptied(points []point, floor bool) (most float64) {
	const few = 5 // a burst of load takes two
	before := math.Inf(-1)
	for i := 0; i+few <= len(points); i += few {
		values := make([]float64, few)
		for j := range values {
			values[j] = points[i+j].v
		}
		now := representative(values, floor)
		most = max(most, before-now)
		before = now
	}
	return most
}

// onset is the growth that leaves least noise, of those that began at a window's first block or later.
func (s *sheet) onset() (best ramp, ok bool) {
	n := len(s.b.points)
	end := s.b.points[n-1].t
	for at := 0; at < n; at += max(1, n/12) {
		if at > 0 && end-s.b.points[at].t < leastAfter {
			break
		}
		if r, any := s.ramp(at); any && (!ok || r.left < best.left) {
			best, ok = r, true
		}
	}
	return best, ok
}

// slope is the ramp as a slope, with the blocks since its onset beside what repeats.
func (s *sheet) slope(r ramp) slope {
	n := len(s.b.points)
	from := s.b.points[r.at].t
	x := s.shape(func(t float64) float64 {
		if r.at == 0 {
			return t
		}
		return max(0, t-from)
	})
	after := make([]point, 0, n)
	for i := r.at; i < n; i++ {
		t := s.b.points[i].t
		after = append(after, point{t, s.y[i] - r.perHour*x[i] + r.perHour*(t-from)})
	}
	out := slope{perHour: r.perHour, se: r.se, adjusted: after, span: s.b.points[n-1].t - from}
	out.noise = math.Sqrt(r.left / s.freedom(1))
	return out
}
