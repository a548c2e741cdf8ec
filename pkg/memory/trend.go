package memory

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// findTrend answers what grows and will not come back by itself, and returns the lines it looked at.
func findTrend(p *past, o *Options) (Finding, []rise) {
	factor, ok := sensitivities[o.Sensitivity]
	if !ok {
		factor = 1
	}
	var rises []rise
	p.enough = min(shortestQuiet, p.yardstick(watched{}, 0, o).whole)
	for _, w := range linesOf(p.now) {
		w.hidden = p.hidden(w.line)
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
		r := findRise(w, p.read(w.line.Sum), p.yardstick(w, factor*least, o))
		if w.line.Collected && (r.confidence > 0 || r.unclear) && p.neverCollected() {
			r.confidence, r.unclear, r.urgent, r.why = 0, true, !p.governed(), "grows as garbage does too: GOGC is off, and no collection was seen"
		}
		rises = append(rises, r)
	}
	narrow(rises)
	f := chooseTrend(rises, p)
	if w, ok := p.whole(); ok && w.now >= smallLine && !f.kills() {
		r := findRise(w, p.read(w.line.Sum), p.yardstick(w, factor*leastLeak(p.limit), o))
		if r.confidence > 0 || r.urgent {
			if f.Cause != CauseInconclusive {
				f = p.unexplained(f, r)
			}
			r.urgent = !p.governed() || !p.neverCollected()
			rises = append(rises, r)
		}
	}
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
			own := slices.IndexFunc(rises, func(r rise) bool {
				return len(r.causes) == 1 && r.causes[0] == id && (r.rulesOut() || r.confidence > 0)
			})
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
	if r.droppable() {
		return r.slope.perHour / 1e6
	}
	return r.slope.perHour
}

// last orders what is not clear: bytes that can kill, numbers, what can be dropped.
func (r *rise) last() int {
	switch {
	case r.droppable():
		return 2
	case r.line.Unit != Bytes:
		return 1
	}
	return 0
}

// droppable says whether it is surely what reclaim gives back.
func (r *rise) droppable() bool {
	c, ok := CauseByID(r.causes[0])
	return ok && len(r.causes) == 1 && c.Kills == No
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
		slices.SortStableFunc(unclear, func(a, b rise) int { return cmp.Compare(a.last(), b.last()) })
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
	if p.ends.hide() {
		return Finding{Cause: CauseInconclusive, Confidence: 0.5, Evidence: []Evidence{p.ends.evidence()}}
	}
	if slices.ContainsFunc(rises, func(r rise) bool { return r.suspect && r.line.Unit == Bytes }) {
		return Finding{Cause: CauseNone, Confidence: notSure}
	}
	return Finding{Cause: CauseNone, Confidence: 0.9}
}
