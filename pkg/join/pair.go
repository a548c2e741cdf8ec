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
	origins  origins
}

// maxNamed bounds how many things a problem names.
const maxNamed = 4

// pair gives every target to the one container that fits it. pushed are the keys that narrowed the
// containers: one outside could fit as well, unless the rule or the target's label excludes that.
func pair(ts []*goTarget, us []*unit, c *checked, pushed []memory.IdentityKey) *pairing {
	p := &pairing{request: c, targets: map[*unit][]*goTarget{}, rule: map[*unit]*Rule{}, problems: map[*unit][]string{}, origins: origins{}}
	byRule := map[*unit]map[*Rule][]*goTarget{}
	idx, names, onHosts := newIndex(us), newRuleNames(us), newHosts(us)
	for _, t := range ts {
		u, r := p.match(t, candidates{us, idx, names}, pushed)
		if u == nil {
			if t.Kind == "" {
				p.explain(t, idx, onHosts)
			}
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

// match finds the one container of a target; nil where there is none or more than one.
func (p *pairing) match(t *goTarget, us candidates, pushed []memory.IdentityKey) (*unit, *Rule) {
	if values := p.request.bound(t); values != nil {
		return p.bind(t, us, values)
	}
	if t.source.contradicted != "" {
		return nil, nil
	}
	for i := range Rules {
		r := &Rules[i]
		if r.Bound {
			continue
		}
		var fit []*unit
		for _, u := range us.of(r, t) {
			if r.fits(t, u) {
				fit = append(fit, u)
			}
		}
		if len(fit) == 0 {
			continue
		}
		if len(fit) > 1 {
			t.Kind = FailAmbiguous
			t.suggest(fit)
			p.blame(fit, []*goTarget{t}, fmt.Sprintf("Go target %s is not counted: %d containers match by rule %s: %s", t.name(), len(fit), r.ID, named(fit)))
			return nil, nil
		}
		if k, ok := unproven(t, r, pushed); ok {
			t.Kind = FailUnproven
			p.blame(fit, []*goTarget{t}, fmt.Sprintf("Go target %s is not counted: it has no label %s, and outside the filter on %s another container could match", t.name(), k, k))
			return nil, nil
		}
		return fit[0], r
	}
	return nil, nil
}

// bind follows the settings: what they bind to no container or to several is not joined otherwise.
func (p *pairing) bind(t *goTarget, us candidates, values map[memory.IdentityKey]string) (*unit, *Rule) {
	var fit []*unit
	few := us.all
	for k, v := range values {
		if named := us.index[k][v]; len(named) < len(few) {
			few = named
		}
	}
	for _, u := range few {
		if u.has(values) {
			fit = append(fit, u)
		}
	}
	if len(fit) == 1 {
		return fit[0], &Rules[slices.IndexFunc(Rules, func(r Rule) bool { return r.Bound })]
	}
	t.Kind = FailBinding
	said := fmt.Sprintf("Go target %s is not counted: the settings bind it to the container %s, which %d containers are", t.name(), Labels(values).short(), len(fit))
	if len(fit) > 1 {
		t.suggest(fit)
		said += ": " + named(fit)
	}
	p.blame(fit, []*goTarget{t}, said)
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
			var beside []*goTarget
			ts, beside = p.apart(ts, p.targets[u])
			for _, t := range beside {
				t.Kind, t.Problem = FailHosts, fmt.Sprintf("it matches container %s by rule %s alone, and targets with stronger evidence are that container", u.labels.short(), r.ID)
				t.suggest([]*unit{u})
			}
			p.unpaired = append(p.unpaired, beside...)
			if len(ts) == 0 {
				continue
			}
		}
		if hosts := p.hostsAtOnce(ts); r.OneHost && len(hosts) > 1 {
			for _, t := range ts {
				t.Kind = FailHosts
				t.suggest([]*unit{u})
			}
			p.blame([]*unit{u}, ts, fmt.Sprintf("%d Go targets are not counted: they match by rule %s from different hosts: %s", len(ts), r.ID, listed(hosts)))
			p.unpaired = append(p.unpaired, ts...)
			continue
		}
		if p.rule[u] == nil {
			p.rule[u] = r
		}
		for _, t := range ts {
			t.Rule = r.ID
			p.add(u, t)
		}
	}
}

// add leaves out a target that another job scrapes too: one address is one process.
func (p *pairing) add(u *unit, t *goTarget) {
	for _, other := range p.targets[u] {
		if other.Labels["job"] != t.Labels["job"] && other.address() == t.address() {
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

// apart splits targets into those that are there before or after the taken ones, as a container may have
// another address after a restart, and those that are there beside one of them.
func (p *pairing) apart(ts, taken []*goTarget) (apart, beside []*goTarget) {
	for _, t := range ts {
		if slices.ContainsFunc(taken, func(other *goTarget) bool { return overlap(p.request, t.source, other.source) }) {
			beside = append(beside, t)
		} else {
			apart = append(apart, t)
		}
	}
	return apart, beside
}

func named(us []*unit) string {
	names := make([]string, len(us))
	for i, u := range us {
		names[i] = u.short()
	}
	return listed(names)
}

func listed(names []string) string {
	if len(names) > maxNamed {
		return strings.Join(names[:maxNamed], ", ") + fmt.Sprintf(" and %d more", len(names)-maxNamed)
	}
	return strings.Join(names, ", ")
}
