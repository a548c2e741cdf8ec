package memory

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// leastLeak is the smallest growth a day that is worth a word: max(1% of the limit, 8 MiB).
func leastLeak(limit float64) float64 { return max(0.01*limit, 8<<20) }

// shortestQuiet is how long must have been seen before it is said that nothing grows, hours; less where the
// window is called steady.
const shortestQuiet = 2.0

var sensitivities = map[Sensitivity]float64{SensitivityLow: 2, SensitivityNormal: 1, SensitivityHigh: 0.5}

// findTrend answers what grows and will not come back by itself, and returns the lines it looked at.
func findTrend(p *past, o *Options) (Finding, []rise) {
	factor, ok := sensitivities[o.Sensitivity]
	if !ok {
		factor = 1
	}
	var rises []rise
	p.enough = min(shortestQuiet, p.yardstick(watched{}, 0, o).whole)
	for _, w := range linesOf(p.now) {
		least := w.line.Least
		if w.line.Unit == Bytes {
			least = leastLeak(p.limit)
		} else {
			least = max(least, 0.05*w.now) // less is lost in what load does
		}
		if w.line.Unit == Bytes && w.now < smallLine && math.Abs(w.now) < smallLine {
			rises = append(rises, rise{watched: w, why: "is too small to have grown"})
			continue
		}
		if !p.follows(w.line.Sum) {
			rises = append(rises, rise{watched: w, unwatched: true, why: "is smaller than what was watched"})
			continue
		}
		rises = append(rises, findRise(w, p.read(w.line.Sum), p.yardstick(w, factor*least, o)))
	}
	narrow(rises)
	f := chooseTrend(rises, p)
	f.RuledOut = notRising(rises, f.Cause, p.units)
	return f, rises
}

// narrow takes from what a coarse line could be those causes whose own lines were seen to stand still;
// where one of their lines rises, that is what the coarse line shows.
func narrow(rises []rise) {
	for i := range rises {
		coarse := &rises[i]
		if len(coarse.causes) < 2 {
			continue
		}
		var could []CauseID
		explained := false
		for _, id := range coarse.causes {
			own := slices.IndexFunc(rises, func(r rise) bool { return len(r.causes) == 1 && r.causes[0] == id })
			if own < 0 || rises[own].unclear || rises[own].unwatched {
				could = append(could, id)
			} else if rises[own].confidence > 0 {
				explained = true
			}
		}
		switch {
		case explained:
			coarse.confidence, coarse.unclear, coarse.why = 0, false, "grows with what is part of it"
		case coarse.confidence > 0 && len(could) > 0:
			coarse.causes, coarse.confidence = could, min(coarse.confidence, notSure)
		}
	}
}

// fellAtOnce says whether Go's total fell from one scrape to the next by what only a restart or a large
// scavenge takes: a tenth.
func (p *past) fellAtOnce() bool {
	before := 0.0
	for _, m := range p.moments {
		total, missing := Eval(goTotalKnown, m.Snapshot)
		if len(missing) > 0 {
			continue
		}
		if total < 0.8*before {
			return true
		}
		before = total
	}
	return false
}

// mayBeReleased says whether what is taken for native memory may be heap that Go released and the kernel
// has not taken, or backs again.
func (p *past) mayBeReleased(w watched) bool {
	released, ok := p.now.Get(GoHeapReleased)
	return ok && slices.Contains(w.causes, CauseNativeLeak) && w.now <= 1.05*released
}

func (p *past) yardstick(w watched, least float64, o *Options) yardstick {
	y := yardstick{least: least, whole: wholeWindow, deploys: !p.selected[GoStartTime] && !p.selected[GoSys]}
	y.mayBe = y.deploys && p.fellAtOnce() || p.mayBeReleased(w)
	if o.Steady && o.Window > 0 {
		y.whole = min(y.whole, steadyShare*o.Window.Hours())
		y.least *= max(1, 24/o.Window.Hours()) // as much within the window as else within a day
	}
	if w.line.Cut {
		y.least *= 2 // what can be dropped is worth a word later
	}
	if w.line.Unit == Bytes && p.limit > 0 {
		y.room = max(1, p.limit-p.unreclaimableNow)
	}
	return y
}

// chooseTrend takes the line that grows most of those that no reclaim gives back; then the page cache.
func chooseTrend(rises []rise, p *past) Finding {
	var up []rise
	for _, r := range rises {
		if r.confidence > 0 {
			up = append(up, r)
		}
	}
	sort.SliceStable(up, func(i, j int) bool { return p.weight(up[i]) > p.weight(up[j]) })
	if len(up) == 0 {
		return quiet(rises, p)
	}
	first := up[0]
	if len(first.causes) > 1 {
		return Finding{Cause: CauseInconclusive, Confidence: 0.5, Evidence: []Evidence{first.evidence(p.units)}, Missing: p.lacks(first.causes)}
	}
	c, _ := CauseByID(first.causes[0])
	f := Finding{Cause: c.ID, Confidence: first.confidence * orOne(c.Trust) * orOne(first.line.Trust)}
	for _, r := range up {
		f.Evidence = append(f.Evidence, r.evidence(p.units))
	}
	return f
}

// weight orders rising lines: bytes an hour; what can be dropped counts least, and goroutines count
// with the heap that they hold.
func (p *past) weight(r rise) float64 {
	if r.line.Unit != Bytes {
		// Each goroutine has at least 2 KiB of stack (runtime/stack.go) and holds some heap; a rise that
		// is told by their number is theirs.
		return math.MaxFloat64 * 0.5
	}
	if c, ok := CauseByID(r.causes[0]); ok && len(r.causes) == 1 && c.Kills == No {
		return r.slope.perHour / 1e6
	}
	return r.slope.perHour
}

// quiet is the answer where nothing rises: none, or inconclusive where too little was seen.
func quiet(rises []rise, p *past) Finding {
	var unclear []rise
	for _, r := range rises {
		if r.unclear {
			unclear = append(unclear, r)
		}
	}
	// Without usage there is always something that nobody sees.
	if _, ok := p.now.Get(Usage); !ok {
		missing := []MissingCounter{{[]CounterID{Usage}, CauseNone}}
		return Finding{Cause: CauseInconclusive, Confidence: 0.5, Missing: append(missing, p.lacks(trendCauses())...)}
	}
	if len(unclear) > 0 {
		f := Finding{Cause: CauseInconclusive, Confidence: 0.5}
		for _, r := range unclear {
			f.Evidence = append(f.Evidence, r.evidence(p.units))
		}
		return f
	}
	if len(rises) == 0 {
		return Finding{Cause: CauseInconclusive, Confidence: 0.5, Missing: p.lacks(trendCauses())}
	}
	// What stands still for minutes may grow within the day all the same.
	if seen := p.seen(); seen < p.enough {
		e := Evidence{Text: "the container " + tooShort + ": " + hours(seen), Counters: []CounterID{Usage}, Value: seen * 3600, Unit: Seconds}
		return Finding{Cause: CauseInconclusive, Confidence: 0.5, Evidence: []Evidence{e}}
	}
	if slices.ContainsFunc(rises, func(r rise) bool { return r.suspect && r.line.Unit == Bytes }) {
		return Finding{Cause: CauseNone, Confidence: notSure}
	}
	return Finding{Cause: CauseNone, Confidence: 0.9}
}

func trendCauses() (ids []CauseID) {
	for i := range Causes {
		if Causes[i].Answers(Trend) {
			ids = append(ids, Causes[i].ID)
		}
	}
	return ids
}

func (p *past) lacks(causes []CauseID) (missing []MissingCounter) {
	for _, id := range causes {
		c, _ := CauseByID(id)
		if lacks := c.Lacks(Trend, p.now); len(lacks) > 0 {
			missing = append(missing, MissingCounter{lacks, id})
		}
	}
	return missing
}

func notRising(rises []rise, answer CauseID, units UnitSystem) (out []RuledOut) {
	for _, r := range rises {
		if r.confidence > 0 || r.unclear {
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
