package memory

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

const mib = 1 << 20

// snapshotOf is a v2 container; values are MiB.
func snapshotOf(version, targets int, values map[CounterID]float64) Snapshot {
	s := Snapshot{CgroupVersion: version, GoTargets: targets}
	for id, v := range values {
		s.Put(id, v*mib)
	}
	return s
}

// Each case is what reclaim of the kernel can do (mm/memcontrol.c try_charge_memcg, mm/vmscan.c), with
// the numbers of a real cgroup in it.
func TestUnreclaimableByWhatReclaimCanDo(t *testing.T) {
	for name, c := range map[string]struct {
		s    Snapshot
		want float64 // MiB, the certain part
	}{
		"without free swap anon stays": {snapshotOf(2, 0, map[CounterID]float64{Usage: 110, Anon: 100, File: 10}), 100},
		"free swap takes anon":         {snapshotOf(2, 0, map[CounterID]float64{Usage: 110, Anon: 100, File: 10, NodeSwapFree: 60}), 40},
		"a swap limit bounds it":       {snapshotOf(2, 0, map[CounterID]float64{Usage: 110, Anon: 100, File: 10, NodeSwapFree: 60, SwapLimit: 50, Swap: 30}), 80},
		"v1 with memsw = limit swaps nothing": {snapshotOf(1, 0, map[CounterID]float64{
			Usage: 100, Anon: 100, File: 0, NodeSwapFree: 8192, Limit: 300, MemswLimit: 300, Memsw: 100, Swap: 0}), 100},
		"v1 with an ancestor's memsw limit": {snapshotOf(1, 0, map[CounterID]float64{
			Usage: 250, Anon: 250, File: 0, NodeSwapFree: 8192, HierarchicalLimit: 300, HierarchicalMemswLimit: 300, Swap: 0}), 250},
		"v1 with room for swap": {snapshotOf(1, 0, map[CounterID]float64{
			Usage: 100, Anon: 100, File: 0, NodeSwapFree: 8192, Limit: 300, MemswLimit: 340, Swap: 10}), 70},
		"locked anonymous memory is never swapped": {snapshotOf(2, 0, map[CounterID]float64{
			Usage: 100, Anon: 100, File: 0, Shmem: 0, InactiveAnon: 0, ActiveAnon: 0, InactiveFile: 0, ActiveFile: 0, Unevictable: 100, NodeSwapFree: 8192}), 100},
		"lazily freed memory needs no swap": {snapshotOf(1, 0, map[CounterID]float64{
			Usage: 152, Anon: 152, File: 0, Shmem: 0, InactiveAnon: 2, ActiveAnon: 0, InactiveFile: 150, ActiveFile: 0, Unevictable: 0, Kernel: 0}), 2},
		"locked cache counts, lazily freed memory does not: 2 + 59": {snapshotOf(1, 0, map[CounterID]float64{
			Usage: 162, Anon: 102, File: 60, Shmem: 0, InactiveAnon: 2, ActiveAnon: 0, InactiveFile: 101, ActiveFile: 0, Unevictable: 59, Kernel: 0}), 61},
	} {
		l := attribute(t, c.s)
		if got := l.Unreclaimable.Low / mib; got != c.want {
			t.Errorf("%s: U = %.1f MiB, want %.1f", name, got, c.want)
		}
		if total(l) != l.Usage {
			t.Errorf("%s: Σ classes = %.0f, want %.0f", name, total(l), l.Usage)
		}
	}
}

// GOMEMLIMIT frees idle heap, once: what swap has taken already is not taken from pinned memory again.
func TestIdleHeapIsNotTakenFromPinnedMemory(t *testing.T) {
	s := snapshotOf(2, 1, map[CounterID]float64{
		Usage: 200, Anon: 100, File: 0, Kernel: 70, Sock: 30, KernelStack: 70, PageTables: 0, Percpu: 0, SlabReclaimable: 0, SlabUnreclaimable: 0,
		GoHeapAlloc: 0, GoHeapInuse: 0, GoHeapIdle: 100, GoHeapReleased: 0, GoStackSys: 0, GoMSpanSys: 0, GoMCacheSys: 0, GoBuckHashSys: 0, GoGCSys: 0, GoOtherSys: 0,
		GoMemLimit: 300, Limit: 800,
	})
	for _, swap := range []float64{0, 8000} {
		s.Put(NodeSwapFree, swap*mib)
		if got := attribute(t, s).Unreclaimable.Low / mib; got != 100 {
			t.Errorf("free swap %.0f MiB: U = %.1f MiB, want the 100 of kernel and sockets", swap, got)
		}
	}
}

// Who follows the advice has garbage up to GOMEMLIMIT, which a collection frees before the limit is met.
func TestGarbageBelowAGOMEMLIMITThatFitsIsNotUnreclaimable(t *testing.T) {
	// 500 MiB live and 380 of garbage in spans of 885, 8 beside the heap; anon has 2 more, kernel and sock 9.
	s := with(service(), map[CounterID]float64{Usage: 957, Anon: 895, RSSAnon: 895, Limit: 1024, HierarchicalLimit: 1024, Peak: 1000,
		GoHeapAlloc: 880, GoHeapInuse: 885, GoHeapIdle: 4, GoHeapReleased: 4, GoHeapSys: 889, GoHeapLive: 500, GoSys: 897, GoNextGC: 900})
	ratio := func(s Snapshot) float64 {
		l, err := Attribute(s)
		if err != nil {
			t.Fatal(err)
		}
		v, _ := unreclaimableRatio(l, nil)
		return v * 1024
	}
	if got := ratio(s); math.Abs(got-904) > 0.01 {
		t.Errorf("%.1f MiB, want 895 + 9: without GOMEMLIMIT nobody knows when it is collected", got)
	}
	governed := with(s, map[CounterID]float64{GoMemLimit: 950})
	if got := ratio(governed); math.Abs(got-524) > 0.01 {
		t.Errorf("%.1f MiB, want 904 − 380", got)
	}
	if got := ratio(with(s, map[CounterID]float64{GoMemLimit: 1020})); math.Abs(got-904) > 0.01 {
		t.Errorf("%.1f MiB, want 904: 1020 and 11 beside it are above the limit", got)
	}
	at := func(s Snapshot) Verdict {
		return Diagnose(lived(72, func(float64) Snapshot { return s }), noon, Options{})
	}
	before, after := at(s), at(governed)
	if after.CanKill != No || after.Unreclaimable.High != 904*mib || !strings.Contains(fmt.Sprint(after.Level.Evidence), "at least 524 MiB of the limit of 1.00 GiB (51%); 380 MiB more") {
		t.Errorf("can kill %s, unreclaimable up to %.0f MiB: want no, 904; %v", after.CanKill, after.Unreclaimable.High/mib, after.Level.Evidence)
	}
	if before.Sizing.Limit != after.Sizing.Limit || before.Sizing.GoMemLimit != after.Sizing.GoMemLimit {
		t.Errorf("limit %.0f, GOMEMLIMIT %.0f MiB: want what is advised without, %.0f and %.0f", after.Sizing.Limit/mib, after.Sizing.GoMemLimit/mib, before.Sizing.Limit/mib, before.Sizing.GoMemLimit/mib)
	}
}
