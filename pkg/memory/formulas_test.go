package memory

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func printed(t *testing.T, l *Ledger, id FormulaID) Printed {
	t.Helper()
	f, ok := FormulaByID(id)
	if !ok {
		t.Fatalf("no formula %q", id)
	}
	p, ok := Print(l, f)
	if !ok || !p.Known {
		t.Fatalf("%s on cgroup v%d: want a number, missing %v", id, l.Snapshot.CgroupVersion, p.Missing)
	}
	return p
}

// podman 4.3.1 wrote podman-stats.txt a moment after the files were read.
func TestPodmanFormulaIsWhatPodmanPrinted(t *testing.T) {
	compared := 0
	for _, c := range captures(t) {
		text, err := os.ReadFile(filepath.Join(c.dir, "podman-stats.txt"))
		if err != nil {
			continue
		}
		compared++
		want := parseSI(t, strings.Fields(string(text))[0])
		got := printed(t, attribute(t, c.snapshot()), "podman_4_0").Value
		if math.Abs(got-want) > 1e6 {
			t.Errorf("%s: podman 4.0–4.6 = %.0f, podman 4.3.1 printed %.0f", c.name, got, want)
		}
	}
	if compared == 0 {
		t.Skip("no capture with podman-stats.txt")
	}
}

func parseSI(t *testing.T, s string) float64 {
	t.Helper()
	for suffix, factor := range map[string]float64{"kB": 1e3, "MB": 1e6, "GB": 1e9} {
		if n, ok := strings.CutSuffix(s, suffix); ok {
			v, err := strconv.ParseFloat(n, 64)
			if err != nil {
				t.Fatal(err)
			}
			return v * factor
		}
	}
	t.Fatalf("podman printed %q: want kB, MB or GB", s)
	return 0
}

func TestDockerFormulaLeavesTheInactiveCacheOut(t *testing.T) {
	for _, c := range captures(t) {
		l := attribute(t, c.snapshot())
		p := printed(t, l, "docker_20_10")
		if want := c.usage() - c.stat("total_inactive_file", "inactive_file"); p.Value != want {
			t.Errorf("%s: docker = %.0f, want usage − inactive_file = %.0f", c.name, p.Value, want)
		}
		if v, ok := counts(p.Counted, FileInactive); ok {
			t.Errorf("%s: docker counts %.0f of inactive page cache, want none", c.name, v)
		}
	}
}

// What a tool prints is the classes it counts and a remainder, to the byte; and on captures without
// lazily freed pages the remainder is no more than what is unattributed.
func TestPrintedNumberIsItsClassesAndASmallRemainder(t *testing.T) {
	for _, c := range captures(t) {
		l := attribute(t, c.snapshot())
		for _, p := range Compare(l) {
			if !p.Known || p.Formula.ID == "ps_rss" {
				continue
			}
			sum := p.Remainder
			for _, part := range p.Counted {
				sum += part.Bytes
			}
			if sum != p.Value {
				t.Errorf("%s %s: classes and remainder = %.0f, want %.0f", c.name, p.Formula.ID, sum, p.Value)
			}
			if math.Abs(p.Remainder) > unattributedBound {
				t.Errorf("%s %s: remainder %.0f, want within ±%d", c.name, p.Formula.ID, p.Remainder, unattributedBound)
			}
		}
	}
}

func TestWalkEndsOnThePrintedNumber(t *testing.T) {
	for _, c := range captures(t) {
		l := attribute(t, c.snapshot())
		for i := range Formulas {
			for j := range Heaps {
				d := Diverge(l, &Formulas[i], &Heaps[j])
				if !d.Known() {
					continue
				}
				level := d.Heap
				for _, s := range d.Steps {
					if s.From != level {
						t.Fatalf("%s %s %s: step %s starts at %.0f, want %.0f", c.name, d.Formula.ID, d.HeapMeasure.ID, s.Class.ID, s.From, level)
					}
					level = s.To
				}
				if level != d.Reported || d.Bytes != d.Reported-d.Heap {
					t.Errorf("%s %s %s: walk ends at %.0f, want %.0f", c.name, d.Formula.ID, d.HeapMeasure.ID, level, d.Reported)
				}
			}
		}
	}
}

func TestUnknownCgroupVersionKnowsOnlyWhatBothAgreeOn(t *testing.T) {
	l := attribute(t, Snapshot{Values: map[CounterID]float64{Usage: 10, Anon: 4, File: 5, InactiveFile: 3}})
	for _, p := range Compare(l) {
		if p.Formula.ID == "podman_4_0" {
			t.Error("podman 4.0–4.6 differs by cgroup version: want no number without it")
		}
	}
	if got := printed(t, l, "podman_5_6").Value; got != 7 {
		t.Errorf("podman ≥5.6 = %.0f, want 7", got)
	}
}
