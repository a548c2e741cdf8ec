package score

import (
	"fmt"

	"github.com/memledger/memledger/pkg/memory"
)

// Bound is one thing that must hold, and whether it does.
type Bound struct {
	What, Want, Is string
	Holds          bool
}

// fewest cases below which a cause's recall says nothing.
const fewest = 5

func bounds(b *Board) []Bound {
	v := &b.Models
	list := []Bound{
		v.worst("recall", memory.Level, 0.95, func(r CauseScore) (float64, int) { return r.Recall, r.Cases }),
		v.worst("recall", memory.Trend, 0.95, func(r CauseScore) (float64, int) { return r.Recall, r.Cases }),
		v.worst("precision", memory.Level, 0.97, func(r CauseScore) (float64, int) { return r.Precision, r.Named }),
		v.worst("precision", memory.Trend, 0.97, func(r CauseScore) (float64, int) { return r.Precision, r.Named }),
		atLeast("inconclusive, with the right missing counter, where nobody can know", 0.95, v.Inconclusive.NamedMissing, v.Inconclusive.Unknowable),
		atMost("wrong but sure, of all answers", 0.005, v.WrongButSure, v.Answers),
		atMost("leak alarms where nothing leaks, a container-month", 3e-4, b.Alarms.False, b.Alarms.Months),
	}
	if len(b.Detection) > 0 {
		d := b.Detection[0]
		list = append(list, atLeast("leaks of max(1% of the limit, 8 MiB) a day found within 3 days", 0.95, d.Found, d.Leaks))
	}
	h := v.Hours
	covered := share(h.Hold, h.Told)
	return append(list,
		Bound{"intervals of the hours to the limit that hold the truth", "87–93%", percent(covered), covered >= 0.87 && covered <= 0.93},
		Bound{"median width of the intervals, of the true time", "at most 1", fmt.Sprintf("%.2f", h.MedianWidth), h.MedianWidth >= 0 && h.MedianWidth <= 1},
		atMost("real leaks without hours to the limit", 0.2, h.Leaks-h.Told, h.Leaks),
	)
}

// worst is the cause for which a score is lowest.
func (v *Verdicts) worst(what string, aspect memory.Aspect, floor float64, of func(CauseScore) (float64, int)) Bound {
	b := Bound{What: fmt.Sprintf("%s of every cause, %s", what, aspect), Want: "at least " + percent(floor), Holds: true}
	lowest, failing := 2.0, 0
	for _, r := range v.ByCause {
		s, cases := of(r)
		if r.Aspect != aspect || cases < fewest {
			continue
		}
		if s < floor {
			failing++
		}
		if s < lowest {
			lowest, b.Is = s, fmt.Sprintf("lowest %s (%s)", percent(s), r.Cause)
		}
	}
	if failing > 0 {
		b.Holds, b.Is = false, fmt.Sprintf("%s; %d causes below", b.Is, failing)
	}
	return b
}

func atLeast(what string, floor float64, n, of int) Bound {
	s := share(n, of)
	return Bound{what, "at least " + percent(floor), fmt.Sprintf("%s (%d of %d)", percent(s), n, of), s >= floor}
}

func atMost(what string, ceiling float64, n, of int) Bound {
	s := share(n, of)
	return Bound{what, "at most " + percent(ceiling), fmt.Sprintf("%s (%d of %d)", percent(s), n, of), s >= 0 && s <= ceiling}
}

func percent(s float64) string {
	if s < 0 {
		return "–"
	}
	if s < 0.01 && s > 0 {
		return fmt.Sprintf("%.3f%%", 100*s)
	}
	return fmt.Sprintf("%.1f%%", 100*s)
}
