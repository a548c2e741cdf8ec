package memory

import (
	"math"
	"slices"
)

// slope is how fast a line moves, per hour, and how well that is known.
type slope struct {
	perHour  float64
	se       float64 // standard error, of perHour
	noise    float64 // spread of the blocks about the line and the daily profile
	span     float64 // h
	adjusted []point // the blocks without their daily profile
}

// low and high bound the slope at z standard errors.
func (s slope) low(z float64) float64  { return s.perHour - z*s.se }
func (s slope) high(z float64) float64 { return s.perHour + z*s.se }

// theilSen is the median of the slopes of all pairs of blocks; where there are two days or more, of
// those pairs only that stand at the same time of day (Sen 1968; seasonal: Hirsch, Slack and Smith 1982),
// so that a daily wave has no slope.
func theilSen(b blocks) slope {
	slopes := b.slopes(func(int, int) bool { return false })
	n := len(b.points)
	s := slope{perHour: median(slopes), span: b.points[n-1].t - b.points[0].t}
	s.adjusted = withoutProfile(b, s.perHour)
	s.noise, s.se = spread(s.adjusted, s.perHour, b.daysOfFreedom())
	return s
}

// slopes are those of all pairs but the ones that are left out, and those of another time of day.
func (b *blocks) slopes(leaveOut func(i, j int) bool) (all []float64) {
	for i := range b.points {
		for j := i + 1; j < len(b.points); j++ {
			if b.perDay > 0 && (b.index[j]-b.index[i])%b.perDay != 0 || leaveOut(i, j) {
				continue
			}
			all = append(all, (b.points[j].v-b.points[i].v)/(b.points[j].t-b.points[i].t))
		}
	}
	return all
}

// daysOfFreedom is how much a profile of one value for each time of day hides of the noise: of d days
// it explains one.
func (b *blocks) daysOfFreedom() float64 {
	if b.perDay == 0 {
		return 1
	}
	days := float64(b.index[len(b.index)-1]+1) / float64(b.perDay)
	return math.Sqrt(days / max(0.5, days-1))
}

// withoutProfile takes the daily profile from the blocks: for each time of day the median of what is
// left beside the slope.
func withoutProfile(b blocks, perHour float64) []point {
	adjusted := slices.Clone(b.points)
	if b.perDay < 2 {
		return adjusted
	}
	byPhase := map[int][]float64{}
	for i, p := range b.points {
		phase := b.index[i] % b.perDay
		byPhase[phase] = append(byPhase[phase], p.v-perHour*p.t)
	}
	var all []float64
	profile := map[int]float64{}
	for phase, values := range byPhase {
		profile[phase] = median(values)
		all = append(all, profile[phase])
	}
	middle := median(all)
	for i := range adjusted {
		adjusted[i].v -= profile[b.index[i]%b.perDay] - middle
	}
	return adjusted
}

// spread is the noise about the line, and the standard error that it leaves to the slope: of n blocks
// whose noise remembers, only n(1−ρ)/(1+ρ) count (ρ: correlation of neighbours).
func spread(points []point, perHour, freedom float64) (noise, se float64) {
	residuals := make([]float64, len(points))
	for i, p := range points {
		residuals[i] = p.v - perHour*p.t
	}
	middle := median(slices.Clone(residuals))
	var squares, neighbours float64
	for i := range residuals {
		residuals[i] -= middle
		squares += residuals[i] * residuals[i]
		if i > 0 {
			neighbours += residuals[i] * residuals[i-1]
		}
	}
	n := float64(len(points))
	noise = freedom * math.Sqrt(squares/n)
	rho := 0.0
	if squares > 0 {
		rho = min(0.9, max(0, neighbours/squares))
	}
	counting := max(3, n*(1-rho)/(1+rho))
	span := points[len(points)-1].t - points[0].t
	return noise, noise * math.Sqrt(12/counting) / span
}
