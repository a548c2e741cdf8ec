package join

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// Fetch asks the server for both sides and joins them.
func Fetch(ctx context.Context, api API, req Request) (*Result, error) {
	c, err := req.check()
	if err != nil {
		return nil, err
	}
	if err := c.detect(ctx, api); err != nil {
		return nil, err
	}
	cgroup, golang := newSideQuery(&c, memory.CgroupSide), newSideQuery(&c, memory.GoSide)
	narrow(cgroup, golang, &c)
	sides := []*answer{{query: cgroup}, {query: golang}}
	var wg sync.WaitGroup
	for _, a := range sides {
		wg.Go(func() {
			if a.err = a.ask(ctx, api, &c); a.err == nil {
				a.sources.settle()
			}
		})
	}
	owned, err := ownersOf(ctx, api, &c)
	if err == nil {
		c.orchestrated, err = c.askOrchestrator(ctx, api)
	}
	wg.Wait()
	if err != nil {
		return nil, err
	}
	r := &Result{}
	for _, a := range sides {
		if a.err != nil {
			return nil, fmt.Errorf("%s side: %w", a.query.side, a.err)
		}
		r.Queries = append(r.Queries, a.query.text())
		r.Problems = append(r.Problems, a.problems...)
	}
	if o := c.orchestrated; o != nil {
		r.Queries, r.Problems = append(r.Queries, o.query.text()), append(r.Problems, o.problems...)
	}
	r.Queries, r.Problems = append(r.Queries, owned.asked...), append(r.Problems, owned.problems...)
	us := units(sides[0].sources.sorted())
	owned.name(us)
	asked, err := c.lookBack(ctx, api, cgroup, us)
	if err != nil {
		return nil, err
	}
	if asked != "" {
		r.Queries = append(r.Queries, asked)
	}
	r.join(&c, c.parted(us), sides[0], sides[1])
	return r, nil
}

// answer is what came of one side.
type answer struct {
	query    *sideQuery
	sources  *sources
	problems []string
	err      error
}

func (a *answer) ask(ctx context.Context, api API, c *checked) error {
	a.sources = newSources(c, a.query)
	if c.Step == 0 {
		return a.take(ctx, api, prom.Query{Text: a.query.text(), To: c.To})
	}
	size, err := partSize(ctx, api, c, a.query)
	if err != nil {
		return err
	}
	parts := c.grid.parts(size)
	if len(parts) > 1 {
		a.problems = append(a.problems, fmt.Sprintf("the %s side was asked in %d parts, each within %d samples", a.query.side, len(parts), c.MaxSamples))
	}
	for _, p := range parts {
		if err := a.take(ctx, api, prom.Query{Text: a.query.text(), From: c.grid.at(p[0]), To: c.grid.at(p[1]), Step: c.grid.step}); err != nil {
			return err
		}
	}
	return nil
}

// take keeps what one upstream query brings.
func (a *answer) take(ctx context.Context, api API, q prom.Query) error {
	w, err := api.Each(ctx, q, a.sources.add)
	a.warn(w)
	return err
}

// warn passes on what the server says, each thing once.
func (a *answer) warn(ws prom.Warnings) {
	for _, w := range ws {
		if text := fmt.Sprintf("the server says of the %s side: %s", a.query.side, w); !slices.Contains(a.problems, text) {
			a.problems = append(a.problems, text)
		}
	}
}
