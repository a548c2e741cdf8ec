package join

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

// join pairs the two sides and writes the containers that the filters keep.
func (r *Result) join(c *checked, us []*unit, cgroup, golang *answer) {
	targets := goTargets(golang.sources.sorted(), c.grid)
	p := pair(targets, us, c, cgroup.query.pushed)
	for _, u := range us {
		if !keepsAll(c.matchers, func(k memory.IdentityKey) string { return u.labels[k] }) {
			continue
		}
		container := assemble(c, u, p)
		if len(container.Points) == 0 {
			continue
		}
		if c.Each != nil {
			c.Each(&container)
		}
		r.Containers = append(r.Containers, container)
	}
	ours := exportersOf(cgroup.sources.sorted())
	for _, t := range p.unpaired {
		if !ours.has(t) && keepsAll(c.matchers, t.identity) {
			r.Unpaired = append(r.Unpaired, t.Target)
		}
	}
	r.Problems = append(r.Problems, absentSides(c, us, targets)...)
}

// absentSides says which side is not there at all. With filters that is what was asked for; and who asks for
// some counters only has an answer about all of them already: a container that has no past yet is there.
func absentSides(c *checked, us []*unit, targets []*goTarget) []string {
	var problems []string
	if len(c.matchers) > 0 || c.Only != nil {
		return nil
	}
	if len(us) == 0 {
		problems = append(problems, "no container is reported: want series of "+dialectNames(memory.CgroupSide))
	}
	if len(targets) == 0 {
		problems = append(problems, "no Go process is reported: want series of "+dialectNames(memory.GoSide))
	}
	return problems
}

func dialectNames(side memory.Side) string {
	var names []string
	for _, d := range memory.Dialects {
		if d.Side == side && slices.Contains(memory.Usual, d.ID) {
			names = append(names, d.Name+" ("+d.Marker+")")
		}
	}
	return strings.Join(names, " or ")
}

// worthShowing: what a tool prints is worth showing where no one tells usage.
var worthShowing = []memory.CounterID{memory.Usage, memory.WorkingSet, memory.Reported}

func tellsAnything(s memory.Snapshot) bool {
	for _, id := range worthShowing {
		if _, ok := s.Get(id); ok {
			return true
		}
	}
	return false
}

// assemble writes one container: at each moment the chosen cgroup's whole snapshot, with the Go side
// of the same moment.
func assemble(c *checked, u *unit, p *pairing) Container {
	out := Container{Labels: u.labels, HostForNode: !u.ownNode && u.labels[memory.Node] != "", Problems: p.problems[u]}
	ch, golang := newChooser(u, c), newGoSide(c, p.targets[u])
	for _, t := range p.targets[u] {
		out.Targets = append(out.Targets, t.Target)
	}
	if r := p.rule[u]; r != nil {
		out.Rule = r.ID
		if r.Doubt != "" {
			out.Problems = append(out.Problems, r.Doubt)
		}
	}
	var last choice
	at, w := 0, newWatch(c, u, p)
	for i := range c.grid.n {
		best, ok := ch.at(u, i)
		if !ok {
			w.add(i, nil, memory.Snapshot{})
			continue
		}
		snap := best.source.snapshot(i, golang.held)
		if !tellsAnything(snap) {
			w.add(i, &best, snap)
			continue
		}
		goSnap, n := golang.at(i)
		snap.GoTargets = n
		for id, v := range goSnap.Values {
			snap.Put(id, v)
		}
		snap.NoLimit = append(snap.NoLimit, goSnap.NoLimit...)
		w.add(i, &best, snap)
		if last.cgroup != nil && last.cgroup != best.cgroup {
			out.Renewed = append(out.Renewed, c.grid.at(i))
		}
		last, at = best, i
		out.CgroupID, out.Exporter = best.cgroup.id, best.source.dialect.ID
		out.Points = append(out.Points, Point{Time: c.grid.at(i), Snapshot: snap})
	}
	out.Seen = w.all()
	if c.Ended && c.orchestrated != nil {
		out.Ended = c.orchestrated.said(c.orchestrated.of(u.labels), 0)
	}
	if len(out.Points) > 0 {
		out.Origins = p.origins.of(last.source, p.targets[u], at, out.Points[len(out.Points)-1].Snapshot.CgroupVersion)
		out.Problems = append(out.Problems, doubts(c, u, ch, last, golang, out.Points)...)
	}
	return out
}

// doubts says what a reader should know before they believe a container's numbers.
func doubts(c *checked, u *unit, ch *chooser, last choice, golang *goSide, points []Point) []string {
	var problems []string
	if _, ok := points[len(points)-1].Snapshot.Get(memory.Usage); !ok {
		problems = append(problems, withoutUsage(last.source.dialect, points[len(points)-1].Snapshot))
	}
	if u.notice != "" {
		problems = append(problems, u.notice)
	}
	if text := ch.twins(u); text != "" {
		problems = append(problems, text)
	}
	end := points[len(points)-1].Time
	if age := float64(end.UnixMilli())/1000 - last.taken; end.Equal(c.grid.at(c.grid.n-1)) && age > ch.tolerance[last.source] {
		problems = append(problems, fmt.Sprintf("the container's last sample is %s old, older than two scrapes: it may be gone", seconds(age)))
	}
	if golang.gaps > 0 {
		text := fmt.Sprintf("the Go side has no data at %d of %d points", golang.gaps, len(points))
		if golang.stale > 0 {
			text += fmt.Sprintf(" (at %d of them its last sample is older than two scrapes)", golang.stale)
		}
		problems = append(problems, text)
	}
	return slices.Compact(problems)
}

// withoutUsage says why there is no breakdown, and whose number is known instead: no one's usage.
func withoutUsage(d *memory.Dialect, s memory.Snapshot) string {
	text := fmt.Sprintf("only %s tells of this container, and not its usage: there is no breakdown.", d.Name)
	if f, ok := memory.FormulaByID(d.Prints); ok {
		if p, ok := memory.Print(&memory.Ledger{Snapshot: s}, f); ok && p.Known {
			text += fmt.Sprintf(" It passes on what %s prints: %s.", f.Label(), memory.FormatBytes(p.Value, f.Units))
		}
	}
	return text + " It lacks: " + d.Lacks
}

func seconds(s float64) time.Duration {
	return time.Duration(s * float64(time.Second)).Round(time.Second)
}
