package corpus

import (
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

// Case is one question to a verdict and what is right to answer.
type Case struct {
	Name, Family, Place string
	History             memory.History
	Now                 time.Time
	Truth               Truth
	// What can be known through the exporters there, and which counters are rightly called missing.
	LevelKnown, TrendKnown     Knowable
	LevelLacking, TrendLacking []memory.CounterID
}

// Seen is the life as the exporters of a place show it.
func (l *Life) Seen(p Place) Case {
	last := l.Points[len(l.Points)-1]
	c := Case{Family: l.Family.Name, Place: p.Name, Name: l.Family.Name + ", " + p.Name, Truth: l.Truth, Now: TimeOf(last.At)}
	now := p.See(&last.Books, last.GoSide)
	c.History.Now = memory.Moment{Time: c.Now, Snapshot: now}
	c.History.Trend = Reduce(l.Points, p, memory.TrendCounters(now))
	if p.SaysOwnAge {
		for _, e := range l.Events {
			if !e.Time.Before(TimeOf(l.Points[0].At)) {
				c.History.Events = append(c.History.Events, e)
			}
		}
	}
	c.LevelKnown, c.LevelLacking = LevelKnowable(l.Truth, now)
	c.TrendKnown, c.TrendLacking = TrendKnowable(l.Truth.Trend, now)
	return c
}

// Reduce keeps of each point the counters that a trend is drawn from, as the product asks for them.
func Reduce(points []Point, p Place, counters []memory.CounterID) []memory.Moment {
	moments := make([]memory.Moment, 0, len(points))
	for i := range points {
		full := p.See(&points[i].Books, points[i].GoSide)
		few := memory.Snapshot{CgroupVersion: full.CgroupVersion, GoTargets: full.GoTargets, Values: make(map[memory.CounterID]float64, len(counters))}
		for _, id := range counters {
			if v, ok := full.Get(id); ok {
				few.Values[id] = v
			}
		}
		moments = append(moments, memory.Moment{Time: TimeOf(points[i].At), Snapshot: few})
	}
	return moments
}
