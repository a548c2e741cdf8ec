package memory

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEveryAlertAsksWhatThereIsAndLeadsToAPage(t *testing.T) {
	for _, a := range Alerts {
		m, ok := MeasureByID(a.Measure)
		if !ok {
			t.Errorf("%s: measure %q is not known", a.ID, a.Measure)
			continue
		}
		if m.PerCause() != (len(a.Causes) > 0) {
			t.Errorf("%s: %d causes for %s", a.ID, len(a.Causes), a.Measure)
		}
		for _, id := range append(slices.Clone(a.Causes), CauseNone) {
			page := a.Runbook(id)
			if !strings.HasPrefix(page, "docs/causes/") || a.Page == "" && len(a.Causes) > 0 && page != "docs/causes/"+string(id)+".md" {
				t.Errorf("%s about %s: runbook %q", a.ID, id, page)
			}
		}
		if leads := len(a.Causes) > 0 || a.Page != ""; leads == (len(a.Do) > 0) {
			t.Errorf("%s: %d steps beside %d causes and page %q: want one of them to say what to do", a.ID, len(a.Do), len(a.Causes), a.Page)
		}
		if a.Fires(a.UnknownAs) {
			t.Errorf("%s fires for a container that does not tell %s: it stands for %v, and the threshold is %v", a.ID, a.Measure, a.UnknownAs, a.Threshold)
		}
		if strings.ContainsAny(a.Summary[len("{container}"):], "\n") || !strings.HasPrefix(a.Summary, "{container}: ") || !strings.Contains(a.Summary, "{value}") || a.Why == "" || (a.For < time.Minute && a.Plain.Event == "") {
			t.Errorf("%s: %q, %q for %s: want the container, its number and a reason", a.ID, a.Summary, a.Why, a.For)
		}
		if found, ok := AlertByID(a.ID); !ok || found.Title != a.Title {
			t.Errorf("%s is there twice", a.ID)
		}
	}
}

// On the threshold itself only "at least" fires.
func TestAnAlertFiresAsItsSignSays(t *testing.T) {
	for _, c := range []struct {
		sign                Comparison
		below, equal, above bool
	}{{Above, false, false, true}, {AtLeast, false, true, true}, {Below, true, false, false}} {
		a := Alert{Comparison: c.sign, Threshold: 0.8}
		if a.Fires(0.79) != c.below || a.Fires(0.8) != c.equal || a.Fires(0.81) != c.above {
			t.Errorf("%s 0.8: fires at 0.79, 0.8 and 0.81: %v, %v, %v", c.sign.Sign(), a.Fires(0.79), a.Fires(0.8), a.Fires(0.81))
		}
	}
}

func measured(t *testing.T, id string, values map[CounterID]float64) (float64, bool) {
	t.Helper()
	l, err := Attribute(Snapshot{CgroupVersion: 2, GoTargets: 1, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := MeasureByID(id)
	tool, _ := FormulaByID(DefaultTool)
	heap, _ := HeapByID(DefaultHeap)
	return m.Of(l, Diverge(l, tool, heap))
}

// hundred is a service of 100 MiB that cannot be reclaimed, 80 MiB of them Go's: 60 live, 10 of garbage, 10 beside the heap.
func hundred() map[CounterID]float64 {
	const mib = 1 << 20
	return map[CounterID]float64{
		Usage: 130 * mib, Anon: 100 * mib, File: 30 * mib, InactiveFile: 30 * mib, ActiveFile: 0, Shmem: 0, Kernel: 0, Sock: 0, Limit: 256 * mib,
		GoSys: 90 * mib, GoHeapInuse: 70 * mib, GoHeapIdle: 10 * mib, GoHeapReleased: 10 * mib, GoHeapAlloc: 70 * mib, GoHeapLive: 60 * mib,
		GoNextGC: 120 * mib, GoGCPercent: 100, GoMemLimit: 100 * mib,
	}
}

func TestLiveHeapIsHeldAgainstGOMEMLIMIT(t *testing.T) {
	s := hundred()
	// 60 live and 10 beside the heap, of 100 MiB.
	if v, ok := measured(t, "live_heap_ratio", s); !ok || math.Abs(v-0.7) > 1e-9 {
		t.Errorf("%v, %v; want 0.7", v, ok)
	}
	for _, without := range []CounterID{GoMemLimit, GoSys} {
		less := hundred()
		delete(less, without)
		if v, ok := measured(t, "live_heap_ratio", less); ok {
			t.Errorf("without %s %v, want nothing", without, v)
		}
	}
}

func TestWhatGoMayTakeIsHeldAgainstTheLimit(t *testing.T) {
	s := hundred()
	// GOMEMLIMIT 100 and 20 beside Go, of 256 MiB.
	if v, ok := measured(t, "go_limit_ratio", s); !ok || math.Abs(v-120.0/256) > 1e-9 {
		t.Errorf("%v, %v; want 120/256", v, ok)
	}
	delete(s, GoMemLimit)
	// It is not set: the goal of 120, 10 beside the heap, 20 beside Go.
	if v, ok := measured(t, "go_limit_ratio", s); !ok || math.Abs(v-150.0/256) > 1e-9 {
		t.Errorf("GOMEMLIMIT not set: %v, %v; want 150/256", v, ok)
	}
	delete(s, GoGCPercent)
	if v, ok := measured(t, "go_limit_ratio", s); ok {
		t.Errorf("an exporter that tells no settings of the collector: %v, want nothing", v)
	}
	s = hundred()
	delete(s, Limit)
	if v, ok := measured(t, "go_limit_ratio", s); ok {
		t.Errorf("without a limit %v, want nothing", v)
	}
}

func TestAGapOfASmallProgramIsNotLarge(t *testing.T) {
	const mib = 1 << 20
	for _, c := range []struct{ usage, limit, want float64 }{
		{12, 0, 0}, // 11 MiB are not the heap
		{12, 256, 0},
		{12, 64, 11.0 / 12}, // more than a tenth of 64
		{80, 0, 79.0 / 80},
		{80, 10240, 79.0 / 80},
	} {
		s := map[CounterID]float64{Usage: c.usage * mib, GoHeapAlloc: mib}
		if c.limit > 0 {
			s[Limit] = c.limit * mib
		}
		if v, ok := measured(t, "large_divergence_ratio", s); !ok || math.Abs(v-c.want) > 1e-9 {
			t.Errorf("%v of %v MiB: %v, %v; want %v", c.usage, c.limit, v, ok, c.want)
		}
	}
	if v, ok := measured(t, "large_divergence_ratio", map[CounterID]float64{Usage: mib}); ok {
		t.Errorf("without a heap %v, want nothing", v)
	}
}

func TestGrowthIsNotWhatIsLargeNow(t *testing.T) {
	v := Verdict{Level: Finding{Cause: CauseSockets, Confidence: 1}, Trend: Finding{Cause: CauseHeapLeak, Confidence: 0.9}}
	m, _ := MeasureByID("growth_confidence")
	if large, grows := m.OfCause(&v, CauseSockets), m.OfCause(&v, CauseHeapLeak); large != 0 || grows != 0.9 {
		t.Errorf("sockets %v, heap leak %v; want 0 and 0.9", large, grows)
	}
}
