package memory

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

func TestSizingSaysWhereGOMEMLIMITDoesNotFit(t *testing.T) {
	at := func(gomemlimit float64) func(float64) Snapshot {
		return func(float64) Snapshot {
			return with(service(), map[CounterID]float64{Usage: 900, Anon: 260, RSSAnon: 260, File: 620, InactiveFile: 20, ActiveFile: 600, GoMemLimit: gomemlimit, Limit: 1024, HierarchicalLimit: 1024})
		}
	}
	s := Diagnose(lived(72, at(1000)), noon, Options{}).Sizing
	// Of U = 269 MiB (anon 260, sock 1, kernel less reclaimable slab 8) Go governs 49: 220 beside it.
	if rest := 1024 - 220 - 51.2; math.Abs(s.GoMemLimit/mib-rest) > 2 {
		t.Errorf("GOMEMLIMIT %.0f MiB, want about %.0f", s.GoMemLimit/mib, rest)
	}
	if s.Request < 269*mib || s.Limit < 1.25*269*mib {
		t.Errorf("request %.0f, limit %.0f MiB: want 269 and a quarter more", s.Request/mib, s.Limit/mib)
	}
	warned := strings.Join(s.Warnings, "\n")
	if !strings.Contains(warned, "GOMEMLIMIT 1000 MiB does not fit") || !strings.Contains(warned, "KRR, VPA") {
		t.Errorf("warnings:\n%s", warned)
	}
	// With the limit advised, 337 MiB: 220 that Go does not govern, 16.9 of room.
	want := "resources:\n  requests:\n    memory: 269Mi\n  limits:\n    memory: 337Mi\nenv:\n  - name: GOMEMLIMIT\n    value: 100MiB\n# podman, docker: --memory 337m --env GOMEMLIMIT=100MiB"
	if s.Manifest != want {
		t.Errorf("to be copied:\n%s\nwant\n%s", s.Manifest, want)
	}
	if fits := Diagnose(lived(72, at(700)), noon, Options{}).Sizing; strings.Contains(strings.Join(fits.Warnings, "\n"), "does not fit") {
		t.Errorf("700 MiB fits: %v", fits.Warnings)
	}
}

func sizing(h History) (Sizing, string) {
	s := Diagnose(h, noon, Options{}).Sizing
	return s, strings.Join(s.Warnings, "\n")
}

// Of 200 samples three are higher, among them the first after a start.
func TestSizesHoldThePeaksOfStarts(t *testing.T) {
	h := lived(72, func(t float64) Snapshot {
		more := 0.0
		if t < -70.5 {
			more = 400
		}
		return with(service(), map[CounterID]float64{Usage: 204 + more, Anon: 160 + more, RSSAnon: 160 + more})
	})
	// U is 169 MiB, and 569 at first.
	if s, _ := sizing(h); s.Request != 569*mib || s.Limit != math.Ceil(1.25*569)*mib {
		t.Errorf("request %.0f, limit %.0f MiB: want 569 and a quarter more", s.Request/mib, s.Limit/mib)
	}
}

// kubernetes-sigs/metrics-server#1065: killed with 19 MiB of 64 shown.
func TestNoSmallerLimitWhereItWasKilled(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 70, Anon: 20, RSSAnon: 20, Limit: 2048, HierarchicalLimit: 2048, Peak: 2047})
	s.Put(EventsOOMKill, 3)
	got, warned := sizing(lived(72, func(float64) Snapshot { return s }))
	if got.Limit < 2048*mib || !strings.Contains(warned, "no smaller limit is advised") {
		t.Errorf("limit %.0f MiB, want 2048; %s", got.Limit/mib, warned)
	}
}

func TestSizesSayWhatTheExporterDoesNotSplit(t *testing.T) {
	s := without(with(service(), map[CounterID]float64{Usage: 1812, File: 1720}), InactiveFile, ActiveFile, Shmem)
	if _, warned := sizing(lived(72, func(float64) Snapshot { return s })); !strings.Contains(warned, "up to 1.68 GiB more may be unreclaimable") {
		t.Errorf("1720 MiB may be shared memory: %s", warned)
	}
}

// etcd-io/bbolt#541: a database of 1250 MiB mapped whole.
func TestSizesSpeakOfCacheInUse(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 1464, File: 1390, InactiveFile: 100, ActiveFile: 1290, FileMapped: 1250})
	if _, warned := sizing(lived(72, func(float64) Snapshot { return s })); !strings.Contains(warned, "1.26 GiB of page cache is in use") {
		t.Errorf("1290 MiB are active: %s", warned)
	}
}

// A limit holds what Go does not govern, 1.25 times what is live, and 5% or 16 MiB.
func TestTheLimitLeavesTheCollectorRoom(t *testing.T) {
	// 490 of 500 MiB of heap live; U = 500 + 8 + 9 beside: 517 + 20 native.
	s := with(service(), map[CounterID]float64{Usage: 580, Anon: 528, RSSAnon: 528, GoHeapLive: 490, GoHeapAlloc: 495, GoHeapInuse: 498, GoHeapIdle: 6, GoHeapReleased: 4, GoHeapSys: 504, GoSys: 512, GoNextGC: 500})
	got, _ := sizing(lived(72, func(float64) Snapshot { return s }))
	// U is 537, Go's total 508, the rest 29; live with what is beside the heap 498: a quarter more 622.5.
	least := (29 + 1.25*498) / 0.95
	if math.Abs(got.Limit/mib-least) > 2 || got.GoMemLimitAdvised < 622*mib {
		t.Errorf("limit %.0f MiB, GOMEMLIMIT %.0f: want %.0f and 622", got.Limit/mib, got.GoMemLimitAdvised/mib, least)
	}
}

func TestNoSizesWithoutAnon(t *testing.T) {
	h := History{Now: Moment{noon, without(service(), Anon, RSSAnon)}}
	if s := Diagnose(h, noon.Add(time.Hour), Options{}).Sizing; s.Known {
		t.Errorf("%+v, want none: what cannot be reclaimed is not known", s)
	}
}

// cgroup v1 does not split 18.8 MiB of kernel memory, which Go never governs: it may all be pinned.
func TestGOMEMLIMITLeavesRoomForKernelMemoryThatIsNotSplit(t *testing.T) {
	s := Snapshot{CgroupVersion: 1, GoTargets: 1}
	for id, v := range map[CounterID]float64{Usage: 70.8, Anon: 52, RSSAnon: 52, File: 0, Shmem: 0, InactiveFile: 0, ActiveFile: 0, Kernel: 18.8, Limit: 1024,
		GoHeapAlloc: 30, GoHeapInuse: 33, GoHeapIdle: 12, GoHeapReleased: 0, GoHeapSys: 45, GoHeapLive: 20, GoNextGC: 40, GoStackInuse: 2, GoStackSys: 2, GoSys: 52} {
		s.Put(id, v*mib)
	}
	got, _ := sizing(lived(72, func(float64) Snapshot { return s }))
	if got.GoMemLimitAdvised <= 0 || got.GoMemLimitAdvised+18.8*mib > got.Limit || got.Limit < 70.8*mib {
		t.Errorf("GOMEMLIMIT %.0f MiB, limit %.0f: want room for 18.8 beside it", got.GoMemLimitAdvised/mib, got.Limit/mib)
	}
}

// A nightly job of ten minutes at 3 GiB, which one sample of 200 in a week saw.
func TestTheLimitHoldsTheHighestSample(t *testing.T) {
	h := lived(168, func(t float64) Snapshot {
		more := 0.0
		if t >= -10 && t < -10+1.0 {
			more = 2840
		}
		return with(service(), map[CounterID]float64{Usage: 204 + more, Anon: 160 + more, RSSAnon: 160 + more, Limit: 4096, HierarchicalLimit: 4096, Peak: 3070})
	})
	// U is 169 MiB, and 3009 in one sample: 0.5%, so that a request may leave it out.
	if s, _ := sizing(h); s.Request != 169*mib || s.Limit != math.Ceil(1.25*3009)*mib {
		t.Errorf("request %.0f, limit %.0f MiB: want 169 and 3762", s.Request/mib, s.Limit/mib)
	}
}

func TestTheLimitHoldsAPeakThatNoSampleSaw(t *testing.T) {
	// U is 69 MiB of 104, page cache 30: 3000 are explained by neither.
	unseen := without(with(service(), map[CounterID]float64{Peak: 3000}), Limit, HierarchicalLimit)
	if s, warned := sizing(lived(72, func(float64) Snapshot { return unseen })); s.Limit != 3000*mib || !strings.Contains(warned, "memory.peak is 2.93 GiB") {
		t.Errorf("limit %.0f MiB, want 3000: %s", s.Limit/mib, warned)
	}
	// 1900 MiB, of which 1720 were page cache and 69 U.
	cache := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710, Peak: 1820})
	if s, warned := sizing(lived(72, func(float64) Snapshot { return cache })); s.Limit > 100*mib || strings.Contains(warned, "memory.peak") {
		t.Errorf("limit %.0f MiB, want 1.25 × 69: page cache explains the peak; %s", s.Limit/mib, warned)
	}
}

// Kubernetes gives a container that was killed a new cgroup, whose oom_kill is 0.
func TestAKillBeforeThisCgroupHoldsTheLimit(t *testing.T) {
	small := with(service(), map[CounterID]float64{Limit: 128, HierarchicalLimit: 128, Peak: 104})
	told := with(small, nil)
	told.Put(LastTerminatedOOM, 1)
	told.Put(LastTerminatedTime, float64(noon.Add(-10*time.Hour).Unix()))
	seen := lived(96, func(float64) Snapshot { return small })
	seen.Events = []HistoryEvent{{noon.Add(-34 * time.Hour), EventOOMKill}, {noon.Add(-10 * time.Hour), EventOOMKill}}
	for name, h := range map[string]History{"Kubernetes says so": lived(96, func(float64) Snapshot { return told }), "it was seen": seen} {
		v := Diagnose(h, noon, Options{})
		if v.CanKill != Yes || v.Sizing.Limit < 128*mib {
			t.Errorf("%s: can kill %s, limit %.0f MiB: want yes, 128", name, v.CanKill, v.Sizing.Limit/mib)
		}
	}
	if v := Diagnose(lived(96, func(float64) Snapshot { return told }), noon, Options{}); !strings.Contains(fmt.Sprint(v.Level.Evidence), "last ended by an OOM kill, on 2026-01-14 at 02:00 UTC") {
		t.Errorf("evidence %v, want the kill", v.Level.Evidence)
	}
	if v := Diagnose(lived(96, func(float64) Snapshot { return small }), noon, Options{}); v.CanKill != No || v.Sizing.Limit >= 128*mib {
		t.Errorf("without a kill: can kill %s, limit %.0f MiB: want no, and less", v.CanKill, v.Sizing.Limit/mib)
	}
}

// Two processes would each take a GOMEMLIMIT of 1037 MiB below a limit of 1137.
func TestGOMEMLIMITIsOfEachProcess(t *testing.T) {
	two := with(service(), map[CounterID]float64{Usage: 1040, Anon: 900, RSSAnon: 900, Limit: 1536, HierarchicalLimit: 1536,
		GoHeapAlloc: 800, GoHeapInuse: 820, GoHeapIdle: 30, GoHeapReleased: 4, GoHeapSys: 850, GoHeapLive: 450, GoNextGC: 900, GoSys: 870})
	alone, _ := sizing(lived(72, func(float64) Snapshot { return two }))
	two.GoTargets = 2
	got, warned := sizing(lived(72, func(float64) Snapshot { return two }))
	if alone.GoMemLimitAdvised <= 0 || got.GoMemLimit != 0 || got.GoMemLimitAdvised != 0 || strings.Contains(got.Manifest, "GOMEMLIMIT") {
		t.Errorf("GOMEMLIMIT %.0f, %.0f MiB, want none to be copied:\n%s", got.GoMemLimit/mib, got.GoMemLimitAdvised/mib, got.Manifest)
	}
	if want := FormatBytes(alone.GoMemLimitAdvised, IEC) + " is for all of them together"; !strings.Contains(warned, want) {
		t.Errorf("warnings %s, want %q", warned, want)
	}
}

func TestGOMEMLIMITStaysBelowMemoryHigh(t *testing.T) {
	at := func(high float64) History {
		return lived(72, func(float64) Snapshot {
			return with(service(), map[CounterID]float64{High: high, Limit: 1024, HierarchicalLimit: 1024})
		})
	}
	// U is 69 MiB, of which Go governs 49; 5% of 600 stay free.
	if s, _ := sizing(at(600)); s.GoMemLimit != 550*mib {
		t.Errorf("GOMEMLIMIT %.0f MiB, want 600 − 20 − 30", s.GoMemLimit/mib)
	}
	// 64 − 20 − 16 is less than 1.25 × (20 live + 8 beside the heap).
	if s, warned := sizing(at(64)); s.GoMemLimit < 900*mib || !strings.Contains(warned, "memory.high of 64.0 MiB leaves no room") {
		t.Errorf("GOMEMLIMIT %.0f MiB, want it by the limit, and a warning: %s", s.GoMemLimit/mib, warned)
	}
}
