package generate

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

type causeInfo struct {
	ID    memory.CauseID `json:"id"`
	Name  string         `json:"name"`
	Level bool           `json:"level"` // answers what is large now
	Trend bool           `json:"trend"` // answers what grows
	Help  string         `json:"help"`
	Docs  string         `json:"docs"`
}

// allCauses are the causes and the answers that are none.
func allCauses() (all []memory.Cause) {
	for _, id := range memory.AnswerIDs() {
		if c, ok := memory.CauseByID(id); ok {
			all = append(all, *c)
		}
	}
	return all
}

func causeOf(c memory.Cause) any {
	return causeInfo{c.ID, c.Name, c.Answers(memory.Level), c.Answers(memory.Trend), c.Help, c.Docs()}
}

func causeRows() [][]string {
	return ids(allCauses(), func(c memory.Cause) []string {
		return []string{"[" + code(string(c.ID)) + "](" + strings.TrimPrefix(c.Docs(), "docs/") + ")", c.Name, questions(c), string(c.Kills), c.Help, needs(c.LevelNeeds), needs(c.TrendNeeds)}
	})
}

func questions(c memory.Cause) string {
	var of []string
	for _, a := range []memory.Aspect{memory.Level, memory.Trend} {
		if c.Answers(a) {
			of = append(of, string(a))
		}
	}
	return strings.Join(of, ", ")
}

func needs(ways [][]memory.CounterID) string {
	var texts []string
	for _, way := range ways {
		texts = append(texts, strings.Join(ids(way, func(id memory.CounterID) string { return code(string(id)) }), " + "))
	}
	return strings.Join(texts, ", or ")
}

func causePages() (pages []artifact) {
	for _, c := range allCauses() {
		pages = append(pages, artifact{c.Docs(), func() ([]byte, error) { return causePage(c) }})
	}
	return pages
}

// causePage prints one docs/causes/<id>.md.
func causePage(c memory.Cause) ([]byte, error) {
	page, ok := memory.PageOf(c.ID)
	if !ok {
		return nil, fmt.Errorf("cause %s has no row in memory.CausePages", c.ID)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s (`%s`)\n\n<!-- Generated from pkg/memory by `npm run generate`; do not edit. -->\n\n%s\n\n%s\n", c.Name, c.ID, c.Help, page.About)
	howTold(&b, c)
	list(&b, "What to do", c.Next)
	list(&b, "What not to do", c.DoNot)
	if c.Answers(memory.Level) || c.Answers(memory.Trend) {
		fmt.Fprintf(&b, "\n## Can it end in an OOM kill?\n\n%s\n", killWords[c.Kills])
	}
	if len(page.PromQL) > 0 {
		b.WriteString("\n## PromQL to look at\n")
		for _, q := range page.PromQL {
			fmt.Fprintf(&b, "\n%s:\n\n```promql\n%s\n```\n", capital(q.What), q.Expr)
		}
	}
	list(&b, "Real reports", ids(page.Reports, reportLink))
	return b.Bytes(), nil
}

var killWords = map[memory.Tri]string{
	memory.Yes:     "Yes: reclaim does not get it back.",
	memory.No:      "No: it is given back before the limit kills.",
	memory.Unknown: "It depends: part of it can be given back.",
}

func howTold(b *bytes.Buffer, c memory.Cause) {
	if c.Answers(memory.Level) {
		b.WriteString("\n## How it is told that it is large\n\nSums are of classes and counters of [the reference](../reference.md).\n")
		for i, rule := range c.Level {
			fmt.Fprintf(b, "\n%s:\n\n", ruleWords(i, len(rule)))
			for _, r := range rule {
				fmt.Fprintf(b, "- %s: `%s` is at least %s of `%s`, because: %s.\n", r.What, r.Sum, times(r.AtLeast), r.Of, r.Why)
			}
		}
		definitions(b, c.Level)
		fmt.Fprintf(b, "\nNeeds %s.\n", needs(c.LevelNeeds))
	}
	if c.Answers(memory.Trend) {
		b.WriteString("\n## How it is told that it grows\n\nThe first of these lines that is known rises and does not come back by itself:\n\n")
		for _, l := range c.Rises {
			floor := ""
			if l.Floor {
				floor = ", the least of each stretch of time"
			}
			fmt.Fprintf(b, "- %s: `%s`%s.\n", l.What, l.Sum, floor)
		}
		fmt.Fprintf(b, "\nNeeds %s.\n\n%s\n", needs(c.TrendNeeds), memory.TrendRule)
	}
	if c.Droppable {
		b.WriteString("\n## What is looked at before it is called harmless\n\n")
		for _, k := range memory.HarmlessChecks {
			fmt.Fprintf(b, "- %s: at most %s, because: %s (`%s`).\n", k.What, k.Limit(), k.Why, k.Sum)
		}
	}
}

// definitions says what the names stand for that the rules' sums use.
func definitions(b *bytes.Buffer, rules []memory.Rule) {
	var sums []memory.Expr
	for _, rule := range rules {
		for _, r := range rule {
			sums = append(sums, r.Sum, r.Of)
		}
	}
	if names := memory.Definitions(sums...); len(names) > 0 {
		b.WriteString("\nIn these:\n\n")
		for _, d := range names {
			fmt.Fprintf(b, "- `%s` is `%s`.\n", d.Name, d.Sum)
		}
	}
}

func ruleWords(i, ratios int) string {
	words := "It is, where"
	if i > 0 {
		words = "Or where"
	}
	if ratios > 1 {
		return words + " all of this holds"
	}
	return words + " this holds"
}

func times(v float64) string {
	if v < 1 {
		return fmt.Sprintf("%.0f%%", 100*v)
	}
	return fmt.Sprintf("%g times", v)
}

func list(b *bytes.Buffer, title string, rows []string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n", title)
	for _, r := range rows {
		fmt.Fprintf(b, "- %s\n", r)
	}
}

func reportLink(ref string) string {
	repo, number, _ := strings.Cut(ref, "#")
	return fmt.Sprintf("[%s](https://github.com/%s/issues/%s)", ref, repo, number)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
