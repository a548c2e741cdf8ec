package memory

import (
	"maps"
	"slices"
	"sort"
)

// missing names the counters that would tell the causes that could hold half, and those that could have a
// part of the same, largest first.
func (sheet *levelSheet) missing() []MissingCounter {
	could := map[CauseID]bool{}
	for _, lc := range sheet.found {
		could[lc.cause.ID] = lc.high > lc.low && sheet.share(lc.high) >= 0.5
	}
	contested := maps.Clone(could)
	for _, co := range CoarseParts {
		// Who takes a tenth of usage decides for the others too.
		if sheet.share(sheet.part(&co)) >= 0.1 && slices.ContainsFunc(co.Could, func(id CauseID) bool { return could[id] }) {
			for _, id := range co.Could {
				contested[id] = true
			}
		}
	}
	byMost := slices.Clone(sheet.found)
	sort.SliceStable(byMost, func(i, j int) bool { return byMost[i].high > byMost[j].high })
	var all []MissingCounter
	for _, lc := range byMost {
		if lacks := sheet.lacks(lc.cause); contested[lc.cause.ID] && len(lacks) > 0 {
			all = append(all, MissingCounter{lacks, lc.cause.ID})
		}
	}
	return all
}

// couldBe names what would tell the causes that, beside the answer, could hold half.
func (sheet *levelSheet) couldBe(answer CauseID) (all []MissingCounter) {
	for _, lc := range sheet.found {
		if lc.cause.ID == answer || lc.high <= lc.low || sheet.share(lc.high) < 0.5 {
			continue
		}
		if lacks := sheet.lacks(lc.cause); len(lacks) > 0 {
			all = append(all, MissingCounter{lacks, lc.cause.ID})
		}
	}
	return all
}

// lacks names the fewest counters that would tell a cause; where they are all there and tell nothing, as
// the goal does of the live heap under GOMEMLIMIT, what its first rule lacks.
func (sheet *levelSheet) lacks(c *Cause) (lacks []CounterID) {
	if lacks = c.Lacks(Level, sheet.ledger.Snapshot); len(lacks) > 0 {
		return lacks
	}
	_, missing := Eval(c.Level[0][0].Sum, sheet.snapshot)
	for _, id := range missing {
		if id == heapLive {
			id = GoHeapLive
		}
		lacks = append(lacks, id)
	}
	return lacks
}
