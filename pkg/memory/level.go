package memory

import (
	"fmt"
	"slices"
	"sort"
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
	f.Evidence = append(f.Evidence, sheet.others(f.Cause)...)
	f.RuledOut = sheet.ruledOut(f)
	return f
}

func newLevelSheet(l *Ledger, p *past) *levelSheet {
	w := newWorksheet(l.Snapshot)
	sheet := &levelSheet{ledger: l, snapshot: w.snapshot, guessed: p.guessed, units: p.units}
	for _, a := range l.Amounts {
		w.snapshot.Values[classMark+CounterID(a.Class.ID)] = max(0, a.Bytes)
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
		sheet.found = append(sheet.found, levelCause{c, low, low + sheet.unsplit(c)})
	}
	return sheet
}

// unsplit is what of the coarse classes could be the cause's.
func (sheet *levelSheet) unsplit(c *Cause) (bytes float64) {
	for _, co := range CoarseClasses {
		if !co.could(c.ID) || !applies(co.NoGo, co.Without, sheet.snapshot) {
			continue
		}
		// Objects are split where live is known, though the ledger shows them whole.
		if _, live := sheet.snapshot.Get(heapLive); live && co.Class == HeapObjects {
			continue
		}
		v, _ := sheet.snapshot.Get(classMark + CounterID(co.Class))
		bytes += v
	}
	return bytes
}

// applies says whether a row of coarse classes or lines holds of a snapshot.
func applies(noGo bool, without CounterID, s Snapshot) bool {
	_, finer := s.Get(without)
	return !finer && (!noGo || s.GoTargets == 0)
}

func (co *Coarse) could(id CauseID) bool {
	for _, c := range co.Could {
		if c == id {
			return true
		}
	}
	return false
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
		best = max(best, sheet.share(lc.low))
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

// missing names the counters that would tell the causes that could hold half, largest first.
func (sheet *levelSheet) missing() []MissingCounter {
	var could []levelCause
	half := false
	for _, lc := range sheet.found {
		// Whoever takes a tenth of usage of what is not split decides for the others too.
		if sheet.share(lc.high-lc.low) >= 0.1 {
			could = append(could, lc)
			half = half || sheet.share(lc.high) >= 0.5
		}
	}
	if !half {
		return nil
	}
	sort.SliceStable(could, func(i, j int) bool { return could[i].high > could[j].high })
	var all []MissingCounter
	for _, lc := range could {
		if lacks := lc.cause.Lacks(Level, sheet.ledger.Snapshot); len(lacks) > 0 {
			all = append(all, MissingCounter{lacks, lc.cause.ID})
		}
	}
	return all
}

// others says what else is large, so that a person sees how much the answer leaves over.
func (sheet *levelSheet) others(answer CauseID) []Evidence {
	rest := make([]levelCause, len(sheet.found))
	copy(rest, sheet.found)
	sort.SliceStable(rest, func(i, j int) bool { return rest[i].low > rest[j].low })
	var said []Evidence
	for _, lc := range rest {
		// A tenth of usage changes what a person would do next; less does not.
		if lc.cause.ID == answer || sheet.share(lc.low) < 0.1 || len(said) == 3 {
			continue
		}
		said = append(said, sheet.evidence(lc))
	}
	return said
}

// ruledOut lists the causes that cannot be it, each with its number.
func (sheet *levelSheet) ruledOut(f Finding) []RuledOut {
	var out []RuledOut
	for _, lc := range sheet.found {
		if lc.cause.ID == f.Cause || sheet.share(lc.high) >= 0.5 {
			continue
		}
		out = append(out, RuledOut{lc.cause.ID, sheet.evidence(lc)})
	}
	return out
}

func (sheet *levelSheet) evidence(lc levelCause) Evidence {
	bytes, most := lc.low, ""
	if lc.high > lc.low {
		bytes, most = lc.high, "at most "
	}
	return Evidence{
		Text: fmt.Sprintf("%s %s%s of %s usage (%s)", lowerFirst(lc.cause.Name), most, FormatBytes(bytes, sheet.units),
			FormatBytes(sheet.ledger.Usage, sheet.units), percent(sheet.share(bytes))),
		Counters: append(countersBehind(lc.cause.Amount), Usage), Value: bytes, Unit: Bytes,
	}
}
