package join

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// choice is the source that speaks for a container at one moment.
type choice struct {
	cgroup *cgroup
	source *source
	taken  float64
}

// chooser decides which cgroup is the container at each moment.
type chooser struct {
	request   *checked
	grid      grid
	tolerance map[*source]float64
	first     map[*cgroup]float64 // when the cgroup was first seen
}

func newChooser(u *unit, c *checked) *chooser {
	ch := &chooser{request: c, grid: c.grid, tolerance: map[*source]float64{}, first: map[*cgroup]float64{}}
	for _, g := range u.all() {
		ch.first[g] = math.Inf(1)
		for _, s := range g.sources {
			ch.tolerance[s] = tolerance(s, c.grid, c.ScrapeInterval)
			if first, _, ok := span(s, c.grid); ok {
				ch.first[g] = min(ch.first[g], first)
			}
		}
		if before, ok := c.earlier[g]; ok {
			ch.first[g] = min(ch.first[g], before)
		}
	}
	return ch
}

// at chooses for moment i: the newest cgroup of those that still report, whole. Never a maximum of
// two, metric by metric: that would be a container that never was.
func (ch *chooser) at(u *unit, i int) (best choice, ok bool) {
	var all []choice
	newest := math.Inf(-1)
	for _, g := range u.cgroups {
		if c, ok := ch.speaker(g, i); ok {
			all = append(all, c)
			newest = max(newest, c.taken)
		}
	}
	for _, c := range all {
		if newest-c.taken > ch.tolerance[c.source] {
			continue // Prometheus repeats the last sample of what is gone
		}
		if !ok || ch.newer(c, best, i) {
			best, ok = c, true
		}
	}
	if u.loose != nil && (!ok || (!best.source.tells(memory.Usage, i))) {
		if c, there := ch.speaker(u.loose, i); there && (!ok || c.source.tells(memory.Usage, i)) {
			return c, true
		}
	}
	return best, ok
}

// all are the cgroups of the container, and what speaks without one.
func (u *unit) all() []*cgroup {
	if u.loose == nil {
		return u.cgroups
	}
	return append(u.cgroups[:len(u.cgroups):len(u.cgroups)], u.loose)
}

// tells says whether the source has a counter at moment i.
func (s *source) tells(id memory.CounterID, i int) bool {
	sample := s.sample(i)
	return slices.ContainsFunc(s.dialect.Spellings, func(sp memory.Spelling) bool {
		if sp.Counter != id {
			return false
		}
		v, ok := sample(sp.Metric, sp.Match)
		return ok && memory.Plausible(v) && !slices.ContainsFunc(sp.Plus, func(p memory.Series) bool { _, ok := sample(p.Metric, p.Match); return !ok })
	})
}

// newer compares by what the exporter says of the start, then by which was seen first later, then
// by the sample.
func (ch *chooser) newer(a, b choice, i int) bool {
	as, aok := a.source.started(i)
	bs, bok := b.source.started(i)
	if aok && bok && as != bs {
		return as > bs
	}
	if af, bf := ch.first[a.cgroup], ch.first[b.cgroup]; af != bf {
		return af > bf
	}
	return a.taken > b.taken
}

func (s *source) started(i int) (float64, bool) {
	for _, sp := range s.dialect.Spellings {
		if sp.Counter == memory.ContainerStart {
			v, ok := s.sample(i)(sp.Metric, sp.Match)
			return v, ok && v > 0 && memory.Plausible(v)
		}
	}
	return 0, false
}

// speaker is the source that speaks for a cgroup: of the first dialect that tells usage, unless that
// stopped; of one dialect the newest sample, for labels change while a cgroup lives.
func (ch *chooser) speaker(g *cgroup, i int) (best choice, ok bool) {
	newest := math.Inf(-1)
	for _, s := range g.sources {
		if t, ok := s.sampled(ch.grid, i); ok {
			newest = max(newest, t)
		}
	}
	whole := false
	for _, s := range g.sources {
		t, there := s.sampled(ch.grid, i)
		if !there || newest-t > ch.tolerance[s] {
			continue
		}
		usage := len(g.sources) == 1 || s.tells(memory.Usage, i)
		if !ok || (usage && !whole) || (usage == whole && s.rank == best.source.rank && t > best.taken) {
			best, ok, whole = choice{g, s, t}, true, usage
		}
	}
	return best, ok
}

// twins names the cgroups that go on reporting beside the chosen one, of which it is not sure that
// they are containers of their own.
func (ch *chooser) twins(u *unit) string {
	if len(u.cgroups) < 2 {
		return ""
	}
	if ch.grid.n < 2 {
		return ch.young(u)
	}
	var at []string
	for i, g := range u.cgroups {
		for j, other := range u.cgroups {
			if i != j && overlap(ch.request, g.sources[0], other.sources[0]) {
				at = append(at, g.id)
				break
			}
		}
	}
	if len(at) == 0 {
		return ""
	}
	return fmt.Sprintf("%d cgroups report as this container at the same time, and the newest is shown: %s", len(at), strings.Join(at, ", "))
}
