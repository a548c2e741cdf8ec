package memory

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestWhatIsNotLookedAtIsNamed(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710})
	s.CgroupVersion = 1 // without memory.pressure, and memory.oom_control counts kills alone
	said := fmt.Sprint(levelOf(s).Level.Evidence)
	if !strings.Contains(said, "not looked at, because cgroup v1 does not have it: pressure_full, events_oom") {
		t.Errorf("evidence %s: want what cgroup v1 does not have", said)
	}
}

// open-telemetry/opentelemetry-operator#3479: who is told that it can kill is told what to do about it.
func TestWhatFailsSaysWhatToDo(t *testing.T) {
	dirty := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710, FileDirty: 900})
	v := levelOf(dirty)
	if len(v.Next) == 0 || !strings.Contains(v.Next[0], "write-back is slow") {
		t.Errorf("next %v, want first why write-back is slow", v.Next)
	}
	for _, c := range HarmlessChecks {
		if c.Do == "" {
			t.Errorf("check %s does not say what to do", c.What)
		}
	}
}

// A cause whose counters are not told is not ruled out by a zero.
func TestMappedFilesThatAreNotToldAreNotRuledOut(t *testing.T) {
	s := without(with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710}), FileMapped)
	v := wantLevel(t, "not told", s, CausePageCache, FileMapped)
	if slices.ContainsFunc(v.Level.RuledOut, func(r RuledOut) bool { return r.Cause == CauseMappedFiles }) {
		t.Errorf("mapped files are ruled out: %v", v.Level.RuledOut)
	}
}

// Of a cgroup of 30 days all tasks wait 90% of the last 6 of 96 hours: 5.6% of them, and 0.8% of its life.
func TestHarmIsThatOfTheTimeLookedAt(t *testing.T) {
	fills := map[CounterID]float64{Usage: 2040, File: 1930, InactiveFile: 960, ActiveFile: 960, Limit: 2048, HierarchicalLimit: 2048, Peak: 2048}
	stalled := func(from, until float64) History {
		return lived(96, func(t float64) Snapshot {
			s := with(service(), fills)
			s.Put(PressureFull, 0.9*3600*max(0, min(t, until)-from))
			return s
		})
	}
	lately := Diagnose(stalled(-6, 0), noon, Options{})
	if lately.CanKill != Yes || !strings.Contains(strings.Join(lately.Next, " "), "all tasks wait for memory") {
		t.Errorf("stalled in the last hours: can kill %s, next %v: want yes, and why", lately.CanKill, lately.Next)
	}
	// As much, but before the first moment: 600 s that a process of an hour had no part in.
	before := lived(96, func(float64) Snapshot {
		s := with(service(), fills)
		s.Put(PressureFull, 600)
		s.Put(GoStartTime, float64(noon.Unix()-3600))
		return s
	})
	if v := Diagnose(before, noon, Options{}); v.CanKill != No {
		t.Errorf("stalled long ago: can kill %s, want no: %v", v.CanKill, v.Level.Evidence)
	}
	before.Trend = nil // the process may be younger than its cgroup
	if v := Diagnose(before, noon, Options{}); v.CanKill != Unknown || !strings.Contains(fmt.Sprint(v.Level.Evidence), "17%, more than 1.0%; that is of the life of its process") {
		t.Errorf("without a past: can kill %s, want unknown: %v", v.CanKill, v.Level.Evidence)
	}
	if asked := TrendCounters(with(service(), fills)); !slices.Contains(asked, PressureFull) || len(asked) > MaxTrendCounters {
		t.Errorf("%v: want %s among at most %d", asked, PressureFull, MaxTrendCounters)
	}
}

// cgroup-v2.rst: oom_kill counts kills by any OOM killer, and says nothing of when.
func TestAnOldKillIsAFactAndNoCause(t *testing.T) {
	cache := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710, Limit: 8 << 10, HierarchicalLimit: 8 << 10, Peak: 1900})
	at := func(kills func(float64) float64) History {
		return lived(72, func(t float64) Snapshot { s := with(cache, nil); s.Put(EventsOOMKill, kills(t)); return s })
	}
	old := Diagnose(at(func(float64) float64 { return 1 }), noon, Options{})
	said := fmt.Sprint(old.Level.Evidence)
	if old.CanKill != Unknown || !strings.Contains(said, "OOM kills: 1, more than 0; none of them in the last 3 days") {
		t.Errorf("can kill %s, want unknown: %s", old.CanKill, said)
	}
	// Usage was never above 1900 of 8192 MiB: it was not killed at that limit.
	if old.Sizing.Limit != 1900*mib || strings.Contains(strings.Join(old.Next, " "), "Raise") {
		t.Errorf("limit %.0f MiB, want the peak of 1900; next %v", old.Sizing.Limit/mib, old.Next)
	}
	if v := Diagnose(at(func(t float64) float64 { return 1 + math.Floor(t/24+4) }), noon, Options{}); v.CanKill != Yes {
		t.Errorf("a kill a day: can kill %s, want yes", v.CanKill)
	}
	alone := at(func(float64) float64 { return 1 })
	alone.Trend = nil
	if v := Diagnose(alone, noon, Options{}); !strings.Contains(fmt.Sprint(v.Level.Evidence), "when is not told") {
		t.Errorf("evidence %v: want that it is not known when", v.Level.Evidence)
	}
}

// What waits for memory is in danger whatever is large.
func TestHarmIsLookedAtWhateverIsLarge(t *testing.T) {
	// Live heap 1300 of 2040 MiB; U is 1519, 74% of the limit, and with 490 not yet written 98%.
	heap := map[CounterID]float64{Usage: 2040, Anon: 1500, RSSAnon: 1500, File: 500, InactiveFile: 480, ActiveFile: 10, Limit: 2048, HierarchicalLimit: 2048, Peak: 2048,
		GoHeapAlloc: 1400, GoHeapInuse: 1420, GoHeapSys: 1440, GoHeapIdle: 20, GoHeapLive: 1300, GoNextGC: 1450, GoSys: 1460}
	judged := func(more map[CounterID]float64, raw map[CounterID]float64) Verdict {
		s := with(with(service(), heap), more)
		for id, v := range raw {
			s.Put(id, v)
		}
		return Diagnose(lived(72, func(float64) Snapshot { return s }), noon, Options{})
	}
	if v := judged(nil, nil); v.CanKill != No || v.Level.Cause != CauseLiveHeap {
		t.Fatalf("%s, can kill %s: want live_heap, no", v.Level.Cause, v.CanKill)
	}
	if v := judged(map[CounterID]float64{FileDirty: 300, FileWriteback: 190}, nil); v.CanKill != Unknown {
		t.Errorf("490 MiB not yet written: can kill %s, want unknown", v.CanKill)
	}
	// All of it before the time looked at.
	if v := judged(nil, map[CounterID]float64{PressureFull: 20 * 86400}); v.CanKill != No {
		t.Errorf("waited long ago: can kill %s, want no", v.CanKill)
	}
	if v := judged(nil, map[CounterID]float64{EventsOOM: 3}); v.CanKill != Unknown {
		t.Errorf("allocations that failed: can kill %s, want unknown", v.CanKill)
	}
	waits := lived(72, func(float64) Snapshot { return without(with(service(), heap), PressureFull) })
	waits.Now.Snapshot.Put(PressureFull, 20*86400) // its past was not asked for
	if v := Diagnose(waits, noon, Options{}); v.CanKill != Unknown || !strings.Contains(fmt.Sprint(v.Level.Evidence), "67%, more than 1.0%; that is of the life of its process") {
		t.Errorf("waits for memory: can kill %s, want unknown: %v", v.CanKill, v.Level.Evidence)
	}
	if v := judged(map[CounterID]float64{High: 1600}, nil); !strings.Contains(fmt.Sprint(v.Level.Evidence), "of memory.high of 1.56 GiB (95%)") || !strings.Contains(fmt.Sprint(v.Next), "Raise memory.high") {
		t.Errorf("evidence %v, next %v: want what memory.high does", v.Level.Evidence, v.Next)
	}
}

// Shared memory is in file and never dirty: 370 MiB of 1020 on the file lists, not of 1900.
func TestDirtyIsAShareOfWhatCanBeDirty(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 2000, File: 1900, Shmem: 880, InactiveFile: 1000, ActiveFile: 20, FileDirty: 200, FileWriteback: 170})
	if said := fmt.Sprint(levelOf(s).Level.Evidence); !strings.Contains(said, "dirty and being written: 36%") {
		t.Errorf("evidence %s, want 36%%", said)
	}
}
