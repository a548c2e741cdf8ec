package rivals

import "github.com/memledger/memledger/bench/diagnosis/sim"

// Scrape is the seconds between two points: also how often the rules are evaluated.
const Scrape = 60.0

// series is what the rules read, one value a scrape.
type series struct {
	workingSet, rss, limit            []float64
	heapAlloc, heapInuse, goSys       []float64
	stackInuse, goroutines, allocated []float64
}

// Observe adds the books at one scrape.
func (s *series) observe(b *sim.Books) {
	add := func(list *[]float64, v int64) { *list = append(*list, float64(v)) }
	add(&s.workingSet, b.Usage()-b.InactiveFile)
	add(&s.rss, b.Anon())
	add(&s.limit, b.Limit)
	add(&s.heapAlloc, b.Go.Alloc)
	add(&s.heapInuse, b.Go.Inuse)
	add(&s.goSys, b.Go.Sys())
	add(&s.stackInuse, b.Go.StackInuse)
	add(&s.goroutines, b.Go.Goroutines)
	s.allocated = append(s.allocated, b.Go.Allocated)
}

func last(v []float64) float64 { return v[len(v)-1] }

// recent are the points of the last so many seconds; fewer than two are none.
func recent(v []float64, seconds float64) []float64 {
	n := min(len(v), int(seconds/Scrape)+1)
	return v[len(v)-n:]
}

// line is the least-squares line through the points: its slope a second and its value at the last one
// (promql/functions.go linearRegression).
func line(v []float64) (slope, end float64, ok bool) {
	if len(v) < 2 {
		return 0, 0, false
	}
	var sx, sy, sxx, sxy float64
	for i, y := range v {
		x := (float64(i) - float64(len(v)-1)) * Scrape
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	n := float64(len(v))
	if slope = (sxy - sx*sy/n) / (sxx - sx*sx/n); slope != slope {
		return 0, 0, false
	}
	return slope, sy/n - slope*sx/n, true
}
