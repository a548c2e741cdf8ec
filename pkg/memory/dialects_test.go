package memory

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEachGoldenSpeaksExactlyItsDialect(t *testing.T) {
	for _, g := range goldens(t) {
		var found []DialectID
		for _, d := range Detect(allDialects(), g.held) {
			found = append(found, d.ID)
		}
		if !slices.Equal(found, []DialectID{g.dialect}) {
			t.Errorf("%s: detected %v, want exactly %s", g.name, found, g.dialect)
		}
	}
}

func TestEachGoldenSaysWhatMadeIt(t *testing.T) {
	for _, g := range goldens(t) {
		if !strings.HasPrefix(g.made, "Real") && !strings.HasPrefix(g.made, "Built from") {
			t.Errorf("%s: says %q, want whether it is real or built, and from what", g.name, g.made)
		}
	}
}

func TestDialectRowsAreComplete(t *testing.T) {
	seen := map[DialectID]bool{}
	for _, d := range allDialects() {
		if seen[d.ID] {
			t.Errorf("%s: is there twice", d.ID)
		}
		seen[d.ID] = true
		for what, text := range map[string]string{"name": d.Name, "marker": d.Marker, "lacks": d.Lacks, "traps": d.Traps, "ref": d.Ref} {
			if text == "" {
				t.Errorf("%s: has no %s", d.ID, what)
			}
		}
		if !slices.Contains(d.Metrics(), d.Marker) {
			t.Errorf("%s: its marker %s spells no counter, so its labels need not be those of the others", d.ID, d.Marker)
		}
	}
	for _, d := range allDialects() {
		for _, id := range d.Told.Refines {
			if !seen[id] {
				t.Errorf("%s: refines %s, which is no dialect", d.ID, id)
			}
		}
	}
}

func TestSpelledCountersExist(t *testing.T) {
	for _, d := range allDialects() {
		for _, sp := range d.Spellings {
			if _, ok := CounterByID(sp.Counter); !ok {
				t.Errorf("%s: counter %q is in no table", d.ID, sp.Counter)
			}
		}
	}
}

// What is literal is offered for copying: a person who pastes a sentence gets an error that names no cause.
func TestAnOptionIsLiteralOrInWords(t *testing.T) {
	typed := regexp.MustCompile(`^(--[a-z_-]+=\S+|[a-z]+\.[A-Z]\w+\(\S*\)|metrics: \{[a-z_.]+: \{enabled: true\}\})$`)
	kinds := map[bool]int{}
	for _, d := range allDialects() {
		for _, sp := range d.Spellings {
			if sp.Option == "" {
				continue
			}
			kinds[sp.Literal]++
			if typed.MatchString(sp.Option) != sp.Literal || d.IsLiteral(sp.Option) != sp.Literal {
				t.Errorf("%s: option %q of %s is literal: %v", d.ID, sp.Option, sp.Counter, sp.Literal)
			}
		}
	}
	if kinds[true] == 0 || kinds[false] == 0 {
		t.Errorf("literal options and others: %v, want some of both", kinds)
	}
}

// A refining row's goldens speak for the row that it refines too. What a row reads beside its
// exporter, such as a process collector's metrics, may stand in any golden.
func TestEveryMetricOfARowStandsInAGolden(t *testing.T) {
	all := goldens(t)
	for _, d := range allDialects() {
		have, anywhere := map[string]bool{}, map[string]bool{}
		for _, g := range all {
			own := g.dialect == d.ID || slices.Contains(dialectOf(t, g.dialect).Told.Refines, d.ID)
			for name := range g.series {
				anywhere[name] = true
				have[name] = have[name] || own
			}
		}
		for _, sp := range d.Spellings {
			for _, name := range append([]string{sp.Metric, sp.Less}, plusMetrics(sp)...) {
				beside := strings.HasPrefix(name, "process_") && anywhere[name]
				if name != "" && !have[name] && !beside && !notInCaptures[name] {
					t.Errorf("%s: %s (%s) stands in none of its goldens", d.ID, name, sp.Counter)
				}
			}
		}
	}
}

// The captured kernels were built without zswap, and older than 6.7; their machines have no swap limits.
var notInCaptures = map[string]bool{
	"cgroup_memory_hugetlb_bytes": true,
	"cgroup_memory_zswap_bytes":   true, "cgroup_memory_zswapped_bytes": true,
	"cgroup_memory_swap_limit_bytes": true, "cgroup_memory_high_bytes": true,
}

func plusMetrics(sp Spelling) (names []string) {
	for _, p := range sp.Plus {
		names = append(names, p.Metric)
	}
	return names
}

func TestEveryCounterOfAGoldenIsRead(t *testing.T) {
	for _, g := range goldens(t) {
		d := dialectOf(t, g.dialect)
		s := g.snapshot(d)
		if s.CgroupVersion != g.version {
			t.Errorf("%s: cgroup version %d, want %d", g.name, s.CgroupVersion, g.version)
		}
		for _, sp := range d.Spellings {
			if _, have := s.Get(sp.Counter); have || !sp.holdsOn(g.version) {
				continue
			}
			v, ok := g.sample(d)(sp.Metric, sp.Match)
			row, _ := CounterByID(sp.Counter)
			if unknown := v == 0 && (sp.ZeroIsAbsent || row.ZeroUnknown); ok && Plausible(v) && !unknown && allThere(g, d, sp) {
				t.Errorf("%s: %s = %v was not read as %s", g.name, sp.Metric, v, sp.Counter)
			}
		}
	}
}

func allThere(g golden, d *Dialect, sp Spelling) bool {
	for _, p := range sp.Plus {
		if _, ok := g.sample(d)(p.Metric, p.Match); !ok {
			return false
		}
	}
	return true
}

func TestBooksOfEveryGoldenBalance(t *testing.T) {
	cgroup := goldenNamed(t, "memledger_v2")
	for _, g := range goldens(t) {
		d := dialectOf(t, g.dialect)
		s := g.snapshot(d)
		if d.Side == GoSide {
			dialectOf(t, cgroup.dialect).Read(cgroup.sample(dialectOf(t, cgroup.dialect)), &s)
		}
		usage, ok := s.Get(Usage)
		l, err := Attribute(s)
		if (err == nil) != ok {
			t.Errorf("%s: usage known: %v, but attribute says %v", g.name, ok, err)
		}
		if ok && total(l) != usage {
			t.Errorf("%s: Σ classes = %.0f, want usage %.0f", g.name, total(l), usage)
		}
	}
}

// The goldens on captured numbers are of one cgroup, so all exporters must read the same of it.
func TestExportersAgreeOnOneCgroup(t *testing.T) {
	ours := goldenNamed(t, "memledger_v2")
	truth := ours.snapshot(dialectOf(t, ours.dialect))
	inactive, _ := truth.Get(InactiveFile)
	usage, _ := truth.Get(Usage)
	truth.Put(WorkingSet, usage-inactive)
	for _, g := range goldens(t) {
		d := dialectOf(t, g.dialect)
		if d.Side != CgroupSide || g.version == 1 || g.version == 0 && !strings.Contains(g.made, "captured cgroup v2") {
			continue
		}
		for id, v := range g.snapshot(d).Values {
			if want, ok := truth.Get(id); ok && v != want && id != Processes && id != SwapLimit {
				t.Errorf("%s: %s = %.0f, want %.0f as the kernel says", g.name, id, v, want)
			}
		}
	}
}

func TestGoldensNameNoMachine(t *testing.T) {
	private := regexp.MustCompile(`/(work|root|opt|home|tmp)/`)
	for _, g := range goldens(t) {
		for name, sets := range g.series {
			for _, labels := range sets {
				for k, v := range labels {
					if private.MatchString(v) {
						t.Errorf("%s: %s{%s=%q} names a machine's path", g.name, name, k, v)
					}
				}
			}
		}
	}
}
