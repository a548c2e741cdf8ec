package join

import "github.com/memledger/memledger/pkg/memory"

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

// ruleNames finds containers by what a rule calls them.
type ruleNames map[string]map[string][]*unit

func newRuleNames(us []*unit) ruleNames {
	by := ruleNames{}
	for i := range Rules {
		r := &Rules[i]
		if r.Of == nil {
			continue
		}
		by[r.ID] = map[string][]*unit{}
		for _, u := range us {
			for _, n := range r.namesOf(u) {
				by[r.ID][n] = append(by[r.ID][n], u)
			}
		}
	}
	return by
}

// candidates are the containers that rules need be tried on.
type candidates struct {
	all   []*unit
	index index
	names ruleNames
}

func (c candidates) of(r *Rule, t *goTarget) (us []*unit) {
	if r.Names == nil {
		// A whole fleet may be called app: the key that the fewest share.
		us = c.all
		for _, k := range r.Same {
			if few := c.index[k][t.identity(k)]; len(few) < len(us) {
				us = few
			}
		}
		return us
	}
	by := c.index[memory.Container]
	if r.Of != nil {
		by = c.names[r.ID]
	}
	for _, n := range r.Names(t) {
		us = append(us, by[n]...)
	}
	return us
}
