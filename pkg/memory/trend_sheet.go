package memory

import "math"

// sheet is a line over one window beside what repeats every day, ready to be held against shapes: the
// values with the day's profile and the mean taken out, and the same done to each shape (Frisch and
// Waugh 1933), so that one regression on a shape is one product.
type sheet struct {
	b     blocks
	basis [][]float64 // orthonormal: the mean, and the day's profile
	y     []float64
	yy    float64
}

// newSheet takes out one value for each time of day where three days were seen; of two days, of which
// that would leave the difference alone, the first two waves of the day; of less, the mean.
func newSheet(b blocks) *sheet {
	s := &sheet{b: b}
	n := len(b.points)
	add := func(f func(i int) float64) {
		v := make([]float64, n)
		for i := range v {
			v[i] = f(i)
		}
		norm := math.Sqrt(dot(v, v))
		if s.center(v); math.Sqrt(dot(v, v)) > 1e-6*norm {
			scale(v, 1/math.Sqrt(dot(v, v)))
			s.basis = append(s.basis, v)
		}
	}
	switch span := b.points[n-1].t - b.points[0].t + b.length; {
	case b.perDay > 1:
		for phase := range b.perDay {
			add(func(i int) float64 { return indicator(b.index[i]%b.perDay == phase) })
		}
	case span >= wholeWindow:
		add(func(int) float64 { return 1 })
		for _, period := range []float64{24, 12} {
			add(func(i int) float64 { return math.Cos(2 * math.Pi * b.points[i].t / period) })
			add(func(i int) float64 { return math.Sin(2 * math.Pi * b.points[i].t / period) })
		}
	default:
		add(func(int) float64 { return 1 })
	}
	s.y = make([]float64, n)
	for i, p := range b.points {
		s.y[i] = p.v
	}
	s.center(s.y)
	s.yy = dot(s.y, s.y)
	return s
}

func indicator(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func scale(v []float64, by float64) {
	for i := range v {
		v[i] *= by
	}
}

// center takes out of v what the basis explains.
func (s *sheet) center(v []float64) {
	for _, q := range s.basis {
		c := dot(v, q)
		for i := range v {
			v[i] -= c * q[i]
		}
	}
}

// shape is f at the blocks, centered.
func (s *sheet) shape(f func(t float64) float64) []float64 {
	v := make([]float64, len(s.b.points))
	for i, p := range s.b.points {
		v[i] = f(p.t)
	}
	s.center(v)
	return v
}

// freedom is how many values are left for the noise beside the basis and k shapes.
func (s *sheet) freedom(k int) float64 { return max(1, float64(len(s.y)-len(s.basis)-k)) }

// left is what several shapes leave of the squares (Gram–Schmidt).
func (s *sheet) left(shapes ...[]float64) float64 {
	y := append([]float64(nil), s.y...)
	var done [][]float64
	for _, x := range shapes {
		x = append([]float64(nil), x...)
		before := dot(x, x)
		for _, q := range done {
			c := dot(x, q)
			for i := range x {
				x[i] -= c * q[i]
			}
		}
		norm := dot(x, x)
		if norm <= 1e-9*before {
			continue
		}
		scale(x, 1/math.Sqrt(norm))
		c := dot(y, x)
		for i := range y {
			y[i] -= c * x[i]
		}
		done = append(done, x)
	}
	return dot(y, y)
}

// ramp is growth from one of the blocks on.
type ramp struct {
	at      int
	perHour float64
	se      float64 // standard error of perHour
	left    float64 // squares that it leaves
	counts  float64 // how many values the noise counts for, as it remembers
}

// ramp fits growth from block at on, by least squares: what repeats with another period than a day has
// slopes between equal hours, and leaves squares that say so.
func (s *sheet) ramp(at int) (r ramp, ok bool) {
	from := s.b.points[at].t
	if at == 0 {
		from = math.Inf(-1)
	}
	x := s.shape(func(t float64) float64 { return t - max(from, s.b.points[0].t) })
	if at > 0 {
		x = s.shape(func(t float64) float64 { return max(0, t-from) })
	}
	xx := dot(x, x)
	if xx <= 0 {
		return r, false
	}
	r.at, r.perHour = at, dot(x, s.y)/xx
	residual := append([]float64(nil), s.y...)
	for i := range residual {
		residual[i] -= r.perHour * x[i]
	}
	r.left = dot(residual, residual)
	rho := remembers(residual)
	r.counts = max(3, s.freedom(1)*(1-rho)/(1+rho))
	r.se = math.Sqrt(r.left / s.freedom(1) * (1 + rho) / (1 - rho) / xx)
	return r, true
}

// remembers is how alike neighbours are, 0 to 0.9.
func remembers(residual []float64) float64 {
	var neighbours float64
	for i := 1; i < len(residual); i++ {
		neighbours += residual[i] * residual[i-1]
	}
	squares := dot(residual, residual)
	if squares <= 0 {
		return 0
	}
	return min(0.9, max(0, neighbours/squares))
}
