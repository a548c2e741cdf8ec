package memory

import (
	"math"
	"slices"
)

// levelSheet is the level question at work on one ledger.
type levelSheet struct {
	ledger   *Ledger
	snapshot Snapshot // a copy, with classes and the live heap as counters
	found    []levelCause
	guessed  bool // GOGC is
	units    UnitSystem
}

// levelCause is what one cause holds: low is certain, high could be its.
type levelCause struct {
	cause     *Cause
	low, high float64
}

// findLevel answers what makes usage as large as it is. The past tells what GOGC may be where no one does.
func findLevel(l *Ledger, p *past) Finding {
	sheet := newLevelSheet(l, p)
	f := sheet.decide()
	if len(f.Missing) == 0 {
		f.Missing = sheet.couldBe(f.Cause)
	}
	f.Evidence = append(f.Evidence, sheet.others(f.Cause)...)
	f.RuledOut = sheet.ruledOut(f)
	return f
}

func newLevelSheet(l *Ledger, p *past) *levelSheet {
	w := newWorksheet(l.Snapshot)
	sheet := &levelSheet{ledger: l, snapshot: w.snapshot, guessed: p.guessed, units: p.units}
	var ofGo float64
	for _, a := range l.Amounts {
		w.snapshot.Values[classMark+CounterID(a.Class.ID)] = max(0, a.Bytes)
		if a.Class.Yield > 0 {
			ofGo += a.Bytes
		}
	}
	if l.Snapshot.GoTargets > 0 {
		w.snapshot.Values[goClaimed] = ofGo
	}
	if live, ok := p.now.Get(heapLive); ok {
		w.snapshot.Values[heapLive] = live
	}
	for i := range Causes {
		c := &Causes[i]
		if !c.Answers(Level) {
			continue
		}
		low, missing := Eval(c.Amount, sheet.snapshot)
		if len(missing) > 0 {
			low = 0
		}
		sheet.found = append(sheet.found, levelCause{c, low, max(low, min(low+sheet.unsplit(c), sheet.most(c)))})
	}
	return sheet
}

// unsplit is what of the parts that are not split could be the cause's.
func (sheet *levelSheet) unsplit(c *Cause) (bytes float64) {
	for i := range CoarseParts {
		if slices.Contains(CoarseParts[i].Could, c.ID) {
			bytes += sheet.part(&CoarseParts[i])
		}
	}
	return bytes
}

// part is the bytes of a coarse part, 0 where it is split.
func (sheet *levelSheet) part(co *Coarse) float64 {
	v, missing := Eval(co.Part, sheet.snapshot)
	if len(missing) > 0 || !applies(co.NoGo, co.Without, sheet.snapshot) {
		return 0
	}
	return v
}

// most is what bounds the cause, +Inf where nothing does.
func (sheet *levelSheet) most(c *Cause) float64 {
	// The bounds are of parts of anonymous memory.
	if _, told := sheet.snapshot.Get(Anon); told && c.Most != nil {
		if v, missing := Eval(c.Most, sheet.snapshot); len(missing) == 0 {
			return v
		}
	}
	return math.Inf(1)
}

// applies says whether a row of coarse classes or lines holds of a snapshot.
func applies(noGo bool, without CounterID, s Snapshot) bool {
	_, finer := s.Get(without)
	return !finer && (!noGo || s.GoTargets == 0)
}

// decide takes the first cause one of whose rules holds; else names what would decide; else no cause
// has half.
func (sheet *levelSheet) decide() Finding {
	for _, lc := range sheet.found {
		for _, rule := range lc.cause.Level {
			if f, holds := sheet.holds(lc.cause, rule); holds {
				return f
			}
		}
	}
	if missing := sheet.missing(); len(missing) > 0 {
		return Finding{Cause: CauseInconclusive, Confidence: 0.5, Missing: missing}
	}
	best := 0.0
	for _, lc := range sheet.found {
		best = max(best, sheet.share(lc.high))
	}
	return Finding{Cause: CauseMixed, Confidence: confidence((0.5 - best) / 0.5)}
}

// confidence grows with the distance from a threshold, as a share of the way to the other end.
func confidence(distance float64) float64 {
	return 0.6 + 0.37*min(1, max(0, distance)/0.5)
}

func (sheet *levelSheet) share(bytes float64) float64 {
	if sheet.ledger.Usage <= 0 {
		return 0
	}
	return bytes / sheet.ledger.Usage
}

func (sheet *levelSheet) holds(c *Cause, rule Rule) (Finding, bool) {
	f := Finding{Cause: c.ID, Confidence: 1}
	for _, r := range rule {
		part, m1 := Eval(r.Sum, sheet.snapshot)
		whole, m2 := Eval(r.Of, sheet.snapshot)
		if len(m1)+len(m2) > 0 || whole <= 0 || part/whole < r.AtLeast {
			return Finding{}, false
		}
		ratio := part / whole
		distance := 1.0
		if r.AtLeast >= 1 {
			distance = ratio/r.AtLeast - 1
		} else if r.AtLeast > 0 {
			distance = (ratio - r.AtLeast) / (1 - r.AtLeast)
		}
		f.Confidence = min(f.Confidence, confidence(distance)*orOne(r.Trust))
		f.Evidence = append(f.Evidence, ratioEvidence(r, part, whole, sheet.units))
	}
	if note, any := sheet.note(c); any {
		f.Evidence = append(f.Evidence, note)
	}
	f.Confidence *= orOne(c.Trust)
	if sheet.guessed && mentions(rule, heapLive) {
		f.Confidence *= 0.9
	}
	return f, true
}

func mentions(rule Rule, id CounterID) bool {
	for _, r := range rule {
		if slices.Contains(CountersOf(r.Sum), id) || slices.Contains(CountersOf(r.Of), id) {
			return true
		}
	}
	return false
}

func orOne(trust float64) float64 {
	if trust == 0 {
		return 1
	}
	return trust
}
