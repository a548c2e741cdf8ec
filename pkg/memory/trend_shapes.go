package memory

import "math"

// fewestBeside blocks must stand on either side of a step.
const fewestBeside = 3

// fills are how slowly a cache or a pool may fill, hours. What fills more slowly grows in three days like
// a leak.
var fills = []float64{1, 2, 4, 8, 16}

// otherwise says how much more a leak tells than the best of the shapes that stop by themselves: one
// step, two, another load from some hour on, something that fills; and three steps where deploys cannot
// be seen. It is the logarithm of how many times likelier the leak is, fewer numbers to choose counted
// for it (BIC, Schwarz 1978).
func (s *sheet) otherwise(leak ramp, deploys bool) float64 {
	evidence := math.Inf(1)
	best := func(left, more float64) {
		evidence = min(evidence, leak.counts/2*math.Log(max(left, 1e-12)/max(leak.left, 1e-12))+more/2*math.Log(leak.counts))
	}
	n := len(s.y)
	var steps []shape
	for at := fewestBeside; at <= n-fewestBeside; at++ {
		from := s.b.points[at].t
		after := func(t float64) float64 { return indicator(t >= from) }
		step := s.shapeOf(after)
		steps = append(steps, step)
		best(s.yy-step.explains(), 0)
		best(s.left(step.x,
			s.shape(func(t float64) float64 { return after(t) * math.Cos(2*math.Pi*t/24) }),
			s.shape(func(t float64) float64 { return after(t) * math.Sin(2*math.Pi*t/24) })), 2)
		for _, tau := range fills {
			best(s.yy-s.shapeOf(func(t float64) float64 { return after(t) * (1 - math.Exp((from-t)/tau)) }).explains(), 1)
		}
	}
	for _, tau := range fills {
		best(s.yy-s.shapeOf(func(t float64) float64 { return math.Exp((s.b.points[0].t - t) / tau) }).explains(), 1)
	}
	two, i, j := s.twoSteps(steps)
	best(two, 2)
	if deploys {
		for k := range steps {
			best(s.left(steps[i].x, steps[j].x, steps[k].x), 4)
		}
	}
	return evidence
}

// shape is a centered shape, and how much of it is in itself and in the line.
type shape struct {
	x      []float64
	xx, xy float64
}

func (s *sheet) shapeOf(f func(t float64) float64) shape {
	x := s.shape(f)
	return shape{x, dot(x, x), dot(x, s.y)}
}

// explains is the squares that the shape takes away.
func (a shape) explains() float64 { return a.xy * a.xy / max(a.xx, 1e-12) }

// twoSteps are those that leave least.
func (s *sheet) twoSteps(steps []shape) (left float64, first, second int) {
	left = s.yy
	for i, a := range steps {
		for j := i + 1; j < len(steps); j++ {
			// Beside a free profile of the day steps a day apart are growth, by the night.
			if off := (j - i) % max(1, s.b.perDay); s.b.perDay > 1 && (off <= 1 || off == s.b.perDay-1) && j-i > 1 {
				continue
			}
			b := steps[j]
			ab := dot(a.x, b.x)
			det := a.xx*b.xx - ab*ab
			if det <= 1e-9*a.xx*b.xx {
				continue
			}
			if l := s.yy - (a.xy*a.xy*b.xx-2*a.xy*b.xy*ab+b.xy*b.xy*a.xx)/det; l < left {
				left, first, second = l, i, j
			}
		}
	}
	return left, first, second
}
