package memory

import "slices"

// Part is what one class gives to a number.
type Part struct {
	Class *Class
	Bytes float64
}

// Printed is what one tool prints of a container, and of which classes it is made.
type Printed struct {
	Formula *Formula
	Value   float64 // bytes; only where Missing is empty and Known
	Known   bool
	// Counted are the classes that the formula counts, whole. Remainder is what is left of Value:
	// charge stock, lists that lag, pages that tools count another way.
	Counted   []Part
	Remainder float64
	Missing   []CounterID
}

// Compare tells what each tool that exists on the snapshot's cgroup version prints, in the order of
// Formulas.
func Compare(l *Ledger) []Printed {
	var all []Printed
	for i := range Formulas {
		if p, ok := Print(l, &Formulas[i]); ok {
			all = append(all, p)
		}
	}
	return all
}

// Print tells what one tool prints; false where it does not exist on this cgroup version, where the
// version is not known and the tool's sum depends on it, or where only an exporter could tell and none does.
func Print(l *Ledger, f *Formula) (Printed, bool) {
	e, ok := f.Sum(l.Snapshot.CgroupVersion)
	if !ok {
		return Printed{}, false
	}
	value, missing := Eval(e, l.Snapshot)
	if len(missing) > 0 && f.exported() {
		return Printed{}, false
	}
	p := Printed{Formula: f, Value: value, Known: len(missing) == 0, Missing: missing}
	if !p.Known {
		p.Value = 0
		return p, true
	}
	p.Remainder = value
	covers := coverage(e)
	for _, a := range l.Amounts {
		if covers[a.Class.ID] > 0 && a.Class.ID != Unattributed {
			p.Counted = append(p.Counted, Part{a.Class, a.Bytes})
			p.Remainder -= a.Bytes
		}
	}
	return p, true
}

// coverage is how often a sum counts each class, from what its counters cover.
func coverage(e Expr) map[ClassID]float64 {
	c := map[ClassID]float64{}
	addCoverage(c, e, 1)
	return c
}

func addCoverage(c map[ClassID]float64, e Expr, sign float64) {
	switch x := e.(type) {
	case ref:
		if row, ok := countersByID[CounterID(x)]; ok {
			for _, id := range row.Covers {
				c[id] += sign
			}
		}
	case sum:
		for _, t := range x {
			addCoverage(c, t.of, sign*t.sign)
		}
	case floor0:
		addCoverage(c, x.of, sign)
	case minOf:
		addCoverage(c, x[0], sign)
	case maxOf:
		addCoverage(c, x[0], sign)
	case firstOf:
		addCoverage(c, x[0], sign)
	}
}

// counts says whether a list of parts has the class.
func counts(parts []Part, id ClassID) (float64, bool) {
	i := slices.IndexFunc(parts, func(p Part) bool { return p.Class.ID == id })
	if i < 0 {
		return 0, false
	}
	return parts[i].Bytes, true
}
