package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/memledger/memledger/pkg/memory"
)

// page collects lines and cuts none: every line is made to fit the style's width.
type page struct {
	strings.Builder
	Style
}

func (p *page) line(format string, args ...any) {
	p.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " "))
	p.WriteByte('\n')
}

// wrapped prints text behind lead in lines of at most the page's width, those after the first indented. A word
// that is longer than a line stands on lines of its own.
func (p *page) wrapped(lead, text, indent string) {
	line, empty := lead, true
	for _, word := range strings.Fields(text) {
		for {
			room := p.width() - utf8.RuneCountInString(line) - 1
			if utf8.RuneCountInString(word) <= room {
				break
			}
			if empty { // not even alone: cut it
				head := string([]rune(word)[:room])
				line, word = line+head, strings.TrimPrefix(word, head)
			}
			p.line("%s", line)
			line, empty = indent, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	p.line("%s", line)
}

// strongly prints lines in bold.
func (p *page) strongly(print func()) {
	from := p.Len()
	print()
	text := p.String()
	p.Reset()
	p.WriteString(text[:from] + p.strong(strings.TrimSuffix(text[from:], "\n")) + "\n")
}

// nameWidth is the room of a class's name, with its swatch 39 columns.
func nameWidth(swatch string) int {
	if swatch == "" {
		return 39
	}
	return 37
}

// Text prints the report as tables and bars.
func (r *Report) Text(w io.Writer, s Style) error {
	p := &page{Style: s}
	r.head(p)
	r.verdict(p)
	r.moved(p)
	r.classes(p)
	r.beside(p)
	r.tools(p)
	r.absent(p)
	_, err := io.WriteString(w, p.String())
	return err
}

// title says whose memory it is, and when.
func (p *page) title(container, cgroup string, version int, at time.Time) {
	title := printable(cmp.Or(container, cgroup)) + " · cgroup"
	if version > 0 {
		title += fmt.Sprintf(" v%d", version)
	}
	title += " " + printable(cgroup)
	if !at.IsZero() {
		title += " · " + at.UTC().Format("2006-01-02 15:04:05Z")
	}
	p.wrapped("", title, "  ")
}

func (r *Report) head(p *page) {
	p.title(r.Container, r.Cgroup, r.CgroupVersion, r.Time)
	p.line("")
	p.strongly(func() { p.wrapped("", r.Divergence.Summary, "  ") })
	for _, n := range r.Notices {
		p.wrapped("Note: ", printable(n), "  ")
	}
	if r.Watched != nil {
		p.wrapped("Note: ", r.Watched.notice(), "  ")
	}
}

func (r *Report) classes(p *page) {
	p.line("")
	p.line("%-41s %11s %7s  %-9s %s", "WHERE THE BYTES ARE", "bytes", "share", "basis", "can be reclaimed")
	group := ""
	for _, a := range r.ledger.Amounts {
		if a.Class.Group != group {
			group = a.Class.Group
			g, _ := memory.GroupByID(group)
			p.line("%s", g.Name)
		}
		swatch := p.swatch(a.Class)
		p.line("  %s%-*s %11s %7s  %-9s %s", swatch, nameWidth(swatch), a.Class.Name, iec(a.Bytes), share(a.Bytes, r.Usage), a.Basis, reclaimWords[a.Class.Reclaim])
	}
	p.line("%-41s %11s %7s", "usage", iec(r.Usage), "100%")
	if r.MappedNotResident > 0 {
		p.line("%-41s %11s          never touched, or in swap", "mapped by Go, not resident, at least", iec(r.MappedNotResident))
	}
	if r.Limit != nil {
		p.line("%-41s %11s %7s  of the limit is in use", "limit", iec(*r.Limit), share(r.Usage, *r.Limit))
	}
	if u := r.Unreclaimable; u != nil {
		text := iec(u.Low)
		if u.High > u.Low {
			text += " to " + iec(u.High)
		}
		p.line("%-41s %11s", "unreclaimable", text)
	}
}

var reclaimWords = map[memory.Reclaim]string{
	memory.Reclaimable: "yes",
	memory.SwapOnly:    "only by swap",
	memory.Pinned:      "no",
	memory.Mixed:       "some of it",
}

func (r *Report) beside(p *page) {
	if len(r.ledger.Overlays) == 0 {
		return
	}
	p.line("")
	p.line("%-41s %11s", "BESIDE IT (part of the above, or outside)", "bytes")
	for _, b := range r.ledger.Overlays {
		if b.Overlay.Unit == memory.Bytes {
			p.line("  %-39s %11s", b.Overlay.Name, iec(b.Value))
		}
	}
}

// tools prints each distinct sum's number with all the tools that share it, and the bar of what they
// count.
func (r *Report) tools(p *page) {
	p.line("")
	p.line("WHAT EACH TOOL PRINTS, in its own units, to three digits")
	all := memory.Compare(r.ledger)
	whole := longest(all, r.Usage)
	p.line("  "+legend, iec(whole))
	indent := strings.Repeat(" ", 15)
	for _, row := range sameSum(all, r.CgroupVersion) {
		value := "cannot tell"
		if row.printed.Known {
			value = memory.FormatBytes(row.printed.Value, row.printed.Formula.Units)
		}
		p.wrapped(fmt.Sprintf("  %11s  ", value), strings.Join(row.tools, ", "), indent)
		if row.printed.Known {
			p.line("%s%s", indent, p.bar(row.printed, r.ledger, whole, p.width()-len(indent)))
		}
	}
}

type sharedSum struct {
	printed memory.Printed
	tools   []string
}

// sameSum gathers the tools that print the same bytes in the same units.
func sameSum(all []memory.Printed, version int) []*sharedSum {
	type key struct {
		sum   memory.FormulaID
		units memory.UnitSystem
	}
	var rows []*sharedSum
	bySum := map[key]*sharedSum{}
	for _, pr := range all {
		id, _ := pr.Formula.SameAs(version)
		k := key{id, pr.Formula.Units}
		row, ok := bySum[k]
		if !ok {
			row = &sharedSum{printed: pr}
			bySum[k], rows = row, append(rows, row)
		}
		row.tools = append(row.tools, pr.Formula.Label())
	}
	return rows
}

func (r *Report) absent(p *page) {
	if len(r.Missing) == 0 {
		return
	}
	p.line("")
	p.line("NOT REPORTED HERE")
	splits := map[memory.ClassID][]string{}
	var order []memory.ClassID
	for _, m := range r.Missing {
		if splits[m.Splits] == nil {
			order = append(order, m.Splits)
		}
		splits[m.Splits] = append(splits[m.Splits], string(m.Counter))
	}
	for _, id := range order {
		c, _ := memory.ClassByID(id)
		p.wrapped("  ", c.Name+": would be split by "+strings.Join(splits[id], ", "), "    ")
	}
}

func iec(v float64) string { return memory.FormatBytes(v, memory.IEC) }

func share(part, whole float64) string {
	if whole <= 0 {
		return ""
	}
	return memory.FormatShare(part / whole)
}
