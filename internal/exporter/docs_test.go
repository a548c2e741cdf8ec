package exporter

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
	"github.com/memledger/memledger/pkg/memory"
)

const (
	listStart = "<!-- metrics: written by go test ./internal/exporter -run TestPage -update; do not edit -->\n"
	listEnd   = "<!-- end -->\n"
)

// exposed is every metric by name: those of the tables, of the keys of memory.stat that the tables and
// the captured kernels have, and what the exporter says of itself.
func exposed(t *testing.T) map[string]Name {
	t.Helper()
	all := map[string]Name{}
	add := func(n Name) {
		if n.Metric != "" && all[n.Metric].Help == "" {
			all[n.Metric] = n
		}
	}
	for _, n := range slices.Concat(Names, Derived) {
		add(n)
	}
	for _, c := range memory.Counters {
		if c.Side == memory.NodeSide {
			add(nodeName(&c))
		}
		for _, s := range []memory.Source{c.V1, c.V2} {
			if n, ok := NameOf(s); ok && s.File == "memory.stat" {
				add(n)
			}
		}
	}
	for _, capture := range cgrouptest.Captures(t) {
		if capture == "" {
			t.Skipf("%s: a capture is not there", t.Name())
		}
		for line := range strings.Lines(copied(t, capture)["memory.stat"]) {
			key, _, _ := strings.Cut(line, " ")
			if n, ok := NameOf(memory.Source{File: "memory.stat", Key: key}); ok {
				add(n)
			}
		}
	}
	for name, f := range parsed(t, scraped(t, handler(t, config(cgrouptest.NewV2(t, t.TempDir(), nil))))) {
		if strings.HasPrefix(name, "cgroup_exporter_") {
			add(Name{Metric: name, Type: f.GetType(), Help: f.GetHelp()})
		}
	}
	add(Name{"", "", "cgroup_exporter_unreadable_files_total", counter, unreadableHelp}) // none was
	return all
}

// The page lists every metric. go test ./internal/exporter -run TestPage -update writes the list anew.
func TestPageListsEveryMetric(t *testing.T) {
	all := exposed(t)
	var b strings.Builder
	b.WriteString("\n| metric | type | |\n|---|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, cmp.Or(typeWords[all[name].Type], "gauge"), strings.ReplaceAll(all[name].Help, "|", `\|`))
	}
	file := filepath.Join("..", "..", "docs", "exporter.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), listStart)
	list, after, ended := strings.Cut(rest, listEnd)
	if !ok || !ended {
		t.Fatalf("%s: want the list between %q and %q", file, listStart, listEnd)
	}
	want := b.String() + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(before+listStart+want+listEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if list != want {
		t.Errorf("the list in %s differs; run go test ./internal/exporter -run TestPage -update", file)
	}
}
