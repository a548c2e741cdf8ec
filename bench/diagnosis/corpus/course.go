package corpus

import (
	"time"

	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// Look is how far back the product looks when it is left to it, in hours, and Step what lies between
// two of its points, in seconds.
const (
	Look = 72.0
	Step = Look * sim.Hour / (memory.MaxTrendPoints - 1)
)

// Course is a container watched for long, in steps of Step, so that a verdict can be asked for at any of
// its points.
type Course struct {
	Family  *Family
	Place   Place
	Limit   float64
	Points  []Point
	Moments []memory.Moment // of Points, reduced to the trend's counters
	Events  []memory.HistoryEvent
	Began   float64 // s, of the models' time
	// Leaked is what a leak that follows load took, of what it would have at load 1; 0 where there is none.
	Leaked float64
	Killed float64 // s of life of the first OOM kill, after which there are no points; 0 = none
}

// Watch lives a container of the family for so many hours, seen through a place. With times above 0
// whatever leaks does so at that many times the smallest leak, from hour onset on; what follows load, so
// that it leaks that much by the end.
func (f *Family) Watch(seed uint64, hours, times, onset float64) *Course {
	w := f.watch(seed, hours, times, onset)
	if times > 0 && w.Leaked > 0 && w.Killed == 0 {
		return f.watch(seed, hours, times/w.Leaked, onset)
	}
	return w
}

func (f *Family) watch(seed uint64, hours, times, onset float64) *Course {
	d := NewDraw(seed, f.version(seed))
	d.Hours, d.Times, d.Onset = hours, times, onset
	places := PlacesOf(d.Version)
	c := f.Make(d)
	w := &Course{Family: f, Place: places[d.IntN(len(places))], Limit: c.Limit}
	c.Begin(d.Between(0, 7*sim.Day), seed)
	w.Began = c.At()
	lost := d.outages(hours * sim.Hour / 10)
	for c.Life() < hours*sim.Hour {
		b := walk(c, Step, Step/5)
		if len(c.OOMs) == 0 && !lost.all(c.Life()) {
			w.Points = append(w.Points, Point{*b, !lost.goSide(c.Life())})
		}
	}
	if len(c.OOMs) > 0 {
		w.Killed = c.OOMs[0]
	}
	if s := leaking(c); s != nil && s.Leak.FollowsLoad {
		w.Leaked = s.Leaked() / (s.Leak.Rate * (c.Life() - s.Leak.From))
	}
	w.Events = eventsOf(c)
	return w
}

// See fixes the place and reduces the points to what a trend reads there.
func (w *Course) See(p Place) {
	w.Place = p
	last := w.Points[len(w.Points)-1]
	w.Moments = Reduce(w.Points, p, memory.TrendCounters(p.See(&last.Books, true)))
}

// At is the question as it stands at point i, with what the product would look back on.
func (w *Course) At(i int) (memory.History, time.Time) {
	now := w.Moments[i].Time
	from := now.Add(-time.Duration(Look * float64(time.Hour)))
	first := max(0, i-memory.MaxTrendPoints+1)
	for w.Moments[first].Time.Before(from) {
		first++
	}
	h := memory.History{
		Now:   memory.Moment{Time: now, Snapshot: w.Place.See(&w.Points[i].Books, w.Points[i].GoSide)},
		Trend: w.Moments[first : i+1],
	}
	if w.Place.SaysOwnAge {
		for _, e := range w.Events {
			if !e.Time.Before(from) && !e.Time.After(now) {
				h.Events = append(h.Events, e)
			}
		}
	}
	return h, now
}
