package memory

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 1, 14, 12, 0, 0, 0, time.UTC)

// service is a small Go service on cgroup v2 with everything told, in MiB where bytes.
func service() Snapshot {
	s := Snapshot{CgroupVersion: 2, GoTargets: 1}
	for id, v := range map[CounterID]float64{
		Usage: 104, Anon: 60, File: 30, Shmem: 0, Kernel: 10, SlabReclaimable: 2, SlabUnreclaimable: 2, Slab: 4, KernelStack: 1, PageTables: 1, Percpu: 1, Sock: 1,
		InactiveFile: 20, ActiveFile: 10, FileMapped: 5, FileDirty: 0, FileWriteback: 0, AnonTHP: 0, Limit: 2048, HierarchicalLimit: 2048, Peak: 110,
		GoHeapAlloc: 30, GoHeapInuse: 33, GoHeapIdle: 12, GoHeapReleased: 4, GoHeapSys: 45, GoHeapLive: 20, GoNextGC: 40, GoStackInuse: 2, GoStackSys: 2,
		GoMSpanSys: 1, GoMCacheSys: 0, GoBuckHashSys: 1, GoGCSys: 3, GoOtherSys: 1, GoSys: 53, RSSAnon: 60,
	} {
		s.Put(id, v*mib)
	}
	for id, v := range map[CounterID]float64{Goroutines: 40, GoGCPercent: 100, Processes: 1, EventsOOM: 0, EventsOOMKill: 0, EventsMax: 0, PressureFull: 1, RefaultFile: 0, GoStartTime: float64(noon.Add(-30 * 24 * time.Hour).Unix())} {
		s.Put(id, v)
	}
	return s
}

func with(s Snapshot, more map[CounterID]float64) Snapshot {
	c := Snapshot{CgroupVersion: s.CgroupVersion, GoTargets: s.GoTargets}
	for id, v := range s.Values {
		c.Put(id, v)
	}
	for id, v := range more {
		c.Put(id, v*mib)
	}
	return c
}

// lived is a container of which at t hours before noon the snapshot was at(t); 200 points over the hours.
func lived(hours float64, at func(t float64) Snapshot) History {
	h := History{Now: Moment{noon, at(0)}}
	for i := range MaxTrendPoints - 1 {
		t := -hours + hours*float64(i)/(MaxTrendPoints-1)
		h.Trend = append(h.Trend, Moment{noon.Add(time.Duration(t * float64(time.Hour))), at(t)})
	}
	return h
}

// wobble is noise without chance: between −1 and 1, different at each hour.
func wobble(t float64) float64 { return math.Sin(t*12.9898) * math.Cos(t*78.233) }

// The incident: podman stats shows 1.9 GB, the heap is 40 MB, and a nightly tar fills the page cache.
func TestTheIncidentIsPageCacheAndNoLeak(t *testing.T) {
	at := func(t float64) Snapshot {
		cache := 1720.0
		return with(service(), map[CounterID]float64{Usage: 1812, File: cache, InactiveFile: cache - 10, SlabReclaimable: 50, Slab: 52, Kernel: 60, Limit: 8 << 10, HierarchicalLimit: 8 << 10, GoHeapAlloc: 35 + 3*wobble(t)})
	}
	v := Diagnose(lived(72, at), noon, Options{})
	if v.Level.Cause != CausePageCache || v.Level.Confidence < Sure {
		t.Errorf("level %s %.2f, want page_cache, sure", v.Level.Cause, v.Level.Confidence)
	}
	if v.Trend.Cause != CauseNone || v.CanKill != No || v.HoursToLimit.Known {
		t.Errorf("trend %s, can kill %s, hours %v: want none, no, unknown", v.Trend.Cause, v.CanKill, v.HoursToLimit)
	}
	if !v.ToolDisagreement.Set || v.Docs != "https://github.com/memledger/memledger/blob/main/docs/causes/page_cache.md" {
		t.Errorf("disagreement %v, docs %q", v.ToolDisagreement.Set, v.Docs)
	}
	if next := strings.Join(v.Next, " "); !strings.Contains(next, "a backup, a log") {
		t.Errorf("next %q, want where to look", next)
	}
	if !strings.Contains(strings.Join(v.DoNot, " "), "it is cache") || !strings.Contains(v.Summary, "page cache 1.7") && !strings.Contains(v.Summary, "Page cache 1.7") {
		t.Errorf("do not %v, summary %q", v.DoNot, v.Summary)
	}
}

// Who chose podman reads MB in the headline: a sentence in MiB beside it would look like another number.
func TestVerdictsSpeakInTheUnitsOfTheTool(t *testing.T) {
	cache := map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710, Limit: 2048, HierarchicalLimit: 2048, Peak: 2040}
	grows := func(at float64) Snapshot {
		return with(service(), map[CounterID]float64{Usage: 900 + 4*at, Anon: 800 + 4*at, GoHeapAlloc: 700 + 4*at, GoHeapInuse: 710 + 4*at, GoHeapLive: 600 + 4*at, GoSys: 800 + 4*at})
	}
	for _, h := range []History{lived(72, func(float64) Snapshot { return with(service(), cache) }), lived(72, grows)} {
		for tool, foreign := range map[FormulaID]string{"podman_3": "iB", "usage": " MB"} {
			f, _ := FormulaByID(tool)
			v := Diagnose(h, noon, Options{Tool: f})
			said := append([]string{v.Summary}, append(v.Sizing.Reasons, v.Sizing.Warnings...)...)
			for _, e := range append(v.Level.Evidence, v.Trend.Evidence...) {
				said = append(said, e.Text)
			}
			for _, r := range append(v.Level.RuledOut, v.Trend.RuledOut...) {
				said = append(said, r.Text)
			}
			for _, text := range said {
				if strings.Contains(text, foreign) {
					t.Errorf("%s: %q, want no %s", tool, text, foreign)
				}
			}
		}
	}
	si, _ := FormulaByID("podman_3")
	v := Diagnose(lived(72, func(float64) Snapshot { return with(service(), cache) }), noon, Options{Tool: si})
	// 1720 and 1812 MiB are 1.80e9 and 1.90e9 bytes.
	if !strings.HasPrefix(v.Summary, "Page cache 1.80 GB of 1.90 GB usage") {
		t.Errorf("summary %q, want it in GB", v.Summary)
	}
}

// open-telemetry/opentelemetry-operator#3479: killed while reclaim failed.
func TestPageCacheIsNotHarmlessBeforeAllWasLookedAt(t *testing.T) {
	cache := map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710, Limit: 2048}
	quiet := lived(72, func(float64) Snapshot { return with(service(), cache) })
	dirty := lived(72, func(float64) Snapshot {
		s := with(service(), cache)
		s.Put(FileDirty, 900*mib)
		return s
	})
	if v := Diagnose(dirty, noon, Options{}); v.CanKill != Yes {
		t.Errorf("with half of it dirty: can kill %s, want yes", v.CanKill)
	}
	delete(quiet.Now.Snapshot.Values, PressureFull)
	v := Diagnose(quiet, noon, Options{})
	if v.CanKill != Unknown {
		t.Errorf("without pressure: can kill %s, want unknown", v.CanKill)
	}
	said := ""
	for _, e := range v.Level.Evidence {
		said += e.Text + "\n"
	}
	if !strings.Contains(said, "not looked at, because not told: pressure_full") {
		t.Errorf("evidence does not say what was not looked at:\n%s", said)
	}
}

func leak(perDay float64) func(float64) Snapshot {
	return func(t float64) Snapshot {
		grown := perDay * (t + 72) / 24
		wave := 4 * math.Sin(2*math.Pi*t/24)
		live := 20 + grown + wave + wobble(t)
		return with(service(), map[CounterID]float64{GoHeapLive: live, GoHeapAlloc: 1.4 * live, GoNextGC: 2 * live, Anon: 40 + 2*live, RSSAnon: 40 + 2*live, Usage: 84 + 2*live,
			GoHeapInuse: 1.5 * live, GoHeapIdle: 0.7*live + 4, GoHeapReleased: 4, GoHeapSys: 2.2*live + 4, GoSys: 2.2*live + 12})
	}
}

func TestASlowHeapLeakBeneathADaysWaveIsFoundInThreeDays(t *testing.T) {
	v := Diagnose(lived(72, leak(21)), noon, Options{}) // 1% of 2 GiB a day
	if v.Trend.Cause != CauseHeapLeak || v.Trend.Confidence < Sure || v.CanKill != Yes {
		t.Fatalf("trend %s %.2f, can kill %s: want heap_leak, sure, yes; %v", v.Trend.Cause, v.Trend.Confidence, v.CanKill, v.Trend.RuledOut)
	}
	// Usage grows at most by 42 MiB a day, live by 21; U is 245 MiB of 2048: 43 to 86 days.
	if h := v.HoursToLimit; !h.Known || h.Low > 43*24 || h.High < 60*24 || h.Value < h.Low || h.Value > h.High {
		t.Errorf("hours %+v, want an interval around 43 to 86 days", v.HoursToLimit)
	}
	if got := v.Trend.Evidence[0].Value / mib; math.Abs(got-21) > 2 {
		t.Errorf("growth %.1f MiB a day, want 21", got)
	}
}

func TestWhatComesBackByItselfIsNoLeak(t *testing.T) {
	live := map[string]func(t float64) float64{
		"day's wave":    func(t float64) float64 { return 200 + 120*math.Sin(2*math.Pi*t/24) },
		"sawtooth":      func(t float64) float64 { return 100 + 300*math.Mod(t+96, 24)/24 },
		"plateau":       func(t float64) float64 { return 400 * (1 - math.Exp(-(t+72)/6)) },
		"one step":      func(t float64) float64 { return 100 + 300*max(0, math.Copysign(1, t+30)) },
		"steady":        func(t float64) float64 { return 150 + 5*wobble(t) },
		"falls at last": func(t float64) float64 { return 100 + 5*(t+72)*max(0, math.Copysign(1, -t-6)) },
	}
	for name, at := range live {
		v := Diagnose(lived(72, func(t float64) Snapshot {
			l := at(t)
			return with(service(), map[CounterID]float64{GoHeapLive: l, GoHeapAlloc: l + 10, GoHeapInuse: l + 12, Anon: 2*l + 40, RSSAnon: 2*l + 40, Usage: 2*l + 84, GoSys: 2*l + 60, GoHeapIdle: l, GoHeapReleased: 4, GoNextGC: 2 * l})
		}), noon, Options{})
		if v.Trend.Cause == CauseHeapLeak {
			t.Errorf("%s: %s %.2f: %v", name, v.Trend.Cause, v.Trend.Confidence, v.Trend.Evidence)
		}
	}
}

// pytorch/ci-infra#1024: sock 492 of 640 MiB, anon 130.
func TestSocketBuffersAndWhereNobodyCanTellThem(t *testing.T) {
	at := func(float64) Snapshot {
		return with(service(), map[CounterID]float64{Usage: 640, Anon: 130, RSSAnon: 130, File: 8, InactiveFile: 4, ActiveFile: 4, Kernel: 10, Sock: 492, Limit: 640, HierarchicalLimit: 640, Peak: 640})
	}
	v := Diagnose(lived(72, at), noon, Options{})
	if v.Level.Cause != CauseSockets || v.CanKill != Yes {
		t.Errorf("level %s, can kill %s: want sockets, yes", v.Level.Cause, v.CanKill)
	}
	h := lived(72, at)
	for i := range h.Trend {
		h.Trend[i].Snapshot = only(h.Trend[i].Snapshot, &cadvisorDialect)
	}
	h.Now.Snapshot = only(h.Now.Snapshot, &cadvisorDialect)
	delete(h.Now.Snapshot.Values, Kernel)
	v = Diagnose(h, noon, Options{})
	if v.Level.Cause != CauseInconclusive || !named(v.Level.Missing, Sock) {
		t.Errorf("through cAdvisor on v2: %s, missing %v: want inconclusive, sock", v.Level.Cause, v.Level.Missing)
	}
}

func named(missing []MissingCounter, id CounterID) bool {
	for _, m := range missing {
		for _, c := range m.Counters {
			if c == id {
				return true
			}
		}
	}
	return false
}

// golang/go#18896: 22 GB of objects, 35 GB in use.
func TestReportedFragmentation(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 36 << 10, Anon: 35.5 * 1024, RSSAnon: 35.5 * 1024, GoHeapAlloc: 22 << 10, GoHeapLive: 17 << 10, GoHeapInuse: 35 << 10, GoHeapIdle: 4, GoHeapReleased: 4, GoHeapSys: 35 << 10, GoSys: 35.2 * 1024, GoNextGC: 24 << 10, Limit: 64 << 10, HierarchicalLimit: 64 << 10})
	if v := Diagnose(lived(72, func(float64) Snapshot { return s }), noon, Options{}); v.Level.Cause != CauseFragmentation {
		t.Errorf("level %s, want heap_fragmentation: %v", v.Level.Cause, v.Level.Evidence)
	}
}

// Scale: twice the bytes of everything is the same answer. Shift: so is another week.
func TestVerdictsDoNotDependOnScaleOrDate(t *testing.T) {
	base := lived(72, leak(60))
	want := Diagnose(base, noon, Options{})
	scaled, shifted := base, base
	scaled.Trend, shifted.Trend = nil, nil
	double := func(s Snapshot) Snapshot {
		c := with(s, nil)
		for id := range c.Values {
			if row, _ := CounterByID(id); row.Unit == Bytes {
				c.Values[id] *= 2
			}
		}
		return c
	}
	week := 7 * 24 * time.Hour
	for _, m := range base.Trend {
		scaled.Trend = append(scaled.Trend, Moment{m.Time, double(m.Snapshot)})
		shifted.Trend = append(shifted.Trend, Moment{m.Time.Add(week), m.Snapshot})
	}
	scaled.Now.Snapshot, shifted.Now.Time = double(base.Now.Snapshot), noon.Add(week)
	for name, got := range map[string]Verdict{"scaled": Diagnose(scaled, noon, Options{}), "shifted": Diagnose(shifted, noon.Add(week), Options{})} {
		if got.Level.Cause != want.Level.Cause || got.Trend.Cause != want.Trend.Cause {
			t.Errorf("%s: %s, %s: want %s, %s", name, got.Level.Cause, got.Trend.Cause, want.Level.Cause, want.Trend.Cause)
		}
		if r := got.HoursToLimit.Value / want.HoursToLimit.Value; math.Abs(r-1) > 0.05 {
			t.Errorf("%s: hours %.0f, want %.0f", name, got.HoursToLimit.Value, want.HoursToLimit.Value)
		}
	}
}

func TestLostScrapesAndHistoriesThatSayNothing(t *testing.T) {
	h := lived(72, leak(60))
	var kept []Moment
	for i, m := range h.Trend {
		if i%3 != 0 && (i < 80 || i > 100) {
			kept = append(kept, m)
		}
	}
	h.Trend = kept
	if v := Diagnose(h, noon, Options{}); v.Trend.Cause != CauseHeapLeak {
		t.Errorf("with a third of the scrapes and an hour lost: %s, want heap_leak", v.Trend.Cause)
	}
	for name, h := range map[string]History{
		"nothing":     {},
		"only now":    {Now: Moment{noon, service()}},
		"empty trend": {Now: Moment{noon, service()}, Trend: make([]Moment, 50)},
		"no usage":    {Now: Moment{noon, Snapshot{CgroupVersion: 2, Values: map[CounterID]float64{Anon: 5 * mib}}}},
	} {
		v := Diagnose(h, noon, Options{})
		if v.Trend.Cause != CauseInconclusive {
			t.Errorf("%s: trend %s, want inconclusive", name, v.Trend.Cause)
		}
		for _, x := range []float64{v.Level.Confidence, v.Trend.Confidence, v.HoursToLimit.Value, v.GrowthPerHour.Value, v.Sizing.Limit} {
			if math.IsNaN(x) {
				t.Errorf("%s: NaN in the verdict", name)
			}
		}
	}
}

func TestARestartCutsTheHistory(t *testing.T) {
	restarted := float64(noon.Add(-10 * time.Hour).Unix())
	v := Diagnose(lived(72, func(t float64) Snapshot {
		s := leak(0)(t)
		if t >= -10 {
			s.Put(GoStartTime, restarted)
			s = with(s, map[CounterID]float64{GoHeapLive: 20 + 3*(t+10), Anon: 90 + 6*(t+10), RSSAnon: 90 + 6*(t+10)})
		}
		return s
	}), noon, Options{})
	if v.Trend.Cause == CauseHeapLeak && v.Trend.Confidence >= Sure {
		t.Errorf("ten hours after a restart: %s %.2f, want no sure leak", v.Trend.Cause, v.Trend.Confidence)
	}
}

// OpenTelemetry's runtime instrumentation tells no start, and what was allocated since; Sys where its deprecated
// names are written too.
func TestARestartIsToldByWhatWasAllocated(t *testing.T) {
	const restarted = -10.5
	history := func(allocated, sys func(age float64) float64, lost float64) History {
		h := lived(72, func(t float64) Snapshot {
			s := with(service(), map[CounterID]float64{GoUsed: 49})
			for _, id := range []CounterID{GoStartTime, GoSys, GoHeapReleased, GoHeapSys, GoHeapIdle} {
				delete(s.Values, id)
			}
			age := t + 72
			if t >= restarted {
				age = t - restarted
			}
			for id, v := range map[CounterID]func(float64) float64{GoAllocated: allocated, GoSys: sys} {
				if v != nil {
					s.Put(id, v(age)*mib)
				}
				// Nobody scraped it then.
				if t > restarted-lost && t < restarted+lost {
					delete(s.Values, id)
				}
			}
			return s
		})
		return h
	}
	grows := func(age float64) float64 { return 1 + age }
	for name, c := range map[string]struct {
		history History
		lives   int
	}{
		"nothing tells":                {history(nil, nil, 0), 1},
		"allocated fell":               {history(grows, nil, 0), 2},
		"and nobody looked just then":  {history(grows, nil, 1.5), 2},
		"Sys fell":                     {history(nil, func(age float64) float64 { return 53 + 10*age }, 0), 2},
		"Sys did not fall":             {history(nil, func(float64) float64 { return 53 }, 0), 1},
		"Sys fell, and nobody looked":  {history(nil, func(age float64) float64 { return 53 + 10*age }, 1.5), 2},
		"allocated fell, Sys did not ": {history(grows, func(float64) float64 { return 53 }, 0), 2},
	} {
		p := newPast(c.history, noon, 0)
		p.selected[GoAllocated], p.selected[GoSys] = true, true
		if lives := p.lives(nil); len(lives) != c.lives {
			t.Errorf("%s: lives begin at %v, want %d of them", name, lives, c.lives)
		}
	}
}

// Pages freed with MADV_FREE are on the inactive list of files, anonymous all the same, and no page cache
// (mm/swap.c lru_lazyfree): what the lists leave of page cache is then less than what is shared.
func TestLazilyFreedHeapHidesSharedMemory(t *testing.T) {
	for name, c := range map[string]struct {
		shared, lazy func(t float64) float64
		sure, ruled  bool
	}{
		"none shared, lazily freed goes":          {func(float64) float64 { return 0 }, func(t float64) float64 { return 100 - t }, false, false},
		"some shared, lazily freed goes":          {func(float64) float64 { return 100 }, func(t float64) float64 { return 28 - t }, false, false},
		"shared memory grows":                     {func(t float64) float64 { return 102 + t }, func(float64) float64 { return 0 }, true, false},
		"shared memory grows behind lazily freed": {func(t float64) float64 { return 102 + t }, func(float64) float64 { return 120 }, false, false},
		"shared memory stands still":              {func(float64) float64 { return 100 }, func(float64) float64 { return 0 }, false, true},
	} {
		v := Diagnose(lived(72, func(t float64) Snapshot {
			shared, lazy := c.shared(t), c.lazy(t)
			s := with(service(), map[CounterID]float64{
				Anon: 60 + lazy, RSSAnon: 60 + lazy, InactiveFile: 20 + lazy, File: 30 + shared, Usage: 104 + lazy + shared, WorkingSet: 84 + shared,
			})
			delete(s.Values, Shmem)
			return s
		}), noon, Options{})
		if sure := v.Trend.Cause == CauseSharedMemory && v.Trend.Confidence >= Sure; sure != c.sure {
			t.Errorf("%s: %s %.2f: %v; want it to be surely shared memory: %v", name, v.Trend.Cause, v.Trend.Confidence, v.Trend.Evidence, c.sure)
		}
		if ruled := slices.ContainsFunc(v.Trend.RuledOut, func(r RuledOut) bool { return r.Cause == CauseSharedMemory }); ruled != c.ruled {
			t.Errorf("%s: shared memory is ruled out: %v, want %v", name, ruled, c.ruled)
		}
	}
}
