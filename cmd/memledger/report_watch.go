package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/memledger/memledger/internal/report"
	"github.com/memledger/memledger/pkg/memory"
)

const (
	fewest = 5 * time.Second // no sample is sooner after another: each has the process write its metrics
	ends   = 2               // a watch has a sample at each end
	soon   = 2 * time.Second // for the last sample after an interrupt
)

// watch is what was seen of a container over time.
type watch struct {
	who    report.Subject // as of the last sample
	seen   []memory.Moment
	events []memory.HistoryEvent
	lost   int   // samples that failed
	why    error // the last of them
}

// watched samples a running container for as long as is asked, or until it is interrupted, and reports
// what was seen.
func (o *reportOptions) watched(ctx context.Context, env environment) (*report.Report, error) {
	if o.from != "" {
		return nil, errors.New("want --watch without --from")
	}
	if o.watch < time.Second {
		return nil, fmt.Errorf("--watch %s: want 1s or more, such as 5m", o.watch)
	}
	options := memory.Options{}
	var err error
	if options.Tool, options.Heap, err = report.Terms(memory.FormulaID(o.tool), o.heap); err != nil {
		return nil, err
	}
	w := &watch{}
	if err := w.sample(ctx, o, o.timeout); err != nil {
		return nil, err
	}
	every := min(max(o.watch/memory.MaxTrendPoints, fewest), o.watch/ends)
	env.logger.Info("watching; an interrupt ends it with what was seen", "container", w.who.Container, "cgroup", w.who.Cgroup, "for", o.watch, "every", every)
	w.until(ctx, o, time.Now().Add(o.watch), every)
	last := w.seen[len(w.seen)-1]
	r, err := report.New(w.subject(ctx, o), last.Snapshot)
	if err != nil {
		return nil, err
	}
	r.Watch(w.seen)
	h := memory.History{Now: last, Trend: w.seen[:len(w.seen)-1], Events: w.events, Runtimes: w.runtimes()}
	r.Judge(memory.Diagnose(h, last.Time, options))
	return r, nil
}

// runtimes are those that the container is known to be of: on the machine the path of its cgroup tells.
func (w *watch) runtimes() []*memory.Runtime {
	return memory.RuntimesOf(w.who.Cgroup, "", func(memory.IdentityKey) bool { return false })
}

// until samples to the end, or to an interrupt.
func (w *watch) until(ctx context.Context, o *reportOptions, end time.Time, every time.Duration) {
	for left := time.Until(end); left > 0; left = time.Until(end) {
		select {
		case <-ctx.Done():
			_ = w.sample(context.WithoutCancel(ctx), o, soon) // the end of what is seen
			return
		case <-time.After(min(every, left)):
		}
		if err := w.sample(ctx, o, o.timeout); err != nil && ctx.Err() == nil {
			w.lost, w.why = w.lost+1, err
		}
	}
}

// sample reads the container once. One that has another cgroup by now was restarted.
func (w *watch) sample(ctx context.Context, o *reportOptions, longest time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	who, s, err := o.live(ctx)
	if err != nil {
		return err
	}
	if w.who.Cgroup != "" && w.who.Cgroup != who.Cgroup {
		w.events = append(w.events, memory.HistoryEvent{Time: who.Time, Kind: memory.EventRestart})
	}
	w.who, w.seen = who, append(w.seen, memory.Moment{Time: who.Time, Snapshot: s})
	return nil
}

// subject is whose report it is, with what a reader should know of the watch.
func (w *watch) subject(ctx context.Context, o *reportOptions) report.Subject {
	who := w.who
	who.Tool, who.Heap = memory.FormulaID(o.tool), o.heap
	if ctx.Err() != nil {
		who.Notices = append(who.Notices, fmt.Sprintf("interrupted: --watch asked for %s", o.watch))
	}
	if w.lost > 0 {
		who.Notices = append(who.Notices, fmt.Sprintf("%d of %d samples failed, the last with: %v", w.lost, w.lost+len(w.seen), w.why))
	}
	if n := len(w.events); n > 0 {
		who.Notices = append(who.Notices, fmt.Sprintf("restarted %d times while it was watched", n))
	}
	return who
}
