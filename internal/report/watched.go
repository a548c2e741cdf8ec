package report

import (
	"fmt"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

// Watched is how a container was watched, and what its counters did meanwhile.
type Watched struct {
	Seconds float64 `json:"seconds"`
	Samples int     `json:"samples"`
	Moved   []Moved `json:"moved"`
}

// Moved is one counter at both ends of a watch, in its own unit.
type Moved struct {
	Counter memory.CounterID `json:"counter"`
	From    float64          `json:"from"`
	To      float64          `json:"to"`
}

// Watch adds what was seen of a container over time, oldest first. Counters that only one end tells
// have not moved.
func (r *Report) Watch(moments []memory.Moment) {
	first, last := moments[0], moments[len(moments)-1]
	w := &Watched{Seconds: last.Time.Sub(first.Time).Seconds(), Samples: len(moments), Moved: []Moved{}}
	for _, id := range append([]memory.CounterID{memory.Usage}, memory.TrendCounters(last.Snapshot)...) {
		c, ok := memory.CounterByID(id)
		if !ok || (c.Unit != memory.Bytes && c.Unit != memory.Count) {
			continue
		}
		from, known := first.Snapshot.Get(id)
		to, still := last.Snapshot.Get(id)
		if known && still {
			w.Moved = append(w.Moved, Moved{id, from, to})
		}
	}
	r.Watched = w
}

// words are how long it was watched.
func (w *Watched) words() string {
	return (time.Duration(w.Seconds * float64(time.Second))).Round(time.Second).String()
}

func (w *Watched) notice() string {
	if w.Samples == 1 {
		return "watched for one sample"
	}
	return fmt.Sprintf("watched for %s, %d samples", w.words(), w.Samples)
}
