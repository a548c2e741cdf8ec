package frame

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// line is one series that a history is drawn as.
type line struct {
	id    string
	pairs []string // labels besides the identity
	name  string
	help  string
	unit  string
	color string
	of    func(moment) (float64, bool)
	links []data.DataLink
	from  func(moment) provenance // where the value comes from; nil: it is not told
}

// Ledger writes bytes per container and class over time. Where the classes change within the
// range, a class has nulls for the time in which it was not told apart.
func Ledger(q Query, r *join.Result) *data.Frame {
	lines := append(q.parts(), q.overlays()...)
	f, last := wide(q, r, q.kept(lines))
	if ids := q.notSet(last); len(ids) > 0 {
		tell(f, "notSet", ids)
	}
	return advised(f, last)
}

// notSet are the overlays of limits that no container has at its last moment, as its exporters say.
func (q Query) notSet(last []moment) (ids []string) {
	for i := range memory.Context {
		c := &memory.Context[i]
		isAsked := q.Classes[c.ID] || (len(q.Classes) == 0 && c.Drawn)
		if isAsked && len(last) > 0 && !slices.ContainsFunc(last, func(m moment) bool { return !m.ledger.Snapshot.Unset(c.Sum) }) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// kept are the lines of the classes that were asked for.
func (q Query) kept(lines []line) []line {
	if len(q.Classes) == 0 {
		return lines
	}
	var some []line
	for _, l := range lines {
		if q.Classes[l.id] {
			some = append(some, l)
		}
	}
	return some
}

// parts are what adds up to usage, in stacking order.
func (q Query) parts() []line {
	if q.ByGroup {
		return groupLines(q)
	}
	var lines []line
	for i := range memory.Classes {
		c := &memory.Classes[i]
		lines = append(lines, line{
			id: string(c.ID), pairs: []string{"class", string(c.ID), "group", c.Group},
			name: c.Name, help: c.Help, unit: q.toolsUnit(unitBytes), color: c.Color,
			of:   func(m moment) (float64, bool) { return m.ledger.Bytes(c.ID) },
			from: func(m moment) provenance { return m.classProvenance(c) },
		})
	}
	return lines
}

// groupLines adds the classes of each group up, those that were asked for.
func groupLines(q Query) []line {
	var lines []line
	for _, g := range memory.Groups {
		lines = append(lines, line{
			id: g.ID, pairs: []string{"group", g.ID}, name: g.Name, unit: q.toolsUnit(unitBytes), color: g.Color,
			of: func(m moment) (sum float64, any bool) {
				for _, a := range m.ledger.Amounts {
					if a.Class.Group == g.ID && (len(q.Classes) == 0 || q.Classes[string(a.Class.ID)]) {
						sum, any = sum+a.Bytes, true
					}
				}
				return sum, any
			},
		})
	}
	return lines
}
