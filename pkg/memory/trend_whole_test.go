package memory

import (
	"math"
	"testing"
)

// Each story rises by 4 MiB an hour for four days. No line of a cause does, or none that can be trusted: never
// "none, it cannot kill".
func TestWhatRisesInTheWholeIsNeverNone(t *testing.T) {
	// Spans fill with free room, which no line watches: live and all else stand still. U is anon, kernel 8 and
	// sock 1: 1024 − 809 = 215 MiB are left, 54 hours.
	fragments := func(h float64) Snapshot {
		inuse := 700 + 4*h
		s := with(service(), map[CounterID]float64{
			GoHeapAlloc: 150, GoHeapLive: 100, GoNextGC: 200, GoHeapInuse: inuse, GoHeapIdle: 10, GoHeapReleased: 4, GoHeapSys: inuse + 10, GoSys: inuse + 84,
			Anon: inuse + 100, RSSAnon: inuse + 100, Usage: inuse + 144, Limit: 1024, HierarchicalLimit: 1024,
		})
		return s
	}
	v := Diagnose(lived(96, fragments), noon, Options{})
	if v.Trend.Cause != CauseInconclusive || v.CanKill != Unknown || math.Abs(v.HoursToLimit.Value-54) > 8 {
		t.Errorf("fragments: trend %s, can kill %s, hours %+v: want inconclusive, unknown, 54", v.Trend.Cause, v.CanKill, v.HoursToLimit)
	}
	// With GOMEMLIMIT 800 below the limit Go's part is bounded, and the 29 beside it stand still.
	bounded := func(h float64) Snapshot {
		return with(fragments(h), map[CounterID]float64{GoMemLimit: 800})
	}
	if v := Diagnose(lived(96, bounded), noon, Options{}); v.Trend.Cause != CauseNone {
		t.Errorf("below GOMEMLIMIT: trend %s, want none: %v", v.Trend.Cause, v.Trend.Evidence)
	}
}

// A slice of 2 GiB, touched: anon grows by 4 MiB an hour up to what Go has, 2137 MiB, and no further.
func TestWhatGoMappedAndTouchesIsNoRiseOfTheWhole(t *testing.T) {
	at := func(h float64) Snapshot {
		touched := 1000 + 4*h
		return with(service(), map[CounterID]float64{
			GoHeapAlloc: 2070, GoHeapLive: 2060, GoNextGC: 4120, GoHeapInuse: 2075, GoHeapIdle: 10, GoHeapReleased: 4, GoHeapSys: 2085, GoSys: 2141,
			Anon: touched, RSSAnon: touched, Usage: touched + 44, Limit: 3072, HierarchicalLimit: 3072,
		})
	}
	if v := Diagnose(lived(96, at), noon, Options{}); v.Trend.Cause != CauseNone {
		t.Errorf("trend %s, want none: %v", v.Trend.Cause, v.Trend.Evidence)
	}
}

// runtime/mgc.go: with GOGC=off no collection runs below GOMEMLIMIT. So the heap grows, of which nobody
// knows what is live: 900 MiB of objects below GOMEMLIMIT 1024 and limit 1200.
func TestWithGOGCOffAHeapThatFillsIsNoLeakBeforeACollectionWasSeen(t *testing.T) {
	at := func(h float64) Snapshot {
		heap := 900 + 8*h
		s := with(service(), map[CounterID]float64{
			Usage: heap + 64, Anon: heap + 20, RSSAnon: heap + 20, Limit: 1200, HierarchicalLimit: 1200, Peak: heap + 80,
			GoHeapAlloc: heap, GoHeapInuse: heap + 3, GoHeapIdle: 5, GoHeapReleased: 1, GoHeapSys: heap + 8, GoNextGC: 980, GoSys: heap + 16, GoMemLimit: 1024,
		})
		delete(s.Values, GoHeapLive)
		delete(s.Values, GoGCPercent)
		s.Put(GoGCPercent, 1<<64-1) // as runtime/metrics tells "off"
		return s
	}
	v := Diagnose(lived(96, at), noon, Options{})
	if v.Trend.Cause != CauseInconclusive || v.CanKill != Unknown || v.HoursToLimit.Known {
		t.Errorf("trend %s, can kill %s, hours %+v: want inconclusive, unknown, none", v.Trend.Cause, v.CanKill, v.HoursToLimit)
	}
	// A collection every six hours takes the heap back to what is live, which grows by 3 MiB an hour; what it
	// frees stays resident.
	collected := func(h float64) Snapshot {
		s := at(0)
		live := 900 + 3*h
		garbage := 4 * math.Mod(h+96, 6)
		for id, v := range map[CounterID]float64{GoHeapAlloc: live + 30*garbage, GoHeapInuse: live + 30*garbage + 3, GoHeapIdle: 720 - 30*garbage, GoHeapSys: live + 723, GoSys: live + 731, Anon: live + 740, RSSAnon: live + 740, Usage: live + 784, Limit: 2400, HierarchicalLimit: 2400} {
			s.Put(id, v*mib)
		}
		return s
	}
	if v := Diagnose(lived(96, collected), noon, Options{}); v.Trend.Cause != CauseHeapLeak {
		t.Errorf("with collections: trend %s, want heap_leak: %v", v.Trend.Cause, v.Trend.Evidence)
	}
}

// Anonymous memory stands at the limit of 1024 MiB, and swap takes 4 MiB an hour of it: 484 now, 1564 free.
// U is 969, so that 55 below the limit and the free swap are gone in (55 + 1564) / 4 = 405 hours.
func TestALeakIntoSwapIsALeak(t *testing.T) {
	at := func(h float64) Snapshot {
		swap := 484 + 4*h
		s := with(service(), map[CounterID]float64{Usage: 1020, Anon: 960, RSSAnon: 960, File: 20, InactiveFile: 10, ActiveFile: 10, Limit: 1024, HierarchicalLimit: 1024, Peak: 1024, Swap: swap, NodeSwapFree: 2048 - swap})
		return s
	}
	v := Diagnose(lived(96, at), noon, Options{})
	if v.Trend.Cause != CauseNativeLeak || v.CanKill != Yes || math.Abs(v.HoursToLimit.Value-405) > 30 {
		t.Errorf("trend %s, can kill %s, hours %+v: want native_leak, yes, 405", v.Trend.Cause, v.CanKill, v.HoursToLimit)
	}
	// What is swapped out only moves.
	moves := func(h float64) Snapshot {
		return with(at(0), map[CounterID]float64{Anon: 960 - 4*(h+96), RSSAnon: 960 - 4*(h+96), Usage: 1020 - 4*(h+96), Swap: 100 + 4*(h+96)})
	}
	if v := Diagnose(lived(96, moves), noon, Options{}); v.Trend.Cause != CauseNone {
		t.Errorf("swapped out: trend %s, want none: %v", v.Trend.Cause, v.Trend.Evidence)
	}
	// Whose it is, nobody tells where the container has other processes.
	shared := func(h float64) Snapshot {
		s := at(h)
		s.Put(Processes, 3)
		return s
	}
	if v := Diagnose(lived(96, shared), noon, Options{}); v.Trend.Cause != CauseInconclusive || !v.HoursToLimit.Known {
		t.Errorf("with other processes: trend %s, hours %+v: want inconclusive with hours", v.Trend.Cause, v.HoursToLimit)
	}
}
