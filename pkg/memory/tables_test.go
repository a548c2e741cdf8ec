package memory

import (
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
)

func TestEveryRowHasItsSourceAndAnIDOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	row := func(table, id, ref, help string) {
		t.Helper()
		if id == "" || seen[table+id] {
			t.Errorf("%s %q: want an id of its own", table, id)
		}
		seen[table+id] = true
		if ref == "" || help == "" {
			t.Errorf("%s %q: want a source and a help text", table, id)
		}
	}
	for _, c := range Counters {
		row("counter", string(c.ID), c.Ref, c.Help)
	}
	for _, c := range Classes {
		row("class", string(c.ID), c.Ref, c.Help)
		if _, ok := GroupByID(c.Group); !ok {
			t.Errorf("class %q: group %q is not in Groups", c.ID, c.Group)
		}
	}
	for _, f := range Formulas {
		row("formula", string(f.ID), f.Ref, f.Help)
	}
	for _, h := range Heaps {
		row("heap", h.ID, h.Ref, h.Help)
	}
	for _, o := range Overlays {
		row("overlay", o.ID, o.Ref, o.Help)
	}
	for _, c := range Context {
		row("context", c.ID, c.Ref, c.Help)
	}
	for _, d := range Dialects {
		row("dialect", string(d.ID), d.Ref, d.Name)
	}
}

func TestSumsMentionOnlyCountersThatExist(t *testing.T) {
	internal := []CounterID{goClaimed, anonAlone}
	check := func(owner string, e Expr) {
		if e == nil {
			return
		}
		for _, id := range CountersOf(e) {
			if _, ok := CounterByID(id); !ok && !slices.Contains(internal, id) {
				t.Errorf("%s: counter %q is not in Counters", owner, id)
			}
		}
	}
	for _, c := range Classes {
		check("class "+string(c.ID), c.Sum)
	}
	for _, f := range Formulas {
		check("formula "+string(f.ID), f.V1)
		check("formula "+string(f.ID), f.V2)
	}
	for _, h := range Heaps {
		check("heap "+h.ID, h.Sum)
	}
	for _, d := range Dialects {
		for _, s := range d.Spellings {
			check("dialect "+string(d.ID), ref(s.Counter))
		}
	}
}

func TestEveryClassIsInThePartition(t *testing.T) {
	placed := map[ClassID]bool{Unattributed: true}
	for _, s := range slots {
		for _, a := range s.alternatives {
			for _, id := range append(slices.Clone(a.parts), a.extras...) {
				placed[id] = true
			}
		}
	}
	for _, c := range Classes {
		if !placed[c.ID] {
			t.Errorf("class %q is in no slot of the partition", c.ID)
		}
	}
}

func TestUsageCoversEveryClass(t *testing.T) {
	usage, _ := CounterByID(Usage)
	for _, c := range Classes {
		if !slices.Contains(usage.Covers, c.ID) {
			t.Errorf("usage does not cover class %q", c.ID)
		}
	}
}

func TestGoCountersAreNamedAsTheRuntimeNamesThem(t *testing.T) {
	known := map[string]bool{}
	for _, m := range metrics.All() {
		known[m.Name] = true
	}
	for _, c := range goCounters {
		if c.Side != GoSide {
			continue
		}
		for name := range strings.FieldsFuncSeq(c.Go, func(r rune) bool { return r == ' ' || r == '+' }) {
			if name != "-" && !known[name] {
				t.Errorf("counter %s: %s is not in runtime/metrics.All()", c.ID, name)
			}
		}
	}
}

// The captured kernels were built without zswap, and cgroup2 was mounted without hugetlb accounting.
func TestKernelCountersStandInACapturedMemoryStat(t *testing.T) {
	notCaptured := []CounterID{Zswap, Zswapped, Hugetlb}
	keys := map[int]map[string]bool{1: {}, 2: {}}
	for _, c := range captures(t) {
		for k := range c.keyed["memory.stat"] {
			keys[c.version()][k] = true
		}
	}
	for _, c := range cgroupCounters {
		for version, s := range map[int]Source{1: c.V1, 2: c.V2} {
			if s.File == "memory.stat" && !keys[version][s.Key] && !slices.Contains(notCaptured, c.ID) {
				t.Errorf("counter %s: key %q is in no captured memory.stat of cgroup v%d", c.ID, s.Key, version)
			}
		}
	}
}

func TestUnitOfEveryCapturedKeyIsKnown(t *testing.T) {
	for _, c := range captures(t) {
		for k := range c.keyed["memory.stat"] {
			if _, ok := StatUnit(k); !ok {
				t.Errorf("%s: unit of memory.stat %q is not known", c.name, k)
			}
		}
	}
}
