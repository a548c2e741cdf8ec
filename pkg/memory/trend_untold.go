package memory

import "slices"

func (p *past) lacks(causes []CauseID) (missing []MissingCounter) {
	for _, id := range causes {
		c, _ := CauseByID(id)
		if lacks := c.Lacks(Trend, p.now); len(lacks) > 0 {
			missing = append(missing, MissingCounter{lacks, id})
		}
	}
	return missing
}

func trendCauses() (ids []CauseID) {
	for i := range Causes {
		if Causes[i].Answers(Trend) {
			ids = append(ids, Causes[i].ID)
		}
	}
	return ids
}

// fellAtOnce says whether Go's total, or anonymous memory, fell from one scrape to the next by what only a
// restart or a large scavenge takes: a fifth.
func (p *past) fellAtOnce() bool {
	return p.fell(goTotalKnown, 0.8) || p.fell(rawAnon, 0.8)
}

// fell says whether a sum fell from one scrape to the next, to less than a share of what it was.
func (p *past) fell(e Expr, to float64) bool {
	before := 0.0
	for _, m := range p.moments {
		v, missing := Eval(e, m.Snapshot)
		if len(missing) > 0 {
			continue
		}
		if v < to*before {
			return true
		}
		before = v
	}
	return false
}

// mayBeReleased says whether what is taken for native memory may be heap that Go released and the kernel
// has not taken, or backs again: no more than there is of either, where both are told.
func (p *past) mayBeReleased(w watched) bool {
	most, ok := p.now.Get(GoHeapReleased)
	if !ok || !slices.Contains(w.causes, CauseNativeLeak) {
		return false
	}
	huge, ok1 := p.now.Get(AnonTHP)
	locked, _ := p.now.Get(Unevictable) // hides as much that was freed lazily
	if lazy, missing := Eval(lazyFree, p.now); ok1 && len(missing) == 0 {
		most = min(most, huge+lazy+locked)
	}
	return w.now <= 1.05*most
}
