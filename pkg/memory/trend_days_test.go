package memory

import (
	"math"
	"testing"
)

// three days of two-hour blocks; perDay as cutBlocks sets it.
func threeDaysOf(at func(hour float64) float64) blocks {
	b := blocks{length: 2, perDay: 12}
	for i := range 36 {
		h := float64(2*i) + 1
		b.points = append(b.points, point{h - 72, at(h)})
		b.index = append(b.index, i)
	}
	return b
}

// Beside any wave of the day a straight line of 3 an hour has the slope 3 and leaves nothing.
func TestARampBesideTheDaysWaveIsExact(t *testing.T) {
	b := threeDaysOf(func(h float64) float64 {
		return 3*h + 50*math.Sin(2*math.Pi*h/24) + 20*indicator(math.Mod(h, 24) > 22)
	})
	r, ok := newSheet(b).onset()
	if !ok || r.at != 0 || math.Abs(r.perHour-3) > 1e-9 || r.left > 1e-12 {
		t.Errorf("%+v, want 3 an hour from the first block on, and nothing left", r)
	}
}

// A rise that begins on the second day is seen from then on.
func TestAnOnsetIsSeen(t *testing.T) {
	b := threeDaysOf(func(h float64) float64 { return 2*max(0, h-25) + wobble(h)/100 })
	r, ok := newSheet(b).onset()
	if from := b.points[r.at].t + 72; !ok || math.Abs(from-25) > 4 || math.Abs(r.perHour-2) > 0.1 {
		t.Errorf("%.2f an hour from hour %.0f on, want 2 from hour 25", r.perHour, from)
	}
}

// What stops by itself is likelier than a leak, and a leak than it, each where it is the truth.
func TestLikelihoodTellsALeakFromWhatStops(t *testing.T) {
	for name, at := range map[string]func(h float64) float64{
		"step":       func(h float64) float64 { return 40 * indicator(h > 34) },
		"two steps":  func(h float64) float64 { return 40*indicator(h > 14) + 30*indicator(h > 52) },
		"fill":       func(h float64) float64 { return 100 * (1 - math.Exp(-h/8)) },
		"other load": func(h float64) float64 { return indicator(h > 40) * (30 + 20*math.Cos(2*math.Pi*h/24)) },
	} {
		s := newSheet(threeDaysOf(func(h float64) float64 { return at(h) + wobble(h) }))
		leak, _ := s.onset()
		if e := s.otherwise(leak, false); e >= 0 {
			t.Errorf("%s: a leak is told with %.1f for it, want against it", name, e)
		}
	}
	s := newSheet(threeDaysOf(func(h float64) float64 { return h + wobble(h) }))
	leak, _ := s.onset()
	if e := s.otherwise(leak, true); e < asLikely {
		t.Errorf("a leak is told with %.1f for it, want at least %.1f", e, asLikely)
	}
}

// A sawtooth of 23 hours climbs by a 23rd of its height between equal hours, and neither its floor nor
// its ceiling rises.
func TestASawtoothThatDriftsAgainstTheDayIsNoRise(t *testing.T) {
	saw := threeDaysOf(func(h float64) float64 { return 100 * math.Mod(h, 23) / 23 })
	if risesWhole(saw, ramp{perHour: 100.0 / 23 / 24}) {
		t.Error("a sawtooth rises, floor and ceiling: want neither")
	}
	if line := threeDaysOf(func(h float64) float64 { return h / 5 }); !risesWhole(line, ramp{perHour: 0.2}) {
		t.Error("a straight line does not rise, want floor and ceiling")
	}
	var scrapes []point
	for i := range 200 {
		h := 0.36 * float64(i)
		scrapes = append(scrapes, point{h - 72, 100 * math.Mod(h, 23) / 23})
	}
	if got := emptied(scrapes, false); got < 80 || got > 100 {
		t.Errorf("let go at once: %.0f, want most of the tooth's 100", got)
	}
}

// GOMEMLIMIT is 400 of a limit of 500; 20 stand beside Go. 100 live at 1 an hour: the garbage goes first,
// and live has (500 − 20 − 100·1.03 …)/1.03 hours at the most.
func TestGarbageGoesBeforeGOMEMLIMITIsMet(t *testing.T) {
	now := Snapshot{CgroupVersion: 2, GoTargets: 1}
	for id, v := range map[CounterID]float64{GoHeapInuse: 200, GoHeapIdle: 30, GoHeapReleased: 10, GoSys: 250, GoMemLimit: 400} {
		now.Put(id, v)
	}
	p := &past{now: now, limit: 500, selected: map[CounterID]bool{GoHeapLive: true}}
	now.Put(GoHeapLive, 100)
	p.moments = []Moment{{noon, now}}
	p.starts = []int{0}
	live := rise{watched: watched{line: Line{Sum: ref(GoHeapLive), Unit: Bytes, Collected: true}, causes: []CauseID{CauseHeapLeak}, now: 100}, slope: slope{perHour: 1}}
	c := course{start: 260}
	c.collected(p, live, nil, 2)
	// 220 of heap are held, 103 of it stay: 117 of garbage.
	if !c.governed || math.Abs(c.start-143) > 1e-9 || math.Abs(c.slow-leastWaste) > 1e-9 || math.Abs(c.fast-mostWaste) > 1e-9 {
		t.Errorf("%+v, want governed, from 143 at 1.03 to 1.15 an hour", c)
	}
}

// What a look counts for among several is never less than what it says by itself.
func TestWhatALookCountsForAmongSeveral(t *testing.T) {
	for name, c := range map[string]struct {
		at    func(h float64) float64
		votes bool
	}{
		"growth":    {func(h float64) float64 { return h }, true},
		"two steps": {func(h float64) float64 { return 40*indicator(h > 14) + 30*indicator(h > 52) }, false},
	} {
		var life []point
		for i := range 217 {
			h := float64(i) / 3
			life = append(life, point{h - 72, 100 + c.at(h) + wobble(h)})
		}
		r := judgeDays(life, 72, false, yardstick{least: 8, whole: wholeWindow})
		if r.vote >= Sure != c.votes || r.confidence > r.vote {
			t.Errorf("%s: %.2f sure, counts as %.2f; want it to count as sure: %v", name, r.confidence, r.vote, c.votes)
		}
	}
}

// 72 MiB a day, of which reclaim took 60 at once, 27 hours ago: two steps tell nearly as much. Page
// cache is named for it, and not surely, as it alarms nobody; a heap is not.
func TestWhatCanBeDroppedIsNamedSooner(t *testing.T) {
	life := scraped(func(h float64) float64 { return mib * (400 + 3*h - 60*indicator(h > 45) + 6*wobble(h)) })
	y := yardstick{least: 8 * mib, whole: wholeWindow}
	if r := judgeDays(life, 72, false, y); r.confidence != 0 {
		t.Errorf("a heap: %.2f, want no word", r.confidence)
	}
	y.likely = droppableLikely
	if r := judgeDays(life, 72, false, y); r.confidence == 0 || r.confidence >= Sure {
		t.Errorf("page cache: %.2f, want it named, and not surely", r.confidence)
	}
}
