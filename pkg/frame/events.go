package frame

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// event is one row of the answer: what happened, and to which container.
type event struct {
	memory.Event
	series
}

// Annotations writes what happened to the containers, as marks that Grafana draws over any panel.
func Annotations(q Query, r *join.Result) *data.Frame {
	f := Events(q, r)
	f.Meta.DataTopic = data.DataTopicAnnotations
	return f
}

// Events writes what happened to the containers, in order of time. That nothing happened is an answer.
func Events(q Query, r *join.Result) *data.Frame {
	var all []event
	containers := seriesOf(q, r)
	for _, s := range containers {
		for _, e := range memory.Happened(s.Seen, q.Tool.Units) {
			all = append(all, event{e, s})
		}
	}
	slices.SortStableFunc(all, func(a, b event) int { return a.Time.Compare(b.Time) })
	rows := latestRows(q, all)
	fields := append(eventTimes(rows), fieldsOf(rows, append(eventColumns, identityColumns(func(e event) series { return e.series })...))...)
	f := newFrame(q, r, data.FrameTypeTable, fields)
	for _, text := range untold(containers) {
		addNotice(f, data.NoticeSeverityWarning, text)
	}
	return noteCut(noted(f, r, nil, len(containers) == 0), len(rows), len(all))
}

// latestRows keeps the last of them: what happened just now matters most.
func latestRows(q Query, all []event) []event {
	if q.MaxRows > 0 && len(all) > q.MaxRows {
		return all[len(all)-q.MaxRows:]
	}
	return all
}

func eventTimes(rows []event) []*data.Field {
	times, ends := make([]time.Time, len(rows)), make([]*time.Time, len(rows))
	for i, e := range rows {
		times[i] = e.Time
	}
	return []*data.Field{data.NewField("time", nil, times), data.NewField("timeEnd", nil, ends)}
}

var eventColumns = []column[event]{
	{name: "title", word: func(e event) string { return e.Type.Name }},
	{name: "text", word: func(e event) string { return plainText(e.title + ": " + e.Text) }},
	{name: "tags", word: func(e event) string { return string(e.Type.Kind) }},
	{name: "id", help: "The same for the same event, whenever it is asked.", word: func(e event) string {
		return fmt.Sprintf("%s/%s/%d", e.Type.Kind, strings.ReplaceAll(identity(e.Labels), "\x00", "/"), e.Time.Unix())
	}},
	{name: "kind", word: func(e event) string { return string(e.Type.Kind) }},
	{name: "color", word: func(e event) string { return e.Type.Color }},
}

// plainText has no tags, whatever a container is called: Grafana shows an annotation's text as HTML.
func plainText(s string) string { return markup.Replace(s) }

var markup = strings.NewReplacer("<", "‹", ">", "›")

// untold says which kinds of events no exporter tells, once for the containers of each exporter.
func untold(containers []series) []string {
	var texts []string
	for i := range memory.EventTypes {
		t := &memory.EventTypes[i]
		if t.Cannot == "" {
			continue
		}
		byExporter := map[memory.DialectID][]string{}
		var order []memory.DialectID
		for _, s := range containers {
			if !t.Told(s.Seen) {
				if byExporter[s.Exporter] == nil {
					order = append(order, s.Exporter)
				}
				byExporter[s.Exporter] = append(byExporter[s.Exporter], s.title)
			}
		}
		for _, exporter := range order {
			texts = append(texts, t.Cannot+" of "+few(byExporter[exporter])+": "+whatTells(t, exporter))
		}
	}
	return texts
}

// whatTells names the series that would tell it.
func whatTells(t *memory.EventType, exporter memory.DialectID) string {
	d, ok := memory.DialectByID(exporter)
	if !ok {
		return "no exporter tells them"
	}
	if metrics := t.MetricsIn(d); len(metrics) > 0 {
		return strings.Join(metrics, " or ") + " of " + d.Name + " is absent"
	}
	return d.Name + " does not tell them; memledger exporter does"
}

// few names the first three of many.
func few(names []string) string {
	if len(names) > 3 {
		return strings.Join(names[:3], ", ") + fmt.Sprintf(" and %d more", len(names)-3)
	}
	return strings.Join(names, ", ")
}
