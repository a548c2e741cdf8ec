package score

import (
	"time"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// Alarms counts leak alarms: sure findings of something that grows for good.
type Alarms struct {
	Months    int
	Asked     int // verdicts
	False     int // alarms on containers where nothing leaks; one that lasts counts once
	Where     []FalseAlarm
	PerMonth  float64
	EveryHour float64 // how often a verdict was asked for
}

// FalseAlarm is one of them, to be looked at.
type FalseAlarm struct {
	Family, Place string
	Seed          uint64
	Hour          float64
	Cause         memory.CauseID
	Confidence    float64
}

const month = 30 * 24.0

// alarmed says whether the alert on leaks would fire, and for what.
func alarmed(w *corpus.Course, i int) (memory.Verdict, bool) {
	h, now := w.At(i)
	v := memory.Diagnose(h, now, memory.Options{})
	return v, corpus.IsLeak(v.Trend.Cause) && v.Trend.Confidence >= memory.Sure
}

// FalseAlarms lives so many container-months of families in which nothing leaks, and asks for a verdict
// every so many hours.
func FalseAlarms(half corpus.Half, months int, everyHours float64) Alarms {
	families := corpus.Quiet(half)
	type seen struct {
		asked int
		where []FalseAlarm
	}
	found := each(months, func(i int) (s seen) {
		f := &families[i%len(families)]
		w := f.Watch(uint64(1e6+i), month, 0, 0)
		if len(w.Points) == 0 {
			return s
		}
		w.See(w.Place)
		s.where, s.asked = falseIn(w, uint64(1e6+i), everyHours)
		return s
	})
	a := Alarms{Months: months, EveryHour: everyHours}
	for _, s := range found {
		a.Asked += s.asked
		a.Where = append(a.Where, s.where...)
	}
	a.False = len(a.Where)
	a.PerMonth = share(a.False, a.Months)
	return a
}

func falseIn(w *corpus.Course, seed uint64, everyHours float64) (where []FalseAlarm, asked int) {
	firing := false
	every := max(1, int(everyHours*sim.Hour/corpus.Step))
	for i := every; i < len(w.Points); i += every {
		v, alarm := alarmed(w, i)
		asked++
		if alarm && !firing {
			where = append(where, FalseAlarm{w.Family.Name, w.Place.Name, seed, (w.Points[i].At - w.Began) / sim.Hour, v.Trend.Cause, v.Trend.Confidence})
		}
		firing = alarm
	}
	return where, asked
}

// Detection is how many of the smallest leaks that matter are found, and how soon.
type Detection struct {
	Times        float64 // of max(1% of the limit, 8 MiB) a day
	Leaks        int     // that can be known through their place's exporters
	Found        int     // within three days of the leak's beginning
	RightCause   int     // of them
	MedianHours  float64 // until found, −1 where none was
	MissedWhere  map[string]int
	AskedEvery   float64 // hours
	withinHours  float64
	hoursToFound []float64
}

// Detect lets something leak at so many times the smallest rate, after days of health.
func Detect(half corpus.Half, leaks int, times, everyHours float64) Detection {
	families := corpus.Leaking(half)
	type seen struct {
		known, found, right bool
		hours               float64
		family              string
	}
	all := each(leaks, func(i int) (s seen) {
		f := &families[i%len(families)]
		onset := 100 + float64(i%97)
		w := f.Watch(uint64(2e6+i), onset+Within, times, onset)
		if len(w.Points) == 0 {
			return s
		}
		w.See(w.Place)
		s.family = f.Name
		last := w.Points[len(w.Points)-1]
		knowable, _ := corpus.TrendKnowable(f.Trend, w.Place.See(&last.Books, true))
		s.known = knowable == corpus.Known
		every := time.Duration(everyHours * float64(time.Hour))
		next := corpus.TimeOf(w.Began + onset*sim.Hour).Add(every)
		for i := range w.Points {
			if w.Moments[i].Time.Before(next) {
				continue
			}
			next = w.Moments[i].Time.Add(every)
			if v, alarm := alarmed(w, i); alarm {
				s.found, s.right = true, v.Trend.Cause == f.Trend
				s.hours = (w.Points[i].At-w.Began)/sim.Hour - onset
				return s
			}
		}
		return s
	})
	d := Detection{Times: times, MissedWhere: map[string]int{}, AskedEvery: everyHours, withinHours: Within}
	for _, s := range all {
		if !s.known {
			continue
		}
		d.Leaks++
		d.Found += count(s.found)
		d.RightCause += count(s.right)
		if s.found {
			d.hoursToFound = append(d.hoursToFound, s.hours)
		} else {
			d.MissedWhere[s.family]++
		}
	}
	d.MedianHours = median(d.hoursToFound)
	return d
}

// Within is by when a leak must be found, hours after it began.
const Within = 72.0
