package score

import (
	"testing"
	"time"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

// said is a course of a point every twenty minutes, at each of which the verdict is as given: a letter for a
// sure leak of the heap (h), of native memory (n), none (.), and a space where there is no point.
func said(text string) *questions {
	q := newQuestions(&corpus.Course{})
	for i, letter := range text {
		if letter == ' ' {
			continue
		}
		cause := map[rune]memory.CauseID{'h': memory.CauseHeapLeak, 'n': memory.CauseNativeLeak, '.': memory.CauseNone}[letter]
		q.asked[len(q.course.Moments)] = memory.Verdict{Trend: memory.Finding{Cause: cause, Confidence: memory.Sure}}
		q.course.Moments = append(q.course.Moments, memory.Moment{Time: corpus.TimeOf(1200 * float64(i))})
	}
	return q
}

// An alert that waits an hour fires at the fourth of looks that are twenty minutes apart.
func TestAnAlarmFiresWhenItHeldAsLongAsItWaits(t *testing.T) {
	var hourly []alarm
	for _, cause := range []memory.CauseID{memory.CauseHeapLeak, memory.CauseNativeLeak} {
		a := memory.Alert{Measure: "growth_confidence", Comparison: memory.AtLeast, Threshold: memory.Sure, For: time.Hour}
		m, _ := memory.MeasureByID(a.Measure)
		hourly = append(hourly, alarm{&a, m, cause})
	}
	for _, c := range []struct {
		what, said string
		at         []int // looks
	}{
		{"too short", "..hhh...", nil},
		{"just long enough", "..hhhh..", []int{5}},
		{"one that lasts counts once", "..hhhhhhhhhhh", []int{5}},
		{"one look without it begins anew", "hhh.hhh.hhhh", []int{11}},
		{"another cause begins anew", "hhhnnn", nil},
		{"a lost scrape is not missed", "hh hh...", []int{3}},
		{"three lost scrapes are", "hh   hh...", nil},
		{"twice", "hhhh..hhhh", []int{3, 9}},
	} {
		for _, stride := range []int{1, 3} {
			got := said(c.said).firings(hourly, 0, stride)
			if len(got) != len(c.at) {
				t.Errorf("%s, every %d looked at: %d alarms, want %d", c.what, stride, len(got), len(c.at))
				continue
			}
			for i, f := range got {
				if want := corpus.TimeOf(1200 * float64(c.at[i])); !f.at.Equal(want) {
					t.Errorf("%s, every %d looked at: alarm %d at %s, want %s", c.what, stride, i, f.at, want)
				}
			}
		}
	}
	if got := said("hhhhhh").firings(hourly, 3, 1); len(got) != 0 {
		t.Errorf("%v; want none of what held before the leak began", got)
	}
}

func TestAHoldBeginsAgainAfterABreak(t *testing.T) {
	h, hour := hold{}, time.Hour
	for i, look := range []struct {
		after         time.Duration
		pending, want bool
	}{{0, true, false}, {59 * time.Minute, true, false}, {hour, true, true}, {2 * hour, false, false}, {3 * hour, true, false}, {4 * hour, true, true}} {
		if got := h.looked(corpus.TimeOf(0).Add(look.after), look.pending, hour); got != look.want {
			t.Errorf("look %d after %s: fires %v, want %v", i, look.after, got, look.want)
		}
	}
}

// Every cause that the bench calls a leak has an alert, with the bench's own threshold for sure.
func TestEveryLeakHasAnAlert(t *testing.T) {
	seen := 0
	for _, a := range leakAlarms {
		if !corpus.IsLeak(a.cause) {
			t.Errorf("%s is about %s, which is no leak to the bench", a.alert.ID, a.cause)
		}
		if a.alert.Threshold != memory.Sure {
			t.Errorf("%s: from %v on, want %v", a.alert.ID, a.alert.Threshold, memory.Sure)
		}
		seen++
	}
	if seen != 8 || len(soonAlarms) != 1 {
		t.Errorf("%d alarms on leaks and %d on the limit, want 8 and 1", seen, len(soonAlarms))
	}
}
