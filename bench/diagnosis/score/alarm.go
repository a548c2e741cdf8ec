package score

import (
	"slices"
	"time"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// alarm is a row of the alerts table, of one cause where it has one for each: what Grafana holds
// pending, and fires, by itself.
type alarm struct {
	alert   *memory.Alert
	measure *memory.Measure
	cause   memory.CauseID // "" = of no cause
}

// Our alarms on growth: that something leaks, and that the limit is met within a day.
var leakAlarms, soonAlarms = alarmsOn("growth_confidence"), alarmsOn("hours_to_limit")

// alarmsOn are those of the table that ask for a measure of a verdict.
func alarmsOn(measure string) (all []alarm) {
	m, _ := memory.MeasureByID(measure)
	for i := range memory.Alerts {
		a := &memory.Alerts[i]
		if a.Measure != measure {
			continue
		}
		if !m.PerCause() {
			all = append(all, alarm{a, m, ""})
		}
		for _, cause := range a.Causes {
			all = append(all, alarm{a, m, cause})
		}
	}
	return all
}

func shortestHold(alarms []alarm) time.Duration {
	shortest := alarms[0].alert.For
	for _, a := range alarms {
		shortest = min(shortest, a.alert.For)
	}
	return shortest
}

// value is what the alert rule gets of a verdict.
func (a *alarm) value(v *memory.Verdict) float64 {
	if a.cause != "" {
		return a.measure.OfCause(v, a.cause)
	}
	if value, ok := a.measure.OfVerdict(v); ok {
		return value
	}
	return a.alert.UnknownAs
}

// hold is the time for which an alarm has been pending without a break.
type hold struct {
	since time.Time // zero: it is not
}

// looked says whether the alarm fires at the next look at its condition.
func (h *hold) looked(now time.Time, pending bool, wait time.Duration) bool {
	if !pending {
		h.since = time.Time{}
		return false
	}
	if h.since.IsZero() {
		h.since = now
	}
	return now.Sub(h.since) >= wait
}

// questions are the verdicts on a course that were asked for, by point.
type questions struct {
	course *corpus.Course
	asked  map[int]memory.Verdict
}

func newQuestions(w *corpus.Course) *questions {
	return &questions{w, map[int]memory.Verdict{}}
}

func (q *questions) at(i int) *memory.Verdict {
	v, ok := q.asked[i]
	if !ok {
		h, now := q.course.At(i)
		full := memory.Diagnose(h, now, memory.Options{})
		// What an alarm reads: the rest would fill the machine.
		v = memory.Verdict{Limit: full.Limit, LimitKnown: full.LimitKnown, UnreclaimableKnown: full.UnreclaimableKnown, HoursToLimit: full.HoursToLimit}
		v.Trend.Cause, v.Trend.Confidence = full.Trend.Cause, full.Trend.Confidence
		q.asked[i] = v
	}
	return &v
}

// firing is an alarm that begins to fire.
type firing struct {
	at         time.Time
	cause      memory.CauseID
	confidence float64
}

// lost is the time without a point after which what was pending begins again: Grafana drops a series that
// two looks did not find. Two of corpus.Step.
const lost = 44 * time.Minute

// firings are the first of each stretch in which one of the alarms holds as long as it waits, from a point on,
// in order of time. Every stride-th point is looked at, and around one that is pending all: no stretch as long as
// the stride is missed.
func (q *questions) firings(alarms []alarm, from, stride int) (all []firing) {
	moments := q.course.Moments
	for k := range alarms {
		a := &alarms[k]
		pending := func(i int) bool { return a.alert.Fires(a.value(q.at(i))) }
		near := func(i int) bool { return moments[i+1].Time.Sub(moments[i].Time) <= lost }
		for i := from + stride - 1; i < len(moments); i += stride {
			if !pending(i) {
				continue
			}
			first, last := i, i
			for first > from && near(first-1) && pending(first-1) {
				first--
			}
			for last+1 < len(moments) && near(last) && pending(last+1) {
				last++
			}
			if at := moments[first].Time.Add(a.alert.For); !at.After(moments[last].Time) {
				all = append(all, firing{at, a.cause, q.at(i).Trend.Confidence})
			}
			i = max(i, last-(last-i)%stride)
		}
	}
	slices.SortStableFunc(all, func(a, b firing) int { return a.at.Compare(b.at) })
	return all
}

// strideOf is the points of so many hours.
func strideOf(hours float64) int { return max(1, int(hours*sim.Hour/corpus.Step)) }
