package memory

import (
	"slices"
	"strings"
	"testing"
)

// only keeps the counters that a dialect and the Go dialect spell.
func only(s Snapshot, d *Dialect) Snapshot {
	kept := Snapshot{CgroupVersion: s.CgroupVersion, GoTargets: s.GoTargets}
	for _, from := range []*Dialect{d, &goDialect} {
		for _, sp := range from.Spellings {
			if v, ok := s.Get(sp.Counter); ok && !(sp.ZeroIsAbsent && v == 0) {
				kept.Put(sp.Counter, v)
			}
		}
	}
	return kept
}

func classIDs(l *Ledger) []ClassID {
	var ids []ClassID
	for _, a := range l.Amounts {
		ids = append(ids, a.Class.ID)
	}
	return ids
}

func capturedStep(t *testing.T, name string) capture {
	t.Helper()
	for _, c := range captures(t) {
		if strings.HasSuffix(c.name, name) {
			return c
		}
	}
	t.Skipf("no capture %s", name)
	return capture{}
}

// cAdvisor on v2 has no kernel counter (it prints 0) and no shmem.
func TestCAdvisorOnV2GetsCoarserClassesThatNameWhatIsMissing(t *testing.T) {
	for _, c := range captures(t) {
		if c.version() != 2 {
			continue
		}
		s := only(c.snapshot(), &cadvisorDialect)
		delete(s.Values, Kernel)
		l := attribute(t, s)
		if got := total(l); got != c.usage() {
			t.Errorf("%s: Σ classes = %.0f, want %.0f", c.name, got, c.usage())
		}
		for _, want := range []ClassID{ShmemAndFileOther, KernelSockAndUnattributed} {
			if _, ok := l.Bytes(want); !ok {
				t.Errorf("%s: classes %v, want %s", c.name, classIDs(l), want)
			}
		}
		for counter, splits := range map[CounterID]ClassID{Shmem: ShmemAndFileOther, Kernel: KernelSockAndUnattributed, Sock: KernelSockAndUnattributed} {
			if !slices.Contains(l.Missing, Missing{counter, splits}) {
				t.Errorf("%s: missing %v, want %s, which would split %s", c.name, l.Missing, counter, splits)
			}
		}
	}
}

func TestV1DoesNotMissWhatV1NeverHas(t *testing.T) {
	l := attribute(t, capturedStep(t, "podman-4.3.1/01-page-cache").snapshot())
	if _, ok := l.Bytes(KernelClass); !ok {
		t.Errorf("classes %v, want kernel whole on v1", classIDs(l))
	}
	for _, m := range l.Missing {
		if m.Counter == Sock || m.Counter == Percpu {
			t.Errorf("missing names %s, which cgroup v1 does not report", m.Counter)
		}
	}
}

func TestGoGivesWayToAnonInTheOrderOfTheDesign(t *testing.T) {
	s := Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{
		Usage: 1000, Anon: 500, File: 0,
		GoHeapAlloc: 300, GoHeapInuse: 400, GoHeapIdle: 100, GoHeapReleased: 0, GoStackSys: 50,
		GoMSpanSys: 10, GoMCacheSys: 10, GoBuckHashSys: 10, GoGCSys: 10, GoOtherSys: 10,
	}}
	// Go claims 600 of which anon holds 500: overhead (50) gives way whole, then fragmentation.
	l := attribute(t, s)
	want := map[ClassID]float64{HeapObjects: 300, HeapUnused: 50, HeapIdle: 100, Stacks: 50, RuntimeOverhead: 0, AnonNonGo: 0}
	for id, v := range want {
		if got, _ := l.Bytes(id); got != v {
			t.Errorf("%s = %.0f, want %.0f", id, got, v)
		}
	}
	if l.MappedNotResident != 100 {
		t.Errorf("mapped, not resident = %.0f, want 100", l.MappedNotResident)
	}
	if a, _ := l.amount(HeapUnused); a.Basis != Inferred {
		t.Errorf("basis of a class that gave way = %s, want inferred", a.Basis)
	}
	// With swapped pages idle heap is the first to go.
	s.Put(Swap, 100)
	if got, _ := attribute(t, s).Bytes(HeapIdle); got != 0 {
		t.Errorf("idle heap with swap = %.0f, want 0", got)
	}
}

func TestOneGoProcessAloneOwnsAllOfAnon(t *testing.T) {
	s := Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{Usage: 100, Anon: 90, File: 0, Processes: 1, GoHeapAlloc: 20, GoSys: 20, GoHeapReleased: 0}}
	l := attribute(t, s)
	if got, _ := l.Bytes(Native); got != 70 {
		t.Errorf("native = %.0f, want 70: the one process holds all of anon", got)
	}
	s.Put(Processes, 2)
	if _, ok := attribute(t, s).Bytes(Native); ok {
		t.Error("native is told with two processes and no RssAnon: want anon_non_go")
	}
	s.Put(RSSAnon, 50)
	l = attribute(t, s)
	native, _ := l.Bytes(Native)
	others, _ := l.Bytes(OtherProcesses)
	if native != 30 || others != 40 {
		t.Errorf("native %.0f and others %.0f, want 30 and 40", native, others)
	}
}

func TestWithoutUsageThereIsNoLedger(t *testing.T) {
	_, err := Attribute(Snapshot{Values: map[CounterID]float64{Anon: 1}})
	if err == nil || !strings.Contains(err.Error(), `"usage"`) {
		t.Errorf("error %v, want one that names usage", err)
	}
}

func TestUnreclaimableLeavesPageCacheOut(t *testing.T) {
	for _, step := range []string{"01-page-cache", "02-active-cache"} {
		c := capturedStep(t, "linux-6.1/"+step)
		l := attribute(t, c.snapshot())
		if u, cache := l.Unreclaimable.High, c.stat("", "file"); u > c.usage()-cache {
			t.Errorf("%s: unreclaimable %.0f, want at most usage without its cache, %.0f", step, u, c.usage()-cache)
		}
	}
}

func TestUnreclaimableHoldsTmpfs(t *testing.T) {
	c := capturedStep(t, "10-shm")
	before := attribute(t, capturedStep(t, "linux-6.1/09-sockets").snapshot()).Unreclaimable.Low
	grown := attribute(t, c.snapshot()).Unreclaimable.Low - before
	// The step wrote 120 MiB to a tmpfs.
	if grown < 119<<20 || grown > 125<<20 {
		t.Errorf("unreclaimable grew by %.0f, want the 120 MiB of tmpfs", grown)
	}
}

func TestUnreclaimableIsAnIntervalWhereKernelIsNotSplit(t *testing.T) {
	l := attribute(t, capturedStep(t, "podman-4.3.1/02-active-cache").snapshot())
	kernel, _ := l.Bytes(KernelClass)
	if got := l.Unreclaimable.High - l.Unreclaimable.Low; got != kernel {
		t.Errorf("interval is %.0f wide, want the %.0f of kernel memory that may be slab", got, kernel)
	}
}

func TestPutRefusesWhatNoCounterCanBe(t *testing.T) {
	var s Snapshot
	for _, v := range []float64{-1, 9223372036854771712, 9.223372036854776e18, nan(), inf()} {
		s.Put(Limit, v)
		if _, ok := s.Get(Limit); ok {
			t.Errorf("%v was kept, want it absent", v)
		}
	}
}

func nan() float64 { return inf() - inf() }
func inf() float64 { v := 1e308; return v * 10 }

// cAdvisor printed container_processes 0 for running containers, and it counts the cgroup's own only.
func TestNoProcessesAreNotAllOfThem(t *testing.T) {
	s := Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{Usage: 700, Anon: 650, File: 0, Processes: 0, GoHeapAlloc: 10, GoSys: 15, GoHeapReleased: 0}}
	if _, ok := attribute(t, s).Bytes(Native); ok {
		t.Error("native is told with 0 processes and no RssAnon: want anon_non_go")
	}
}

// Go mapped 300 and touched nothing of it, and another process holds 100: what the Go process holds
// resident bounds what is Go's.
func TestResidentMemoryBoundsWhatIsGos(t *testing.T) {
	s := Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{
		Usage: 266, Anon: 266, File: 0, Processes: 2, RSS: 170,
		GoHeapAlloc: 310, GoHeapInuse: 310, GoHeapIdle: 0, GoHeapReleased: 0, GoStackSys: 1, GoMSpanSys: 1, GoMCacheSys: 1, GoBuckHashSys: 1, GoGCSys: 1, GoOtherSys: 1,
	}}
	l := attribute(t, s)
	heap, _ := l.Bytes(HeapObjects)
	rest, _ := l.Bytes(AnonNonGo)
	if heap > 170 || rest < 96 {
		t.Errorf("heap %.0f and not Go %.0f, want at most the 170 resident for Go, and 96 for others", heap, rest)
	}
	if total(l) != 266 {
		t.Errorf("Σ classes = %.0f, want 266", total(l))
	}
}

func TestHugetlbIsAClassOfItsOwnAndPinned(t *testing.T) {
	s := Snapshot{CgroupVersion: 2, Values: map[CounterID]float64{Usage: 300, Anon: 100, File: 30, Hugetlb: 170}}
	l := attribute(t, s)
	if got, _ := l.Bytes(HugetlbClass); got != 170 {
		t.Errorf("hugetlb = %.0f, want 170", got)
	}
	if l.Unreclaimable.Low < 270 {
		t.Errorf("unreclaimable = %.0f, want anon and hugetlb, 270", l.Unreclaimable.Low)
	}
}

func TestWithoutGoTargetAnonIsMeasured(t *testing.T) {
	a, _ := attribute(t, Snapshot{CgroupVersion: 2, Values: map[CounterID]float64{Usage: 100, Anon: 30, File: 60}}).amount(AnonNonGo)
	if a.Bytes != 30 || a.Basis != Measured {
		t.Errorf("%.0f %s, want 30 measured", a.Bytes, a.Basis)
	}
}
