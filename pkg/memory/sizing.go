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
	often         = 0.99 // of the samples: a request may be exceeded, a limit never
)

// size advises on GOMEMLIMIT, request and limit from what was unreclaimable lately. It is a pure function
// of a past.
func size(p *past, l *Ledger, trend Finding) (s Sizing) {
	if l == nil || !l.UnreclaimableKnown() || l.Unreclaimable.Low <= 0 {
		return s
	}
	u := l.Unreclaimable.Low + l.collectable // what is garbage now was needed
	need, most := p.needed(u, often), p.needed(u, 1)
	s.Known = true
	s.Request = roundUp(need)
	// What may be unreclaimable must fit, though it is not asked for.
	more := l.Unreclaimable.High - u
	s.Limit = roundUp(max(most*(1+limitHeadroom), most+more+goLeast))
	s.say("request: %s, unreclaimable memory of 99 in 100 samples of %s; limit: a quarter more than the most of them, %s", p.bytes(need), hours(p.seen()), p.bytes(most))
	if p.seen() < 24 {
		s.warn("less than a day was seen: peaks of other hours are not in this")
	}
	if c, ok := CauseByID(trend.Cause); ok && c.Kills != No && c.Answers(Trend) {
		s.warn("it grows (%s): no size is enough", lowerFirst(c.Name))
	}
	if more > max(apartLeast, inflated*need) {
		s.warn("up to %s more may be unreclaimable: what the exporter does not split is in the limit, not in the request", p.bytes(more))
	}
	s.peaked(p, l, most)
	s.killed(p, l)
	s.goLimits(p, u+more)
	s.cacheInUse(p, l)
	s.sizers(p, need, u)
	s.Manifest = s.manifest()
	return s
}

func (s *Sizing) say(format string, a ...any) {
	s.Reasons = append(s.Reasons, fmt.Sprintf(format, a...))
}
func (s *Sizing) warn(format string, a ...any) {
	s.Warnings = append(s.Warnings, fmt.Sprintf(format, a...))
}

// peaked keeps the limit above the highest usage where neither samples nor page cache explain it: samples
// miss short peaks (kubernetes-sigs/metrics-server#1065: killed with 19 MiB shown).
func (s *Sizing) peaked(p *past, l *Ledger, most float64) {
	peak, told := l.Snapshot.Get(Peak)
	if !told || peak <= s.Limit {
		return
	}
	droppable := p.reached(floor0{sum{plus(File), timesIfKnown(-1, ref(Shmem))}}, max(0, l.Usage-l.Unreclaimable.High), 1)
	if over := peak - most - droppable; over > max(apartLeast, goHeadroom*peak) {
		s.warn("memory.peak is %s, %s more than samples and page cache explain: samples miss short peaks, so no limit below it is advised", p.bytes(peak), p.bytes(over))
		if l.Snapshot.GoTargets > 0 {
			s.warn("GOMEMLIMIT may have to leave room for that peak: whose it was is not known")
		}
		s.Limit = roundUp(peak)
	}
}

// killed keeps the limit where one below it was met. Where usage never came near the limit that is set,
// memory was short elsewhere, and the peak is what must fit.
func (s *Sizing) killed(p *past, l *Ledger) {
	limit, limited := LimitOf(l.Snapshot)
	if !limited || !p.killedBefore() {
		return
	}
	if peak, told := l.Snapshot.Get(Peak); told && peak < nearLimit*limit && !p.endedByKill() {
		s.warn("a process of it was killed, and usage was never above %s of the limit of %s: memory was short above its cgroup, or the limit was another; no limit below that is advised", p.bytes(max(peak, l.Usage)), p.bytes(limit))
		s.Limit = max(s.Limit, roundUp(max(peak, l.Usage)))
		return
	}
	s.warn("killed at the limit of %s, or near it between samples: they miss short peaks, so no smaller limit is advised", p.bytes(limit))
	s.Limit = max(s.Limit, roundUp(limit))
}

// goLimits advises on GOMEMLIMIT: a limit less what Go does not govern, less some room. Of the limit that
// is set, and of the one advised.
func (s *Sizing) goLimits(p *past, u float64) {
	total, missing := Eval(goTotalKnown, p.now)
	if len(missing) > 0 {
		return
	}
	rest := max(0, u-total)
	if p.follows(goTotalKnown) {
		rest = p.reached(floor0{sum{plusExpr(p.unreclaimable()), minusExpr(goTotalKnown)}}, rest, 1)
	}
	live, alive := p.now.Get(heapLive)
	if !alive {
		live = min(heapOf(p.now), total) // no more than this can be
	}
	least := roomToCollect * (live + max(0, total-heapOf(p.now)))
	if below(s.Limit, rest) < least {
		s.Limit = roundUp(max((rest+least)/(1-goHeadroom), rest+least+goLeast))
		s.say("limit: %s, so that GOMEMLIMIT leaves garbage a quarter of what is live", p.bytes(s.Limit))
	}
	high := s.high(p, rest, least)
	advised := min(s.Limit, high)
	s.GoMemLimitAdvised = roundDown(below(advised, rest))
	s.say("GOMEMLIMIT with that limit: less %s that Go does not govern, less %s of room, is %s", p.bytes(rest), p.bytes(room(advised)), p.bytes(s.GoMemLimitAdvised))
	defer s.ofEach(p)
	limit, limited := LimitOf(p.now)
	if !limited {
		s.GoMemLimit = s.GoMemLimitAdvised
		return
	}
	word := "limit"
	if high < limit {
		limit, word = high, "memory.high"
	}
	s.present(p, word, limit, rest)
	if alive && s.GoMemLimit > 0 && s.GoMemLimit < least {
		s.warn("%s is live: below GOMEMLIMIT %s the collector would run without end; raise the limit", p.bytes(live), p.bytes(s.GoMemLimit))
	}
}

// high is memory.high, above which the kernel throttles, so that GOMEMLIMIT belongs below it; +Inf where it
// is not set, or too low for that.
func (s *Sizing) high(p *past, rest, least float64) float64 {
	high, set := p.now.Get(High)
	limit, limited := LimitOf(p.now)
	switch {
	case !set || limited && high >= limit:
		return math.Inf(1)
	case below(high, rest) < least:
		s.warn("memory.high of %s leaves no room for what is live and %s that Go does not govern: above it the kernel throttles; raise it with the limit", p.bytes(high), p.bytes(rest))
		return math.Inf(1)
	}
	s.say("memory.high of %s counts in place of a higher limit for GOMEMLIMIT: above it the kernel throttles", p.bytes(high))
	return high
}

// ofEach takes back a GOMEMLIMIT that several processes would each take for its own: of them the sum is known.
func (s *Sizing) ofEach(p *past) {
	if p.now.GoTargets < 2 || s.GoMemLimitAdvised <= 0 {
		return
	}
	s.warn("GOMEMLIMIT holds for each process, and there are %d of Go: %s is for all of them together, to be split by what each needs", p.now.GoTargets, p.bytes(s.GoMemLimitAdvised))
	s.GoMemLimit, s.GoMemLimitAdvised = 0, 0
}

// present advises on GOMEMLIMIT below the limit, or memory.high, that is set, and says where the one that is set does not fit.
func (s *Sizing) present(p *past, word string, limit, rest float64) {
	fits := below(limit, rest)
	if fits <= 0 {
		s.warn("what Go does not govern, %s, leaves no room for it below the %s of %s", p.bytes(rest), word, p.bytes(limit))
		return
	}
	s.GoMemLimit = roundDown(fits)
	s.say("GOMEMLIMIT with the present %s of %s: less %s that Go does not govern, less %s of room, is %s", word, p.bytes(limit), p.bytes(rest), p.bytes(room(limit)), p.bytes(s.GoMemLimit))
	present, set := p.now.Get(GoMemLimit)
	switch goal, _ := p.now.Get(GoNextGC); {
	case set && present > limit-rest:
		s.warn("GOMEMLIMIT %s does not fit: %s %s less %s that Go does not govern is %s", p.bytes(present), word, p.bytes(limit), p.bytes(rest), p.bytes(limit-rest))
	case !set && goal+rest > limit:
		s.warn("GOMEMLIMIT is not set, and the GC goal of %s with %s beside it is above the %s of %s", p.bytes(goal), p.bytes(rest), word, p.bytes(limit))
	}
}

// room is what is left free of a limit, below what of it GOMEMLIMIT fits.
func room(limit float64) float64        { return max(goHeadroom*limit, goLeast) }
func below(limit, rest float64) float64 { return limit - rest - room(limit) }

// cacheInUse warns where files need memory too: the limit holds it beside what is unreclaimable.
func (s *Sizing) cacheInUse(p *past, l *Ledger) {
	active, _ := l.Bytes(FileActive)
	mapped, _ := Eval(floor0{sum{plus(FileMapped), timesIfKnown(-1, ref(Shmem))}}, l.Snapshot) // 0 where it is not told
	if used := max(active, mapped); used > s.Limit-l.Unreclaimable.Low && used > apartLeast {
		s.warn("%s of page cache is in use (active or mapped), and the limit leaves room for %s of it: with less the program waits for the disk; look at refaults", p.bytes(used), p.bytes(max(0, s.Limit-l.Unreclaimable.Low)))
	}
}

// manifest is what can be copied: sizes as Kubernetes, podman, docker and Go read them.
func (s *Sizing) manifest() string {
	mib := func(v float64, unit string) string { return fmt.Sprintf("%.0f%s", v/(1<<20), unit) }
	env, flag := "", ""
	if s.GoMemLimitAdvised > 0 {
		env = "\nenv:\n  - name: GOMEMLIMIT\n    value: " + mib(s.GoMemLimitAdvised, "MiB")
		flag = " --env GOMEMLIMIT=" + mib(s.GoMemLimitAdvised, "MiB")
	}
	return "resources:\n  requests:\n    memory: " + mib(s.Request, "Mi") + "\n  limits:\n    memory: " + mib(s.Limit, "Mi") + env +
		"\n# podman, docker: --memory " + mib(s.Limit, "m") + flag
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
//
// KRR takes its peak and a buffer (robusta-dev/krr robusta_krr/strategies/simple.py), so that what it is now
// is the least.
func (s *Sizing) sizers(p *past, need, u float64) {
	ws, missing := Eval(workingSet, p.now)
	if len(missing) == 0 && ws-need > max(apartLeast, inflated*need) {
		s.warn("sizers on the working set (KRR, VPA) would ask for %s or more: %s of it is page cache and kernel objects that can be dropped", p.bytes(ws), p.bytes(ws-u))
	}
}

// needed is U in a share of the samples. Of U what was not followed stands still, but for what can be dropped
// now and perhaps could not then.
func (p *past) needed(u, share float64) float64 {
	line := p.unreclaimable()
	now, missing := Eval(line, p.now)
	if len(missing) > 0 {
		return u
	}
	return max(u, p.reached(line, now, share)+max(0, u-now))
}

// reached is what a line is no higher than in a share of the samples, and now at the least. A start counts:
// its peak is to be held too.
func (p *past) reached(e Expr, now, share float64) float64 {
	var values []float64
	for _, life := range p.lines(e) {
		for _, pt := range life {
			values = append(values, pt.v)
		}
	}
	slices.Sort(values)
	return max(now, quantile(values, share))
}

// seen is how long the past is, hours.
func (p *past) seen() float64 {
	return p.moments[len(p.moments)-1].Time.Sub(p.moments[0].Time).Hours()
}

// whole MiB: what people write in manifests.
func roundUp(v float64) float64   { return math.Ceil(v/(1<<20)) * (1 << 20) }
func roundDown(v float64) float64 { return math.Floor(v/(1<<20)) * (1 << 20) }
