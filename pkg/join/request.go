package join

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// API is what of a Prometheus client this package needs; *prom.Client is one.
type API interface {
	Range(ctx context.Context, query string, from, to time.Time, step time.Duration) (model.Matrix, prom.Warnings, error)
	Instant(ctx context.Context, query string, at time.Time) (model.Vector, prom.Warnings, error)
}

// DefaultMaxSamples is how many samples one upstream query may bring: some 250 MB of JSON, and a
// fifth of what Prometheus itself allows.
const DefaultMaxSamples = 10_000_000

// Request is one question.
type Request struct {
	Filters  []Filter
	From, To time.Time
	Step     time.Duration // 0: one moment, To
	// ScrapeInterval is the datasource's; 0: not known.
	ScrapeInterval time.Duration
	// MaxSamples is how many samples one upstream query may bring; 0: DefaultMaxSamples.
	MaxSamples int
	// Found is what Detect told of the server, if the caller keeps it; nil: Fetch asks.
	Found []Found
}

// checked is a request that can be carried out.
type checked struct {
	Request
	matchers []matcher
	grid     grid
}

func (r Request) check() (checked, error) {
	c := checked{Request: r}
	if r.To.IsZero() || r.Step < 0 || (r.Step > 0 && r.To.Before(r.From)) {
		return c, fmt.Errorf("time range %s to %s, step %s: want from before to, and a step of 0 or more", r.From, r.To, r.Step)
	}
	if c.MaxSamples <= 0 {
		c.MaxSamples = DefaultMaxSamples
	}
	if r.Step == 0 {
		c.grid = grid{from: r.To, n: 1}
	} else {
		c.grid = newGrid(r.From, r.To, r.Step)
	}
	for _, f := range r.Filters {
		m, ok, err := f.compile()
		if err != nil {
			return c, err
		}
		if ok {
			c.matchers = append(c.matchers, m)
		}
	}
	return c, nil
}

// dialects lists those of a side that the server holds. Where it holds none at the end of the range
// it may have held any before, and to ask for a name that is not there costs nothing.
func (c *checked) dialects(side memory.Side) []*memory.Dialect {
	var found, all []*memory.Dialect
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		if d.Side != side {
			continue
		}
		all = append(all, d)
		if hasDialect(c.Found, d.ID) {
			found = append(found, d)
		}
	}
	if len(found) > 0 {
		return found
	}
	return all
}
