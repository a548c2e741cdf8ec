package memory

import (
	"strings"
	"testing"
)

// usageAlone is a container of which an exporter tells its 100 MiB of usage and no more.
func usageAlone() Snapshot {
	s := Snapshot{CgroupVersion: 2}
	s.Put(Usage, 100*mib)
	s.Put(Limit, 1024*mib)
	return s
}

func TestMinutesOfUsageAloneDoNotTellThatNothingGrows(t *testing.T) {
	still := func(s Snapshot) func(float64) Snapshot { return func(float64) Snapshot { return s } }
	for what, s := range map[string]Snapshot{"usage alone": usageAlone(), "all told": service()} {
		if v := Diagnose(lived(0.05, still(s)), noon, Options{}); v.Trend.Cause != CauseInconclusive || !strings.Contains(v.Summary, "3 minutes") {
			t.Errorf("%s, 3 minutes: %s %.2f, %s; want inconclusive, 3 minutes", what, v.Trend.Cause, v.Trend.Confidence, v.Summary)
		}
	}
	grows := func(t float64) Snapshot {
		s := usageAlone()
		s.Put(Usage, (300+3*t)*mib)
		return s
	}
	if v := Diagnose(lived(72, grows), noon, Options{}); v.Trend.Cause != CauseInconclusive || len(v.Trend.Missing) == 0 {
		t.Errorf("72 MiB a day of usage: %s, missing %v; want inconclusive, and what would tell", v.Trend.Cause, v.Trend.Missing)
	}
}

func TestNothingIsRuledOutWhereNothingTellsIt(t *testing.T) {
	v := levelOf(usageAlone())
	for _, r := range v.Level.RuledOut {
		t.Errorf("ruled out: %s, though only usage is told", r.Text)
	}
	if !named(v.Level.Missing, Anon) {
		t.Errorf("missing %v, want anon", v.Level.Missing)
	}
}

// 20 of 60 MiB on the inactive list are anonymous pages freed with MADV_FREE.
func TestPageCacheIsOneNumber(t *testing.T) {
	s := Snapshot{CgroupVersion: 2}
	for id, v := range map[CounterID]float64{Usage: 100, Anon: 45, File: 50, InactiveFile: 60, ActiveFile: 10} {
		s.Put(id, v*mib)
	}
	for _, r := range linesOf(s) {
		if r.line.What == "page cache" && r.now != 50*mib {
			t.Errorf("page cache %.1f MiB, want the 50 of file", r.now/mib)
		}
	}
}

func TestGoroutinesAreSaidInGoodWords(t *testing.T) {
	leak, ok := CauseByID(CauseGoroutineLeak)
	if !ok {
		t.Fatal("no cause " + CauseGoroutineLeak)
	}
	r := rise{watched: watched{line: leak.Rises[0], now: 9}, why: tooShort}
	if got, want := r.evidence(IEC).Text, "the number of goroutines was seen for too short a time to tell whether it grows: 9 goroutines now"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Goal 400, objects 100: 300 to come, of which 250 are idle and resident: 370 + 50.
func TestIdleHeapIsFilledBeforeTheHeapGrows(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 414, Anon: 370, RSSAnon: 370, GoHeapAlloc: 100, GoHeapInuse: 103, GoHeapIdle: 254, GoHeapReleased: 4, GoHeapSys: 357, GoNextGC: 400, GoSys: 365})
	l, err := Attribute(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := peakGoal(l) / mib; got != 420 {
		t.Errorf("%.1f MiB, want 420", got)
	}
}

// Usage 100 MiB, of which 50 inactive page cache: docker stats says 50 (≥20.10), podman's 4.0 anon.
func TestToolsOfOtherRuntimesDoNotDisagree(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 104, Anon: 30, RSSAnon: 30, File: 60, InactiveFile: 50})
	for _, id := range []RuntimeID{"docker", "podman"} {
		h := lived(72, func(float64) Snapshot { return s })
		h.Runtimes = runtimesThat(func(r *Runtime) bool { return r.ID == id })
		said := ""
		for _, e := range Diagnose(h, noon, Options{}).ToolDisagreement.Evidence {
			said += e.Text + "\n"
		}
		// 54 MiB without the inactive page cache; 30 MiB of anon are 31.5 MB.
		want, never := "docker stats ≥20.10 prints 54.0 MiB\n", "podman"
		if id == "podman" {
			want, never = "podman stats 4.0–4.6 prints 31.5 MB (30.0 MiB)\n", "docker"
		}
		if !strings.Contains(said, want) || strings.Contains(said, never) {
			t.Errorf("%s: %s; want %s", id, said, want)
		}
	}
}

// A deploy takes a process's memory at once, be it Go's or native: 100 MiB that fall to 79 are more than a
// fifth, to 81 less.
func TestADeployIsSeenInWhateverIsTold(t *testing.T) {
	for _, c := range []struct {
		id   CounterID
		to   float64
		want bool
	}{{GoUsed, 79, true}, {GoUsed, 81, false}, {Anon, 79, true}, {Anon, 81, false}} {
		p := &past{}
		for i := range 2 * fewestPoints {
			s := Snapshot{CgroupVersion: 2, GoTargets: 1}
			s.Put(Anon, 200*mib)
			s.Put(c.id, 100*mib)
			if i >= fewestPoints {
				s.Put(c.id, c.to*mib)
			}
			p.moments = append(p.moments, Moment{noon, s})
		}
		// All is told of now, and that is no past.
		last := &p.moments[len(p.moments)-1].Snapshot
		last.Put(GoSys, 500*mib)
		last.Put(GoHeapReleased, 0)
		if got := p.fellAtOnce(); got != c.want {
			t.Errorf("%s fell from 100 MiB to %v: seen %v, want %v", c.id, c.to, got, c.want)
		}
	}
}

// Of 100 MiB that Go released 10 are in huge pages and 5 freed lazily (65 on the lists of files, 60 of page
// cache): 15.5 MiB of native memory may be they (within a twentieth), 17 may not. Without huge pages told all may be.
func TestReleasedHeapThatIsResidentIsInHugePagesOrOnAList(t *testing.T) {
	s := Snapshot{CgroupVersion: 2, GoTargets: 1}
	for id, v := range map[CounterID]float64{GoHeapReleased: 100, AnonTHP: 10, InactiveFile: 45, ActiveFile: 20, File: 60, Shmem: 0} {
		s.Put(id, v*mib)
	}
	native := func(v float64) watched { return watched{causes: []CauseID{CauseNativeLeak}, now: v * mib} }
	p := &past{now: s}
	if p.mayBeReleased(native(17)) || !p.mayBeReleased(native(15.5)) {
		t.Errorf("17 MiB may be released heap: %v, 15.5: %v; want false, true", p.mayBeReleased(native(17)), p.mayBeReleased(native(15.5)))
	}
	delete(s.Values, AnonTHP)
	if !p.mayBeReleased(native(17)) || p.mayBeReleased(native(106)) {
		t.Error("without huge pages told: want 17 MiB to be what may be released heap, 106 not")
	}
}
