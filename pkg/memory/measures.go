package memory

// Measure is one number per container that an alert rule may ask for.
type Measure struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"` // a unit id of Grafana
	Help string `json:"help"`
	// of returns the number, and false where it is not known.
	of func(l *Ledger, d *Divergence) (float64, bool)
}

// Of returns the measure of a ledger and its divergence, in Unit; false where it is not known.
func (m *Measure) Of(l *Ledger, d *Divergence) (float64, bool) { return m.of(l, d) }

// Measures is the table of what a signal query answers.
var Measures = []Measure{
	{"unreclaimable_ratio", "Unreclaimable / limit", "percentunit", "The share of the limit that no reclaim can give back: at 1 the OOM killer comes. The certain part of it, where the exporter cannot tell all. Needs a limit.", unreclaimableRatio},
	{"unreclaimable_bytes", "Unreclaimable", "bytes", "Memory that no reclaim can give back: anonymous and shared memory that free swap cannot take, sockets, pinned kernel memory. Free swap of the machine is known to memledger report only; elsewhere it counts as none. The certain part of it, where the exporter cannot tell all.",
		func(l *Ledger, _ *Divergence) (float64, bool) { return l.Unreclaimable.Low, l.UnreclaimableKnown() }},
	{"divergence_bytes", "Gap", "bytes", "What the chosen tool prints minus the Go heap.",
		func(_ *Ledger, d *Divergence) (float64, bool) { return d.Bytes, d.Known() }},
	{"divergence_ratio", "Gap / reported", "percentunit", "The share of what the chosen tool prints that is not the Go heap.",
		func(_ *Ledger, d *Divergence) (float64, bool) { return d.Ratio, d.RatioKnown }},
}

func unreclaimableRatio(l *Ledger, _ *Divergence) (float64, bool) {
	limit, ok := LimitOf(l.Snapshot)
	if !ok || limit <= 0 || !l.UnreclaimableKnown() {
		return 0, false
	}
	return l.Unreclaimable.Low / limit, true
}

// MeasureByID returns the row of id, and whether there is one.
func MeasureByID(id string) (*Measure, bool) {
	for i := range Measures {
		if Measures[i].ID == id {
			return &Measures[i], true
		}
	}
	return nil, false
}
