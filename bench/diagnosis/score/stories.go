package score

import (
	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

// StoryRow is one reported case and what was made of it.
type StoryRow struct {
	Name, Source, Sizes string
	Level, Trend        Told
	// Besides is what else the report asks of a verdict, where it is not met.
	Besides []string
}

// Told is one finding beside the truth.
type Told struct {
	Truth, Given memory.CauseID
	Confidence   float64
	Outcome      Outcome
}

// JudgeStories asks for a verdict on each reported case.
func JudgeStories() (rows []StoryRow) {
	for i := range corpus.Stories {
		s := &corpus.Stories[i]
		c := s.Case()
		v := memory.Diagnose(c.History, c.Now, memory.Options{})
		a := judge(&c, v)
		row := StoryRow{Name: s.Name, Source: s.Source, Sizes: string(s.Sizes), Level: tell(a[0]), Trend: tell(a[1])}
		if s.Disagree && !v.ToolDisagreement.Set {
			row.Besides = append(row.Besides, "does not say that tools disagree")
		}
		if s.MayKill && v.CanKill == memory.No {
			row.Besides = append(row.Besides, "says that it cannot be killed; it was")
		}
		rows = append(rows, row)
	}
	return rows
}

func tell(a Answer) Told { return Told{a.Truth, a.Given, a.Confidence, a.Outcome} }
