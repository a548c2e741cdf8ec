package score

import (
	"testing"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

// A small sample of the scoreboard, with floors below which something broke; the bounds themselves are
// held by npm run bench -- diagnosis.
func TestVerdictsOnASample(t *testing.T) {
	v := Judge(Cases(corpus.Report, 1))
	known, found := 0, 0
	for _, p := range v.ByPlace {
		known += p.Known
		found += p.Found
	}
	if known < 100 || float64(found) < 0.9*float64(known) {
		t.Errorf("%d of %d that can be known were found, want nine in ten", found, known)
	}
	if float64(v.WrongButSure) > 0.02*float64(v.Answers) {
		t.Errorf("%d of %d answers were sure and wrong, want at most one in fifty", v.WrongButSure, v.Answers)
	}
	if u := v.Inconclusive; float64(u.NamedMissing) < 0.9*float64(u.Unknowable) {
		t.Errorf("%d of %d times that nobody can know, it was said with what is missing; want nine in ten", u.NamedMissing, u.Unknowable)
	}
}

func TestQuietMonthsAndLeaks(t *testing.T) {
	if a := FalseAlarms(corpus.Report, 16, 24); a.Asked < 200 || a.False > 1 {
		t.Errorf("%d false alarms in %d verdicts of 16 quiet months, want at most one of 200 and more: %+v", a.False, a.Asked, a.Where)
	}
	if d := Detect(corpus.Report, 48, 1); d.Leaks < 16 || 10*d.Found < 9*d.Leaks {
		t.Errorf("found %d of %d leaks of the smallest size, want nine in ten; missed %v", d.Found, d.Leaks, d.MissedWhere)
	}
}

func TestStoriesAreTold(t *testing.T) {
	for _, s := range JudgeStories() {
		for aspect, told := range map[memory.Aspect]Told{memory.Level: s.Level, memory.Trend: s.Trend} {
			if told.Outcome == Wrong && told.Confidence >= memory.Sure && !knownWrong[s.Name] {
				t.Errorf("%s: %s is %s, surely (%.2f), but it was %s (%s)", s.Name, aspect, told.Given, told.Confidence, told.Truth, s.Source)
			}
		}
	}
}

// knownWrong are the stories that the verdict is known to tell wrongly.
var knownWrong = map[string]bool{}

// The rules of others must fire on what they are known to fire on, or they were not evaluated.
func TestRivalsFire(t *testing.T) {
	for _, a := range Warnings(corpus.Report, 0, 16) {
		if a.Name == "predict_linear, 4 h" && a.False == 0 {
			t.Error("predict_linear over an hour never fired in 16 months of caches, batches and deploys")
		}
	}
}
