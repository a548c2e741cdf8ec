package memory

import "slices"

// What reclaim takes at once: a drop of this share of the line from one point to the next.
const cutShare = 0.3

// beneathCuts is the line as it would be had nothing been taken: with what was cut added back; where it is
// filled again from what is on disk, its ceiling so far.
func beneathCuts(points []point) []point {
	if whole, ok := withoutCuts(points); ok {
		return whole
	}
	ceiling := slices.Clone(points)
	for i := range ceiling {
		if i > 0 {
			ceiling[i].v = max(ceiling[i].v, ceiling[i-1].v)
		}
	}
	return ceiling
}

// withoutCuts adds back what reclaim took at once, where the line fills as fast before each cut as after
// it and up to the next: then another container's need is not the line coming down by itself. What fills
// again and levels off has a bound of its own, such as a log that is rotated, and is left as it is.
func withoutCuts(points []point) (whole []point, ok bool) {
	whole = make([]point, len(points))
	var pieces [][]point
	var added float64
	from := 0
	for i, p := range points {
		if i > 0 {
			if drop := points[i-1].v - p.v; drop > cutShare*points[i-1].v {
				pieces = append(pieces, points[from:i])
				from, added = i, added+drop
			}
		}
		whole[i] = point{p.t, p.v + added}
	}
	if from == 0 || !fillEvenly(append(pieces, points[from:])) {
		return points, false
	}
	return whole, true
}

// fillEvenly says whether both halves of all pieces that are long enough to tell rise at about one rate.
func fillEvenly(pieces [][]point) bool {
	var rates []float64
	for _, piece := range pieces {
		if len(piece) >= fewestPoints {
			half := len(piece) / 2
			rates = append(rates, localSlope(piece[:half]), localSlope(piece[half:]))
		}
	}
	if len(rates) < 4 {
		return false
	}
	middle := median(slices.Clone(rates))
	return slices.Min(rates) > 0.4*middle && slices.Max(rates) < 2.5*middle
}
