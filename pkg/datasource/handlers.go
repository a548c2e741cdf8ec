package datasource

import (
	"cmp"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/frame"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Formats of a query.
const (
	formatSeries = "time_series"
	formatTable  = "table"
)

// eventMoments is at how many moments events are looked for: a day at steps of Prometheus's lookback, so
// that no container that lived is missed.
const eventMoments = 300

// handler is one row of the table of query types: what is asked and what is written.
type handler struct {
	queryType string
	format    string // "" = the type has one format, whatever the query says
	byDefault bool   // of the formats of its type
	table     bool   // no alert rule can evaluate it
	instant   bool   // of one moment
	// measures lists what the query may ask for; nil: it has none.
	measures   func() []string
	oneMeasure bool
	// only lists the counters that it needs; nil: all.
	only func() []memory.CounterID
	// moments is at how many moments of the range it looks, whatever the screen's width; 0: as many as
	// the screen shows.
	moments int64
	events  bool // it wants what memory.Happened reads
	judged  bool // it wants verdicts
	// rank is the order of its rows where the query names none; "" = they have an order of their own.
	rank  string
	write func(*query, *join.Result) *data.Frame
}

func plain(write func(frame.Query, *join.Result) *data.Frame) func(*query, *join.Result) *data.Frame {
	return func(q *query, r *join.Result) *data.Frame { return write(q.Query, r) }
}

var handlers = []handler{
	{queryType: "ledger", write: plain(frame.Ledger)},
	{queryType: "divergence", format: formatSeries, byDefault: true, measures: frame.GapMeasureIDs, write: plain(frame.Divergence)},
	{queryType: "divergence", format: formatTable, table: true, instant: true, measures: frame.GapMeasureIDs, write: plain(frame.Breakdown)},
	{queryType: "tools", format: formatTable, byDefault: true, table: true, instant: true, write: plain(frame.Tools)},
	{queryType: "tools", format: formatSeries, write: plain(frame.ToolSeries)},
	{queryType: "signal", instant: true, oneMeasure: true, measures: measureIDs,
		write: func(q *query, r *join.Result) *data.Frame { return frame.Signal(q.Query, q.signal, r) }},
	{queryType: "containers", table: true, instant: true, write: plain(frame.Containers)},
	{queryType: "fleet", table: true, instant: true, judged: true, rank: "divergence", write: plain(frame.Fleet)},
	{queryType: "verdict", table: true, instant: true, judged: true, rank: "cause", write: plain(frame.Verdicts)},
	{queryType: "events", format: formatSeries, byDefault: true, table: true, events: true, only: memory.EventCounters, moments: eventMoments, write: plain(frame.Annotations)},
	{queryType: "events", format: formatTable, table: true, events: true, only: memory.EventCounters, moments: eventMoments, write: plain(frame.Events)},
	{queryType: "variable", table: true, instant: true, write: func(q *query, r *join.Result) *data.Frame {
		return frame.Variable(q.Query, q.kind.options(r), r)
	}},
}

// handlerOf finds the row of a query type and format.
func handlerOf(queryType, format string) (handler, error) {
	if format != "" {
		if err := oneOf("format", format, []string{formatSeries, formatTable}); err != nil {
			return handler{}, err
		}
	}
	var types []string
	for _, h := range handlers {
		if len(types) == 0 || types[len(types)-1] != h.queryType {
			types = append(types, h.queryType)
		}
		if h.queryType == queryType && (h.format == "" || h.format == format || (format == "" && h.byDefault)) {
			return h, nil
		}
	}
	return handler{}, unknown("queryType", queryType, types)
}

// variableKind is one row of what a template variable may list.
type variableKind struct {
	id  string
	key memory.IdentityKey // "" = the values stand in a table of pkg/memory
	of  func() []frame.Option
}

func (k variableKind) options(r *join.Result) []frame.Option {
	if k.key != "" && r != nil {
		return frame.Values(r, k.key)
	}
	if k.of != nil {
		return k.of()
	}
	return nil
}

var variableKinds = []variableKind{
	{id: "containers", key: memory.Container},
	{id: "namespaces", key: memory.Namespace},
	{id: "pods", key: memory.Pod},
	{id: "nodes", key: memory.Node},
	{id: "clusters", key: memory.Cluster},
	{id: "workloads", key: memory.Workload},
	{id: "tools", of: func() (all []frame.Option) {
		for _, f := range memory.Formulas {
			all = append(all, frame.Option{Text: f.Label(), Value: string(f.ID)})
		}
		return all
	}},
	{id: "classes", of: func() (all []frame.Option) {
		for _, c := range memory.Classes {
			all = append(all, frame.Option{Text: c.Name, Value: string(c.ID)})
		}
		return all
	}},
	{id: "heaps", of: func() (all []frame.Option) {
		for _, h := range memory.Heaps {
			all = append(all, frame.Option{Text: h.Name, Value: h.ID})
		}
		return all
	}},
}

func variableKindOf(id string) (variableKind, error) {
	id = cmp.Or(id, variableKinds[0].id)
	var ids []string
	for _, k := range variableKinds {
		if k.id == id {
			return k, nil
		}
		ids = append(ids, k.id)
	}
	return variableKind{}, unknown("variable kind", id, ids)
}
