package memory

import (
	"slices"
	"sort"
)

// smallLine is the size below which a line cannot have grown enough to be worth a word: half of what
// the smallest leak that is looked for adds in a day.
const smallLine = 4 << 20

// leastShare is the share of usage from which on a line is worth the places of its counters: in leastAfter
// a leak grows by half of a hundredth of the limit.
const leastShare = 0.005

// watched is the lines that the counters of a container allow, with what each is now.
type watched struct {
	line   Line
	causes []CauseID // several: cannot be told apart
	now    float64
	hidden bool // by heap that was freed lazily: neither its rise nor its standing still tells
	also   bool // a part of what the cause's own line leaves out
}

// rulesOut says whether that it stands still rules its causes out.
func (w *watched) rulesOut() bool { return !w.also && !w.hidden }

// TrendCounters lists the counters whose past a verdict on a container wants, at most MaxTrendCounters,
// chosen by what is known of it now: those of the largest lines. What is not among them is taken to be
// as it is now.
func TrendCounters(now Snapshot) []CounterID {
	var chosen []CounterID
	want := func(ids ...CounterID) {
		var fresh []CounterID
		for _, id := range ids {
			if _, ok := now.Get(id); ok && !slices.Contains(chosen, id) {
				fresh = append(fresh, id)
			}
		}
		// One place is kept for what tells restarts.
		most := MaxTrendCounters - 1
		if tellsRestarts(chosen) || tellsRestarts(fresh) {
			most++
		}
		if len(chosen)+len(fresh) <= most {
			chosen = append(chosen, fresh...)
		}
	}
	for _, id := range []CounterID{Anon, WorkingSet, Reported} { // most of what no reclaim gives back
		if _, ok := now.Get(id); ok {
			want(id)
			break
		}
	}
	want(Goroutines)
	if used, _ := now.Get(Swap); used >= smallLine {
		want(Swap)
	}
	if wantsGOGC(now) {
		want(GoHeapAlloc, GoNextGC)
	}
	usage, _ := now.Get(Usage)
	lines := watchedLines(now)
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].now > lines[j].now })
	for _, w := range lines {
		if w.line.Unit != Bytes || w.now < max(smallLine, leastShare*usage) {
			continue
		}
		want(slices.DeleteFunc(movingCounters(w.line.Sum, now), func(id CounterID) bool { v, _ := now.Get(id); return v < smallLine })...)
	}
	for _, id := range ofRestarts {
		if id == GoStartTime || !tellsRestarts(chosen) {
			want(id)
		}
	}
	wantHarm(now, want)
	if _, missing := Eval(goTotalKnown, now); len(missing) == 0 {
		want(movingCounters(goTotalKnown, now)...) // what of the whole may be Go's own
	}
	return chosen
}

// ofRestarts are the counters that tell that a process is another one, the surest first: a later start; a Sys
// or an allocated total that fell, which neither does in one process.
var ofRestarts = []CounterID{GoStartTime, GoAllocated, GoSys}

func tellsRestarts(ids []CounterID) bool {
	return slices.ContainsFunc(ids, func(id CounterID) bool { return slices.Contains(ofRestarts, id) })
}

// wantHarm asks, where places are left, for what tells whether page cache does harm now or did long ago.
func wantHarm(now Snapshot, want func(...CounterID)) {
	if n, _ := now.Get(EventsOOM); n > 0 {
		want(EventsOOM)
	}
	usage, _ := now.Get(Usage)
	if file, _ := now.Get(File); file > 0 && file >= usage/2 {
		want(PressureFull)
		want(RefaultFile)
	}
}

// movingCounters are those that a sum takes its value from.
func movingCounters(e Expr, now Snapshot) []CounterID {
	var ids []CounterID
	for _, id := range usedBy(e, withAnonAlone(now)) {
		if told, ok := standsFor[id]; ok {
			id = told
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// watchedLines takes of each cause the first line that is known, and the coarse lines where a cause
// has none.
func watchedLines(now Snapshot) []watched { return linesOf(withAnonAlone(now)) }

// linesOf is watchedLines of a snapshot that has what no one reports.
func linesOf(full Snapshot) []watched {
	var all []watched
	told := map[CauseID]bool{}
	for i := range Causes {
		for _, line := range Causes[i].Rises {
			if v, missing := Eval(line.Sum, full); len(missing) == 0 {
				all = append(all, watched{line: line, causes: []CauseID{Causes[i].ID}, now: v})
				told[Causes[i].ID] = true
				break
			}
		}
		for _, line := range Causes[i].Also {
			if v, missing := Eval(line.Sum, full); len(missing) == 0 {
				all = append(all, watched{line: line, causes: []CauseID{Causes[i].ID}, now: v, also: true})
			}
		}
	}
	for _, co := range CoarseLines {
		untold := slices.ContainsFunc(co.Could, func(id CauseID) bool { return !told[id] })
		v, missing := Eval(co.Line.Sum, full)
		same := slices.ContainsFunc(all, func(w watched) bool { return w.line.What == co.Line.What })
		if untold && !same && len(missing) == 0 && applies(co.NoGo, co.Without, full) {
			all = append(all, watched{line: co.Line, causes: co.Could, now: v})
		}
	}
	return all
}

// standsFor is the counter that one put in by a diagnosis is read from.
var standsFor = map[CounterID]CounterID{anonAlone: Anon, heapLive: GoNextGC}

// withAnonAlone is the snapshot with what Attribute's sums need that no one reports.
func withAnonAlone(s Snapshot) Snapshot {
	full := newWorksheet(s).snapshot
	if live, ok := liveOf(s); ok && full.Values != nil {
		full.Values[heapLive] = live
	}
	return full
}
