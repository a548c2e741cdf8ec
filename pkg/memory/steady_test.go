package memory

import (
	"testing"
	"time"
)

// lately is a history of a scrape every two seconds, whose live heap is as given by the seconds since the first.
func lately(length time.Duration, live func(s float64) float64) (History, time.Time) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	var h History
	for at := now.Add(-length); !at.After(now); at = at.Add(2 * time.Second) {
		heap := live(at.Sub(now.Add(-length)).Seconds())
		h.Trend = append(h.Trend, Moment{at, Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[CounterID]float64{
			Usage: heap + 20<<20, Anon: heap + 20<<20, File: 0, InactiveFile: 0, ActiveFile: 0, Shmem: 0, Kernel: 0, Sock: 0, Limit: 256 << 20,
			GoSys: heap + 10<<20, GoHeapInuse: heap, GoHeapIdle: 0, GoHeapReleased: 0, GoHeapAlloc: heap, GoHeapLive: heap, Goroutines: 5, GoStartTime: float64(now.Add(-length).Unix()),
		}}})
	}
	h.Now = h.Trend[len(h.Trend)-1]
	return h, now
}

func TestAShortWindowTellsALeakOnlyWhereItIsCalledSteady(t *testing.T) {
	const mib = 1 << 20
	leak := func(s float64) float64 { return 30*mib + s*mib }
	for _, c := range []struct {
		name   string
		length time.Duration
		live   func(float64) float64
		steady bool
		want   CauseID
	}{
		{"a leak", 2 * time.Minute, leak, true, CauseHeapLeak},
		{"a leak, not called steady", 2 * time.Minute, leak, false, CauseInconclusive},
		{"a leak of which too little was seen", 40 * time.Second, leak, true, CauseInconclusive},
		{"a flat heap", 2 * time.Minute, func(float64) float64 { return 100 * mib }, true, CauseNone},
		{"less than is worth a word", 2 * time.Minute, func(s float64) float64 { return 100*mib + s*mib/60 }, true, CauseNone},
		{"a step", 2 * time.Minute, func(s float64) float64 {
			if s < 60 {
				return 50 * mib
			}
			return 100 * mib
		}, true, CauseNone},
		{"what levels off", 2 * time.Minute, func(s float64) float64 { return 30*mib + min(s, 50)*mib }, true, CauseNone},
	} {
		h, now := lately(c.length, c.live)
		v := Diagnose(h, now, Options{Window: 2 * time.Minute, Steady: c.steady})
		if v.Trend.Cause != c.want || v.Trend.Cause == CauseHeapLeak && v.Trend.Confidence > notSure {
			t.Errorf("%s: %s (%v sure): %v; want %s, never for sure", c.name, v.Trend.Cause, v.Trend.Confidence, v.Trend.Evidence, c.want)
		}
	}
}
