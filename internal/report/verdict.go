package report

import (
	"math"

	"github.com/memledger/memledger/pkg/memory"
)

// Verdict is what makes the memory large and what grows. Values are bytes and hours.
type Verdict struct {
	Summary string  `json:"summary"`
	Level   Finding `json:"level"`
	// Trend is absent where nobody looked at the past.
	Trend         *Finding   `json:"trend,omitempty"`
	CanKill       memory.Tri `json:"can_kill"`
	HoursToLimit  *Estimate  `json:"hours_to_limit,omitempty"`
	GrowthPerHour *Estimate  `json:"growth_per_hour,omitempty"`
	Disagreement  []string   `json:"tool_disagreement"`
	Next          []string   `json:"next"`
	DoNot         []string   `json:"do_not"`
	Docs          string     `json:"docs,omitempty"`
	Sizing        *Sizing    `json:"sizing,omitempty"`
}

// Finding is one half of a verdict.
type Finding struct {
	Cause      memory.CauseID `json:"cause"`
	Name       string         `json:"name"`
	Confidence float64        `json:"confidence"` // 0 to 1; from 0.8 on it is sure
	Evidence   []string       `json:"evidence"`
	RuledOut   []RuledOut     `json:"ruled_out"`
	Missing    []Undecided    `json:"missing"`
}

// RuledOut is a cause that it is not, and what says so.
type RuledOut struct {
	Cause memory.CauseID `json:"cause"`
	Text  string         `json:"text"`
}

// Undecided are counters that were not told, and the cause that they would decide.
type Undecided struct {
	Counters []memory.CounterID `json:"counters"`
	Decides  memory.CauseID     `json:"decides"`
}

// Estimate is a number with what holds it in nine cases of ten; High is absent where there is no end.
type Estimate struct {
	Value float64  `json:"value"`
	Low   float64  `json:"low"`
	High  *float64 `json:"high,omitempty"`
}

// Sizing is what GOMEMLIMIT and the container's request and limit should be; absent where not known.
type Sizing struct {
	GoMemLimit float64  `json:"gomemlimit,omitempty"`
	Request    float64  `json:"request,omitempty"`
	Limit      float64  `json:"limit,omitempty"`
	Manifest   string   `json:"manifest"` // request, limit and the GOMEMLIMIT that fits it, to be copied
	Reasons    []string `json:"reasons"`
	Warnings   []string `json:"warnings"`
}

// Judge adds a verdict to the report. One whose trend is empty says nothing of what grows.
func (r *Report) Judge(v memory.Verdict) {
	out := &Verdict{
		Summary: v.Summary, Level: finding(v.Level), CanKill: v.CanKill, HoursToLimit: estimate(v.HoursToLimit), GrowthPerHour: estimate(v.GrowthPerHour),
		Disagreement: texts(v.ToolDisagreement.Evidence), Next: unique(v.Next), DoNot: unique(v.DoNot), Docs: v.Docs,
	}
	if v.Trend.Cause != "" {
		trend := finding(v.Trend)
		out.Trend = &trend
	}
	if s := v.Sizing; s.Known {
		out.Sizing = &Sizing{s.GoMemLimit, s.Request, s.Limit, s.Manifest, unique(s.Reasons), unique(s.Warnings)}
	}
	r.Verdict = out
}

func finding(f memory.Finding) Finding {
	out := Finding{Cause: f.Cause, Name: memory.AnswerName(f.Cause), Confidence: f.Confidence, Evidence: texts(f.Evidence), RuledOut: []RuledOut{}, Missing: []Undecided{}}
	for _, o := range f.RuledOut {
		out.RuledOut = append(out.RuledOut, RuledOut{o.Cause, o.Text})
	}
	for _, m := range f.Missing {
		out.Missing = append(out.Missing, Undecided(m))
	}
	return out
}

func estimate(e memory.Estimate) *Estimate {
	if !e.Known {
		return nil
	}
	out := &Estimate{Value: e.Value, Low: e.Low}
	if !math.IsInf(e.High, 0) {
		out.High = &e.High
	}
	return out
}

func texts(all []memory.Evidence) []string {
	said := []string{}
	for _, e := range all {
		said = append(said, e.Text)
	}
	return unique(said)
}

// unique leaves out what was said before.
func unique(all []string) []string {
	out, seen := []string{}, map[string]bool{}
	for _, s := range all {
		if !seen[s] {
			seen[s], out = true, append(out, s)
		}
	}
	return out
}
