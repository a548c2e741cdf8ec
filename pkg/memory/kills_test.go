package memory

import (
	"fmt"
	"strings"
	"testing"
)

// A slice of 1 GiB around a container without a limit of its own: its other members are not seen.
func TestALimitAboveIsSharedWithOthers(t *testing.T) {
	own := with(service(), map[CounterID]float64{Usage: 430, Anon: 386, RSSAnon: 386, Limit: 1024, HierarchicalLimit: 1024})
	above := without(own, Limit)
	larger := with(own, map[CounterID]float64{Limit: 4096})
	for name, c := range map[string]struct {
		s    Snapshot
		want Tri
	}{"its own": {own, No}, "of the slice": {above, Unknown}, "larger than the slice's": {larger, Unknown}} {
		v := Diagnose(lived(72, func(float64) Snapshot { return c.s }), noon, Options{})
		if told := strings.Contains(fmt.Sprint(v.Level.Evidence), "limit of a cgroup above"); v.CanKill != c.want || told != (c.want == Unknown) {
			t.Errorf("%s: can kill %s, want %s: %v", name, v.CanKill, c.want, v.Level.Evidence)
		}
	}
	grows := func(t float64) Snapshot {
		a := 300 + 1.5*(t+96) + wobble(t)
		return with(above, map[CounterID]float64{Usage: a + 44, Anon: a, RSSAnon: a})
	}
	if v := Diagnose(lived(96, grows), noon, Options{}); !v.HoursToLimit.Known || !strings.Contains(v.Summary, "sooner by what others of its cgroup take") {
		t.Errorf("hours %v, summary %q", v.HoursToLimit, v.Summary)
	}
}

// A cache of 1 GiB allocated at the start, of which 700 MiB were touched: Go has 1073 of them mapped, and the
// goal is 1028 MiB above alloc and idle, together 2101 of 2048.
func TestWhatIsMappedAndNotTouchedFillsOnTheWayToTheGoal(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 844, Anon: 720, RSSAnon: 720,
		GoHeapAlloc: 1054, GoHeapInuse: 1057, GoHeapIdle: 12, GoHeapReleased: 4, GoHeapSys: 1069, GoHeapLive: 1044, GoNextGC: 2090, GoSys: 1077})
	l, err := Attribute(s)
	if err != nil || peakGoal(l) != 2101*mib {
		t.Fatalf("%.0f MiB, want 2101 (%v)", peakGoal(l)/mib, err)
	}
	v := Diagnose(lived(72, func(float64) Snapshot { return s }), noon, Options{})
	if v.CanKill != Unknown || !strings.Contains(strings.Join(v.Sizing.Warnings, " "), "is above the limit of 2.00 GiB") {
		t.Errorf("can kill %s, want unknown beside %v", v.CanKill, v.Sizing.Warnings)
	}
}
