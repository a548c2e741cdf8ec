package main

import (
	"io"
	"os"

	"golang.org/x/term"

	"github.com/memledger/memledger/internal/report"
)

const (
	colorAuto   = "auto"
	colorAlways = "always"
	colorNever  = "never"
)

// style is how the report is printed where it goes to: as wide as the terminal, and coloured there.
func (o *reportOptions) style(env environment) report.Style {
	style := report.Plain
	columns, isTerminal := terminal(env.out)
	if isTerminal {
		style.Width = columns
	}
	// NO_COLOR is a wish of any value but the empty one (no-color.org); a flag is the later word.
	wanted := isTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	style.Color = o.color == colorAlways || (o.color == colorAuto && wanted)
	return style
}

// terminal tells how many columns it has; false where out is none.
func terminal(out io.Writer) (columns int, is bool) {
	file, ok := out.(*os.File)
	if !ok {
		return 0, false
	}
	fd := int(file.Fd())
	if !term.IsTerminal(fd) {
		return 0, false
	}
	columns, _, err := term.GetSize(fd)
	if err != nil {
		columns = report.Plain.Width
	}
	return columns, true
}
