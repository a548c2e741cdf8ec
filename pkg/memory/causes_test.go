package memory

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The ids are part of the API: alert rules and dashboards name them.
var fixedIDs = map[Aspect][]CauseID{
	Level: {"page_cache", "mapped_files", "retained_heap", "gc_headroom", "heap_fragmentation", "live_heap", "goroutine_stacks", "runtime_overhead",
		"native_memory", "huge_pages", "kernel_slab", "sockets", "shared_memory", "pinned_memory", "other_processes"},
	Trend: {"heap_leak", "goroutine_leak", "native_leak", "page_cache", "kernel_slab", "sockets", "shared_memory", "pinned_memory", "other_processes"},
}

func TestEachFixedCauseAnswersItsQuestion(t *testing.T) {
	for aspect, want := range fixedIDs {
		var got []CauseID
		for i := range Causes {
			if Causes[i].Answers(aspect) {
				got = append(got, Causes[i].ID)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: causes %v, want %v", aspect, got, want)
		}
	}
}

func TestEveryCauseHasItsPageAndEveryPageACause(t *testing.T) {
	pages, err := filepath.Glob("../../docs/causes/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("docs/causes: %v, %d pages", err, len(pages))
	}
	var written []string
	for _, p := range pages {
		if filepath.Base(p) != filepath.Base(CausesIndex) {
			written = append(written, strings.TrimSuffix(filepath.Base(p), ".md"))
		}
	}
	var want []string
	for _, id := range AnswerIDs() {
		want = append(want, string(id))
		c, ok := CauseByID(id)
		if !ok {
			t.Errorf("%s has no row", id)
			continue
		}
		if _, err := os.Stat(filepath.Join("..", "..", c.Docs())); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if p, ok := PageOf(id); !ok || p.About == "" {
			t.Errorf("%s has no text for its page", id)
		}
	}
	slices.Sort(written)
	slices.Sort(want)
	if !slices.Equal(written, want) {
		t.Errorf("pages %v, want %v", written, want)
	}
}

func TestThresholdsHaveTheirReasons(t *testing.T) {
	for _, c := range Causes {
		for _, rule := range c.Level {
			for _, r := range rule {
				if r.Why == "" || r.What == "" || r.OfWhat == "" {
					t.Errorf("%s: ratio %v: want what, of what and why", c.ID, r.Sum)
				}
			}
		}
		if len(c.Next) == 0 || len(c.DoNot) == 0 || c.Help == "" || c.Kills == "" {
			t.Errorf("%s: want help, what to do, what not to do and whether it kills", c.ID)
		}
		for _, a := range []Aspect{Level, Trend} {
			if c.Answers(a) != (len(c.Needs(a)) > 0) {
				t.Errorf("%s: answers %s: %v, but needs %v", c.ID, a, c.Answers(a), c.Needs(a))
			}
		}
	}
	for _, k := range HarmlessChecks {
		if k.Why == "" {
			t.Errorf("check %s has no reason", k.What)
		}
	}
}

// What a cause needs must be enough for its own line: otherwise knowable would be said of what is not.
func TestWhatACauseNeedsTellsItsLine(t *testing.T) {
	for i := range Causes {
		c := &Causes[i]
		for _, way := range c.TrendNeeds {
			s := Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{}}
			for _, id := range way {
				s.Values[id] = 64 << 20
			}
			if _, ok := s.Values[Processes]; ok {
				s.Values[Processes] = 1
			}
			if !slices.ContainsFunc(watchedLines(s), func(w watched) bool { return slices.Equal(w.causes, []CauseID{c.ID}) }) {
				t.Errorf("%s needs %v, which tells none of its lines", c.ID, way)
			}
			if n := len(TrendCounters(s)); n > MaxTrendCounters {
				t.Errorf("%s: %d counters, want at most %d", c.ID, n, MaxTrendCounters)
			}
		}
	}
}
