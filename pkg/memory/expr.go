package memory

import (
	"math"
	"strconv"
	"strings"
)

// Expr is a signed sum of counters with the few escape hatches the domain needs. It is data: the
// same value is evaluated, printed for a person and listed by its counters.
type Expr interface {
	// eval returns the value in the counters' unit, or the counters without which there is none.
	eval(get lookup) (value float64, missing []CounterID)
	// String prints the sum with counter ids, such as "max(0, usage − inactive_file)".
	String() string
	// promql prints the sum for a rule, or names the counters that p cannot spell.
	promql(p PromQL) (text string, missing []CounterID)
	walk(visit func(CounterID))
}

type lookup func(CounterID) (float64, bool)

// Eval evaluates e on s. missing is empty when the value is known.
func Eval(e Expr, s Snapshot) (value float64, missing []CounterID) { return e.eval(s.Get) }

// CountersOf lists the counters that e mentions, in order, each once.
func CountersOf(e Expr) []CounterID {
	var ids []CounterID
	seen := map[CounterID]bool{}
	e.walk(func(id CounterID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	})
	return ids
}

// ref is a counter on its own.
type ref CounterID

func (r ref) eval(get lookup) (float64, []CounterID) {
	if v, ok := get(CounterID(r)); ok {
		return v, nil
	}
	return 0, []CounterID{CounterID(r)}
}
func (r ref) String() string             { return string(r) }
func (r ref) walk(visit func(CounterID)) { visit(CounterID(r)) }

// term is one summand. Where ifKnown is set and the counter is absent, its bytes stay in the sum.
type term struct {
	sign    float64
	of      Expr
	ifKnown bool
}

// sum is a signed sum; one absent term makes it absent.
type sum []term

func plus(id CounterID) term         { return term{1, ref(id), false} }
func minus(id CounterID) term        { return term{-1, ref(id), false} }
func minusIfKnown(id CounterID) term { return term{-1, ref(id), true} }
func minusExpr(e Expr) term          { return term{-1, e, false} }
func plusExpr(e Expr) term           { return term{1, e, false} }
func plusIfKnown(e Expr) term        { return term{1, e, true} }
func times(k float64, e Expr) term   { return term{k, e, false} }

// timesIfKnown is nothing where e is absent.
func timesIfKnown(k float64, e Expr) term { return term{k, e, true} }

func (s sum) eval(get lookup) (float64, []CounterID) {
	var total float64
	var missing []CounterID
	for _, t := range s {
		v, m := t.of.eval(get)
		if len(m) > 0 && t.ifKnown {
			continue
		}
		missing = append(missing, m...)
		total += t.sign * v
	}
	return total, missing
}

func (s sum) String() string {
	var b strings.Builder
	for i, t := range s {
		switch {
		case t.sign < 0 && i == 0:
			b.WriteString("−")
		case t.sign < 0:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		}
		text := t.of.String()
		if inner, ok := t.of.(sum); ok && len(inner) > 1 {
			text = "(" + text + ")"
		}
		if k := math.Abs(t.sign); k != 1 {
			text = strconv.FormatFloat(k, 'g', -1, 64) + " × " + text
		}
		b.WriteString(text)
	}
	return b.String()
}

func (s sum) walk(visit func(CounterID)) {
	for _, t := range s {
		t.of.walk(visit)
	}
}

// number is a constant, in bytes.
type number float64

func (n number) eval(lookup) (float64, []CounterID) { return float64(n), nil }
func (n number) String() string                     { return FormatBytes(float64(n), IEC) }
func (n number) walk(func(CounterID))               {}

// floor0 is max(0, of).
type floor0 struct{ of Expr }

func (f floor0) eval(get lookup) (float64, []CounterID) {
	v, m := f.of.eval(get)
	return max(0, v), m
}
func (f floor0) String() string             { return "max(0, " + f.of.String() + ")" }
func (f floor0) walk(visit func(CounterID)) { f.of.walk(visit) }

// minOf is the smaller of two.
type minOf [2]Expr

func (m minOf) eval(get lookup) (float64, []CounterID) {
	a, ma := m[0].eval(get)
	b, mb := m[1].eval(get)
	return min(a, b), append(ma, mb...)
}
func (m minOf) String() string { return "min(" + m[0].String() + ", " + m[1].String() + ")" }
func (m minOf) walk(visit func(CounterID)) {
	m[0].walk(visit)
	m[1].walk(visit)
}

// maxOf is the larger of two.
type maxOf [2]Expr

func (m maxOf) eval(get lookup) (float64, []CounterID) {
	a, ma := m[0].eval(get)
	b, mb := m[1].eval(get)
	return max(a, b), append(ma, mb...)
}
func (m maxOf) String() string { return "max(" + m[0].String() + ", " + m[1].String() + ")" }
func (m maxOf) walk(visit func(CounterID)) {
	m[0].walk(visit)
	m[1].walk(visit)
}

// firstOf is the first of its expressions that has a value; absent, it names what the first lacks.
type firstOf []Expr

func (f firstOf) eval(get lookup) (float64, []CounterID) {
	var lacking []CounterID
	for i, e := range f {
		v, m := e.eval(get)
		if len(m) == 0 {
			return v, nil
		}
		if i == 0 {
			lacking = m
		}
	}
	return 0, lacking
}

func (f firstOf) String() string {
	texts := make([]string, len(f))
	for i, e := range f {
		texts[i] = e.String()
	}
	return strings.Join(texts, ", else ")
}

func (f firstOf) walk(visit func(CounterID)) {
	for _, e := range f {
		e.walk(visit)
	}
}
