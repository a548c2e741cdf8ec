package score

import (
	"math"
	"testing"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

func TestOutcome(t *testing.T) {
	for _, c := range []struct {
		truth, given memory.CauseID
		known        corpus.Knowable
		notYet       bool
		want         Outcome
	}{
		{memory.CauseHeapLeak, memory.CauseHeapLeak, corpus.Known, false, Right},
		{memory.CauseHeapLeak, memory.CauseNone, corpus.Known, false, Missed},
		{memory.CauseHeapLeak, memory.CauseInconclusive, corpus.Known, false, Missed},
		{memory.CauseHeapLeak, memory.CauseNativeLeak, corpus.Known, false, Wrong},
		{memory.CauseNativeLeak, memory.CauseInconclusive, corpus.Coarse, false, Right},
		{memory.CauseNativeLeak, memory.CauseOtherProcesses, corpus.Coarse, false, Wrong},
		{memory.CauseSockets, memory.CauseSockets, corpus.Unknown, false, Wrong}, // a guess
		{memory.CauseSockets, memory.CauseInconclusive, corpus.Unknown, false, Right},
		{memory.CauseNone, memory.CauseHeapLeak, corpus.Known, true, Wrong},
		{memory.CauseNone, memory.CauseInconclusive, corpus.Known, true, Skipped},
		{memory.CauseHeapLeak, memory.CauseNone, corpus.Known, true, Skipped},
		{"", memory.CauseMixed, corpus.Known, false, Skipped},
	} {
		a := Answer{Truth: c.truth, Given: c.given, Known: c.known}
		if got := a.outcome(c.notYet); got != c.want {
			t.Errorf("truth %s, %s, not yet %v: %s is %s, want %s", c.truth, c.known, c.notYet, c.given, got, c.want)
		}
	}
}

func TestSureAndWrong(t *testing.T) {
	sure := Answer{Confidence: 0.8, Outcome: Wrong}
	if !sure.sureAndWrong() {
		t.Error("wrong at 0.8 is sure and wrong")
	}
	if a := (Answer{Confidence: 0.79, Outcome: Wrong}); a.sureAndWrong() {
		t.Error("wrong at 0.79 is not sure")
	}
	if a := (Answer{Confidence: 0.9, Outcome: Missed, Given: memory.CauseInconclusive}); a.sureAndWrong() {
		t.Error("who says that he cannot tell is not wrong")
	}
	if a := (Answer{Confidence: 0.9, Outcome: Missed, Given: memory.CauseNone}); !a.sureAndWrong() {
		t.Error("sure that nothing grows, and something does")
	}
}

// Two of three found, and named four times, once for another.
func TestRecallAndPrecision(t *testing.T) {
	answer := func(truth, given memory.CauseID) Answer {
		a := Answer{Aspect: memory.Level, Truth: truth, Given: given, Known: corpus.Known}
		a.Outcome = a.outcome(false)
		return a
	}
	rows := byCause([]Answer{
		answer("sockets", "sockets"), answer("sockets", "sockets"), answer("sockets", "mixed"), answer("mixed", "sockets"),
	})
	for _, r := range rows {
		if r.Cause == "sockets" && (math.Abs(r.Recall-2.0/3) > 1e-9 || math.Abs(r.Precision-2.0/3) > 1e-9) {
			t.Errorf("recall %v, precision %v, want two thirds each", r.Recall, r.Precision)
		}
	}
}

func TestHoursAreJudgedByTheKill(t *testing.T) {
	c := corpus.Case{Truth: corpus.Truth{Trend: memory.CauseHeapLeak, Kill: 10}, TrendKnown: corpus.Known}
	var h HoursScore
	for _, e := range []memory.Estimate{{Known: true, Value: 10, Low: 8, High: 12}, {Known: true, Value: 5, Low: 4, High: 6}, {}} {
		h.add(&c, memory.Verdict{LimitKnown: true, HoursToLimit: e})
	}
	if h.Leaks != 3 || h.Told != 2 || h.Hold != 1 {
		t.Errorf("%+v, want 3 leaks, 2 told, 1 held", h)
	}
}
