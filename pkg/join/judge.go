package join

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

// DefaultWindow is how far back a verdict looks where no one says: three days, so that a day's wave is
// seen for one.
const DefaultWindow = 72 * time.Hour

// Judgement is the verdicts on the containers of a moment.
type Judgement struct {
	Verdicts []memory.Verdict // in the order of the containers
	Queries  []string         // the PromQL that was sent for the past
	Problems []string         // partial data of the past
}

// Judge draws the verdicts on the containers of now, which answered req. With past the server is asked
// what came before, as far back as the options' window; without, the trend of each verdict is empty:
// no one looked.
func Judge(ctx context.Context, api API, req Request, now *Result, past bool, o memory.Options) (Judgement, error) {
	j := Judgement{Verdicts: make([]memory.Verdict, len(now.Containers))}
	histories := newHistories(now)
	if past && len(now.Containers) > 0 {
		if err := j.ofThePast(ctx, api, req, histories, o); err != nil {
			return j, err
		}
	}
	for i := range now.Containers {
		if j.Verdicts[i].Level.Cause != "" {
			continue
		}
		j.Verdicts[i] = memory.Diagnose(histories.of[i], req.To, o)
		if !past {
			j.Verdicts[i].Trend = memory.Finding{}
		}
	}
	return j, nil
}

// ofThePast draws the verdicts of the containers that have a past. Of each it is held only while its
// own is drawn.
func (j *Judgement) ofThePast(ctx context.Context, api API, req Request, histories *histories, o memory.Options) error {
	to := req.To
	req.From = to.Add(-o.Window)
	req.Step = Step(req.From, req.To, memory.MaxTrendPoints, req.ScrapeInterval, 0)
	aligned := newGrid(req.From, req.To, req.Step)
	req.From, req.To, req.Only, req.Workload = aligned.from, aligned.at(aligned.n-1), histories.counters(), false
	req.Ended = true
	req.Each = func(c *Container) {
		if i, ok := histories.index(c); ok {
			j.Verdicts[i] = memory.Diagnose(histories.with(i, c), to, o)
		}
		c.Points = nil
	}
	past, err := Fetch(ctx, api, req)
	if err != nil {
		return fmt.Errorf("the past: %w", err)
	}
	j.Queries, j.Problems = past.Queries, past.Problems
	return nil
}

// histories is what is known of each container, by who it is.
type histories struct {
	of []memory.History
	by map[string][]int // by identity
	id []string
}

func newHistories(now *Result) *histories {
	h := &histories{by: map[string][]int{}}
	for i, c := range now.Containers {
		last := Point{}
		if n := len(c.Points); n > 0 {
			last = c.Points[n-1]
		}
		h.of = append(h.of, memory.History{Now: memory.Moment{Time: last.Time, Snapshot: last.Snapshot}, Runtimes: c.Runtimes()})
		h.id = append(h.id, c.CgroupID)
		h.by[c.Lasting().text()] = append(h.by[c.Lasting().text()], i)
	}
	return h
}

// Runtimes are those that the container is known to be of.
func (c *Container) Runtimes() []*memory.Runtime {
	return memory.RuntimesOf(c.CgroupID, c.Exporter, func(k memory.IdentityKey) bool { return c.Labels[k] != "" })
}

// counters are those whose past any of the verdicts wants, and the kills where there were any.
func (h *histories) counters() []memory.CounterID {
	var all []memory.CounterID
	for _, one := range h.of {
		wanted := memory.TrendCounters(one.Now.Snapshot)
		if kills, _ := one.Now.Snapshot.Get(memory.EventsOOMKill); kills > 0 {
			wanted = append(wanted, memory.EventsOOMKill)
		}
		for _, id := range wanted {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// index finds the container of now that a container of the past is: of several of one name that of the
// same cgroup.
func (h *histories) index(c *Container) (int, bool) {
	same := h.by[c.Lasting().text()]
	for _, i := range same {
		if len(same) == 1 || h.id[i] == c.CgroupID {
			return i, true
		}
	}
	return 0, false
}

// with is the history of a container with its past.
func (h *histories) with(i int, c *Container) memory.History {
	one := h.of[i]
	if len(c.Ended.Values) > 0 {
		one.Now.Snapshot.Values = maps.Clone(one.Now.Snapshot.Values) // others hold them
		maps.Copy(one.Now.Snapshot.Values, c.Ended.Values)
	}
	one.Trend = make([]memory.Moment, len(c.Points))
	for k, p := range c.Points {
		one.Trend[k] = memory.Moment{Time: p.Time, Snapshot: p.Snapshot}
	}
	for _, at := range c.Renewed {
		one.Events = append(one.Events, memory.HistoryEvent{Time: at, Kind: memory.EventRestart})
	}
	return one
}
