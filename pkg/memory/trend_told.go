package memory

import "fmt"

// evidence says what the line did, with its numbers.
func (r *rise) evidence(units UnitSystem) Evidence {
	e := Evidence{Counters: countersBehind(r.line.Sum), Value: r.slope.perHour * 24, Unit: r.line.Unit}
	amount := func(v float64) string {
		if r.line.Unit == Bytes {
			return FormatBytes(v, units)
		}
		return fmt.Sprintf("%.0f %s", v, r.line.Of)
	}
	switch {
	case r.confidence > 0:
		e.Text = fmt.Sprintf("%s grows by %s a day (%s to %s), seen for %s", r.line.What, amount(e.Value), amount(24*r.slope.low(1.645)), amount(24*r.slope.high(1.645)), hours(r.slope.span))
	case r.slope.span > 0:
		e.Text = fmt.Sprintf("%s %s: %s a day over %s", r.line.What, r.why, amount(e.Value), hours(r.slope.span))
	case r.why == tooShort && r.seen > 0:
		e.Text = fmt.Sprintf("%s %s: %s", r.line.What, r.why, hours(r.seen))
	case r.now < 0:
		// What is subtracted, such as what Go mapped and never touched, is more than what is left.
		e.Text = r.line.What + " " + r.why
	default:
		e.Text = fmt.Sprintf("%s %s: %s now", r.line.What, r.why, amount(r.now))
	}
	return e
}

// hours prints a length of time in the unit that people would use.
func hours(h float64) string {
	switch {
	case h < 2:
		return fmt.Sprintf("%.0f minutes", 60*h)
	case h < 72:
		return fmt.Sprintf("%.0f hours", h)
	}
	return fmt.Sprintf("%.0f days", h/24)
}

func notRising(rises []rise, answer CauseID, units UnitSystem) (out []RuledOut) {
	for _, r := range rises {
		if r.confidence > 0 || r.unclear || !r.rulesOut() {
			continue
		}
		for _, id := range r.causes {
			if id != answer {
				out = append(out, RuledOut{id, r.evidence(units)})
			}
		}
	}
	return out
}
