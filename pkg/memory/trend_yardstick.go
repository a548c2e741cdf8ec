package memory

// TrendRule is the constants below in words, for the pages.
const TrendRule = "It grows for good where two days or more show growth beside what repeats every day, since the first of them or since some hour within them: at least 0.6 of max(1% of the limit, 8 MiB) a day, three standard errors above nothing, likelier than one step, two, another load or something that fills, and without coming down by more than two fifths of what it grew. It is sure from 40 hours of growth and six standard errors on, where floor and ceiling of the line rise, no more than twice the growth was let go at once, and most of seven looks at the last three hours say the same; in any of these it may be no more than six tenths as likely as what stops; page cache is named, and not surely, where it is a seventh as likely. Slopes are least squares on the medians of stretches of hours, or on their floors; Theil–Sen where less than two days were seen. Restarts and deploys cut the history; the first 15% of a life, at most six hours, are left out."

// How growth is told from what comes back by itself. Tuned on the tuning half of bench/diagnosis.
const (
	// A window must be this long for a verdict: a day's wave is known for one when it came twice.
	wholeWindow = 44.0 // h
	// So much of the least growth a day is seen for one: what is measured lies about what is.
	leastOfDay = 0.6
	// Each third of a shorter window must hold this share of the growth (a third, if it is even): steps,
	// plateaus and starts do not.
	leastThird = 0.12
	// A line that came down again by this share of its growth comes back by itself.
	mostDrawdown = 0.4
	// Slopes must stand this many standard errors above nothing.
	clearly = 3.0
	// The part of a life in which caches fill and pools grow, and the most it may take, hours.
	warmUp, warmUpMost = 0.15, 6.0
	fewestPoints       = 12
	shortestUrgent     = 2.0 // h
	// The part of a window called steady that must have been seen.
	steadyShare = 0.5
	// Of several lives this much must have been seen in all.
	pooledWindow = 30.0 // h
	// What is found and may still be a week's wave or chance is said with this confidence at most.
	notSure = 0.75
)

// yardstick is what growth is held against: the least that is worth a word a day, the room that is left
// below the limit, 0 = not known, and how long, in hours, a window must be.
type yardstick struct {
	least, room, whole float64
	deploys            bool    // may have been that nothing told
	mayBe              bool    // what is seen may be something else: never sure
	likely             float64 // how likely it must be beside what stops, as a logarithm, to be named
}

// urgent says whether the room is gone before a third day could be seen, at a rate that took a third of
// it while it was looked at.
func (y yardstick) urgent(perHour, span float64) bool {
	return y.room > 0 && span >= shortestUrgent && perHour*48 > y.room && perHour*span > y.room/3
}

// leastLeak is the smallest growth a day that is worth a word: max(1% of the limit, 8 MiB).
func leastLeak(limit float64) float64 { return max(0.01*limit, 8<<20) }

// shortestQuiet is how long must have been seen before it is said that nothing grows, hours; less where the
// window is called steady.
const shortestQuiet = 2.0

var sensitivities = map[Sensitivity]float64{SensitivityLow: 2, SensitivityNormal: 1, SensitivityHigh: 0.5}

func (p *past) yardstick(w watched, least float64, o *Options) yardstick {
	y := yardstick{least: least, whole: wholeWindow, likely: asLikely, deploys: len(p.restartCounters()) == 0}
	y.mayBe = y.deploys && p.fellAtOnce() || p.mayBeReleased(w) || w.hidden
	if o.Steady && o.Window > 0 {
		y.whole = min(y.whole, steadyShare*o.Window.Hours())
		y.least *= max(1, 24/o.Window.Hours()) // as much within the window as else within a day
	}
	if w.line.Cut {
		y.least *= 1.5 // what can be dropped is worth a word later
		y.likely = droppableLikely
	}
	if w.line.Unit == Bytes && p.limit > 0 {
		y.room = max(1, p.limit-p.unreclaimableNow)
	}
	return y
}
