package memory

import (
	"fmt"
	"math"
	"slices"
)

// What is left free above what was seen.
const (
	goHeadroom    = 0.05 // of the limit, between GOMEMLIMIT with the rest and the limit: page tables, kernel stacks, cache in use
	goLeast       = 16 << 20
	limitHeadroom = 0.25 // of the unreclaimable memory
	roomToCollect = 1.25 // GOMEMLIMIT over live heap: below it the collector takes more than a few percent of the CPU
	inflated      = 0.2  // a sizer that is off by a fifth costs money
)

// size advises on GOMEMLIMIT, request and limit from what was unreclaimable lately. It is a pure function
// of a past.
func size(p *past, u float64, trend Finding) (s Sizing) {
	if u <= 0 {
		return s
	}
	line := p.unreclaimable()
	need := p.high(line, u)
	s.Known = true
	s.Request = roundUp(need)
	s.Limit = roundUp(need * (1 + limitHeadroom))
	s.say("%s of unreclaimable memory at most in 99 of 100 samples of %s: the request; a quarter more is the limit", p.bytes(need), hours(p.seen()))
	if p.seen() < 24 {
		s.warn("less than a day was seen: peaks of other hours are not in this")
	}
	if c, ok := CauseByID(trend.Cause); ok && c.Kills != No && c.Answers(Trend) {
		s.warn("it grows (%s): no size is enough", lowerFirst(c.Name))
	}
	s.goLimit(p, line, u)
	s.sizers(p, need)
	return s
}

func (s *Sizing) say(format string, a ...any) {
	s.Reasons = append(s.Reasons, fmt.Sprintf(format, a...))
}
func (s *Sizing) warn(format string, a ...any) {
	s.Warnings = append(s.Warnings, fmt.Sprintf(format, a...))
}

// goLimit advises on GOMEMLIMIT: the limit less what Go does not govern, less some room.
func (s *Sizing) goLimit(p *past, line Expr, u float64) {
	total, missing := Eval(goTotalKnown, p.now)
	if len(missing) > 0 {
		return
	}
	limit := p.limit
	if limit <= 0 {
		limit = s.Limit
	}
	rest := max(0, u-total)
	if p.follows(goTotalKnown) {
		rest = p.high(floor0{sum{plusExpr(line), minusExpr(goTotalKnown)}}, rest)
	}
	room := max(goHeadroom*limit, goLeast)
	fits := limit - rest - room
	present, set := p.now.Get(GoMemLimit)
	if fits <= 0 {
		s.warn("what Go does not govern, %s, leaves no room for it below the limit of %s", p.bytes(rest), p.bytes(limit))
		return
	}
	s.GoMemLimit = roundDown(fits)
	s.say("GOMEMLIMIT: limit %s, less %s that Go does not govern, less %s of room", p.bytes(limit), p.bytes(rest), p.bytes(room))
	if live, ok := p.now.Get(heapLive); ok && s.GoMemLimit < roomToCollect*(live+total-heapOf(p.now)) {
		s.warn("%s is live: below GOMEMLIMIT %s the collector would run without end; raise the limit", p.bytes(live), p.bytes(s.GoMemLimit))
	}
	switch goal, _ := p.now.Get(GoNextGC); {
	case set && present > limit-rest:
		s.warn("GOMEMLIMIT %s does not fit: limit %s less %s that Go does not govern is %s", p.bytes(present), p.bytes(limit), p.bytes(rest), p.bytes(limit-rest))
	case !set && p.limit > 0 && goal+rest > p.limit:
		s.warn("GOMEMLIMIT is not set, and the GC goal of %s with %s beside it is above the limit of %s", p.bytes(goal), p.bytes(rest), p.bytes(p.limit))
	}
}

// bytes prints an amount in the units of the verdict's texts.
func (p *past) bytes(v float64) string { return FormatBytes(v, p.units) }

// heapOf is what of the Go total is heap, live or not.
func heapOf(s Snapshot) float64 {
	v, missing := Eval(sum{plus(GoHeapInuse), plus(GoHeapIdle), minus(GoHeapReleased)}, s)
	if len(missing) > 0 {
		v, _ = s.Get(GoHeapAlloc)
	}
	return v
}

// sizers warns where KRR or VPA, which size on the working set, would take page cache for need.
func (s *Sizing) sizers(p *past, need float64) {
	ws, missing := Eval(workingSet, p.now)
	if len(missing) == 0 && ws-need > max(apartLeast, inflated*need) {
		s.warn("sizers on the working set (KRR, VPA) would ask for %s: %s of it is page cache and kernel objects that can be dropped", p.bytes(ws), p.bytes(ws-need))
	}
}

// high is what a line reaches in 99 of 100 samples, and now at the least.
func (p *past) high(e Expr, now float64) float64 {
	var values []float64
	for _, life := range p.read(e) {
		for _, pt := range life {
			values = append(values, pt.v)
		}
	}
	slices.Sort(values)
	return max(now, quantile(values, 0.99))
}

// seen is how long the past is, hours.
func (p *past) seen() float64 {
	return p.moments[len(p.moments)-1].Time.Sub(p.moments[0].Time).Hours()
}

// whole MiB: what people write in manifests.
func roundUp(v float64) float64   { return math.Ceil(v/(1<<20)) * (1 << 20) }
func roundDown(v float64) float64 { return math.Floor(v/(1<<20)) * (1 << 20) }
