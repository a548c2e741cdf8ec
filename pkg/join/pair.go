package join

import (
	"fmt"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// pairing is which targets belong to which containers.
type pairing struct {
	request  *checked
	targets  map[*unit][]*goTarget
	rule     map[*unit]*Rule
	problems map[*unit][]string
	unpaired []*goTarget
}

// maxNamed bounds how many things a problem names.
const maxNamed = 4

// pair gives every target to the one container that fits it. pushed are the keys that narrowed the
// containers: one outside could fit as well, unless the rule or the target's label excludes that.
func pair(ts []*goTarget, us []*unit, c *checked, pushed []memory.IdentityKey) *pairing {
	p := &pairing{request: c, targets: map[*unit][]*goTarget{}, rule: map[*unit]*Rule{}, problems: map[*unit][]string{}}
	byRule := map[*unit]map[*Rule][]*goTarget{}
	idx := newIndex(us)
	for _, t := range ts {
		u, r := p.match(t, idx, pushed)
		if u == nil {
			p.unpaired = append(p.unpaired, t)
			continue
		}
		if byRule[u] == nil {
			byRule[u] = map[*Rule][]*goTarget{}
		}
		byRule[u][r] = append(byRule[u][r], t)
	}
	for _, u := range us {
		p.accept(u, byRule[u])
	}
	return p
}

// index finds containers by the value of a key: a fleet has thousands on both sides.
type index map[memory.IdentityKey]map[string][]*unit

func newIndex(us []*unit) index {
	idx := index{}
	for _, k := range memory.IdentityKeys {
		idx[k] = map[string][]*unit{}
		for _, u := range us {
			idx[k][u.labels[k]] = append(idx[k][u.labels[k]], u)
		}
	}
	return idx
}

// candidates are the containers that a rule need be tried on.
func (idx index) candidates(r *Rule, t *goTarget) []*unit {
	if r.Name != nil {
		return idx[memory.Container][r.Name(t.Target)]
	}
	k := r.Same[len(r.Same)-1]
	return idx[k][t.identity(k)]
}

// match finds the one container of a target; nil where there is none or more than one.
func (p *pairing) match(t *goTarget, us index, pushed []memory.IdentityKey) (*unit, *Rule) {
	for i := range Rules {
		r := &Rules[i]
		var fit []*unit
		for _, u := range us.candidates(r, t) {
			if r.fits(t, u) {
				fit = append(fit, u)
			}
		}
		if len(fit) == 0 {
			continue
		}
		if len(fit) > 1 {
			p.blame(fit, []*goTarget{t}, fmt.Sprintf("Go target %s is not counted: %d containers match by rule %s: %s", t.name(), len(fit), r.ID, named(fit)))
			return nil, nil
		}
		if k, ok := unproven(t, r, pushed); ok {
			p.blame(fit, []*goTarget{t}, fmt.Sprintf("Go target %s is not counted: it has no label %s, and outside the filter on %s another container could match", t.name(), k, k))
			return nil, nil
		}
		return fit[0], r
	}
	return nil, nil
}

func unproven(t *goTarget, r *Rule, pushed []memory.IdentityKey) (memory.IdentityKey, bool) {
	i := slices.IndexFunc(pushed, func(k memory.IdentityKey) bool { return !r.determines(t, k) })
	if i < 0 {
		return "", false
	}
	return pushed[i], true
}

// blame writes a problem to the containers it is about, and to the targets that it leaves out.
func (p *pairing) blame(us []*unit, ts []*goTarget, problem string) {
	for _, u := range us {
		p.problems[u] = append(p.problems[u], problem)
	}
	for _, t := range ts {
		t.Problem = problem
	}
}

// accept takes the targets of the strongest rule, and of weaker rules those that do not go by a
// name alone.
func (p *pairing) accept(u *unit, byRule map[*Rule][]*goTarget) {
	for i := range Rules {
		r := &Rules[i]
		ts := byRule[r]
		if len(ts) == 0 {
			continue
		}
		if r.OneHost && p.rule[u] != nil {
			p.unpaired = append(p.unpaired, ts...)
			continue
		}
		if hosts := p.hostsAtOnce(ts); r.OneHost && len(hosts) > 1 {
			p.blame([]*unit{u}, ts, fmt.Sprintf("%d Go targets are not counted: they match by rule %s from different hosts: %s", len(ts), r.ID, listed(hosts)))
			p.unpaired = append(p.unpaired, ts...)
			continue
		}
		if p.rule[u] == nil {
			p.rule[u] = r
		}
		for _, t := range ts {
			p.add(u, t)
		}
	}
}

// add leaves out a target that another job scrapes too: one address is one process.
func (p *pairing) add(u *unit, t *goTarget) {
	for _, other := range p.targets[u] {
		if other.Labels[instanceLabel] == t.Labels[instanceLabel] && other.Labels["metrics_path"] == t.Labels["metrics_path"] && other.Labels["job"] != t.Labels["job"] {
			p.blame([]*unit{u}, nil, fmt.Sprintf("Go target at %s is scraped by the jobs %s and %s: it is counted once", t.Labels[instanceLabel], other.Labels["job"], t.Labels["job"]))
			return
		}
	}
	p.targets[u] = append(p.targets[u], t)
}

// hostsAtOnce lists the hosts on which there are targets at the same time: after a restart a container
// may have another address.
func (p *pairing) hostsAtOnce(ts []*goTarget) []string {
	var hosts []string
	for i, a := range ts {
		for _, b := range ts[i+1:] {
			if a.host() != b.host() && overlap(p.request, a.source, b.source) {
				hosts = append(hosts, a.host(), b.host())
			}
		}
	}
	return sortedSet(hosts)
}

func named(us []*unit) string {
	names := make([]string, len(us))
	for i, u := range us {
		names[i] = u.labels.short()
	}
	return listed(names)
}

func listed(names []string) string {
	if len(names) > maxNamed {
		return strings.Join(names[:maxNamed], ", ") + fmt.Sprintf(" and %d more", len(names)-maxNamed)
	}
	return strings.Join(names, ", ")
}
