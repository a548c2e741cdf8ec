package frame

import (
	"math"
	"slices"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// judged is one container at one moment with the verdict on it; a Go target without container has none.
type judged struct {
	moment
	verdict *memory.Verdict
}

// judgedRows are the containers of a result with the verdicts on them, in their order.
func judgedRows(q Query, r *join.Result) []judged {
	moments := latest(q, r)
	rows := make([]judged, len(moments))
	for i, m := range moments {
		rows[i] = judged{moment: m}
		if i < len(q.Verdicts) {
			rows[i].verdict = &q.Verdicts[i]
		}
	}
	return rows
}

// trended says whether the past was looked at.
func (j judged) trended() bool { return j.verdict != nil && j.verdict.Trend.Cause != "" }

func verdictWord(of func(*memory.Verdict) string) func(judged) string {
	return func(j judged) string {
		if j.verdict == nil {
			return ""
		}
		return of(j.verdict)
	}
}

func verdictNumber(of func(*memory.Verdict) (float64, bool)) func(judged) (float64, bool) {
	return func(j judged) (float64, bool) {
		if j.verdict == nil {
			return 0, false
		}
		return of(j.verdict)
	}
}

// findingColumns are a finding's cause, its name and how sure it is.
func findingColumns(name, help string, of func(*memory.Verdict) memory.Finding) []column[judged] {
	return []column[judged]{
		{name: name, help: help, word: verdictWord(func(v *memory.Verdict) string { return string(of(v).Cause) })},
		{name: name + "_name", word: verdictWord(func(v *memory.Verdict) string { return memory.AnswerName(of(v).Cause) })},
		{name: name + "_confidence", unit: unitRatio, help: "From 80% on it is sure.", number: verdictNumber(func(v *memory.Verdict) (float64, bool) {
			return of(v).Confidence, of(v).Cause != ""
		})},
	}
}

func levelOf(v *memory.Verdict) memory.Finding { return v.Level }
func trendOf(v *memory.Verdict) memory.Finding { return v.Trend }

// Rank is one order of a fleet's rows.
type Rank struct {
	ID    string
	Trend bool // it needs the past of every container
	// of is what the largest of comes first; false: the row comes last.
	of func(judged) (float64, bool)
	// then orders those of one rank, or of none, before their gap does.
	then func(judged) (float64, bool)
}

// Ranks is the table of orders; the first is the one of a query that names none.
var Ranks = []Rank{
	{ID: "divergence", of: func(j judged) (float64, bool) { return j.gap.Bytes, j.gap.Known() }},
	{ID: "unreclaimable_ratio", of: ofMeasure("unreclaimable_ratio")},
	{ID: "growth", Trend: true, of: ofMeasure("growth_bytes_per_hour")},
	{ID: "hours_to_limit", Trend: true, of: func(j judged) (float64, bool) {
		v, ok := ofMeasure("hours_to_limit")(j)
		return -v, ok
	}, then: ofMeasure("unreclaimable_ratio")},
	{ID: "cause", Trend: true, of: verdictNumber(urgency)},
}

// RankByID returns the row of id, and whether there is one.
func RankByID(id string) (*Rank, bool) {
	for i := range Ranks {
		if Ranks[i].ID == id {
			return &Ranks[i], true
		}
	}
	return nil, false
}

func ofMeasure(id string) func(judged) (float64, bool) {
	m, _ := memory.MeasureByID(id)
	return func(j judged) (float64, bool) {
		if m.Judged() {
			return verdictNumber(m.OfVerdict)(j)
		}
		return m.Of(j.ledger, j.gap)
	}
}

// urgency puts first what can end in an OOM kill, then what grows, by how sure that is.
func urgency(v *memory.Verdict) (float64, bool) {
	sure := 0.0
	if _, grows := memory.CauseByID(v.Trend.Cause); grows {
		sure = v.Trend.Confidence
	}
	if v.CanKill == memory.Yes {
		sure++
	}
	return sure, true
}

// ranked puts the rows in the query's order.
func ranked(q Query, rows []judged) []judged {
	rank, ok := RankByID(q.Rank)
	if !ok {
		rank = &Ranks[0]
	}
	key := func(of func(judged) (float64, bool), j judged) float64 {
		if v, ok := of(j); ok && !math.IsNaN(v) {
			return v
		}
		return math.Inf(-1)
	}
	slices.SortStableFunc(rows, func(a, b judged) int {
		for _, of := range []func(judged) (float64, bool){rank.of, rank.then, Ranks[0].of} {
			if of == nil {
				continue
			}
			if x, y := key(of, a), key(of, b); x != y {
				if x > y {
					return -1
				}
				return 1
			}
		}
		return 0
	})
	return rows
}
