package memory

import (
	"math"
	"slices"
)

// onsets are where in a window a leak may have begun, as shares of it.
var onsets = []float64{0, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65}

// leastAfter is what must have been seen of a leak that began within the window, hours.
const leastAfter = 20.0

// course is one way to say how a line went: nothing but its day's wave until at, then a rise or a step.
type course struct {
	at      int // block
	perHour float64
	noise   float64
	left    []point // the blocks without wave
}

// sinceOnset looks for growth that began within a window of three days or more: of the courses that the
// line may have taken the one that leaves least noise. It is not one where a step leaves less.
func sinceOnset(b blocks) (best course, ok bool) {
	best.noise = math.Inf(1)
	step := math.Inf(1)
	for _, share := range onsets {
		at := int(share * float64(len(b.points)))
		from := b.points[at].t
		if -from+b.points[len(b.points)-1].t < leastAfter {
			break
		}
		if c, any := b.fit(func(t float64) float64 { return max(0, t-from) }); any && c.noise < best.noise {
			best, best.at = c, at
		}
		if c, any := b.fit(func(t float64) float64 { return heaviside(t - from) }); any && at > 0 {
			step = min(step, c.noise)
		}
	}
	return best, best.perHour > 0 && best.noise < step
}

func heaviside(x float64) float64 {
	if x >= 0 {
		return 1
	}
	return 0
}

// fit finds how much of a shape is in the line: the median of what pairs of the same time of day say.
func (b *blocks) fit(shape func(t float64) float64) (c course, ok bool) {
	var rates []float64
	for i, p := range b.points {
		for j := i + 1; j < len(b.points); j++ {
			grown := shape(b.points[j].t) - shape(p.t)
			if (b.index[j]-b.index[i])%b.perDay != 0 || grown <= 0 {
				continue
			}
			rates = append(rates, (b.points[j].v-p.v)/grown)
		}
	}
	if len(rates) < 8 {
		return c, false
	}
	c.perHour = median(rates)
	flat := blocks{length: b.length, perDay: b.perDay, index: b.index, points: slices.Clone(b.points)}
	for i := range flat.points {
		flat.points[i].v -= c.perHour * shape(flat.points[i].t)
	}
	c.left = withoutProfile(flat, 0)
	c.noise, _ = spread(c.left, 0, b.daysOfFreedom())
	for i := range c.left {
		c.left[i].v += c.perHour * shape(c.left[i].t)
	}
	return c, true
}

// slope is the course after its onset.
func (c *course) slope() slope {
	after := c.left[c.at:]
	s := slope{perHour: c.perHour, adjusted: after, span: after[len(after)-1].t - after[0].t}
	s.noise, s.se = spread(after, c.perHour, 1)
	s.se = max(s.se, c.noise*s.se/max(s.noise, 1e-9))
	return s
}
