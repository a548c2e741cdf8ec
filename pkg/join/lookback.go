package join

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// lookBack asks of units with several live cgroups which of these were there before already: one
// moment or a short range does not tell a restart from two containers. Where there is no such unit,
// as nearly always, nothing is asked.
func (c *checked) lookBack(ctx context.Context, api API, q *sideQuery, us []*unit) (asked string, err error) {
	if c.grid.at(c.grid.n-1).Sub(c.grid.from) >= lingers {
		return "", nil
	}
	var contested []*cgroup
	back := 0.0
	for _, u := range us {
		if len(u.cgroups) < 2 {
			continue
		}
		all := c.lives(u)
		for _, l := range all {
			if slices.ContainsFunc(all, func(o life) bool { return o.cgroup != l.cgroup && c.together(o, l) }) {
				contested, back = append(contested, l.cgroup), max(back, 2*l.tolerance)
			}
		}
	}
	if len(contested) == 0 {
		return "", nil
	}
	asked = q.sampledOf(contested)
	v, _, err := api.Instant(ctx, asked, c.grid.from.Add(-time.Duration(back*float64(time.Second))))
	if err != nil {
		return asked, fmt.Errorf("cgroup side, whether containers were restarted: %w", err)
	}
	byID := map[string][]*cgroup{}
	for _, g := range contested {
		for _, s := range g.sources {
			byID[s.id()] = append(byID[s.id()], g)
		}
	}
	c.earlier = map[*cgroup]float64{}
	for _, s := range v {
		labels := textLabels(s.Metric)
		for _, id := range labels {
			for _, g := range byID[id] {
				if slices.ContainsFunc(g.sources, func(src *source) bool { return matches(src.labels, labels) }) {
					c.earlier[g] = float64(s.Value)
				}
			}
		}
	}
	return asked, nil
}

// together says whether two lives may be at the same time: as far as a range shows, or at one moment.
func (c *checked) together(a, b life) bool {
	if c.grid.n > 1 {
		return min(a.last, b.last) > max(a.first, b.first)
	}
	return math.Abs(a.last-b.last) <= max(a.tolerance, b.tolerance)
}

// sampledOf is the query for when cgroups were sampled; where it would name too many, for when all were.
func (q *sideQuery) sampledOf(cgroups []*cgroup) string {
	ids := map[string][]string{}
	for _, g := range cgroups {
		for _, s := range g.sources {
			if l := s.idLabel(); l != "" {
				ids[l] = append(ids[l], s.labels[l])
			}
		}
	}
	var named, whole []string
	for l, values := range ids {
		part := fmt.Sprintf("max by (%s) (timestamp({%s,%s", q.by(), nameMatcher(q.markers), quotedLabel(l))
		named = append(named, part+"=~"+strconv.Quote(alternation(sortedSet(values)))+"}))")
		whole = append(whole, part+`!=""}))`)
	}
	if text := strings.Join(sortedSet(named), " or "); len(text) <= longestQuery {
		return text
	}
	return strings.Join(sortedSet(whole), " or ")
}
