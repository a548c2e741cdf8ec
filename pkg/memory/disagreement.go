package memory

import "fmt"

// Tools disagree where what they print lies this far apart: a fifth of usage, and more than noise.
const (
	apartShare = 0.2
	apartLeast = 16 << 20
)

// disagreement says whether tools print so different numbers of this container that two people would
// not believe that they look at the same.
func disagreement(l *Ledger, of []*Runtime, units UnitSystem) (f Flag) {
	var least, most *Printed
	all := Compare(l)
	for i := range all {
		p := &all[i]
		if !p.Known || p.Formula.Matches(of) == ToolOfOther {
			continue
		}
		if least == nil || p.Value < least.Value {
			least = p
		}
		if most == nil || p.Value > most.Value {
			most = p
		}
	}
	if least != nil && most.Value-least.Value >= max(apartLeast, apartShare*l.Usage) {
		f.Set = true
		for _, p := range []*Printed{least, most} {
			e, _ := p.Formula.Sum(l.Snapshot.CgroupVersion)
			f.Evidence = append(f.Evidence, Evidence{Text: p.said(units), Counters: CountersOf(e), Value: p.Value, Unit: Bytes})
		}
	}
	f.add(l, units)
	return f
}

// said is what the tool prints in its own unit, and in that of the verdict where it is another.
func (p *Printed) said(units UnitSystem) string {
	text := fmt.Sprintf("%s prints %s", p.Formula.Label(), FormatBytes(p.Value, p.Formula.Units))
	if p.Formula.Units != units {
		text += " (" + FormatBytes(p.Value, units) + ")"
	}
	return text
}

// add says where samples miss what the kernel saw: kubernetes-sigs/metrics-server#1065 was killed with
// 19 MiB shown.
func (f *Flag) add(l *Ledger, units UnitSystem) {
	if !missedPeak(l.Snapshot) {
		return
	}
	peak, _ := l.Snapshot.Get(Peak)
	limit, _ := LimitOf(l.Snapshot)
	f.Set = true
	f.Evidence = append(f.Evidence, Evidence{Text: fmt.Sprintf("peak %s of the limit of %s, usage %s now: samples miss short peaks", FormatBytes(peak, units), FormatBytes(limit, units), FormatBytes(l.Usage, units)),
		Counters: []CounterID{Peak, Limit, Usage}, Value: peak, Unit: Bytes})
}

// missedPeak: usage was near the limit once and is less than half of it now.
func missedPeak(s Snapshot) bool {
	peak, ok := s.Get(Peak)
	usage, used := s.Get(Usage)
	limit, limited := LimitOf(s)
	return ok && used && limited && peak >= nearLimit*limit && usage <= 0.5*limit
}
