package memory

import (
	"math"
	"strings"
	"testing"
)

func TestFormatBytes(t *testing.T) {
	for _, c := range []struct {
		v    float64
		in   UnitSystem
		want string
	}{
		{0, SI, "0 B"},
		{999, SI, "999 B"},
		{1000, SI, "1.00 kB"},
		{38e6, SI, "38.0 MB"},
		{1.9e9, SI, "1.90 GB"},
		{999.7e6, SI, "1.00 GB"},
		{330821632, SI, "331 MB"},
		{9.996e6, SI, "10.0 MB"},
		{-1.86e9, SI, "−1.86 GB"},
		{-0.2, IEC, "0 B"},
		{1 << 30, IEC, "1.00 GiB"},
		{1000 << 20, IEC, "1000 MiB"},
		{5 << 60, IEC, "5120 PiB"},
		{math.NaN(), IEC, "unknown"},
		{1024, "", "1.00 KiB"},
	} {
		if got := FormatBytes(c.v, c.in); got != c.want {
			t.Errorf("FormatBytes(%g, %q) = %q, want %q", c.v, c.in, got, c.want)
		}
	}
}

func summaryOf(t *testing.T, s Snapshot, tool FormulaID, heap string) string {
	t.Helper()
	f, ok := FormulaByID(tool)
	if !ok {
		t.Fatalf("no formula %q", tool)
	}
	h, ok := HeapByID(heap)
	if !ok {
		t.Fatalf("no heap %q", heap)
	}
	l, err := Attribute(s)
	if err != nil {
		l = &Ledger{Snapshot: s}
	}
	return Summary(l, Diverge(l, f, h))
}

func TestSummary(t *testing.T) {
	incident := map[CounterID]float64{
		Usage: 1900e6, Anon: 50e6, File: 1830e6, Shmem: 0, InactiveFile: 1800e6, ActiveFile: 30e6, Kernel: 20e6, GoHeapAlloc: 38e6,
	}
	for _, c := range []struct {
		name string
		s    Snapshot
		tool FormulaID
		heap string
		want string
	}{
		{"page cache", Snapshot{CgroupVersion: 1, GoTargets: 1, Values: incident}, "podman_4_0", "alloc",
			"podman stats 4.0–4.6 prints 1.90 GB · Go heap 38.0 MB · gap 1.86 GB: 98% of it is page cache, reclaimable"},
		{"no Go side", Snapshot{CgroupVersion: 1, Values: map[CounterID]float64{Usage: 1900e6}}, "podman_4_0", "alloc",
			"podman stats 4.0–4.6 prints 1.90 GB · cannot tell: heap objects (go_heap_alloc) missing"},
		{"no cgroup side", Snapshot{GoTargets: 1, Values: map[CounterID]float64{GoHeapAlloc: 38 << 20}}, "kubectl_top", "alloc",
			"Go heap 38.0 MiB · cannot tell: kubectl top (usage, inactive_file) missing"},
		{"neither", Snapshot{}, "usage", "go_total",
			"cannot tell: cgroup usage (usage) missing and Go total (go_sys, go_heap_released) missing"},
		{"a tool of another cgroup version", Snapshot{CgroupVersion: 2, Values: incident}, "docker_17_05", "alloc",
			"Go heap 36.2 MiB · cannot tell: docker stats ≤17.05 does not exist on cgroup v2"},
		{"a tool that depends on it", Snapshot{Values: incident}, "podman_4_0", "alloc",
			"Go heap 38.0 MB · cannot tell: podman stats 4.0–4.6 depends on the cgroup version, which is not known"},
		{"heap not resident", Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{Usage: 30e6, Anon: 20e6, File: 5e6, GoHeapAlloc: 32e6}}, "podman_4_7", "alloc",
			"podman stats 4.7–5.5 prints 20.0 MB · Go heap 32.0 MB · gap −12.0 MB: 12.0 MB of the heap is mapped, not resident"},
		{"nothing between them", Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{Usage: 10, Anon: 10, File: 0, GoHeapAlloc: 10}}, "usage", "alloc",
			"cgroup usage prints 10 B · Go heap 10 B · gap 0 B"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := summaryOf(t, c.s, c.tool, c.heap); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSummaryOfEveryCaptureAddsUp(t *testing.T) {
	for _, c := range captures(t) {
		for i := range Formulas {
			got := summaryOf(t, c.snapshot(), Formulas[i].ID, DefaultHeap)
			if !strings.Contains(got, " · ") || strings.Contains(got, "NaN") {
				t.Errorf("%s, %s: %q", c.name, Formulas[i].ID, got)
			}
		}
	}
}
