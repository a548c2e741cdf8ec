package memory

import (
	"math"
	"strings"
	"testing"
	"time"
)

// killedEvery is a heap that climbs from 60 to 460 of 512 MiB and is killed; the cgroup stays, and counts.
func killedEvery(hours float64) func(t float64) Snapshot {
	return func(t float64) Snapshot {
		lives := (t + 84) / hours
		heap := 60 + 400*(lives-math.Floor(lives))
		s := with(service(), map[CounterID]float64{Usage: heap + 22, Anon: heap + 10, File: 8, InactiveFile: 6, ActiveFile: 2, Kernel: 4, SlabReclaimable: 1,
			Limit: 512, HierarchicalLimit: 512, GoHeapAlloc: heap - 2, GoHeapInuse: heap - 1, GoHeapLive: heap - 4, GoNextGC: 2 * heap, GoSys: heap + 12, Peak: 511})
		s.Put(EventsOOMKill, math.Floor(lives))
		s.Put(EventsOOM, math.Floor(lives))
		return s
	}
}

func TestAnOOMLoopIsNoQuiet(t *testing.T) {
	v := Diagnose(lived(84, killedEvery(1.0/3)), noon, Options{})
	if v.Trend.Cause == CauseNone || v.CanKill != Yes {
		t.Errorf("trend %s, can kill %s: want inconclusive, yes", v.Trend.Cause, v.CanKill)
	}
	// 84 hours of three kills each; a look is 25 minutes.
	if v.Kills != 252 || v.KillsLately < 3 || v.KillsLately > 4 || !strings.Contains(v.Summary, "the OOM killer ended a process 252 times in the last 4 days") || strings.Contains(v.Summary, "for good") {
		t.Errorf("%d kills, %d in the last hour, summary %q: want 252 and 3", v.Kills, v.KillsLately, v.Summary)
	}
	if strings.Contains(strings.Join(v.DoNot, " "), "look for a leak") || !strings.Contains(strings.Join(v.Next, " "), "profile it before the next kill") {
		t.Errorf("next %q, do not %q", v.Next, v.DoNot)
	}
}

// A process that ends its container takes the count with it: what is left is the limit that was nearly met.
func TestRestartsAtTheLimitAreNoQuiet(t *testing.T) {
	loop := func(from, to float64) History {
		h := lived(84, func(at float64) Snapshot {
			lives := (at + 84) / 6
			heap := from + (to-from)*(lives-math.Floor(lives))
			s := with(service(), map[CounterID]float64{Usage: heap + 22, Anon: heap + 10, Limit: 512, HierarchicalLimit: 512, GoHeapAlloc: heap - 2, GoHeapLive: heap - 4, GoSys: heap + 12, Peak: 511})
			s.Put(GoStartTime, float64(noon.Unix())+3600*(6*math.Floor(lives)-84))
			return s
		})
		for life := 1.0; life < 14; life++ {
			h.Events = append(h.Events, HistoryEvent{noon.Add(-time.Duration((84 - 6*life) * float64(time.Hour))), EventRestart})
		}
		return h
	}
	v := Diagnose(loop(60, 480), noon, Options{})
	if v.Trend.Cause == CauseNone || v.CanKill == No || !strings.Contains(v.Summary, "restarted 14 times, each time with 80% of the limit or more in use, in the last 4 days") {
		t.Errorf("trend %s, can kill %s, summary %q", v.Trend.Cause, v.CanKill, v.Summary)
	}
	if v.Sizing.Limit < 512*mib {
		t.Errorf("a limit of %.0f MiB is advised, below that at which it ends", v.Sizing.Limit/mib)
	}
	// Deploys, far from the limit.
	if v := Diagnose(loop(60, 60), noon, Options{}); v.Kills != 0 || v.CanKill == Yes || strings.Contains(v.Summary, "limit or more") {
		t.Errorf("deployed every six hours: %d kills, can kill %s, summary %q", v.Kills, v.CanKill, v.Summary)
	}
}

func TestWhatCanKillIsNamedBeforePageCache(t *testing.T) {
	h := lived(10, func(at float64) Snapshot {
		return with(service(), map[CounterID]float64{Usage: 400 + 30*at, File: 330 + 27*at, InactiveFile: 200 + 27*at, ActiveFile: 130, Anon: 60 + 3*at, GoHeapAlloc: 30 + 2*at, GoHeapLive: 20 + 2*at})
	})
	h.Events = []HistoryEvent{{noon.Add(-time.Hour), EventRestart}}
	v := Diagnose(h, noon, Options{})
	if last := len(v.Trend.Evidence) - 1; v.Trend.Cause != CauseInconclusive || last < 1 || !strings.HasPrefix(v.Trend.Evidence[last].Text, "page cache") || strings.HasPrefix(v.Trend.Evidence[0].Text, "page cache") {
		t.Errorf("trend %s, %v", v.Trend.Cause, v.Trend.Evidence)
	}
}

func TestKillsAreThoseOfTheWindow(t *testing.T) {
	old := func(float64) Snapshot { s := service(); s.Put(EventsOOMKill, 5); return s }
	if v := Diagnose(lived(72, old), noon, Options{}); v.Kills != 0 || strings.Contains(v.Summary, "OOM killer") || v.Trend.Cause != CauseNone {
		t.Errorf("killed before the window: %d kills, trend %s, summary %q", v.Kills, v.Trend.Cause, v.Summary)
	}
	h := lived(72, func(float64) Snapshot { return service() })
	h.Events = []HistoryEvent{{noon.Add(-30 * time.Minute), EventOOMKill}, {noon.Add(-100 * time.Hour), EventOOMKill}}
	if v := Diagnose(h, noon, Options{}); v.Kills != 1 || v.KillsLately != 1 || v.CanKill != Yes || !strings.Contains(v.Summary, "ended a process once in the last 3 days") {
		t.Errorf("%d kills, %d in the last hour, can kill %s, summary %q", v.Kills, v.KillsLately, v.CanKill, v.Summary)
	}
	// What kube-state-metrics tells of the last end, two hours ago and four days ago.
	for ago, want := range map[float64]int{2: 1, 96: 0} {
		h := lived(72, func(float64) Snapshot { return service() })
		h.Now.Snapshot.Put(LastTerminatedOOM, 1)
		h.Now.Snapshot.Put(LastTerminatedTime, float64(noon.Unix())-3600*ago)
		if v := Diagnose(h, noon, Options{}); v.Kills != want || v.KillsLately != 0 {
			t.Errorf("ended by a kill %v h ago: %d kills, %d in the last hour; want %d and 0", ago, v.Kills, v.KillsLately, want)
		}
	}
	// An older kube-state-metrics does not say when: it was the last end that was seen.
	h = lived(72, func(float64) Snapshot { return service() })
	h.Now.Snapshot.Put(LastTerminatedOOM, 1)
	h.Events = []HistoryEvent{{noon.Add(-20 * time.Minute), EventRestart}}
	if v := Diagnose(h, noon, Options{}); v.Kills != 1 || v.KillsLately != 1 {
		t.Errorf("ended by a kill and began 20 minutes ago: %d kills, %d in the last hour", v.Kills, v.KillsLately)
	}
	h.Events = nil
	if v := Diagnose(h, noon, Options{}); v.Kills != 0 {
		t.Errorf("ended by a kill, and no end was seen: %d kills of the window", v.Kills)
	}
	// Another cgroup, whose count is its own.
	h = lived(72, func(float64) Snapshot { s := service(); s.Put(EventsOOMKill, 2); return s })
	h.Events = []HistoryEvent{{noon.Add(-24 * time.Hour), EventRestart}}
	if v := Diagnose(h, noon, Options{}); v.Kills != 2 {
		t.Errorf("two of a new cgroup's: %d kills", v.Kills)
	}
}
