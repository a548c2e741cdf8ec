package memory

import (
	"math"
	"slices"
)

// blockLengths in hours; all of a day or less divide it, so that blocks of two days stand at the same
// time of day. Those below a minute are of short windows that are called steady.
var blockLengths = []float64{2.0 / 3600, 5.0 / 3600, 10.0 / 3600, 30.0 / 3600, 1.0 / 60, 2.0 / 60, 5.0 / 60, 10.0 / 60, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 24, 48}

// threeDays is from where on a daily profile can be told from growth, hours: of two days one may be a
// Sunday. The first hours of the first may be missing.
const threeDays = 62.0

// maxBlocks bounds the pairs that a slope looks at.
const maxBlocks = 40

// blocks are the values of a line over one window, cut into stretches of equal length: noise within a
// stretch is gone, and what a gap leaves out is missing, not zero.
type blocks struct {
	length float64 // h
	perDay int     // blocks of a day, where three days are there; else 0
	points []point // t is the block's middle, by index
	index  []int
}

// cutBlocks cuts the points of the last span hours before the last point.
func cutBlocks(points []point, span float64, floor bool) blocks {
	b := blocks{length: blockLengths[len(blockLengths)-1]}
	for _, length := range blockLengths {
		if span/length <= maxBlocks {
			b.length = length
			break
		}
	}
	if span >= threeDays && b.length <= 24 {
		b.perDay = int(math.Round(24 / b.length))
	}
	end := points[len(points)-1].t
	byIndex := map[int][]float64{}
	last := int(math.Ceil(span/b.length)) - 1
	for _, p := range points {
		if back := int(math.Floor((end - p.t) / b.length)); back <= last {
			byIndex[last-back] = append(byIndex[last-back], p.v)
		}
	}
	for i := 0; i <= last; i++ {
		if values := byIndex[i]; len(values) > 0 {
			b.points = append(b.points, point{end - (float64(last-i)+0.5)*b.length, representative(values, floor)})
			b.index = append(b.index, i)
		}
	}
	return b
}

func representative(values []float64, floor bool) float64 {
	if floor {
		return slices.Min(values)
	}
	return median(values)
}

// median of values, which it sorts.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	if n == 0 {
		return 0
	}
	return (values[(n-1)/2] + values[n/2]) / 2
}

// quantile of sorted values.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	i := min(max(q, 0), 1) * float64(len(sorted)-1)
	low := int(i)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (sorted[high]-sorted[low])*(i-float64(low))
}
