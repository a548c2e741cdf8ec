package memory

import (
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
