package rivals

import "github.com/memledger/memledger/bench/diagnosis/sim"

// Watch evaluates all rules on one container, scrape by scrape.
type Watch struct {
	s       series
	since   []float64 // s at which each rule's condition became true, 0 = it is not
	Firing  []bool
	Fired   []int     // times each rule began to fire
	FirstAt []float64 // s of the first time after Watch.From; 0 = never
	From    float64   // s
}

// NewWatch begins to watch.
func NewWatch() *Watch {
	n := len(Rules)
	return &Watch{since: make([]float64, n), Firing: make([]bool, n), Fired: make([]int, n), FirstAt: make([]float64, n)}
}

// window is how many points the longest rule looks back on.
const window = 64

// Scrape evaluates the rules after one more scrape. A restart (fresh) begins new series.
func (w *Watch) Scrape(b *sim.Books, fresh bool) {
	if fresh {
		w.s = series{}
		clear(w.since)
	}
	w.s.observe(b)
	w.s.trim()
	for i := range Rules {
		if !Rules[i].firing(&w.s) {
			w.since[i], w.Firing[i] = 0, false
			continue
		}
		if w.since[i] == 0 {
			w.since[i] = b.At
		}
		if w.Firing[i] || b.At-w.since[i] < Rules[i].For {
			continue
		}
		w.Firing[i] = true
		w.Fired[i]++
		if w.FirstAt[i] == 0 && b.At >= w.From {
			w.FirstAt[i] = b.At
		}
	}
}

// trim drops what no rule reads any more.
func (s *series) trim() {
	if len(s.rss) < 4*window {
		return
	}
	for _, list := range []*[]float64{&s.workingSet, &s.rss, &s.limit, &s.heapAlloc, &s.heapInuse, &s.goSys, &s.stackInuse, &s.goroutines, &s.allocated} {
		kept := copy(*list, (*list)[len(*list)-window:])
		*list = (*list)[:kept]
	}
}
