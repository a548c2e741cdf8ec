package join

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// lingers is how long what is gone may still be reported beside what follows it: so long does
// Prometheus repeat a last sample, and exporters keep some a while.
const lingers = 5 * time.Minute

// life is when a cgroup was first and last sampled, in Unix seconds.
type life struct {
	cgroup      *cgroup
	first, last float64
	tolerance   float64 // two scrapes
}

// lives tells of each cgroup of a unit that was sampled at all; where there was a look back, of that too.
func (c *checked) lives(u *unit) (all []life) {
	for _, g := range u.cgroups {
		l := life{cgroup: g, first: math.Inf(1), last: math.Inf(-1)}
		for _, s := range g.sources {
			if first, last, ok := span(s, c.grid); ok {
				l.first, l.last = min(l.first, first), max(l.last, last)
				l.tolerance = max(l.tolerance, tolerance(s, c.grid, c.ScrapeInterval))
			}
		}
		if at, ok := c.earlier[g]; ok {
			l.first = min(l.first, at)
		}
		if l.last >= l.first {
			all = append(all, l)
		}
	}
	slices.SortStableFunc(all, func(a, b life) int {
		if a.first != b.first {
			return int(math.Copysign(1, a.first-b.first))
		}
		return strings.Compare(a.cgroup.id, b.cgroup.id)
	})
	return all
}

// apart says whether two lives are those of two containers: there at the same time for more than two
// scrapes. Where one ends before the other it may have lingered.
func (c *checked) apart(a, b life) bool {
	if !distinct(a.cgroup, b.cgroup) {
		return false
	}
	scrapes := max(a.tolerance, b.tolerance)
	enough := scrapes
	if math.Abs(a.last-b.last) > scrapes {
		enough = max(enough, lingers.Seconds())
	}
	return min(a.last, b.last)-max(a.first, b.first) > enough
}

// distinct says whether two keys are two cgroups for sure: one exporter reports both, or each has an
// id of a container runtime. Two exporters may know one cgroup by two paths.
func distinct(a, b *cgroup) bool {
	if runtimeID(a.key) != "" && runtimeID(b.key) != "" {
		return true
	}
	return slices.ContainsFunc(a.sources, func(s *source) bool {
		return slices.ContainsFunc(b.sources, func(o *source) bool { return s.target() == o.target() })
	})
}

// target tells which exporter's scrape target a source is of.
func (s *source) target() string {
	key := string(s.dialect.ID)
	for _, l := range targetLabels {
		key += "\x00" + s.labels[l]
	}
	return key
}

// parted makes of each unit as many as there are containers in it that no label tells apart.
func (c *checked) parted(us []*unit) []*unit {
	all := make([]*unit, 0, len(us))
	for _, u := range us {
		if len(u.cgroups) < 2 {
			all = append(all, u)
			continue
		}
		all = append(all, c.part(u)...)
	}
	return all
}

// part strings lives that follow each other together: each goes to the one string that it can continue,
// and where there are several to none, for that would be a guess.
func (c *checked) part(u *unit) []*unit {
	var strung [][]life
	for _, l := range c.lives(u) {
		at, fits := -1, 0
		for i, s := range strung {
			if !slices.ContainsFunc(s, func(o life) bool { return c.apart(o, l) }) {
				at, fits = i, fits+1
			}
		}
		if fits != 1 {
			strung = append(strung, nil)
			at = len(strung) - 1
		}
		strung[at] = append(strung[at], l)
	}
	if len(strung) < 2 {
		return []*unit{u}
	}
	var ids []string
	var parts []*unit
	for _, s := range strung {
		part := &unit{labels: u.labels, ownNode: u.ownNode, twin: s[len(s)-1].cgroup.id}
		for _, l := range s {
			part.cgroups = append(part.cgroups, l.cgroup)
		}
		parts, ids = append(parts, part), append(ids, part.twin)
	}
	slices.SortFunc(parts, func(a, b *unit) int { return strings.Compare(a.twin, b.twin) })
	for _, part := range parts {
		part.notice = fmt.Sprintf("%d cgroups report as this container at the same time: they are shown one by one, told apart by their id: %s", len(parts), listed(sortedSet(ids)))
	}
	return parts
}

// young says that two cgroups of one moment's unit were in one scrape, and for how long is not known.
func (ch *chooser) young(u *unit) string {
	var ids []string
	taken := map[string]*cgroup{}
	for _, g := range u.cgroups {
		for _, s := range g.sources {
			t, ok := s.sampled(ch.grid, 0)
			if !ok {
				continue
			}
			key := s.target() + fmt.Sprint(t)
			if other := taken[key]; other != nil && other != g {
				ids = append(ids, g.id, other.id)
			}
			taken[key] = g
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return fmt.Sprintf("several cgroups report as this container, too short a time to tell two containers from a restart, and the newest is shown: %s", listed(sortedSet(ids)))
}
