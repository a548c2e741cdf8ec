package join

import (
	"github.com/memledger/memledger/pkg/memory"
)

// watch keeps what is told of one container at each moment, where events are asked for.
type watch struct {
	c       *checked
	targets []*goTarget
	about   []*source // what the orchestrator says
	seen    []memory.Sighting
}

func newWatch(c *checked, u *unit, p *pairing) *watch {
	if !c.Events {
		return nil
	}
	return &watch{c: c, targets: p.targets[u], about: c.orchestrated.of(u.labels)}
}

// add keeps moment i; best is nil where no cgroup reports.
func (w *watch) add(i int, best *choice, snap memory.Snapshot) {
	if w == nil {
		return
	}
	m := memory.Sighting{Moment: memory.Moment{Time: w.c.grid.at(i), Snapshot: w.c.orchestrated.said(w.about, i)}, Texts: map[memory.TextID]string{}}
	m.Snapshot.GoTargets = snap.GoTargets
	for id, v := range snap.Values {
		m.Snapshot.Put(id, v)
	}
	if best != nil {
		m.Life, m.Exporter = best.cgroup.id, best.source.dialect.ID
		best.source.tell(i, m.Texts)
	}
	for _, t := range w.targets {
		for _, s := range append([]*source{t.source}, t.more...) {
			if _, there := s.sampled(w.c.grid, i); there {
				s.tell(i, m.Texts)
			}
		}
	}
	if len(m.Snapshot.Values) > 0 {
		w.seen = append(w.seen, m)
	}
}

func (w *watch) all() []memory.Sighting {
	if w == nil {
		return nil
	}
	return w.seen
}
