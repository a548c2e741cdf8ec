package frame

import (
	"runtime"
	"sort"
	"sync"
	"time"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// moment is what is known of one container at one time.
type moment struct {
	series
	ledger *memory.Ledger
	// whole is false where usage is not known: there are no classes then, only single numbers.
	whole bool
	gap   *memory.Divergence
}

func (q Query) momentOf(s series, p join.Point) moment {
	l, err := memory.Attribute(p.Snapshot)
	m := moment{series: s, ledger: l, whole: err == nil}
	if err != nil {
		m.ledger = &memory.Ledger{Snapshot: p.Snapshot}
	}
	m.gap = memory.Diverge(m.ledger, q.Tool, q.Heap)
	return m
}

// latest is the last known moment of each container; one without any point has nothing but its
// identity.
func latest(q Query, r *join.Result) []moment {
	all := make([]moment, len(r.Containers))
	series := seriesOf(q, r)
	inParallel(len(series), func(i int) { all[i] = q.momentOf(series[i], series[i].last()) })
	return all
}

// last is the container's last point; one without any is of no moment.
func (s series) last() (p join.Point) {
	if n := len(s.Points); n > 0 {
		p = s.Points[n-1]
	}
	return p
}

// worthIt is how many containers a processor works on at least, before another joins in.
const worthIt = 256

// inParallel does what is to be done for each of n containers, on as many processors as there are.
func inParallel(n int, do func(i int)) {
	share := max(worthIt, (n+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for from := 0; from < n; from += share {
		wg.Go(func() {
			for i := from; i < min(from+share, n); i++ {
				do(i)
			}
		})
	}
	wg.Wait()
}

// timeline is the one time axis of all containers of a result.
type timeline struct {
	times []time.Time
	index map[int64]int
}

func timelineOf(r *join.Result) timeline {
	t := timeline{index: map[int64]int{}}
	for _, c := range r.Containers {
		for _, p := range c.Points {
			if _, have := t.index[p.Time.UnixNano()]; !have {
				t.index[p.Time.UnixNano()] = 0
				t.times = append(t.times, p.Time)
			}
		}
	}
	sort.Slice(t.times, func(i, j int) bool { return t.times[i].Before(t.times[j]) })
	for i, at := range t.times {
		t.index[at.UnixNano()] = i
	}
	return t
}

// history is the moments of one container on the time axis.
type history struct {
	timeline
	moments []moment
	at      []int
}

func (q Query) historyOf(t timeline, s series) history {
	h := history{timeline: t}
	for _, p := range s.Points {
		h.moments = append(h.moments, q.momentOf(s, p))
		h.at = append(h.at, t.index[p.Time.UnixNano()])
	}
	return h
}

// values reads one number of every moment; false where no moment knows it.
func (h history) values(of func(moment) (float64, bool)) ([]*float64, bool) {
	values, any := make([]*float64, len(h.times)), false
	for i, m := range h.moments {
		v := known(of(m))
		values[h.at[i]] = v
		any = any || v != nil
	}
	return values, any
}
