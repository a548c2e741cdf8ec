package memory

import (
	"fmt"
	"sort"
)

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
		// Where no counter tells the cause and nothing bounds it, its 0 is no number.
		untold := lc.high == 0 && sheet.most(lc.cause) > 0 && len(sheet.lacks(lc.cause)) > 0
		if lc.cause.ID == f.Cause || sheet.share(lc.high) >= 0.5 || untold {
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
	e := Evidence{
		Text: fmt.Sprintf("%s %s%s of %s usage (%s)", lowerFirst(lc.cause.Name), most, FormatBytes(bytes, sheet.units),
			FormatBytes(sheet.ledger.Usage, sheet.units), FormatShare(sheet.share(bytes))),
		Counters: append(countersBehind(lc.cause.Amount), Usage), Value: bytes, Unit: Bytes,
	}
	if note, any := sheet.note(lc.cause); any {
		e.Text += "; " + note.Text
	}
	return e
}

// note is the cause's, where it is as much as a share is printed to.
func (sheet *levelSheet) note(c *Cause) (Evidence, bool) {
	if c.Note == nil {
		return Evidence{}, false
	}
	v, missing := Eval(c.Note.Sum, sheet.snapshot)
	if len(missing) > 0 || sheet.share(v) < 0.0005 {
		return Evidence{}, false
	}
	return Evidence{Text: c.Note.What + ": " + FormatBytes(v, sheet.units), Counters: countersBehind(c.Note.Sum), Value: v, Unit: Bytes}, true
}
