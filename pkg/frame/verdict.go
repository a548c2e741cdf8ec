package frame

import (
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

var verdictColumns = slices.Concat(
	[]column[judged]{workloadColumn},
	momentColumns("id"),
	findingColumns("level", "What makes the memory large now.", levelOf),
	findingColumns("trend", "What grows and will not come back by itself.", trendOf),
	[]column[judged]{
		{name: "summary", word: verdictWord(func(v *memory.Verdict) string { return v.Summary })},
		{name: "evidence", help: "The numbers behind it.", word: verdictWord(evidenceOf)},
		{name: "ruled_out", help: "Which causes it is not, and what says so.", word: verdictWord(ruledOutOf)},
		{name: "missing", help: "Counters that no exporter tells, and which cause they would decide.", word: verdictWord(missingOf)},
		{name: "tool_disagreement", help: "Where tools print different numbers: which.", word: verdictWord(func(v *memory.Verdict) string {
			return oneCell(textsOf(v.ToolDisagreement.Evidence))
		})},
		{name: "can_kill", help: "Whether it can end in an OOM kill: yes, no or unknown.", word: verdictWord(func(v *memory.Verdict) string { return string(v.CanKill) })},
	},
	estimateColumns("hours_to_limit", "h", "Hours until the unreclaimable memory meets the limit.", func(v *memory.Verdict) memory.Estimate { return v.HoursToLimit }),
	estimateColumns("growth", unitBytes, "Lasting growth of the unreclaimable memory, an hour.", func(v *memory.Verdict) memory.Estimate { return v.GrowthPerHour }),
	[]column[judged]{
		{name: "unreclaimable", unit: unitBytes, number: verdictNumber(func(v *memory.Verdict) (float64, bool) { return v.Unreclaimable.Low, v.UnreclaimableKnown })},
		{name: "limit", unit: unitBytes, help: "The smallest that holds: the cgroup's, its ancestors' or the machine's memory.", number: verdictNumber(func(v *memory.Verdict) (float64, bool) { return v.Limit, v.LimitKnown })},
		{name: "next", help: "What to do.", word: verdictWord(func(v *memory.Verdict) string { return oneCell(v.Next) })},
		{name: "do_not", help: "What not to do.", word: verdictWord(func(v *memory.Verdict) string { return oneCell(v.DoNot) })},
		{name: "docs", help: "The page of the cause that matters most.", link: "${__value.raw}", linkTitle: "Read about the cause", word: verdictWord(func(v *memory.Verdict) string { return v.Docs })},
		{name: "sizing", help: "Why GOMEMLIMIT, request and limit should be so.", word: verdictWord(func(v *memory.Verdict) string {
			return oneCell(append(slices.Clone(v.Sizing.Reasons), v.Sizing.Warnings...))
		})},
		sizingColumn("sizing_gomemlimit", "What GOMEMLIMIT should be with the limit that is set; where none is, with the one advised.", func(s memory.Sizing) float64 { return s.GoMemLimit }),
		sizingColumn("sizing_request", "What the container's request should be.", func(s memory.Sizing) float64 { return s.Request }),
		sizingColumn("sizing_limit", "What the container's limit should be.", func(s memory.Sizing) float64 { return s.Limit }),
		{name: "sizing_manifest", help: "Request, limit and the GOMEMLIMIT that fits it, to be copied.", word: verdictWord(func(v *memory.Verdict) string { return v.Sizing.Manifest })},
	},
	momentColumns("status"),
)

func estimateColumns(name, unit, help string, of func(*memory.Verdict) memory.Estimate) []column[judged] {
	number := func(value func(memory.Estimate) float64) func(judged) (float64, bool) {
		return verdictNumber(func(v *memory.Verdict) (float64, bool) { return value(of(v)), of(v).Known })
	}
	return []column[judged]{
		{name: name, unit: unit, help: help, number: number(func(e memory.Estimate) float64 { return e.Value })},
		{name: name + "_low", unit: unit, help: "The lower end of what holds it in nine cases of ten.", number: number(func(e memory.Estimate) float64 { return e.Low })},
		{name: name + "_high", unit: unit, help: "The upper end of what holds it in nine cases of ten.", number: number(func(e memory.Estimate) float64 { return e.High })},
	}
}

func sizingColumn(name, help string, of func(memory.Sizing) float64) column[judged] {
	return column[judged]{name: name, unit: unitBytes, help: help, number: verdictNumber(func(v *memory.Verdict) (float64, bool) {
		return of(v.Sizing), v.Sizing.Known && of(v.Sizing) > 0
	})}
}

// oneCell is several texts in one cell.
func oneCell(texts []string) string { return strings.Join(unique(texts), "\n") }

func textsOf(all []memory.Evidence) []string {
	texts := make([]string, len(all))
	for i, e := range all {
		texts[i] = e.Text
	}
	return texts
}

func evidenceOf(v *memory.Verdict) string {
	return oneCell(append(textsOf(v.Level.Evidence), textsOf(v.Trend.Evidence)...))
}

func ruledOutOf(v *memory.Verdict) string {
	var texts []string
	for _, r := range append(slices.Clone(v.Level.RuledOut), v.Trend.RuledOut...) {
		texts = append(texts, memory.AnswerName(r.Cause)+": "+r.Text)
	}
	return oneCell(texts)
}

func missingOf(v *memory.Verdict) string {
	var texts []string
	for _, m := range append(slices.Clone(v.Level.Missing), v.Trend.Missing...) {
		texts = append(texts, counterList(m.Counters)+" would decide "+memory.AnswerName(m.Decides))
	}
	return oneCell(texts)
}
