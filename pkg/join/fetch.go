package join

import (
	"context"
	"errors"
	"time"

	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
	"github.com/prometheus/common/model"
)

// API is what of a Prometheus client this package needs; *prom.Client is one.
type API interface {
	Range(ctx context.Context, query string, from, to time.Time, step time.Duration) (model.Matrix, prom.Warnings, error)
	Instant(ctx context.Context, query string, at time.Time) (model.Vector, prom.Warnings, error)
}

// Filter keeps the containers whose label Key matches. Operators: = != =~ !~ on Values[0],
// =| and !=| exactly on any of Values. No values is no matcher.
type Filter struct {
	Key      memory.IdentityKey
	Operator string
	Values   []string
}

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

// Found is one dialect that the server holds.
type Found struct {
	Dialect        memory.DialectID
	Side           memory.Side
	Jobs           []string
	Cgroups        int           // cgroup side: cgroups of any kind, slices too
	Targets        int           // Go side: Go processes
	ScrapeInterval time.Duration // 0: not known
	Missing        []string      // metrics that would tell more, were they there
}

// Fetch asks the server for both sides and joins them.
func Fetch(ctx context.Context, api API, req Request) (*Result, error) {
	return nil, errors.New("not yet")
}

// Detect tells which exporters and Go series the server holds at a moment, and what is missing.
func Detect(ctx context.Context, api API, at time.Time) ([]Found, error) {
	return nil, errors.New("not yet")
}

// Step is the distance of points: at least both a scrape and range / maxDataPoints, and a round number.
func Step(from, to time.Time, maxDataPoints int64, scrapeInterval, minInterval time.Duration) time.Duration {
	return max(scrapeInterval, minInterval, time.Second)
}
