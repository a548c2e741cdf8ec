package memory

import "testing"

// A slice of 1 GiB is Go's from the start and resident as it is touched, 144 MiB a day: of anon 796 MiB,
// Sys − HeapReleased is 1077 − 4, so that all of it may be Go's, today and at any time before.
func TestGosOwnMemoryThatIsTouchedIsNoNativeLeak(t *testing.T) {
	at := func(h float64) Snapshot {
		touched := 796 + 6*h
		s := with(service(), map[CounterID]float64{
			Usage: touched + 44, Anon: touched, RSSAnon: touched, Peak: 900,
			GoHeapAlloc: 1054, GoHeapInuse: 1057, GoHeapIdle: 12, GoHeapReleased: 4, GoHeapSys: 1069, GoHeapLive: 1044, GoNextGC: 2090, GoSys: 1077,
		})
		delete(s.Values, GoStartTime)
		return s
	}
	v := Diagnose(lived(96, at), noon, Options{})
	if v.Trend.Cause == CauseNativeLeak || v.CanKill == Yes {
		t.Errorf("trend %s, can kill %s: want no native leak", v.Trend.Cause, v.CanKill)
	}
	// What C code takes beyond the 1073 that Go has is none of Go's: from 1080 on, 6 an hour.
	leaks := func(h float64) Snapshot {
		s := at(h)
		taken := 1080 + 6*(h+96)
		for id, v := range map[CounterID]float64{Usage: taken + 44, Anon: taken, RSSAnon: taken} {
			s.Put(id, v*mib)
		}
		return s
	}
	if v := Diagnose(lived(96, leaks), noon, Options{}); v.Trend.Cause != CauseNativeLeak || v.CanKill != Yes {
		t.Errorf("beyond what Go has: trend %s, can kill %s, want native_leak, yes", v.Trend.Cause, v.CanKill)
	}
}
