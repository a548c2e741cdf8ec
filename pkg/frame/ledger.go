package frame

import (
	"fmt"
	"time"

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
	return advised(f, last)
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
			name: c.Name, help: c.Help, unit: unitBytes, color: c.Color,
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
			id: g.ID, pairs: []string{"group", g.ID}, name: g.Name, unit: unitBytes, color: g.Color,
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

// sparse is a step beyond Prometheus's lookback of five minutes: what lies between two steps is not seen.
const sparse = 5 * time.Minute

// wide writes lines of every container on one time axis. A line that no moment of a container
// knows is left out: a series of nulls would be an alert on missing data. It returns the last
// moment of each container too.
func wide(q Query, r *join.Result, lines []line) (f *data.Frame, last []moment) {
	t, all := timelineOf(r), seriesOf(q, r)
	var fields []*data.Field
	for _, s := range all {
		h := q.historyOf(t, s)
		for _, l := range lines {
			if values, any := h.values(l.of); any {
				l.links = q.link(s)
				fields = append(fields, l.told(l.field(s, len(all) > 1, values), h))
			}
		}
		if n := len(h.moments); n > 0 {
			last = append(last, h.moments[n-1])
		}
	}
	if len(fields) > 0 {
		fields = append([]*data.Field{data.NewField("time", nil, t.times)}, fields...)
	}
	f = newFrame(q, r, data.FrameTypeTimeSeriesWide, fields)
	if len(fields) == 0 && q.Step >= sparse {
		addNotice(f, data.NoticeSeverityInfo, fmt.Sprintf("This range is read every %s, so samples of less time may lie between two readings or after the last: choose a shorter range.", q.Step))
	}
	return noted(f, r, last, len(fields) == 0), last
}

func (l line) field(s series, several bool, values []*float64) *data.Field {
	f := data.NewField(l.id, s.with(l.pairs...), values)
	name := l.name
	if several {
		name = s.title + ": " + name
	}
	f.Config = &data.FieldConfig{DisplayNameFromDS: name, Description: l.help, Unit: l.unit, Links: l.links}
	if l.color != "" {
		f.Config.Color = fixedColor(l.color)
	}
	return f
}

// told adds to a field where its last value comes from.
func (l line) told(f *data.Field, h history) *data.Field {
	if l.from == nil {
		return f
	}
	for i := len(h.moments) - 1; i >= 0; i-- {
		if _, ok := l.of(h.moments[i]); ok {
			f.Config.Custom = map[string]any{"memledger": l.from(h.moments[i])}
			return f
		}
	}
	return f
}
