package memory

import (
	"fmt"
	"math"
	"strings"
)

// Outcomes are the answers that are no cause, with what to do then.
var Outcomes = []Cause{
	{ID: CauseMixed, Name: "Mixed", Kills: Unknown, Help: "No cause has half of the usage.",
		Next: []string{"Look at the breakdown: the two largest parts together say more than either."}},
	{ID: CauseNone, Name: "None", Kills: No, Help: "Nothing grows that would not come back by itself.",
		DoNot: []string{"Do not look for a leak: nothing grows for good."}},
	{ID: CauseInconclusive, Name: "Inconclusive", Kills: Unknown, Help: "What is told does not decide it; what is missing is named."},
	{ID: CauseToolDisagreement, Name: "Tools disagree", Kills: Unknown, Help: "Tools print very different numbers of one container, because they count different classes, or miss short peaks.",
		Next: []string{"Compare the tools class by class, and name the tool with each number."}},
}

// advise fills in what to do, the page to read and the sentence.
func (v *Verdict) advise(l *Ledger, units UnitSystem) {
	for _, id := range v.order() {
		c, ok := CauseByID(id)
		if !ok {
			continue
		}
		if v.Docs == "" {
			v.Docs = c.DocsURL()
		}
		v.Next = append(v.Next, c.Next...)
		v.DoNot = append(v.DoNot, c.DoNot...)
	}
	for _, f := range []Finding{v.Trend, v.Level} {
		if f.Cause == CauseInconclusive && len(f.Missing) > 0 {
			v.Next = append(v.Next, "Have an exporter tell "+joinCounters(f.Missing[0].Counters)+": it would decide "+string(f.Missing[0].Decides)+".")
			break
		}
	}
	v.Summary = v.sentence(l, units)
}

// order is what matters most first: what grows and can kill, then what is large.
func (v *Verdict) order() []CauseID {
	if c, ok := CauseByID(v.Trend.Cause); ok && c.Answers(Trend) && c.Kills != No {
		return []CauseID{v.Trend.Cause, v.Level.Cause}
	}
	if v.Trend.Cause == v.Level.Cause {
		return []CauseID{v.Level.Cause}
	}
	return []CauseID{v.Level.Cause, v.Trend.Cause}
}

func (v *Verdict) sentence(l *Ledger, units UnitSystem) string {
	said := []string{v.levelWords(l, units), v.trendWords()}
	if v.ended != "" && !strings.HasSuffix(said[1], v.ended) {
		said = append(said, v.ended)
	}
	if v.HoursToLimit.Known {
		met := "the limit is met in " + v.hoursWords()
		if l != nil && sharedLimit(l.Snapshot) {
			met += ", sooner by what others of its cgroup take"
		}
		said = append(said, met)
	}
	text := strings.Join(said, "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func (v *Verdict) levelWords(l *Ledger, units UnitSystem) string {
	switch {
	case l == nil:
		return "what is large cannot be told: usage is missing"
	case v.Level.Cause == CauseMixed:
		return "no cause has half of " + FormatBytes(l.Usage, units) + " usage"
	case v.Level.Cause == CauseInconclusive:
		return "what is large cannot be told: " + firstMissing(v.Level)
	}
	return v.Level.Evidence[0].Text
}

func (v *Verdict) trendWords() string {
	switch v.Trend.Cause {
	case CauseNone:
		return "nothing grows for good"
	case CauseInconclusive:
		return "what grows cannot be told: " + firstMissing(v.Trend)
	}
	return v.Trend.Evidence[0].Text
}

func firstMissing(f Finding) string {
	switch {
	case len(f.Missing) > 0:
		return joinCounters(f.Missing[0].Counters) + " is missing"
	case len(f.Evidence) > 0:
		return f.Evidence[0].Text
	}
	return "too little was seen"
}

func (v *Verdict) hoursWords() string {
	e := v.HoursToLimit
	if math.IsInf(e.High, 1) {
		return fmt.Sprintf("about %s (%s at the soonest)", hours(e.Value), hours(e.Low))
	}
	return fmt.Sprintf("about %s (%s to %s)", hours(e.Value), hours(e.Low), hours(e.High))
}
