package join

import (
	"context"
	"fmt"
	"slices"
)

// maxParts bounds into how many parts one question is split: what all of them bring must be held at
// once.
const maxParts = 8

// unsure is by how much an estimate may be too low: it knows the markers of one moment, and some metrics
// have several series a container.
const unsure = 4

// partSize is how many moments one upstream query may ask for, so that its answer stays within the
// request's samples. What Detect counted tells whether that is close at all; only then the server is
// asked how many series there are with the filters.
func partSize(ctx context.Context, api API, c *checked, q *sideQuery) (int, error) {
	if series, ok := c.estimate(q); ok && unsure*series*c.grid.n <= c.MaxSamples {
		return c.grid.n, nil
	}
	series, err := countSeries(ctx, api, c, q)
	if err != nil {
		return 0, err
	}
	if series*c.grid.n <= c.MaxSamples {
		return c.grid.n, nil
	}
	size := c.MaxSamples / series
	if size == 0 || (c.grid.n+size-1)/size > maxParts {
		return 0, &TooMuchError{Series: series, Points: c.grid.n, Max: c.MaxSamples * maxParts}
	}
	return size, nil
}

// TooMuchError says that a question is too large to be answered.
type TooMuchError struct {
	Series, Points int
	Max            int // samples
}

// Error says what was asked and what can be.
func (e *TooMuchError) Error() string {
	return fmt.Sprintf("%d series at %d moments are %d samples: want at most %d: filter by namespace or pod, shorten the time range or take a larger step",
		e.Series, e.Points, e.Series*e.Points, e.Max)
}

// estimate is how many series a side has at most, as far as detection tells.
func (c *checked) estimate(q *sideQuery) (int, bool) {
	total := 0
	for _, d := range q.dialects {
		total += q.found[d.ID].Series * (len(c.metricsOf(d)) + 1)
	}
	return total, total > 0
}

// countSeries is how many series there are at the ends and in the middle of a range, at most: a fleet
// may be smaller now than it was.
func countSeries(ctx context.Context, api API, c *checked, q *sideQuery) (most int, err error) {
	for _, i := range slices.Compact([]int{0, c.grid.n / 2, c.grid.n - 1}) {
		v, _, err := api.Instant(ctx, q.count(), c.grid.at(i))
		if err != nil {
			return 0, err
		}
		if len(v) > 0 {
			most = max(most, int(v[0].Value))
		}
	}
	return most, nil
}
