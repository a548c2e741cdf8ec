package memory

import (
	"maps"
	"sort"
)

// worksheet is Attribute at work on one snapshot.
type worksheet struct {
	snapshot Snapshot // a copy, with what sums need that no one reports
	amounts  map[ClassID]*Amount
	missing  []Missing
	seen     map[CounterID]bool
}

func newWorksheet(s Snapshot) *worksheet {
	c := s
	c.Values = maps.Clone(s.Values)
	// Where every process of the cgroup is a Go target, all of anon is theirs.
	if n, ok := s.Get(Processes); ok && s.GoTargets > 0 && n >= 1 && n <= float64(s.GoTargets) {
		if a, ok := s.Get(Anon); ok {
			c.Values[anonAlone] = a
			delete(c.Values, RSSAnon)
		}
	}
	return &worksheet{snapshot: c, amounts: map[ClassID]*Amount{}, seen: map[CounterID]bool{}}
}

// fill takes the first alternative of the slot whose parts are all known, and notes what the finer
// ones lacked.
func (w *worksheet) fill(sl slot) {
	var lacking []CounterID
	for _, alt := range sl.alternatives {
		found, m := w.evaluate(alt)
		if len(m) > 0 {
			lacking = append(lacking, m...)
			continue
		}
		w.take(found, alt.extras)
		w.note(lacking, alt.coarsest())
		break
	}
	if claimed, any := w.goTotal(); any {
		if held, ok := w.heldByGo(); ok {
			claimed = min(claimed, held)
		}
		w.snapshot.Values[goClaimed] = claimed
	}
}

// heldByGo is the most that anon can hold of the Go processes. Where their anonymous memory is not
// known, their resident memory bounds it.
func (w *worksheet) heldByGo() (float64, bool) {
	held, missing := Eval(firstOf{anonOfGo, minOf{ref(RSS), ref(Anon)}, ref(Anon)}, w.snapshot)
	return held, len(missing) == 0
}

func (w *worksheet) evaluate(alt alternative) (found []Amount, missing []CounterID) {
	for _, id := range alt.parts {
		c := classesByID[id]
		v, m := Eval(c.Sum, w.snapshot)
		missing = append(missing, m...)
		found = append(found, Amount{Class: c, Bytes: v, Basis: w.basis(c)})
	}
	return found, missing
}

// basis is the row's, but without a Go target all of anon is one measured number.
func (w *worksheet) basis(c *Class) Basis {
	if c.ID == AnonNonGo && w.snapshot.GoTargets == 0 {
		return Measured
	}
	return c.Basis
}

func (w *worksheet) take(found []Amount, extras []ClassID) {
	for i := range found {
		w.amounts[found[i].Class.ID] = &found[i]
	}
	for _, id := range extras {
		c := classesByID[id]
		if v, m := Eval(c.Sum, w.snapshot); len(m) == 0 {
			w.amounts[id] = &Amount{Class: c, Bytes: v, Basis: c.Basis}
		}
	}
}

// coarsest is the class that finer counters would split: the coarse one, else the first.
func (alt alternative) coarsest() ClassID {
	if alt.rest != "" {
		return alt.rest
	}
	for _, id := range alt.parts {
		if classesByID[id].Coarse {
			return id
		}
	}
	return alt.parts[0]
}

// note records counters that are worth having: not those that this cgroup version or kernel cannot
// report, and nothing that Attribute puts in itself.
func (w *worksheet) note(lacking []CounterID, splits ClassID) {
	for _, id := range lacking {
		c, known := countersByID[id]
		if !known || w.seen[id] || c.Optional != "" || !c.reportedOn(w.snapshot.CgroupVersion) {
			continue
		}
		w.seen[id] = true
		w.missing = append(w.missing, Missing{id, splits})
	}
}

// reportedOn says whether a cgroup version has the counter at all.
func (c *Counter) reportedOn(version int) bool {
	switch {
	case c.Side != CgroupSide:
		return true
	case version == 1:
		return c.V1 != Source{}
	case version == 2:
		return c.V2 != Source{}
	}
	return true
}

func (w *worksheet) goTotal() (total float64, any bool) {
	for _, id := range goClasses {
		if a, ok := w.amounts[id]; ok {
			total, any = total+a.Bytes, true
		}
	}
	return total, any
}

// makeGoGiveWay takes from Go's classes, in their turns, what anon does not hold.
func (w *worksheet) makeGoGiveWay() {
	claimed, any := w.goTotal()
	held, ok := w.heldByGo()
	if !any || !ok {
		return
	}
	over := claimed - held
	for _, a := range w.byTurn() {
		if over <= 0 {
			return
		}
		cut := min(over, a.Bytes)
		if cut <= 0 {
			continue
		}
		a.Bytes, a.NotResident, a.Basis = a.Bytes-cut, cut, Inferred
		over -= cut
	}
}

func (w *worksheet) byTurn() []*Amount {
	swapped, _ := w.snapshot.Get(Swap)
	turn := func(a *Amount) int {
		if swapped > 0 {
			return a.Class.YieldSwapped
		}
		return a.Class.Yield
	}
	var order []*Amount
	for _, a := range w.amounts {
		if a.Class.Yield > 0 {
			order = append(order, a)
		}
	}
	sort.Slice(order, func(i, j int) bool { return turn(order[i]) < turn(order[j]) })
	return order
}
