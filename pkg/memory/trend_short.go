package memory

import (
	"math"
	"slices"
)

// inSteps is what a line did whose growth something that stops explains as well.
const inSteps = "grew in steps, or has levelled off"

// judge says whether the last span hours of a life show growth that lasts.
func judge(points, life []point, span float64, floor bool, y yardstick) rise {
	if span >= wholeWindow {
		return judgeDays(points, span, floor, y)
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
		r.why = inSteps
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
