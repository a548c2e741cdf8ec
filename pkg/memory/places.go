package memory

// Place is where a class stands in the bar of a tool: what the tool counts lies from 0 to its number,
// what it leaves out from there to usage. A step back is a part below zero.
type Place struct{ From, To, LeftFrom, LeftTo float64 }

// Places are those of all classes of the ledger, in its order. The last To is what the tool prints,
// the last LeftTo is usage.
func (p *Printed) Places(l *Ledger) []Place {
	places := make([]Place, len(l.Amounts))
	level, left := 0.0, p.Value
	for i, a := range l.Amounts {
		counted := p.Of(a.Class.ID)
		places[i] = Place{level, level + counted, left, left + a.Bytes - counted}
		level, left = places[i].To, places[i].LeftTo
	}
	return places
}

// Of is the bytes of a class that the tool counts; what is in no class stands in unattributed.
func (p *Printed) Of(id ClassID) float64 {
	if id == Unattributed {
		return p.Remainder
	}
	bytes, _ := counts(p.Counted, id)
	return bytes
}
