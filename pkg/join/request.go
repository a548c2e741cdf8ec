package join

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// API is what of a Prometheus client this package needs; *prom.Client is one.
type API interface {
	Each(ctx context.Context, q prom.Query, visit func(*prom.Series)) (prom.Warnings, error)
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
	// Found is what Detect told of the server, if the caller has it; nil: Fetch asks, by Find.
	Found []Found
	// Find stands in for the function of that name, for who keeps its answers; nil: Find itself.
	Find func(ctx context.Context, at time.Time) ([]Found, error) `json:"-"`
	// Precedence puts dialects of a side first, in this order.
	Precedence map[memory.Side][]memory.DialectID
	// Only are the counters that are wanted; nil: all that exporters tell.
	Only []memory.CounterID
	// Events: what was told of each container at each moment is kept for memory.Happened, with the words
	// and the orchestrator's counters that it reads.
	Events bool
	// Ended: how each container last ended is asked too, where an exporter tells it.
	Ended bool
	// Each is handed every container as it is joined, before the next is: who keeps no points needs no
	// room for those of a fleet. nil: no one is.
	Each func(*Container) `json:"-"`
	// Workload: the workload of each container is asked too, where an exporter tells owners.
	Workload bool
	// Bindings are tried before all rules, in order.
	Bindings []Binding
}

// checked is a request that can be carried out.
type checked struct {
	Request
	matchers []matcher
	bindings []*binding
	grid     grid
	earlier  map[*cgroup]float64 // when some were sampled before the grid, Unix seconds
	// orchestrated is what the orchestrator says, where that was asked; nil: nothing.
	orchestrated *orchestrated
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
	if c.Only != nil {
		c.Only = append(append(slices.Clone(c.Only), worthShowing...), memory.ContainerStart)
	}
	var err error
	if c.bindings, err = compileBindings(r.Bindings); err != nil {
		return c, err
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

// detect fills Found. An exporter that is not there at the end of the range may have been before.
func (c *checked) detect(ctx context.Context, api API) (err error) {
	if c.Found != nil {
		return nil
	}
	find := c.Find
	if find == nil {
		find = func(ctx context.Context, at time.Time) ([]Found, error) { return Find(ctx, api, at) }
	}
	if c.Found, err = find(ctx, c.To); err != nil || c.grid.n == 1 {
		return err
	}
	for i, at := range []time.Time{c.grid.at(0), c.grid.at(c.grid.n / 2)} {
		// In the middle there is something to be found only where a side is at neither end.
		if i > 0 && hasSide(c.Found, memory.CgroupSide) && hasSide(c.Found, memory.GoSide) {
			return nil
		}
		earlier, err := find(ctx, at)
		if err != nil {
			return err
		}
		c.Found = merged(c.Found, earlier)
	}
	return nil
}

// merged is what was found at two moments. Neither is changed: others may hold them.
func merged(a, b []Found) []Found {
	all := slices.Clone(a)
	for _, f := range b {
		i := slices.IndexFunc(all, func(have Found) bool { return have.Dialect == f.Dialect })
		if i < 0 {
			all = append(all, f)
			continue
		}
		all[i].Places = slices.Compact(sortedPlaces(slices.Concat(all[i].Places, f.Places)))
		all[i].Markers = sortedSet(slices.Concat(all[i].Markers, f.Markers))
		all[i].Labels = sortedSet(slices.Concat(all[i].Labels, f.Labels))
		all[i].Bare = sortedSet(slices.Concat(all[i].Bare, f.Bare))
		all[i].Series = max(all[i].Series, f.Series)
	}
	return all
}

func hasSide(found []Found, side memory.Side) bool {
	return slices.ContainsFunc(found, func(f Found) bool { return f.Side == side })
}

// dialects lists those of a side that the server holds, in order of precedence. Where it holds none,
// the usual ones are asked for: that costs nothing.
func (c *checked) dialects(side memory.Side) []*memory.Dialect {
	var found []*memory.Dialect
	for _, d := range Precedence(side, c.Precedence[side]) {
		there := slices.ContainsFunc(c.Found, func(f Found) bool { return f.Dialect == d.ID })
		if there || (!hasSide(c.Found, side) && slices.Contains(memory.Usual, d.ID)) {
			found = append(found, d)
		}
	}
	return found
}

// Precedence lists the dialects of a side: those named first, then the rest in the table's order.
func Precedence(side memory.Side, first []memory.DialectID) []*memory.Dialect {
	var all []*memory.Dialect
	for _, id := range first {
		if d, ok := memory.DialectByID(id); ok && d.Side == side && !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	for i := range memory.Dialects {
		if d := &memory.Dialects[i]; d.Side == side && !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	return all
}

// bare says whether some Go target has no label of a key.
func (c *checked) bare(key memory.IdentityKey) bool {
	return slices.ContainsFunc(c.Found, func(f Found) bool { return slices.Contains(f.Bare, key) })
}

func (c *checked) found(id memory.DialectID) (f Found) {
	if i := slices.IndexFunc(c.Found, func(f Found) bool { return f.Dialect == id }); i >= 0 {
		f = c.Found[i]
	}
	return f
}
