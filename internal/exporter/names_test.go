package exporter

import (
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
	"github.com/memledger/memledger/pkg/memory"
)

// nameOfCounter is how a counter is exposed on a cgroup version; "" = it is not reported there.
func nameOfCounter(t *testing.T, c *memory.Counter, s memory.Source) string {
	t.Helper()
	switch {
	case c.Side == memory.NodeSide:
		return nodeName(c).Metric
	case s.File == "":
		return ""
	case c.ID == memory.HierarchicalLimit: // of two files on v2, so a metric of its own
		return HierarchicalLimitName
	}
	n, ok := NameOf(s)
	if !ok {
		t.Errorf("%s: %+v is not exposed", c.ID, s)
	}
	return n.Metric
}

// The domain's dialect spells our metrics as they are exposed, and lacks none of its own counters.
func TestDialectSpellsOurNames(t *testing.T) {
	i := slices.IndexFunc(memory.Dialects, func(d memory.Dialect) bool { return d.ID == memory.DialectMemledger })
	if i < 0 {
		t.Fatal("no dialect of our own")
	}
	spelled := map[memory.CounterID][]string{}
	for _, s := range memory.Dialects[i].Spellings {
		spelled[s.Counter] = append(spelled[s.Counter], s.Metric)
	}
	for k := range memory.Counters {
		c := &memory.Counters[k]
		if c.Side != memory.CgroupSide && c.Side != memory.NodeSide {
			continue
		}
		exposed := []string{nameOfCounter(t, c, c.V1), nameOfCounter(t, c, c.V2)}
		for _, metric := range spelled[c.ID] {
			if !slices.Contains(exposed, metric) {
				t.Errorf("%s: the dialect says %s, exposed as %q", c.ID, metric, exposed)
			}
		}
		if len(spelled[c.ID]) == 0 {
			continue // no view needs it
		}
		for _, metric := range exposed {
			if metric != "" && !slices.Contains(spelled[c.ID], metric) {
				t.Errorf("%s: exposed as %s, the dialect says %q", c.ID, metric, spelled[c.ID])
			}
		}
	}
}

func TestNamesTable(t *testing.T) {
	types := map[string]string{}
	helped := map[string]bool{}
	for _, n := range Names {
		if n.Metric == "" {
			continue
		}
		if old, ok := types[n.Metric]; ok && old != n.Type.String() {
			t.Errorf("%s has two types", n.Metric)
		}
		types[n.Metric] = n.Type.String()
		helped[n.Metric] = helped[n.Metric] || n.Help != ""
		if strings.HasSuffix(n.Metric, "_total") != (n.Type == counter) {
			t.Errorf("%s: a counter ends in _total, and nothing else does", n.Metric)
		}
		if _, fromStat := StatName(strings.TrimSuffix(strings.TrimPrefix(n.Metric, "cgroup_memory_"), "_bytes")); fromStat && n.File != "memory.stat" {
			t.Errorf("%s is a key of memory.stat too", n.Metric)
		}
	}
	for metric, ok := range helped {
		if !ok {
			t.Errorf("%s has no help", metric)
		}
	}
}

func TestEveryStatKeyOfTheCapturesIsKnown(t *testing.T) {
	for name, dir := range cgrouptest.Captures(t) {
		for line := range strings.Lines(copied(t, dir)["memory.stat"]) {
			key, _, _ := strings.Cut(line, " ")
			if _, ok := StatName(key); !ok {
				t.Errorf("%s: the unit of %s is not known", name, key)
			}
		}
	}
}

// Names that the linter dislikes and that are the kernel's own.
var kernelsWords = []string{"cgroup_memory_total_", "cgroup_memory_sec_pagetables_"}

func TestLint(t *testing.T) {
	for name, c := range capturedTrees(t) {
		problems, err := promlint.New(strings.NewReader(cgroupsOnly(scraped(t, handler(t, c))))).Lint()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if !slices.ContainsFunc(kernelsWords, func(w string) bool { return strings.HasPrefix(p.Metric, w) }) {
				t.Errorf("%s: %s: %s", name, p.Metric, p.Text)
			}
		}
	}
}
