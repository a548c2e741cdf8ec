package report

import (
	"math"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

const (
	solid  = "█" // counted
	hatch  = "░" // left out
	legend = solid + " counted, " + hatch + " left out; the longest bar is %s"
)

// cell is one column of a bar: the class that it stands for, and with what it is filled.
type cell struct {
	class *memory.Class
	fill  string
}

// bar draws what a tool counts, from zero on, and behind it what it leaves out, as the panel does. It
// is as wide as columns where it reaches whole.
func (s Style) bar(p memory.Printed, l *memory.Ledger, whole float64, columns int) string {
	cells := make([]cell, columns)
	fill := func(from, to float64, c cell) {
		for i := column(from, whole, columns); i < column(to, whole, columns); i++ {
			cells[i] = c
		}
	}
	if len(p.Counted) == 0 { // a number that nobody can split
		fill(0, p.Value, cell{fill: solid})
	} else {
		// What takes away comes later in the order of classes, and is then no longer counted.
		for i, at := range p.Places(l) {
			class := l.Amounts[i].Class
			fill(at.LeftFrom, at.LeftTo, cell{class, hatch})
			fill(at.From, min(at.To, p.Value), cell{class, solid})
		}
	}
	return s.draw(cells)
}

// column is the one at which bytes lie.
func column(bytes, whole float64, columns int) int {
	if whole <= 0 {
		return 0
	}
	return min(max(int(math.Round(bytes/whole*float64(columns))), 0), columns)
}

// draw prints runs of like cells together; what is empty behind the last is left away.
func (s Style) draw(cells []cell) string {
	var b strings.Builder
	for i := 0; i < len(cells); {
		run := i
		for run < len(cells) && cells[run] == cells[i] {
			run++
		}
		text := strings.Repeat(cells[i].fill, run-i)
		if cells[i].fill == "" {
			text = strings.Repeat(" ", run-i)
		}
		if cells[i].class != nil {
			text = s.paint(cells[i].class, text)
		}
		b.WriteString(text)
		i = run
	}
	return strings.TrimRight(b.String(), " ")
}

// longest is the most that any bar reaches.
func longest(all []memory.Printed, usage float64) float64 {
	for _, p := range all {
		usage = max(usage, p.Value)
	}
	return usage
}
