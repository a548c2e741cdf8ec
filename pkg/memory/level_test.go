package memory

import (
	"fmt"
	"strings"
	"testing"
)

func levelOf(s Snapshot) Verdict {
	return Diagnose(lived(72, func(float64) Snapshot { return s }), noon, Options{})
}

// without is the snapshot as an exporter tells it that lacks the counters.
func without(s Snapshot, ids ...CounterID) Snapshot {
	c := with(s, nil)
	for _, id := range ids {
		delete(c.Values, id)
	}
	return c
}

func wantLevel(t *testing.T, what string, s Snapshot, cause CauseID, missing ...CounterID) Verdict {
	t.Helper()
	v := levelOf(s)
	if v.Level.Cause != cause {
		t.Errorf("%s: %s %.2f, want %s: %v, missing %v", what, v.Level.Cause, v.Level.Confidence, cause, v.Level.Evidence, v.Level.Missing)
	}
	for _, id := range missing {
		if !named(v.Level.Missing, id) {
			t.Errorf("%s: missing %v, want %s among them", what, v.Level.Missing, id)
		}
	}
	return v
}

// lazily is the recording lazily-freed at its end (Go 1.26 with GODEBUG=madvdontneed=0, Linux 6.18, cgroup
// v1): 250 MiB that Go released stand on the inactive file list and are anonymous memory still.
func lazily() Snapshot {
	s := Snapshot{CgroupVersion: 1, GoTargets: 1}
	for id, v := range map[CounterID]float64{
		Usage: 255, Anon: 253.9, File: 0, Shmem: 0, Kernel: 0.9, InactiveAnon: 3.7, ActiveAnon: 0, InactiveFile: 250.2, ActiveFile: 0, Unevictable: 0, AnonTHP: 0, FileMapped: 0,
		Limit: 1024, GoHeapAlloc: 0.4, GoHeapInuse: 1.4, GoHeapIdle: 253.2 + 0.9, GoHeapReleased: 252.2, GoHeapSys: 255.5, GoHeapLive: 0.4, GoNextGC: 4,
		GoStackInuse: 0.6, GoStackSys: 0.6, GoSys: 261.1, RSS: 261.1, RSSAnon: 253.9,
	} {
		s.Put(id, v*mib)
	}
	s.Put(GoGCPercent, 100)
	s.Put(Processes, 1)
	return s
}

func TestHeapFreedLazilyIsRetainedNotNative(t *testing.T) {
	v := wantLevel(t, "all told", lazily(), CauseRetainedHeap)
	if u := v.Unreclaimable.Low / mib; u > 5 {
		t.Errorf("unreclaimable %.1f MiB: what was freed lazily is dropped without swap", u)
	}
	wantLevel(t, "active list not told", without(lazily(), ActiveFile, Shmem, InactiveAnon, ActiveAnon, Unevictable), CauseRetainedHeap)
	coarse := without(lazily(), File, ActiveFile, Shmem, InactiveAnon, ActiveAnon, Unevictable, Kernel, RSS, RSSAnon, Processes)
	wantLevel(t, "inactive list and usage alone", coarse, CauseRetainedHeap)
	wantLevel(t, "no list", without(coarse, InactiveFile), CauseInconclusive, RSSAnon)
}

// Usage minus the working set is 250 MiB, of 255 that are anonymous: they cannot be page cache.
func TestPageCacheHasNoRoomBesideAnon(t *testing.T) {
	s := without(lazily(), File, ActiveFile, Shmem)
	l, err := Attribute(s)
	if err != nil {
		t.Fatal(err)
	}
	if cache, _ := l.Bytes(FileInactive); cache > 1.2*mib || l.Unattributed < -mib {
		t.Errorf("page cache %.1f MiB, unattributed %.1f: want what usage holds beside anon", cache/mib, l.Unattributed/mib)
	}
}

// beside is a service with so much anonymous memory beside the Go runtime's 49 MiB.
func beside(native float64) Snapshot {
	return with(service(), map[CounterID]float64{Usage: 93 + native, Anon: 49 + native, RSSAnon: 49 + native, RSS: 60 + native})
}

func TestReleasedHeapInHugePagesIsNotNative(t *testing.T) {
	released := map[CounterID]float64{GoHeapIdle: 308, GoHeapReleased: 300, GoHeapSys: 341, GoSys: 349}
	wantLevel(t, "nothing was released", beside(280), CauseNativeMemory)
	wantLevel(t, "300 MiB released, all in huge pages", with(with(beside(280), released), map[CounterID]float64{AnonTHP: 290}), CauseHugePages)
	wantLevel(t, "300 MiB released, none in huge pages", with(beside(280), released), CauseNativeMemory)
	wantLevel(t, "huge pages not told", without(with(beside(280), released), AnonTHP), CauseInconclusive, AnonTHP)
	// OpenTelemetry's Go side tells total − released alone.
	otel := without(with(beside(280), map[CounterID]float64{GoUsed: 49}), GoSys, GoHeapReleased, GoHeapIdle, GoHeapInuse, GoHeapAlloc, GoHeapSys, GoHeapLive, GoMSpanSys, GoMCacheSys, GoBuckHashSys, GoGCSys, GoOtherSys)
	wantLevel(t, "through OTel, no huge pages", otel, CauseNativeMemory)
	wantLevel(t, "through OTel, huge pages not told", without(otel, AnonTHP), CauseInconclusive, AnonTHP, GoHeapReleased)
}

// kubernetes/kubernetes#78973: a child of 200 MB; 20 MiB are the Go process's. RssAnon is told by one
// exporter only, resident memory by all of Prometheus' clients.
func TestResidentMemoryTellsChildrenFromNativeMemory(t *testing.T) {
	two := func(rss float64) Snapshot {
		s := without(with(beside(600), map[CounterID]float64{RSS: rss}), RSSAnon)
		s.Put(Processes, 2)
		return s
	}
	wantLevel(t, "60 MiB resident", two(60), CauseOtherProcesses)
	wantLevel(t, "650 MiB resident, nothing mapped", two(660), CauseNativeMemory)
	wantLevel(t, "half of it resident", two(400), CauseInconclusive, RSSAnon)
}

// With GOGC=off Go reports 2⁶⁴−1 percent (/gc/gogc:percent), which is no value, and the goal under
// GOMEMLIMIT says nothing of what lives.
func TestUnderGOMEMLIMITTheGoalDoesNotTellWhatLives(t *testing.T) {
	s := without(with(service(), map[CounterID]float64{
		Usage: 1475, Anon: 1418, RSSAnon: 1418, GoHeapAlloc: 800, GoHeapInuse: 840, GoHeapIdle: 587, GoHeapReleased: 64, GoHeapSys: 1427, GoNextGC: 1339, GoMemLimit: 1437, GoSys: 1483,
		Limit: 2048, HierarchicalLimit: 2048,
	}), GoHeapLive, GoGCPercent)
	s.Put(GoGCPercent, 18446744073709551615)
	if _, ok := s.Get(GoGCPercent); ok {
		t.Error("2^64 - 1 percent was kept as GOGC")
	}
	h := History{Now: Moment{noon, s}}
	v := Diagnose(h, noon, Options{})
	if v.Level.Cause != CauseInconclusive || !named(v.Level.Missing, GoHeapLive) {
		t.Errorf("objects may be live or garbage: %s %.2f, missing %v; want inconclusive, go_heap_live", v.Level.Cause, v.Level.Confidence, v.Level.Missing)
	}
	// Idle spans below the goal wait for garbage whatever of the objects lives.
	idle := with(s, map[CounterID]float64{GoHeapAlloc: 400, GoHeapInuse: 440, GoHeapIdle: 987})
	if v := Diagnose(History{Now: Moment{noon, idle}}, noon, Options{}); v.Level.Cause != CauseGCHeadroom {
		t.Errorf("860 of 1475 MiB are free below the goal: %s, want gc_headroom", v.Level.Cause)
	}
}

// The goal is live + (live + stacks) × GOGC/100 (runtime/mgcpacer.go): with 100 MiB live and as much of
// stacks it is 300, and GOGC is still 100.
func TestGuessedGOGCKnowsOfStacks(t *testing.T) {
	at := func(t float64) Snapshot {
		live := 100 + 90*(1+wobble(t))
		return without(with(service(), map[CounterID]float64{GoHeapAlloc: live, GoNextGC: 300, GoStackInuse: 100, GoStackSys: 100}), GoHeapLive, GoGCPercent)
	}
	p := newPast(lived(72, at), noon, 0)
	if gogc := p.guessGOGC(); gogc < 90 || gogc > 110 {
		t.Errorf("GOGC %.0f, want about 100", gogc)
	}
}

// The recording heap-idle: 1 of 1.4 MiB in use is free room, and 250 MiB are idle.
func TestAlmostNoHeapInUseIsNotFragmented(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 253, Anon: 251.5, RSSAnon: 251.5, File: 0, InactiveFile: 0, ActiveFile: 0, FileMapped: 0, Kernel: 1, SlabReclaimable: 0, SlabUnreclaimable: 0, Slab: 0, Sock: 0,
		GoHeapAlloc: 0.4, GoHeapInuse: 1.4, GoHeapLive: 0.3, GoHeapIdle: 762, GoHeapReleased: 511.3, GoHeapSys: 763.4, GoNextGC: 4, GoSys: 769.4})
	wantLevel(t, "250 MiB idle", s, CauseRetainedHeap)
}

func TestKernelObjectsSayWhatCountsAsPageCache(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710, SlabReclaimable: 50, Slab: 52, Kernel: 60})
	v := wantLevel(t, "the incident", s, CausePageCache)
	said := fmt.Sprint(v.Level.Evidence)
	if !strings.Contains(said, "of it kernel objects that it brings along: 50.0 MiB") {
		t.Errorf("evidence %s: want what of it are kernel objects", said)
	}
	for _, r := range v.Level.RuledOut {
		if r.Cause == CauseKernelSlab && !strings.Contains(r.Text, "2.00 MiB of 1.77 GiB usage (0.1%); besides, what page cache brings along of them counts as page cache: 50.0 MiB") {
			t.Errorf("ruled out: %s", r.Text)
		}
	}
}

func TestPageCacheIsNotSureWhereMappedFilesAreNotTold(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710})
	if v := wantLevel(t, "told", s, CausePageCache); v.Level.Confidence < Sure {
		t.Errorf("told: %.2f, want sure", v.Level.Confidence)
	}
	if v := wantLevel(t, "not told", without(s, FileMapped), CausePageCache); v.Level.Confidence >= Sure {
		t.Errorf("not told: sure (%.2f), though it may be mapped", v.Level.Confidence)
	}
}

// Names in printed sums are defined, each once.
func TestDefinitions(t *testing.T) {
	names := map[string]string{}
	for _, d := range Definitions(nativeLeast, headroom) {
		if names[d.Name] != "" {
			t.Errorf("%s is defined twice", d.Name)
		}
		names[d.Name] = d.Sum.String()
	}
	if got, want := names["objects"], "class heap_marked + class heap_since_gc + class heap_objects"; got != want {
		t.Errorf("objects are %q, want %q", got, want)
	}
	if got, want := headroom.String(), "room for garbage"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}
