package join

import (
	"math"
	"time"

	"github.com/prometheus/common/model"
)

// maxPoints is how many points Prometheus gives of one series (it refuses more than 11,000).
const maxPoints = 10_000

// defaultPoints is for who does not say how many points they can draw.
const defaultPoints = 1_000

// niceSteps are the steps that people read off an axis. Above a day: whole days.
var niceSteps = []time.Duration{
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 20 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 20 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

// Step is the distance of points: no shorter than a scrape, minInterval or range / maxDataPoints,
// and a round number. Alert rules come with a minInterval of 1 s, so that the other two decide.
func Step(from, to time.Time, maxDataPoints int64, scrapeInterval, minInterval time.Duration) time.Duration {
	points := min(maxDataPoints, maxPoints)
	if points <= 0 {
		points = defaultPoints
	}
	least := max(scrapeInterval, minInterval, ceilDiv(to.Sub(from), time.Duration(points)), time.Second)
	for _, s := range niceSteps {
		if s >= least {
			return s
		}
	}
	const day = 24 * time.Hour
	return day * ceilDiv(least, day)
}

func ceilDiv(a, b time.Duration) time.Duration {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

// grid is the moments of an answer: n of them, step apart. Both sides share one, so that they can
// be joined by index.
type grid struct {
	from time.Time
	step time.Duration // 0 where n is 1
	n    int
}

// newGrid aligns the moments to multiples of step, as Grafana does: a panel that is drawn again a
// second later then asks for the same moments.
func newGrid(from, to time.Time, step time.Duration) grid {
	ms := max(step.Milliseconds(), 1)
	first, last := from.UnixMilli()/ms*ms, to.UnixMilli()/ms*ms
	return grid{from: time.UnixMilli(first), step: time.Duration(ms) * time.Millisecond, n: int((last-first)/ms) + 1}
}

func (g grid) at(i int) time.Time { return g.from.Add(time.Duration(i) * g.step) }

// index tells which moment t is; false: none.
func (g grid) index(t model.Time) (int, bool) {
	if g.n == 1 {
		return 0, true
	}
	i := int(math.Round(float64(int64(t)-g.from.UnixMilli()) / float64(g.step.Milliseconds())))
	return i, i >= 0 && i < g.n
}

// parts cuts the grid's indices into pieces of at most size moments.
func (g grid) parts(size int) [][2]int {
	var parts [][2]int
	for i := 0; i < g.n; i += size {
		parts = append(parts, [2]int{i, min(i+size, g.n) - 1})
	}
	return parts
}
