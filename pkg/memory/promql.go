package memory

import (
	"strconv"
	"strings"
)

// PromQL prints a sum for a rule of Prometheus.
type PromQL struct {
	// Spell is the expression of one counter; false where the exporters do not tell it.
	Spell func(CounterID) (string, bool)
	// Wrap prints an expression of one side's counters where it meets the other side's, whose labels
	// differ; nil: there is one side only.
	Wrap func(side Side, expr string) string
	// Recorded has the series that stand for whole sums of one side where it is wrapped, by how they print.
	Recorded map[string]string
}

// Of prints e, or names the counters without which it cannot be told. What may be absent in one container
// and not in another is so in PromQL too: an absent term leaves no number.
func (p PromQL) Of(e Expr) (text string, missing []CounterID) {
	side, one := SideOf(e)
	if p.Wrap == nil || !one {
		return e.promql(p)
	}
	text, ok := p.Recorded[e.String()]
	if !ok {
		inner := p
		inner.Wrap = nil
		if text, missing = inner.Of(e); len(missing) > 0 {
			return "", missing
		}
	}
	return p.Wrap(side, text), nil
}

// SideOf says of which side all counters of e are, if of one. What the kernel tells of a process comes
// from the same target as what its runtime tells.
func SideOf(e Expr) (side Side, one bool) {
	for i, id := range CountersOf(e) {
		if told, ok := standsFor[id]; ok {
			id = told
		}
		c, ok := CounterByID(id)
		if !ok {
			return "", false
		}
		of := c.Side
		if of == ProcessSide {
			of = GoSide
		}
		if i > 0 && of != side {
			return "", false
		}
		side = of
	}
	return side, side != ""
}

func (r ref) promql(p PromQL) (string, []CounterID) {
	if CounterID(r) == anonAlone { // anon, where there is one process
		anon, missing := ref(Anon).promql(p)
		processes, lacks := ref(Processes).promql(p)
		return "(" + anon + " and " + processes + " == 1)", append(missing, lacks...)
	}
	if text, ok := p.Spell(CounterID(r)); ok {
		return text, nil
	}
	return "", []CounterID{CounterID(r)}
}

// A sum counts a term that is absent, and may be, as none of the first.
func (s sum) promql(p PromQL) (text string, missing []CounterID) {
	first := ""
	for _, t := range s {
		term, lacks := p.Of(t.of)
		switch {
		case len(lacks) > 0 && t.ifKnown:
			continue
		case len(lacks) > 0:
			missing = append(missing, lacks...)
			continue
		}
		if k := t.sign; k != 1 && k != -1 {
			term = "(" + strconv.FormatFloat(max(k, -k), 'g', -1, 64) + " * " + term + ")"
		}
		sign := " + "
		if t.sign < 0 {
			sign = " - "
		}
		switch {
		case text == "" && t.sign < 0:
			text = "0" + sign + term
		case text == "":
			text, first = term, term
		case t.ifKnown:
			text += sign + "(" + term + " or 0 * " + first + ")"
		default:
			text += sign + term
		}
	}
	if len(s) > 1 {
		text = "(" + text + ")"
	}
	return text, missing
}

func (n number) promql(PromQL) (string, []CounterID) {
	return strconv.FormatFloat(float64(n), 'f', -1, 64), nil
}

func (f floor0) promql(p PromQL) (string, []CounterID) {
	text, missing := p.Of(f.of)
	return "clamp_min(" + text + ", 0)", missing
}

func (m minOf) promql(p PromQL) (string, []CounterID) { return compared(p, m, "<") }

func (m maxOf) promql(p PromQL) (string, []CounterID) { return compared(p, m, ">") }

// compared is a where it compares so with b, else b; absent where one of them is.
func compared(p PromQL, of [2]Expr, sign string) (string, []CounterID) {
	a, ma := p.Of(of[0])
	b, mb := p.Of(of[1])
	return "((" + a + " " + sign + " " + b + ") or (" + b + " " + sign + "= " + a + "))", append(ma, mb...)
}

func (f firstOf) promql(p PromQL) (string, []CounterID) {
	var texts []string
	var lacking []CounterID
	for i, e := range f {
		text, missing := p.Of(e)
		if len(missing) == 0 {
			texts = append(texts, text)
		} else if i == 0 {
			lacking = missing
		}
	}
	switch len(texts) {
	case 0:
		return "", lacking
	case 1:
		return texts[0], nil
	}
	return "(" + strings.Join(texts, " or ") + ")", nil
}
