package memory

import "fmt"

// Amount is the bytes of one class in a ledger.
type Amount struct {
	Class *Class
	Bytes float64 // below 0 only for unattributed
	Basis Basis
	// NotResident is what was taken from the class because anon does not hold it: bytes that Go
	// has mapped and never touched, or that are in swap.
	NotResident float64
}

// Missing is a counter that was not reported and the class that it would split.
type Missing struct {
	Counter CounterID
	Splits  ClassID
}

// Beside is one overlay of a ledger.
type Beside struct {
	Overlay *Overlay
	Value   float64
}

// Ledger is where each byte of usage went. Σ Amounts = Usage, to the byte.
type Ledger struct {
	Usage             float64
	Amounts           []Amount // in the order of Classes; unattributed is the last
	Unattributed      float64
	MappedNotResident float64 // Σ NotResident
	Overlays          []Beside
	Missing           []Missing
	Unreclaimable     Interval
	// Of what is not in Unreclaimable.Low, what a collection frees before the limit is met, and with it the idle
	// heap that is returned; 0 where GOMEMLIMIT does not keep all within the limit.
	collectable, returned float64
	Snapshot              Snapshot
}

// Interval is a range of bytes; both ends are equal where the value is known.
type Interval struct{ Low, High float64 }

// Bytes returns the bytes of a class and whether the ledger has it.
func (l *Ledger) Bytes(id ClassID) (float64, bool) {
	if a, ok := l.amount(id); ok {
		return a.Bytes, true
	}
	return 0, false
}

func (l *Ledger) amount(id ClassID) (Amount, bool) {
	for _, a := range l.Amounts {
		if a.Class.ID == id {
			return a, true
		}
	}
	return Amount{}, false
}

// Attribute splits the usage of s into classes. It fails only where usage itself is absent: with
// fewer counters it takes coarser classes and names in Missing what would split them.
func Attribute(s Snapshot) (*Ledger, error) {
	usage, ok := s.Get(Usage)
	if !ok {
		return nil, fmt.Errorf("attribute: counter %q is missing: want the memory charged to the cgroup", Usage)
	}
	w := newWorksheet(s)
	for _, sl := range slots {
		w.fill(sl)
	}
	w.makeGoGiveWay()
	l := &Ledger{Usage: usage, Snapshot: s, Missing: w.missing}
	rest := usage
	for i := range Classes {
		if a, ok := w.amounts[Classes[i].ID]; ok {
			rest -= a.Bytes
			l.MappedNotResident += a.NotResident
			l.Amounts = append(l.Amounts, *a)
		}
	}
	l.Unattributed = rest
	l.Amounts = append(l.Amounts, Amount{Class: classesByID[Unattributed], Bytes: rest, Basis: Inferred})
	for i := range Overlays {
		if v, m := Eval(Overlays[i].Sum, s); len(m) == 0 {
			l.Overlays = append(l.Overlays, Beside{&Overlays[i], v})
		}
	}
	l.Unreclaimable = unreclaimable(l)
	return l, nil
}
