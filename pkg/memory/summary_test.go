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
		{1152, IEC, "1.13 KiB"}, // 1.125: a half is rounded up
		{1125, SI, "1.13 kB"},
		{-1152, IEC, "−1.13 KiB"},
	} {
		if got := FormatBytes(c.v, c.in); got != c.want {
			t.Errorf("FormatBytes(%g, %q) = %q, want %q", c.v, c.in, got, c.want)
		}
	}
}

func TestFormatShare(t *testing.T) {
	for share, want := range map[float64]string{
		0: "0%", 0.0004: "<0.1%", 0.001: "0.1%", 0.0042: "0.4%", 0.054: "5.4%", 0.09949: "9.9%", 0.0995: "10%", 0.125: "13%", 0.974: "97%", 1: "100%", 1.5: "150%",
		-0.054: "−5.4%", -0.0004: "−<0.1%", -0.5: "−50%", math.NaN(): "unknown", math.Inf(1): "unknown",
	} {
		if got := FormatShare(share); got != want {
			t.Errorf("FormatShare(%g) = %q, want %q", share, got, want)
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
			"podman stats 4.7–5.5 prints 20.0 MB · Go heap 32.0 MB · gap −12.0 MB: 12.0 MB of the Go heap is mapped, not resident"},
		// 20 and 20 MiB are no parts of 10 MiB: 20 + 20 − (90 − 60) + 0 = 10, as 100 − 90.
		{"what takes away", Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{Usage: 100 << 20, Anon: 60 << 20, File: 20 << 20, Shmem: 0, InactiveFile: 20 << 20, ActiveFile: 0, GoHeapAlloc: 90 << 20}}, "usage", "alloc",
			"cgroup usage prints 100 MiB · Go heap 90.0 MiB · gap 10.0 MiB: 20.0 MiB page cache (reclaimable) and 20.0 MiB kernel, sockets and unattributed, less 30.0 MiB of the Go heap that is mapped, not resident"},
		{"a gap below 0 that others narrow", Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{Usage: 80 << 20, Anon: 60 << 20, File: 0, Shmem: 0, InactiveFile: 0, ActiveFile: 0, GoHeapAlloc: 90 << 20}}, "usage", "alloc",
			"cgroup usage prints 80.0 MiB · Go heap 90.0 MiB · gap −10.0 MiB: 30.0 MiB of the Go heap is mapped, not resident, less 20.0 MiB kernel, sockets and unattributed"},
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

// TestSharesAreParts: no percentage is of another base than the gap, above 100%, or of a sign that is not the step's.
func TestSharesAreParts(t *testing.T) {
	formula, _ := FormulaByID("usage")
	heap, _ := HeapByID(DefaultHeap)
	for _, c := range []struct {
		gap   float64
		steps []float64
		want  bool
	}{
		{10, []float64{6, 4}, true},
		{100, []float64{60, 44, -4}, true},
		{100, []float64{60, 45, -5}, false},
		{100, []float64{103, -3}, false},
		{10, []float64{20, 20, -30}, false},
		{-10, []float64{-32, 20, 2}, false},
		{-10, []float64{-10, 0}, true},
		{0, []float64{0}, false},
	} {
		d := &Divergence{Formula: formula, HeapMeasure: heap, ReportedKnown: true, HeapKnown: true, Bytes: c.gap}
		if got := d.Shares(c.steps); got != c.want {
			t.Errorf("%v of %v are parts: %v, want %v", c.steps, c.gap, got, c.want)
		}
	}
	if got := (&Divergence{Bytes: -10}).Share(-8); got != -0.8 {
		t.Errorf("share %v, want below 0 of what takes away", got)
	}
}
