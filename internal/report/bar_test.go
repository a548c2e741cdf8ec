package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/memledger/memledger/pkg/memory"
)

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

func textOf(t *testing.T, r *Report, s Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Text(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextFitsEveryWidthAndColourTakesNoRoom(t *testing.T) {
	for name, r := range reports(t) {
		r.Cgroup = "/cgroup" // a path is cut where it has to be
		for asked, want := range map[int]int{0: 90, 80: 90, 117: 117, 1000: 160} {
			plain, coloured := textOf(t, r, Style{Width: asked}), textOf(t, r, Style{Width: asked, Color: true})
			for line := range strings.Lines(escapes.ReplaceAllString(coloured, "")) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > want {
					t.Errorf("%s at %d: %d columns, want at most %d: %s", name, asked, n, want, line)
				}
			}
			if strings.Contains(plain, "\x1b") || !strings.Contains(coloured, "\x1b[38;5;") {
				t.Errorf("%s: want escapes where colour is on and nowhere else", name)
			}
		}
	}
}

// barOf is the bar under the line that names a tool.
func barOf(t *testing.T, text, tool string) string {
	t.Helper()
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.Contains(line, tool) {
			for _, next := range lines[i+1:] {
				if strings.ContainsAny(next, solid+hatch) {
					return strings.TrimSpace(next)
				}
			}
		}
	}
	t.Fatalf("no bar under %q in\n%s", tool, text)
	return ""
}

// 304 of 315 MiB were inactive page cache: 96 to 97 of 100 columns.
func TestDockersBarHatchesTheInactiveCache(t *testing.T) {
	r, ok := reports(t)["cgroup-v1-podman-4.3.1/01-page-cache"]
	if !ok {
		t.Skip("capture 01-page-cache is not there")
	}
	text := textOf(t, r, Style{Width: 115})
	docker := barOf(t, text, "docker stats ≥20.10")
	counted, left := strings.Count(docker, solid), strings.Count(docker, hatch)
	if counted < 3 || counted > 4 || left < 96 || left > 97 || !strings.HasPrefix(docker, solid) {
		t.Errorf("docker ≥20.10: %d columns counted and %d left out, want 3 or 4 and 96 or 97: %s", counted, left, docker)
	}
	if podman := barOf(t, text, "podman stats ≤3.4"); podman != strings.Repeat(solid, 100) {
		t.Errorf("podman ≤3.4 counts everything: want 100 solid columns, got %s", podman)
	}
}

func TestANumberThatNobodyCanSplitIsOneSolidBar(t *testing.T) {
	l := &memory.Ledger{}
	p := memory.Printed{Value: 50, Known: true}
	if got := Plain.bar(p, l, 100, 10); got != strings.Repeat(solid, 5) {
		t.Errorf("50 of 100 in 10 columns: %q, want 5 solid ones", got)
	}
}

func TestEveryClassHasAColourOfTheTerminal(t *testing.T) {
	for _, c := range memory.Classes {
		if _, ok := paints[c.Color]; !ok {
			t.Errorf("%s: no terminal colour for %q", c.ID, c.Color)
		}
	}
}
