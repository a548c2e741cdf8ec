package memory

import "testing"

// scraped is three days of a scrape every twenty minutes.
func scraped(at func(hour float64) float64) (points []point) {
	for i := range 217 {
		h := float64(i) / 3
		points = append(points, point{h - 72, at(h)})
	}
	return points
}

// 24 MiB a day from so many hours ago on; 8 MiB a day are the least. A look one hour and a half back, which is
// the middle one of seven half an hour apart, has seen so much less.
func TestWhatOneLookIsSureOfTheOthersMustBeToo(t *testing.T) {
	y := yardstick{least: 8 * mib, whole: wholeWindow}
	for _, c := range []struct {
		began float64
		sure  bool
	}{{30, false}, {38, false}, {60, true}} {
		life := scraped(func(h float64) float64 { return mib * (100 + max(0, h-72+c.began) + wobble(h)/4) })
		r := rise{confidence: 0.97, vote: 0.97, near: true}
		if got := r.settled(life, 72, false, y); got >= Sure != c.sure {
			t.Errorf("grows since %v hours: %.2f sure, want sure %v", c.began, got, c.sure)
		}
	}
}

// One look that noise keeps below does not make the answer another one.
func TestOneLookDoesNotTakeAwayWhatTheOthersAreSureOf(t *testing.T) {
	y := yardstick{least: 8 * mib, whole: wholeWindow}
	life := scraped(func(h float64) float64 { return mib * (100 + h + wobble(h)/4) })
	for _, own := range []float64{0, notSure, 0.97} {
		r := rise{confidence: own, vote: own, near: true}
		if got := r.settled(life, 72, false, y); got < Sure {
			t.Errorf("its own look says %.2f: %.2f, want sure", own, got)
		}
	}
	// Where less than two days and three hours are there, not all of them can look.
	short := scraped(func(h float64) float64 { return mib * (100 + h) })[80:]
	if r := (rise{confidence: 0.97, vote: 0.97}); r.settled(short, 45, false, y) > notSure {
		t.Error("45 hours were seen: sure, want not")
	}
}
