package join

import (
	"slices"
	"time"
)

// guessedInterval is Prometheus's default scrape interval.
const guessedInterval = time.Minute

// tolerance is how old a sample may be: two scrapes. The datasource's interval need not be that of
// each job, so that the distance of a source's own samples counts where it is seen and longer; on a
// grid wider than a minute, or at one moment, it is not seen, and the default is taken.
func tolerance(s *source, g grid, configured time.Duration) float64 {
	interval := guessedInterval
	if seen, ok := sampleDistance(s, g); ok {
		interval = min(interval, seen)
	}
	return 2 * max(interval, configured).Seconds()
}

// sampleDistance is the median time between the samples of a source.
func sampleDistance(s *source, g grid) (time.Duration, bool) {
	var distances []float64
	last := 0.0
	for i := range g.n {
		t, ok := s.sampled(g, i)
		if !ok || t == last {
			continue
		}
		if last != 0 {
			distances = append(distances, t-last)
		}
		last = t
	}
	if len(distances) == 0 {
		return 0, false
	}
	slices.Sort(distances)
	return time.Duration(distances[len(distances)/2] * float64(time.Second)), true
}

// span is when a source was first and last sampled within the grid; false: never.
func span(s *source, g grid) (first, last float64, ok bool) {
	for i := range g.n {
		if t, there := s.sampled(g, i); there {
			if !ok {
				first, ok = t, true
			}
			last = max(last, t)
		}
	}
	return first, last, ok
}

// overlap says whether two sources are there at the same time, and not one after the other: both for
// more than two scrapes, or half of a range that is shorter. At one moment both are.
func overlap(c *checked, a, b *source) bool {
	aFirst, aLast, aok := span(a, c.grid)
	bFirst, bLast, bok := span(b, c.grid)
	if !aok || !bok || c.grid.n == 1 {
		return aok && bok
	}
	enough := max(tolerance(a, c.grid, c.ScrapeInterval), tolerance(b, c.grid, c.ScrapeInterval))
	enough = min(enough, c.grid.at(c.grid.n-1).Sub(c.grid.from).Seconds()/2)
	return min(aLast, bLast)-max(aFirst, bFirst) > enough
}
