package datasource

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// defaultWindow is how far back a verdict looks where no one says: three days, so that a day's wave is
// seen for one.
const defaultWindow = 72 * time.Hour

// judgement is the verdicts on the containers of a moment.
type judgement struct {
	now      *join.Result
	verdicts []memory.Verdict // in the order of the containers
	queries  []string
	problems []string
}

// judge draws the verdicts on the containers of now, of the past if that is wanted. An answer that
// another query of this moment got is taken.
func (d *Datasource) judge(ctx context.Context, credentials string, q *query, now *join.Result) (judgement, error) {
	id, err := json.Marshal([]any{q.request, q.trended, q.options.Window, q.options.Sensitivity, q.options.Steady, q.options.Tool.ID, q.options.Heap.ID})
	if err != nil {
		return judgement{}, fmt.Errorf("key of the verdicts: %w", err)
	}
	return d.judgements.get(ctx, credentials+string(id), longestKept, func(ctx context.Context) (judgement, error) {
		ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
		defer cancel()
		return d.verdicts(ctx, credentials, q, now)
	})
}

func (d *Datasource) verdicts(ctx context.Context, credentials string, q *query, now *join.Result) (judgement, error) {
	j := judgement{now: now, verdicts: make([]memory.Verdict, len(now.Containers))}
	histories := newHistories(now)
	if q.trended && len(now.Containers) > 0 {
		if err := d.judgePast(ctx, credentials, q, histories, &j); err != nil {
			return j, err
		}
	}
	for i := range now.Containers {
		if j.verdicts[i].Level.Cause != "" {
			continue
		}
		j.verdicts[i] = memory.Diagnose(histories.of[i], q.request.To, q.options)
		if !q.trended {
			j.verdicts[i].Trend = memory.Finding{} // no one looked
		}
	}
	return j, nil
}

// judgePast draws the verdicts of the containers that have a past. Of each it is held only while its
// own is drawn.
func (d *Datasource) judgePast(ctx context.Context, credentials string, q *query, histories *histories, j *judgement) error {
	req := d.completed(credentials, q.request)
	req.From = q.request.To.Add(-q.options.Window)
	req.Step = join.Step(req.From, req.To, memory.MaxTrendPoints, req.ScrapeInterval, 0)
	req.From, req.To, req.Only, req.Workload = aligned(req.From, req.Step), aligned(req.To, req.Step), histories.counters(), false
	req.Each = func(c *join.Container) {
		if i, ok := histories.index(c); ok {
			j.verdicts[i] = memory.Diagnose(histories.with(i, c), q.request.To, q.options)
		}
		c.Points = nil
	}
	past, err := join.Fetch(ctx, d.settings.client, req)
	if err != nil {
		return fmt.Errorf("the past: %w", err)
	}
	j.queries, j.problems = past.Queries, past.Problems
	return nil
}

// shown is the answer about now with what was asked for the verdicts. Now is others' too.
func (j judgement) shown() *join.Result {
	r := *j.now
	r.Queries = slices.Concat(r.Queries, j.queries)
	for _, p := range j.problems {
		if !slices.Contains(r.Problems, p) {
			r.Problems = append(slices.Clip(r.Problems), p)
		}
	}
	return &r
}

// histories is what is known of each container, by who it is.
type histories struct {
	of []memory.History
	by map[string][]int // by identity
	id []string
}

func newHistories(now *join.Result) *histories {
	h := &histories{by: map[string][]int{}}
	for i, c := range now.Containers {
		last := join.Point{}
		if n := len(c.Points); n > 0 {
			last = c.Points[n-1]
		}
		h.of = append(h.of, memory.History{Now: memory.Moment{Time: last.Time, Snapshot: last.Snapshot}})
		h.id = append(h.id, c.CgroupID)
		h.by[identityText(c.Labels)] = append(h.by[identityText(c.Labels)], i)
	}
	return h
}

func identityText(l join.Labels) string {
	text := ""
	for _, k := range memory.IdentityKeys {
		text += l[k] + "\x00"
	}
	return text
}

// counters are those whose past any of the verdicts wants.
func (h *histories) counters() []memory.CounterID {
	var all []memory.CounterID
	for _, one := range h.of {
		for _, id := range memory.TrendCounters(one.Now.Snapshot) {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// index finds the container of now that a container of the past is: of several of one name that of the
// same cgroup.
func (h *histories) index(c *join.Container) (int, bool) {
	same := h.by[identityText(c.Labels)]
	for _, i := range same {
		if len(same) == 1 || h.id[i] == c.CgroupID {
			return i, true
		}
	}
	return 0, false
}

// with is the history of a container with its past.
func (h *histories) with(i int, c *join.Container) memory.History {
	one := h.of[i]
	one.Trend = make([]memory.Moment, len(c.Points))
	for k, p := range c.Points {
		one.Trend[k] = memory.Moment{Time: p.Time, Snapshot: p.Snapshot}
	}
	for _, at := range c.Renewed {
		one.Events = append(one.Events, memory.HistoryEvent{Time: at, Kind: memory.EventRestart})
	}
	return one
}
