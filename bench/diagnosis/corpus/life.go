package corpus

import (
	"math"
	"time"

	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// epoch is a Monday, so that day 5 and 6 of each week are the weekend.
var epoch = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)

// TimeOf turns seconds of the models into a time.
func TimeOf(at float64) time.Time { return epoch.Add(time.Duration(at * float64(time.Second))) }

// Point is the books at one scrape.
type Point struct {
	sim.Books
	GoSide bool // the Go target answered too
}

// Life is what happened to one container, as fully as the model knows it.
type Life struct {
	Family *Family
	Seed   uint64
	Hours  float64 // lived when asked
	Span   float64 // hours that are looked back
	Points []Point // ascending; the last is the moment asked about
	Events []memory.HistoryEvent
	Truth  Truth
}

// Truth is what no counter says.
type Truth struct {
	Level memory.CauseID // "" = too close to call
	// Lazy: Go returned its heap with MADV_FREE, and that is most of what it retains.
	Lazy  bool
	Trend memory.CauseID
	// NotYet: too little was seen for anybody to be sure of the trend, so "cannot tell" is right too.
	NotYet bool
	// Kill is when the unreclaimable memory meets the limit, hours from the moment asked about; +Inf = never
	// within the 60 days that were lived on.
	Kill float64
}

const horizon = 60 * sim.Day

// Live draws one container of the family and lives it up to the moment that is asked about, and then
// on to learn how it ends. A draw whose level is not what the family stands for is drawn again.
func (f *Family) Live(seed uint64) *Life {
	for try := uint64(0); ; try++ {
		l, c := f.live(seed*1000 + try)
		l.Seed = seed
		if f.Level != "" && l.Truth.Level != f.Level && try < 40 || len(c.OOMs) > 0 && try < 40 {
			continue
		}
		// Nor is one a quiet container that a rare burst of load kills.
		if l.Truth.Kill = f.end(c); f.Trend == memory.CauseNone && !math.IsInf(l.Truth.Kill, 1) && try < 40 {
			continue
		}
		return l
	}
}

func (f *Family) version(seed uint64) int {
	if f.Only != 0 {
		return f.Only
	}
	// Three in four are on v2.
	return 2 - int(seed>>1%4/3)
}

func (f *Family) live(seed uint64) (*Life, *sim.Container) {
	d := NewDraw(seed, f.version(seed/1000))
	d.Hours = d.Between(f.Lived[0], f.Lived[1])
	c := f.Make(d)
	l := &Life{Family: f, Hours: d.Hours, Span: d.span(), Truth: Truth{Trend: f.Trend}}
	c.Begin(d.Between(0, 7*sim.Day), seed)
	walk(c, (l.Hours-l.Span)*sim.Hour, 600)
	lost := d.outages(l.Span * sim.Hour)
	start, step := c.Life(), l.Span*sim.Hour/(memory.MaxTrendPoints-1)
	for i := range memory.MaxTrendPoints {
		at := start + float64(i)*step
		// The scrape that answers is up to its interval old.
		b := walk(c, max(1, at-d.Between(0, 30)-c.Life()), 300)
		last := i == memory.MaxTrendPoints-1
		if !last && (lost.all(at-start) || d.Chance(0.005)) {
			continue
		}
		l.Points = append(l.Points, Point{*b, last || !lost.goSide(at-start)})
	}
	b := &l.Points[len(l.Points)-1].Books
	l.Truth.Level, l.Truth.Lazy = levelOf(b), 2*float64(b.LazyFree) > Shares(b)[memory.CauseRetainedHeap]
	l.Truth.NotYet = l.tooLittleSeen(c)
	l.Events = eventsOf(c)
	return l, c
}

// walk lives through so many seconds in steps of at most dt.
func walk(c *sim.Container, seconds, dt float64) *sim.Books {
	var b *sim.Books
	for end := c.Life() + seconds; ; {
		b, _ = c.Advance(max(0.001, min(dt, end-c.Life())))
		if end-c.Life() < 0.5 {
			return b
		}
	}
}

// span is how far a verdict looks back: three days mostly, or as long as there is.
func (d *Draw) span() float64 {
	span := 72.0
	switch r := d.Float64(); {
	case r < 0.15:
		span = 24
	case r > 0.85:
		span = 168
	}
	return min(span, d.Hours)
}

// tooLittleSeen: a day is not told from a leak before it was seen twice, nor a week's swing in three
// days, nor growth of less than the smallest leak of three days.
func (l *Life) tooLittleSeen(c *sim.Container) bool {
	if l.Span < 48 {
		return true
	}
	if l.Truth.Trend == memory.CauseNone {
		// A week must have been seen before its swing can be known for one.
		return c.Load.Weekend > 0 && l.Span < 168 || l.Hours < 100
	}
	first, last := &l.Points[0], &l.Points[len(l.Points)-1]
	return float64(last.Unreclaimable()+last.SlabReclaimable+last.Cache()-first.Unreclaimable()-first.SlabReclaimable-first.Cache()) < 3*SmallestLeak(c.Limit)
}

func eventsOf(c *sim.Container) (events []memory.HistoryEvent) {
	began := c.BeganAgain
	for _, life := range began {
		events = append(events, memory.HistoryEvent{Time: TimeOf(c.At() - c.Life() + life), Kind: memory.EventRestart})
	}
	return events
}

// end lives on until the container is killed, hours from now.
func (f *Family) end(c *sim.Container) float64 {
	c.Kill, c.Restarts = true, nil
	from := c.Life()
	for c.Life() < from+horizon {
		dt := 600.0
		if c.Life() < from+2*sim.Day {
			dt = 60
		}
		if _, alive := c.Advance(dt); !alive {
			return (c.Life() - from) / sim.Hour
		}
	}
	return math.Inf(1)
}

// gaps are stretches without scrapes, of everything or of the Go side, seconds from the span's start.
type gaps struct{ both, goOnly [][2]float64 }

func (d *Draw) outages(span float64) (g gaps) {
	draw := func(chance float64) (list [][2]float64) {
		for d.Chance(chance) && len(list) < 3 {
			from := d.Between(0, span)
			list = append(list, [2]float64{from, from + d.Log(0.01, 0.1)*span})
		}
		return list
	}
	return gaps{draw(0.3), draw(0.15)}
}

func (g gaps) all(at float64) bool    { return within(g.both, at) }
func (g gaps) goSide(at float64) bool { return within(g.goOnly, at) }

func within(list [][2]float64, at float64) bool {
	for _, gap := range list {
		if gap[0] <= at && at < gap[1] {
			return true
		}
	}
	return false
}
