package score

import (
	"slices"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

// Outcome of one answer.
type Outcome string

const (
	Right   Outcome = "right"
	Missed  Outcome = "missed"  // said that it cannot tell, or that nothing grows, where something could be known
	Wrong   Outcome = "wrong"   // named another cause
	Skipped Outcome = "skipped" // nothing is wrong to answer, or nothing was asked
)

// Answer is one of a verdict's two findings, judged.
type Answer struct {
	Aspect         memory.Aspect
	Case           string
	Family, Place  string
	Truth, Given   memory.CauseID
	Known          corpus.Knowable
	Confidence     float64
	Outcome        Outcome
	MissingIsRight bool // where nobody can know: said so, and named a counter that would tell
}

// judge compares a verdict with the truth.
func judge(c *corpus.Case, v memory.Verdict) [2]Answer {
	level := Answer{
		Aspect: memory.Level, Case: c.Name, Family: c.Family, Place: c.Place, Truth: c.Truth.Level, Given: v.Level.Cause,
		Known: c.LevelKnown, Confidence: v.Level.Confidence,
	}
	level.Outcome = level.outcome(false)
	level.MissingIsRight = level.namesMissing(v.Level, c.LevelLacking)
	trend := Answer{
		Aspect: memory.Trend, Case: c.Name, Family: c.Family, Place: c.Place, Truth: c.Truth.Trend, Given: v.Trend.Cause,
		Known: c.TrendKnown, Confidence: v.Trend.Confidence,
	}
	trend.Outcome = trend.outcome(c.Truth.NotYet)
	trend.MissingIsRight = trend.namesMissing(v.Trend, c.TrendLacking)
	return [2]Answer{level, trend}
}

// outcome; notYet: too little was seen for anybody to be sure.
func (a *Answer) outcome(notYet bool) Outcome {
	cannotTell := a.Given == memory.CauseInconclusive
	switch {
	case a.Truth == "":
		return Skipped
	case a.Known == corpus.Unknown:
		if cannotTell {
			return Right
		}
		return Wrong
	case a.Given == a.Truth:
		return Right
	case notYet && (cannotTell || a.Given == memory.CauseNone || !corpus.IsLeak(a.Given)):
		return Skipped
	case cannotTell && a.Known == corpus.Coarse:
		return Right
	case cannotTell, a.Given == memory.CauseNone:
		return Missed
	}
	return Wrong
}

func (a *Answer) namesMissing(f memory.Finding, lacking []memory.CounterID) bool {
	if a.Known != corpus.Unknown || a.Given != memory.CauseInconclusive {
		return false
	}
	for _, m := range f.Missing {
		for _, id := range m.Counters {
			if slices.Contains(lacking, id) {
				return true
			}
		}
	}
	return false
}

// sureAndWrong: what a person acts on and should not.
func (a *Answer) sureAndWrong() bool {
	return a.Confidence >= memory.Sure && (a.Outcome == Wrong || a.Outcome == Missed && a.Given != memory.CauseInconclusive)
}

// CauseScore is how well one cause is told.
type CauseScore struct {
	Aspect            memory.Aspect
	Cause             memory.CauseID
	Cases             int // in which it is the truth and can be known
	Found             int // of them
	Named             int // how often it was the answer, where anything was asked
	NamedRight        int
	Recall, Precision float64 // 0 to 1; −1 where there is nothing to divide by
}

func byCause(answers []Answer) (rows []CauseScore) {
	at := map[string]int{}
	row := func(aspect memory.Aspect, id memory.CauseID) *CauseScore {
		key := string(aspect) + string(id)
		if _, ok := at[key]; !ok {
			at[key] = len(rows)
			rows = append(rows, CauseScore{Aspect: aspect, Cause: id})
		}
		return &rows[at[key]]
	}
	for i := range answers {
		a := &answers[i]
		if a.Outcome == Skipped {
			continue
		}
		if a.Known == corpus.Known {
			r := row(a.Aspect, a.Truth)
			r.Cases++
			if a.Outcome == Right {
				r.Found++
			}
		}
		if a.Given == memory.CauseInconclusive {
			continue
		}
		r := row(a.Aspect, a.Given)
		r.Named++
		if a.Outcome == Right {
			r.NamedRight++
		}
	}
	for i := range rows {
		rows[i].Recall = share(rows[i].Found, rows[i].Cases)
		rows[i].Precision = share(rows[i].NamedRight, rows[i].Named)
	}
	slices.SortStableFunc(rows, func(a, b CauseScore) int {
		return compare(string(a.Aspect)+string(a.Cause), string(b.Aspect)+string(b.Cause))
	})
	return rows
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// share of n in of, −1 where of is 0.
func share(n, of int) float64 {
	if of == 0 {
		return -1
	}
	return float64(n) / float64(of)
}
