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

// hidden says whether heap that was freed lazily stands, or stood, on the lists that a line takes off, so that
// neither its rise nor its standing still tells: the lists hold more than there is, or what is anonymous fell by
// half of what the line rose (mm/swap.c lru_lazyfree: such pages stay anonymous and are on the inactive list of files).
func (p *past) hidden(l Line) bool {
	if !l.Lists {
		return false
	}
	anonymous := p.lines(ref(Anon))
	for i, life := range p.lines(offLists) {
		if slices.ContainsFunc(life, func(pt point) bool { return pt.v < -smallLine }) {
			return true
		}
		if len(life) < fewestPoints || len(anonymous[i]) < fewestPoints {
			continue
		}
		if risen := rough(life); risen > 0 && rough(anonymous[i]) < -risen/2 {
			return true
		}
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
