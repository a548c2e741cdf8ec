package memory

import (
	"slices"
	"time"
)

// past is the trend of one container, ready to be read line by line.
type past struct {
	now      Snapshot
	selected map[CounterID]bool
	moments  []Moment   // ascending, the moment asked about last
	starts   []int      // indices at which a life begins
	older    bool       // the first life began long before the first moment
	limit    float64    // 0 = not known
	guessed  bool       // GOGC is
	units    UnitSystem // of texts
	kills    int        // OOM kills that ended it before

	unreclaimableNow float64 // bytes
	enough           float64 // h that must be seen before what stands still is said to
	ends             ends
}

// newPast keeps of a history what a verdict reads: the counters that were chosen, up to now and no
// further back than the window.
func newPast(h History, now time.Time, window time.Duration) *past {
	p := &past{now: withAnonAlone(h.Now.Snapshot), selected: map[CounterID]bool{}}
	for _, id := range TrendCounters(h.Now.Snapshot) {
		p.selected[id] = true
	}
	at := h.Now.Time
	if at.IsZero() || at.After(now) {
		at = now
	}
	for _, m := range h.Trend {
		if m.Time.Before(at) && (window <= 0 || !m.Time.Before(at.Add(-window))) {
			p.moments = append(p.moments, m)
		}
	}
	slices.SortStableFunc(p.moments, func(a, b Moment) int { return a.Time.Compare(b.Time) })
	p.moments = append(p.moments, Moment{at, h.Now.Snapshot})
	if gogc := p.guessGOGC(); gogc > 0 && wantsGOGC(p.now) {
		p.now.Values[GoGCPercent], p.guessed = gogc, true
		if live, ok := liveOf(p.now); ok {
			p.now.Values[heapLive] = live
		}
	}
	p.starts = p.lives(h.Events)
	for _, e := range h.Events {
		if e.Kind == EventOOMKill {
			p.kills++
		}
	}
	if began, ok := h.Now.Snapshot.Get(GoStartTime); ok && len(p.starts) == 1 {
		p.older = p.moments[0].Time.Sub(time.Unix(int64(began), 0)).Hours() > warmUpMost
	}
	return p
}

// lives tells where restarts and deploys cut the history: events, another start time, or a Sys or an allocated
// total that fell, which neither does in one process.
func (p *past) lives(events []HistoryEvent) []int {
	starts := []int{0}
	told := p.moments[0]
	for i := 1; i < len(p.moments); i++ {
		if p.restarted(told, p.moments[i]) || happened(events, p.moments[i-1].Time, p.moments[i].Time) {
			starts = append(starts, i)
		}
		if p.tellsOfGo(p.moments[i]) {
			told = p.moments[i]
		}
	}
	return starts
}

// tellsOfGo says whether a moment tells what a later one is held against: not where the target was not scraped,
// in which it may have begun anew.
func (p *past) tellsOfGo(m Moment) bool {
	ids := p.restartCounters()
	told := slices.ContainsFunc(ids, func(id CounterID) bool { _, ok := m.Snapshot.Get(id); return ok })
	return len(ids) == 0 || told && m.Snapshot.GoTargets == p.now.GoTargets
}

// restartCounters are those of ofRestarts whose past was asked for.
func (p *past) restartCounters() (ids []CounterID) {
	for _, id := range ofRestarts {
		if p.selected[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

func happened(events []HistoryEvent, after, until time.Time) bool {
	return slices.ContainsFunc(events, func(e HistoryEvent) bool {
		return e.Kind != EventLimit && e.Time.After(after) && !e.Time.After(until)
	})
}

func (p *past) restarted(before, after Moment) bool {
	if before.Snapshot.GoTargets != after.Snapshot.GoTargets {
		return false // a target that was not scraped; its lines are not read there
	}
	fell := func(id CounterID, to float64) bool {
		a, ok1 := before.Snapshot.Get(id)
		b, ok2 := after.Snapshot.Get(id)
		return ok1 && ok2 && b < to*a
	}
	if a, ok := before.Snapshot.Get(GoStartTime); ok && p.selected[GoStartTime] {
		b, ok := after.Snapshot.Get(GoStartTime)
		return ok && b > a+1
	}
	if p.selected[GoAllocated] || p.selected[GoSys] {
		return p.selected[GoAllocated] && fell(GoAllocated, 1) || p.selected[GoSys] && fell(GoSys, 0.9)
	}
	// Where none of these is told: what a process has is gone at once, its goroutines too.
	return fell(Goroutines, 0.5) && fell(Anon, 0.5)
}

// point is one value of a line; t is in hours before now, so that it is at most 0.
type point struct{ t, v float64 }

// read is the line's values by life, oldest life first, without the warm-up of each.
func (p *past) read(e Expr) [][]point {
	lives := p.lines(e)
	for i := range lives {
		if i > 0 || !p.older {
			lives[i] = steady(lives[i])
		}
	}
	return lives
}

// lines is read with the warm-ups; a moment that does not know the line is left out.
func (p *past) lines(e Expr) [][]point {
	ofGo := slices.ContainsFunc(CountersOf(e), func(id CounterID) bool {
		if told, ok := standsFor[id]; ok {
			id = told
		}
		c, ok := CounterByID(id)
		return ok && c.Side == GoSide
	})
	end := p.moments[len(p.moments)-1].Time
	var lives [][]point
	for i, from := range p.starts {
		until := len(p.moments)
		if i+1 < len(p.starts) {
			until = p.starts[i+1]
		}
		var life []point
		for _, m := range p.moments[from:until] {
			if ofGo && m.Snapshot.GoTargets != p.now.GoTargets {
				continue
			}
			if v, missing := e.eval(p.at(m.Snapshot)); len(missing) == 0 {
				life = append(life, point{m.Time.Sub(end).Hours(), v})
			}
		}
		lives = append(lives, life)
	}
	return lives
}

// at looks counters up at one moment: those that were not chosen are as they are now.
func (p *past) at(s Snapshot) lookup {
	_, alone := p.now.Get(anonAlone)
	return func(id CounterID) (float64, bool) {
		switch {
		case id == anonAlone && alone:
			id = Anon
		case id == RSSAnon && alone:
			return 0, false
		case id == heapLive:
			return liveByGoal(p.at(s))
		case id == GoStackInuse && !p.selected[id]:
			if _, ok := p.now.Get(id); ok {
				return p.stacksAt(s), true
			}
		}
		if p.selected[id] {
			return s.Get(id)
		}
		return p.now.Get(id)
	}
}
