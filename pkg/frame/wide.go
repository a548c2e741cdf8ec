package frame

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// sparse is a step beyond Prometheus's lookback of five minutes: what lies between two steps is not seen.
const sparse = 5 * time.Minute

// wide writes lines of every container on one time axis, of no more containers than MaxRows series
// can tell of. It returns the last moment of each container too.
func wide(q Query, r *join.Result, lines []line) (f *data.Frame, last []moment) {
	t, all := timelineOf(r), seriesOf(q, r)
	drawn := q.drawn(t, all, lines)
	var fields []*data.Field
	for _, d := range drawn {
		fields = append(fields, d.fields...)
		if n := len(d.moments); n > 0 {
			last = append(last, d.moments[n-1])
		}
	}
	if len(fields) > 0 {
		fields = append([]*data.Field{data.NewField("time", nil, t.times)}, fields...)
	}
	f = newFrame(q, r, data.FrameTypeTimeSeriesWide, fields)
	if len(fields) == 0 && q.Step >= sparse {
		addNotice(f, data.NoticeSeverityInfo, fmt.Sprintf("This range is read every %s, so samples of less time may lie between two readings or after the last: choose a shorter range.", q.Step))
	}
	noted(f, r, last, len(fields) == 0)
	if len(drawn) < len(all) {
		addNotice(f, data.NoticeSeverityWarning, fmt.Sprintf("%d of %d containers shown, those with the largest usage: narrow the filter or raise maxRows", len(drawn), len(all)))
	}
	return f, last
}

// drawing is one container in a frame of series.
type drawing struct {
	history
	place  int // of the container in the answer
	fields []*data.Field
}

// drawn are the containers whose series fit into MaxRows, in the order of the answer: whole ones, one
// at the least, and where not all may fit those whose usage is the largest.
func (q Query) drawn(t timeline, all []series, lines []line) []drawing {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	if q.MaxRows > 0 && len(all)*len(lines) > q.MaxRows {
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].lastUsage(), all[a].lastUsage()) })
	}
	var drawn []drawing
	count := 0
	for _, i := range order {
		d := drawing{history: q.historyOf(t, all[i]), place: i}
		d.fields = q.linesOf(all[i], d.history, lines, len(all) > 1)
		if count += len(d.fields); q.MaxRows > 0 && count > q.MaxRows && len(drawn) > 0 {
			break
		}
		drawn = append(drawn, d)
	}
	slices.SortFunc(drawn, func(a, b drawing) int { return a.place - b.place })
	return drawn
}

// linesOf are the lines of one container. One that no moment knows is left out: a series of nulls
// would be an alert on missing data.
func (q Query) linesOf(s series, h history, lines []line, several bool) []*data.Field {
	var fields []*data.Field
	links := q.link(s)
	for _, l := range lines {
		if values, any := h.values(l.of); any {
			l.links = links
			fields = append(fields, l.told(l.field(s, several, values), h))
		}
	}
	return fields
}

// lastUsage is the container's usage when it was last seen; 0 where it is not known.
func (s series) lastUsage() float64 {
	usage, _ := s.last().Snapshot.Get(memory.Usage)
	return usage
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
