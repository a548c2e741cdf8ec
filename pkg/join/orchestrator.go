package join

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// orchestrated is what who runs the containers says of each, by namespace, pod and container.
type orchestrated struct {
	answer
	grid grid
	by   map[string][]*source
}

// orchestratedKeys tell one container of a cluster from the others.
var orchestratedKeys = []memory.IdentityKey{memory.Namespace, memory.Pod, memory.Container}

// askOrchestrator asks, beside the two sides, where events or how containers ended are wanted and someone
// tells them.
func (c *checked) askOrchestrator(ctx context.Context, api API) (*orchestrated, error) {
	if c.Ended && !c.Events {
		c = c.atEnd()
	}
	o := &orchestrated{answer: answer{query: newSideQuery(c, memory.OrchestratorSide)}, grid: c.grid, by: map[string][]*source{}}
	if !c.Events && !c.Ended || len(o.query.dialects) == 0 {
		return nil, nil
	}
	for _, m := range c.matchers {
		if slices.Contains(orchestratedKeys, m.key) && !m.keeps("") {
			o.query.narrow(m, o.query.named)
		}
	}
	if err := o.ask(ctx, api, c); err != nil {
		return nil, fmt.Errorf("%s side: %w", memory.OrchestratorSide, err)
	}
	o.sources.settle()
	for _, s := range o.sources.sorted() {
		key := orchestratedKey(func(k memory.IdentityKey) string { v, _ := s.identity(k); return v })
		o.by[key] = append(o.by[key], s)
	}
	return o, nil
}

// atEnd is the same question at the end of the range alone, of how containers ended.
func (c *checked) atEnd() *checked {
	at := *c
	at.Step, at.To, at.grid = 0, c.grid.at(c.grid.n-1), grid{from: c.grid.at(c.grid.n - 1), n: 1}
	at.Only = []memory.CounterID{memory.LastTerminatedOOM, memory.LastTerminatedTime}
	return &at
}

func orchestratedKey(value func(memory.IdentityKey) string) string {
	parts := make([]string, len(orchestratedKeys))
	for i, k := range orchestratedKeys {
		parts[i] = value(k)
	}
	return strings.Join(parts, "\x00")
}

// of lists what is said of a container, the newest pod of the name first.
func (o *orchestrated) of(l Labels) []*source {
	if o == nil {
		return nil
	}
	var about []*source
	for _, s := range o.by[orchestratedKey(func(k memory.IdentityKey) string { return l[k] })] {
		if cluster, _ := s.identity(memory.Cluster); cluster == "" || l[memory.Cluster] == "" || cluster == l[memory.Cluster] {
			about = append(about, s)
		}
	}
	slices.SortStableFunc(about, func(a, b *source) int { return b.begins() - a.begins() })
	return about
}

// said reads at moment i, of the newest pod that is there, the counters that only who runs the containers
// knows: its limit is a wish.
func (o *orchestrated) said(about []*source, i int) memory.Snapshot {
	var told, own memory.Snapshot
	at := slices.IndexFunc(about, func(s *source) bool { _, ok := s.sampled(o.grid, i); return ok })
	if at < 0 {
		return own
	}
	about[at].dialect.Read(about[at].sample(i), &told)
	for id, v := range told.Values {
		if row, ok := memory.CounterByID(id); ok && row.Side == memory.OrchestratorSide {
			own.Put(id, v)
		}
	}
	return own
}

// begins is the moment at which the source is first there.
func (s *source) begins() int {
	first := len(s.taken)
	for _, r := range s.rows {
		for ; r != nil; r = r.next {
			first = min(first, beginsAt(r.values))
		}
	}
	return first
}
