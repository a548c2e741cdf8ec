package memory

import "slices"

// Origins tells, for each counter that the samples hold, the metrics that it is read from: what Read
// takes, by name.
func (d *Dialect) Origins(sample Sample, version int) map[CounterID][]string {
	origins := map[CounterID][]string{}
	for i := range d.Spellings {
		sp := &d.Spellings[i]
		if origins[sp.Counter] != nil || !sp.holdsOn(version) {
			continue
		}
		if _, ok := sp.value(sample); ok {
			origins[sp.Counter] = sp.metrics()
		}
	}
	return origins
}

// metrics are the names that the spelling is made of.
func (sp *Spelling) metrics() []string {
	names := []string{sp.Metric}
	for _, p := range sp.Plus {
		names = append(names, p.Metric)
	}
	if sp.Less != "" {
		names = append(names, sp.Less)
	}
	return slices.Compact(names)
}

// Way is of several ways to one number the one that a snapshot allows; a sum of one way is itself.
func Way(e Expr, s Snapshot) Expr {
	ways, several := e.(firstOf)
	if !several {
		return e
	}
	for _, way := range ways {
		if _, missing := Eval(way, s); len(missing) == 0 {
			return way
		}
	}
	return e
}

// Used lists the counters that a sum takes its value from in a snapshot: of several ways to the same
// number only the one that is gone. What Attribute puts in itself is not among them.
func Used(e Expr, s Snapshot) []CounterID {
	var used []CounterID
	for _, id := range usedBy(e, s) {
		if _, known := countersByID[id]; known && !slices.Contains(used, id) {
			used = append(used, id)
		}
	}
	return used
}

func usedBy(e Expr, s Snapshot) []CounterID {
	switch x := e.(type) {
	case firstOf:
		for _, way := range x {
			if _, missing := Eval(way, s); len(missing) == 0 {
				return usedBy(way, s)
			}
		}
		return nil
	case sum:
		var all []CounterID
		for _, t := range x {
			all = append(all, usedBy(t.of, s)...)
		}
		return all
	case floor0:
		return usedBy(x.of, s)
	}
	return slices.DeleteFunc(CountersOf(e), func(id CounterID) bool { _, there := s.Get(id); return !there })
}

// Formula is the class's sum in words.
func (c *Class) Formula() string {
	if c.ID == Unattributed {
		return "usage − Σ classes"
	}
	return c.Sum.String()
}
