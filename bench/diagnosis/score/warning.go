package score

import (
	"math"
	"slices"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/bench/diagnosis/rivals"
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// Alert is how one alert, or set of rules, did: on containers that were killed, and on containers in
// which nothing leaks.
type Alert struct {
	Name        string
	Killed      int     // containers that a leak killed
	Warned      int     // of them, before the kill
	MedianHours float64 // of warning, where there was one; −1 where there was none
	QuietMonths int     // container-months without a leak
	False       int     // alarms in them
	NoisyMonths int     // months with any alarm
	PerMonth    float64
}

// ours are our rows; the second is of both our alerts on growth.
var ours = []string{"Memledger, leak found (sure)", "Memledger, leak found or limit met within a day"}

// Warnings lets leaks kill containers, and quiet ones live, under our alert and the rivals' rules. Our
// own quiet months are counted by FalseAlarms.
func Warnings(half corpus.Half, deaths, quietMonths int) []Alert {
	var rows []Alert
	for _, name := range append(slices.Clone(ours), rivals.Sets()...) {
		rows = append(rows, Alert{Name: name})
	}
	leaking := corpus.Leaking(half)
	hours := make([][]float64, len(rows))
	for _, d := range each(deaths, func(i int) death { return die(&leaking[i%len(leaking)], uint64(3e6+i)) }) {
		if d == nil {
			continue
		}
		for i, h := range d {
			rows[i].Killed++
			if h > 0 {
				rows[i].Warned++
				hours[i] = append(hours[i], h)
			}
		}
	}
	for i := range rows {
		rows[i].MedianHours = median(hours[i])
	}
	quiet := corpus.Quiet(half)
	for _, fired := range each(quietMonths, func(i int) []int { return quietMonth(&quiet[i%len(quiet)], uint64(4e6+i)) }) {
		for i, n := range fired {
			r := &rows[i+len(ours)]
			r.quiet(r.QuietMonths+1, r.False+n)
			r.NoisyMonths += count(n > 0)
		}
	}
	return rows
}

func (a *Alert) quiet(months, alarms int) {
	a.QuietMonths, a.False, a.PerMonth = months, alarms, share(alarms, months)
}

// death is the hours of warning of each alert, 0 where there was none; nil where nobody was killed.
type death []float64

// longest life that is waited for.
const longest = 20 * sim.Day

func die(f *corpus.Family, seed uint64) death {
	d := corpus.NewDraw(seed, max(f.Only, 1+int(seed%2)))
	d.Hours = d.Between(f.Lived[0], f.Lived[1])
	c := f.Make(d)
	c.Kill, c.Restarts = true, nil
	c.Begin(d.Between(0, 7*sim.Day), seed)
	began := c.At()
	onset := began + f.LeakFrom(c)
	w := rivals.NewWatch()
	w.From = onset
	asker := newAsker(d.Version)
	for c.Life() < longest {
		b, alive := c.Advance(rivals.Scrape)
		if !alive {
			return deathAt(b.At, asker, w)
		}
		w.Scrape(b, false)
		asker.scrape(b, b.At >= onset)
	}
	return nil
}

func deathAt(killed float64, own *asker, w *rivals.Watch) death {
	warning := func(at float64) float64 {
		if at == 0 {
			return 0
		}
		return (killed - at) / sim.Hour
	}
	d := death{warning(own.leak), max(warning(own.leak), warning(own.soon))}
	at := map[string]float64{}
	for i, r := range rivals.Rules {
		if f := w.FirstAt[i]; f > 0 && (at[r.Set] == 0 || f < at[r.Set]) {
			at[r.Set] = f
		}
	}
	for _, set := range rivals.Sets() {
		d = append(d, warning(at[set]))
	}
	return d
}

// asker asks for verdicts as the product would while a container lives.
type asker struct {
	place      corpus.Place
	points     []corpus.Point
	next       float64 // s
	holds      map[*alarm]*hold
	leak, soon float64 // s of the first alarm after the leak began; 0 = none
}

func newAsker(version int) *asker {
	return &asker{place: corpus.PlacesOf(version)[0], holds: map[*alarm]*hold{}}
}

func (a *asker) scrape(b *sim.Books, leaking bool) {
	a.points = append(a.points, corpus.Point{Books: *b, GoSide: true})
	if a.leak > 0 && a.soon > 0 || !leaking || b.At < a.next {
		return
	}
	lived := b.At - a.points[0].At
	a.next = b.At + math.Max(10*sim.Minute, math.Min(3*sim.Hour, lived/20))
	v := a.verdict(lived)
	if a.look(leakAlarms, &v, b.At) && a.leak == 0 {
		a.leak = b.At
	}
	if a.look(soonAlarms, &v, b.At) && a.soon == 0 {
		a.soon = b.At
	}
}

// look says whether one of the alarms fires.
func (a *asker) look(alarms []alarm, v *memory.Verdict, at float64) (fires bool) {
	for i := range alarms {
		row := &alarms[i]
		if a.holds[row] == nil {
			a.holds[row] = &hold{}
		}
		fires = a.holds[row].looked(corpus.TimeOf(at), row.alert.Fires(row.value(v)), row.alert.For) || fires
	}
	return fires
}

func (a *asker) verdict(lived float64) memory.Verdict {
	span := math.Min(lived, corpus.Look*sim.Hour)
	stride := max(1, int(math.Ceil(span/rivals.Scrape/memory.MaxTrendPoints)))
	var few []corpus.Point
	for i := len(a.points) - 1; i >= 0 && a.points[len(a.points)-1].At-a.points[i].At <= span; i -= stride {
		few = append(few, a.points[i])
	}
	for i, j := 0, len(few)-1; i < j; i, j = i+1, j-1 {
		few[i], few[j] = few[j], few[i]
	}
	last := few[len(few)-1]
	now := corpus.TimeOf(last.At)
	h := memory.History{Now: memory.Moment{Time: now, Snapshot: a.place.See(&last.Books, true)}}
	h.Trend = corpus.Reduce(few, a.place, memory.TrendCounters(h.Now.Snapshot))
	if lived <= span {
		h.Events = []memory.HistoryEvent{{Time: corpus.TimeOf(a.points[0].At), Kind: memory.EventRestart}}
	}
	return memory.Diagnose(h, now, memory.Options{})
}

// quietMonth is how many times each set of rules fired in a month of a container in which nothing leaks.
func quietMonth(f *corpus.Family, seed uint64) []int {
	d := corpus.NewDraw(seed, max(f.Only, 1+int(seed%2)))
	d.Hours = month
	c := f.Make(d)
	c.Begin(d.Between(0, 7*sim.Day), seed)
	w := rivals.NewWatch()
	for lives := len(c.BeganAgain); c.Life() < month*sim.Hour; {
		b, _ := c.Advance(rivals.Scrape)
		w.Scrape(b, len(c.BeganAgain) != lives)
		lives = len(c.BeganAgain)
	}
	fired := make([]int, 0, len(rivals.Sets()))
	for _, set := range rivals.Sets() {
		n := 0
		for i, r := range rivals.Rules {
			if r.Set == set {
				n += w.Fired[i]
			}
		}
		fired = append(fired, n)
	}
	return fired
}
