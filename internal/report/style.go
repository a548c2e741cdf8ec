package report

import (
	"fmt"

	"github.com/memledger/memledger/pkg/memory"
)

// Style is how a report is printed.
type Style struct {
	Width int  // columns; every line is made to fit, and none is narrower than the tables
	Color bool // ANSI colours, for a terminal that has 256 of them
}

// Plain is what fits a terminal that nobody has made wider, a file and a pipe.
var Plain = Style{Width: 100}

// minWidth is that of the tables.
const minWidth = 90

// maxWidth is where a bar gets no easier to read.
const maxWidth = 160

// paints are the colours of xterm's 256 nearest to those of Grafana's palette that the classes have.
var paints = map[string]int{
	"dark-blue": 25, "semi-dark-blue": 32, "blue": 69, "light-blue": 111,
	"semi-dark-purple": 97, "purple": 134, "light-purple": 177, "super-light-purple": 183,
	"dark-orange": 166, "semi-dark-orange": 172, "orange": 208, "light-orange": 215, "super-light-orange": 223,
	"dark-green": 28, "semi-dark-green": 64, "green": 71, "light-green": 114,
	"dark-yellow": 136, "semi-dark-yellow": 178, "yellow": 220,
	"dark-red": 124, "semi-dark-red": 160, "red": 203, "light-red": 210, "super-light-red": 217,
	"#8e8e8e": 245,
}

// paint prints text in the colour of a class.
func (s Style) paint(c *memory.Class, text string) string {
	n, ok := paints[c.Color]
	if !s.Color || !ok || text == "" {
		return text
	}
	return fmt.Sprintf("\x1b[38;5;%dm%s\x1b[0m", n, text)
}

// strong prints text in bold.
func (s Style) strong(text string) string {
	if !s.Color {
		return text
	}
	return "\x1b[1m" + text + "\x1b[0m"
}

// swatch is what stands before a class's name, so that it is found in the bars.
func (s Style) swatch(c *memory.Class) string {
	if !s.Color {
		return ""
	}
	return s.paint(c, solid) + " "
}

func (s Style) width() int { return min(max(s.Width, minWidth), maxWidth) }
