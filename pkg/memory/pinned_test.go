package memory

import "testing"

// Of 346 MiB usage, 512 limit, 242 are what neither reclaim nor swap can take; 48 MiB a day more of it. What
// is left meets it at 2 MiB an hour.
func TestPinnedMemoryThatGrowsIsFoundWhateverHoldsIt(t *testing.T) {
	for name, of := range map[string]func(held float64) map[CounterID]float64{
		"page tables": func(held float64) map[CounterID]float64 {
			return map[CounterID]float64{Kernel: 9 + held, PageTables: held}
		},
		"threads": func(held float64) map[CounterID]float64 {
			return map[CounterID]float64{Kernel: 9 + held, KernelStack: held}
		},
		"pipes":     func(held float64) map[CounterID]float64 { return map[CounterID]float64{Kernel: 10 + held} },
		"hugetlbfs": func(held float64) map[CounterID]float64 { return map[CounterID]float64{Hugetlb: held} },
		"mlock": func(held float64) map[CounterID]float64 {
			return map[CounterID]float64{File: 30 + held, FileMapped: 5 + held, Unevictable: held}
		},
	} {
		at := func(h float64) Snapshot {
			held := 242 + 2*h + 0.2*wobble(h)
			s := with(service(), of(held))
			for id, v := range map[CounterID]float64{Usage: 104 + held, Limit: 512, HierarchicalLimit: 512, Peak: 104 + held} {
				s.Put(id, v*mib)
			}
			return s
		}
		v := Diagnose(lived(96, at), noon, Options{})
		if v.Level.Cause != CausePinnedMemory || v.Trend.Cause != CausePinnedMemory || v.Trend.Confidence < Sure || v.CanKill != Yes {
			t.Errorf("%s: level %s, trend %s %.2f, can kill %s: want pinned_memory in both, sure, yes", name, v.Level.Cause, v.Trend.Cause, v.Trend.Confidence, v.CanKill)
		}
		// U is anon 60, sock 1, kernel 8 of 10 and what is held, 311: 201 left. Usage beside page cache that can be
		// dropped meets the limit at 2 MiB an hour in 100 hours.
		if h := v.HoursToLimit; !h.Known || h.Value < 90 || h.Value > 110 {
			t.Errorf("%s: hours %+v, want about 100", name, h)
		}
	}
}

// On a kernel before 5.18, which has no sum of the kernel's memory, it is seen as what nothing else can be.
func TestPinnedMemoryIsSeenWithoutTheKernelsSum(t *testing.T) {
	at := func(h float64) Snapshot {
		s := with(service(), map[CounterID]float64{Usage: 346 + 2*h, PageTables: 242 + 2*h, Limit: 512, HierarchicalLimit: 512})
		delete(s.Values, Kernel)
		return s
	}
	v := Diagnose(lived(96, at), noon, Options{})
	if v.Trend.Cause != CausePinnedMemory || v.Trend.Confidence >= Sure || v.CanKill != Yes {
		t.Errorf("trend %s %.2f, can kill %s: want pinned_memory, not sure, yes", v.Trend.Cause, v.Trend.Confidence, v.CanKill)
	}
}
