package report

import (
	"fmt"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

func (r *Report) verdict(p *page) {
	v := r.Verdict
	if v == nil {
		return
	}
	p.line("")
	p.line("VERDICT")
	p.strongly(func() { p.wrapped("  ", v.Summary, "  ") })
	p.row("large now", v.Level.words())
	if v.Trend != nil {
		p.row("grows", v.Trend.words())
	}
	p.row("can kill", string(v.CanKill))
	p.list("evidence", v.evidence())
	if not := v.ruledOut(); len(not) > 0 {
		p.row("ruled out", strings.Join(not, "; "))
	}
	p.list("missing", v.missing())
	p.list("tools differ", v.Disagreement)
	p.list("do", v.Next)
	p.list("do not", v.DoNot)
	if v.Sizing != nil {
		p.list("sizing", append(unique(v.Sizing.Reasons), v.Sizing.Warnings...))
	}
	if v.Docs != "" {
		p.row("read", v.Docs)
	}
}

// words are the cause and how sure it is.
func (f Finding) words() string {
	return fmt.Sprintf("%s, confidence %.0f%%", f.Name, 100*f.Confidence)
}

// findings are the halves that there are.
func (v *Verdict) findings() []Finding {
	if v.Trend == nil {
		return []Finding{v.Level}
	}
	return []Finding{v.Level, *v.Trend}
}

func (v *Verdict) evidence() (all []string) {
	for _, f := range v.findings() {
		all = append(all, f.Evidence...)
	}
	return unique(all)
}

func (v *Verdict) ruledOut() (all []string) {
	for _, f := range v.findings() {
		for _, o := range f.RuledOut {
			all = append(all, memory.AnswerName(o.Cause)+": "+o.Text)
		}
	}
	return unique(all)
}

func (v *Verdict) missing() (all []string) {
	for _, f := range v.findings() {
		for _, m := range f.Missing {
			var names []string
			for _, id := range m.Counters {
				names = append(names, string(id))
			}
			all = append(all, strings.Join(names, ", ")+" would decide "+memory.AnswerName(m.Decides))
		}
	}
	return unique(all)
}

const titleWidth = 14

// row prints one value behind its title.
func (p *page) row(title, text string) {
	p.wrapped(fmt.Sprintf("  %-*s", titleWidth, title), printable(text), strings.Repeat(" ", titleWidth+2))
}

// list prints values below each other, the first behind the title.
func (p *page) list(title string, all []string) {
	for _, text := range all {
		p.row(title, text)
		title = ""
	}
}

// moved prints what the counters of the trend did while they were watched. It is no verdict: minutes do
// not tell a leak from a cache that fills.
func (r *Report) moved(p *page) {
	if r.Watched == nil || len(r.Watched.Moved) == 0 {
		return
	}
	p.line("")
	p.line("%-31s %11s %11s %11s", "MOVED IN "+strings.ToUpper(r.Watched.words()), "from", "to", "by")
	for _, m := range r.Watched.Moved {
		p.line("  %-29s %11s %11s %11s", m.Counter, m.amount(m.From), m.amount(m.To), m.signed())
	}
}

func (m Moved) amount(v float64) string {
	if c, ok := memory.CounterByID(m.Counter); ok && c.Unit == memory.Bytes {
		return iec(v)
	}
	return fmt.Sprintf("%.0f", v)
}

func (m Moved) signed() string {
	if m.To > m.From {
		return "+" + m.amount(m.To-m.From)
	}
	return m.amount(m.To - m.From)
}
