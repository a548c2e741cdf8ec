package score

import (
	"time"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

// Alarms counts leak alarms: sure findings of something that grows for good, that last as long as the
// alert waits.
type Alarms struct {
	Months    int
	Asked     int // verdicts
	False     int // alarms on containers where nothing leaks; one that lasts counts once
	Where     []FalseAlarm
	PerMonth  float64
	EveryHour float64 // how often a verdict was asked for; around one that is pending, at every point
	HoldHours float64 // how long the alert waits
	// Soon is how often it was said that the limit is met within a day, as far as it was asked.
	Soon int
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

// FalseAlarms lives so many container-months of families in which nothing leaks, and asks for a verdict
// every so many hours, or as often as no leak alarm can be missed.
func FalseAlarms(half corpus.Half, months int, everyHours float64) Alarms {
	families := corpus.Quiet(half)
	a := Alarms{Months: months, EveryHour: min(everyHours, shortestHold(leakAlarms).Hours()), HoldHours: shortestHold(leakAlarms).Hours()}
	type seen struct {
		asked, soon int
		where       []FalseAlarm
	}
	found := each(months, func(i int) (s seen) {
		f := &families[i%len(families)]
		seed := uint64(1e6 + i)
		w := f.Watch(seed, month, 0, 0)
		if len(w.Points) == 0 {
			return s
		}
		w.See(w.Place)
		q := newQuestions(w)
		stride := strideOf(a.EveryHour)
		for _, fired := range q.firings(leakAlarms, 0, stride) {
			hour := fired.at.Sub(corpus.TimeOf(w.Began)).Hours()
			s.where = append(s.where, FalseAlarm{w.Family.Name, w.Place.Name, seed, hour, fired.cause, fired.confidence})
		}
		s.soon = len(q.firings(soonAlarms, 0, stride))
		s.asked = len(q.asked)
		return s
	})
	for _, s := range found {
		a.Asked += s.asked
		a.Soon += s.soon
		a.Where = append(a.Where, s.where...)
	}
	a.False = len(a.Where)
	a.PerMonth = share(a.False, a.Months)
	return a
}

// Detection is how many of the smallest leaks that matter are found, and how soon.
type Detection struct {
	Times       float64 // of max(1% of the limit, 8 MiB) a day
	Leaks       int     // that can be known through their place's exporters
	Found       int     // by a leak alarm, within three days of the leak's beginning
	RightCause  int     // of them
	Killed      int     // within the three days, before a leak alarm
	Warned      int     // of them, by the alarm that the limit is met within a day
	MedianHours float64 // until found, −1 where none was
	MissedWhere map[string]int
}

// leaked is what became of one leak.
type leaked struct {
	known, found, right, killed, warned bool
	hours                               float64
	family                              string
}

// Detect lets something leak at so many times the smallest rate, after days of health.
func Detect(half corpus.Half, leaks int, times float64) Detection {
	families := corpus.Leaking(half)
	d := Detection{Times: times, MissedWhere: map[string]int{}}
	var hours []float64
	for _, s := range each(leaks, func(i int) leaked { return leak(&families[i%len(families)], i, times) }) {
		if !s.known {
			continue
		}
		d.Leaks++
		d.Found += count(s.found)
		d.RightCause += count(s.right)
		d.Killed += count(s.killed)
		d.Warned += count(s.warned)
		if s.found {
			hours = append(hours, s.hours)
		} else {
			d.MissedWhere[s.family]++
		}
	}
	d.MedianHours = median(hours)
	return d
}

func leak(f *corpus.Family, i int, times float64) (s leaked) {
	onset := 100 + float64(i%97)
	w := f.Watch(uint64(2e6+i), onset+Within, times, onset)
	if len(w.Points) == 0 {
		return s
	}
	w.See(w.Place)
	s.family = f.Name
	last := w.Points[len(w.Points)-1]
	knowable, _ := corpus.TrendKnowable(f.Trend, w.Place.See(&last.Books, true))
	if s.known = knowable == corpus.Known; !s.known {
		return s
	}
	q := newQuestions(w)
	began := corpus.TimeOf(w.Began).Add(time.Duration(onset * float64(time.Hour)))
	from := 0
	for from < len(w.Moments) && w.Moments[from].Time.Before(began) {
		from++
	}
	if fired := q.firings(leakAlarms, from, strideOf(shortestHold(leakAlarms).Hours())); len(fired) > 0 {
		s.found, s.right, s.hours = true, fired[0].cause == f.Trend, fired[0].at.Sub(began).Hours()
	} else if w.Killed > 0 {
		s.killed, s.warned = true, len(q.firings(soonAlarms, from, 1)) > 0
	}
	return s
}

// Within is by when a leak must be found, hours after it began.
const Within = 72.0
