package datasource

import (
	"encoding/json"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/frame"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// queryVersion is the newest version of the query model.
const queryVersion = 1

// What keeps a fleet from filling a browser. A series weighs what a row does not: its name, labels and
// help stand in every answer, some 2 kB.
const (
	defaultMaxRows   = 1000
	defaultMaxSeries = 10_000
)

// model is the JSON of a query; docs/contract.md has the meaning and src/datasource/types.ts the
// same in TypeScript.
type model struct {
	QueryType string          `json:"queryType"`
	Version   int             `json:"version"`
	Filters   []filter        `json:"filters"`
	Tool      string          `json:"tool"`
	Heap      string          `json:"heap"`
	Measures  []string        `json:"measures"`
	Classes   []string        `json:"classes"`
	By        []string        `json:"by"`
	Format    string          `json:"format"`
	At        json.RawMessage `json:"at"`
	Variable  *struct {
		Kind string `json:"kind"`
	} `json:"variable"`
	MaxRows     int      `json:"maxRows"`
	Rank        string   `json:"rank"`
	Causes      []string `json:"causes"`
	Window      string   `json:"window"`
	Sensitivity string   `json:"sensitivity"`
	Steady      bool     `json:"steady"`
	UnknownAs   *float64 `json:"unknownAs"`
}

// query is a model that has been checked, with all defaults filled in.
type query struct {
	frame.Query
	handler handler
	signal  *memory.Measure // of a signal query
	kind    variableKind    // of a variable query
	request join.Request
	judged  bool // it wants verdicts
	trended bool // and those of the past
	options memory.Options
}

// parse reads one query. Its errors name the input and what was expected.
func parse(from backend.DataQuery, fromAlert bool, scrapeInterval time.Duration) (*query, error) {
	var m model
	if err := json.Unmarshal(from.JSON, &m); err != nil {
		return nil, badQueryf("the query cannot be read: %w", err)
	}
	if m.QueryType == "" {
		m.QueryType = from.QueryType
	}
	if fromAlert && m.QueryType == "" {
		return nil, badQueryf("the rule's query has no queryType: want %q with one of the measures %s", "signal", list(measureIDs()))
	}
	if err := m.migrate(); err != nil {
		return nil, err
	}
	q := &query{Query: frame.Query{RefID: from.RefID, Type: m.QueryType, Version: m.Version, MaxRows: m.MaxRows, ForAlert: fromAlert}}
	for _, read := range []func(model) error{q.readHandler, q.readTerms, q.readMeasures, q.readClasses, q.readBy, q.readVariable, q.readRows, q.readJudgement} {
		if err := read(m); err != nil {
			return nil, err
		}
	}
	if fromAlert && q.handler.table {
		return nil, badQueryf("query type %q answers a table, which an alert rule cannot evaluate: want %q with one of the measures %s", m.QueryType, "signal", list(measureIDs()))
	}
	if fromAlert && m.MaxRows == 0 {
		q.MaxRows = 0 // no one reads a rule's notices
	}
	filters, err := readFilters(m.Filters)
	if err != nil {
		return nil, err
	}
	q.request.Filters = filters
	return q, q.readTime(m, from, scrapeInterval)
}

// migrations bring a model from the version that is their index to the next. src/datasource/
// migrations.ts does the same for what the browser holds.
var migrations = [queryVersion]func(*model){toVersion1}

// toVersion1 takes what was written by hand without a version.
func toVersion1(m *model) {
	if m.QueryType == "" {
		m.QueryType = "ledger"
	}
	for i := range m.Filters {
		m.Filters[i].useListOperator()
	}
}

func (m *model) migrate() error {
	if m.Version < 0 || m.Version > queryVersion {
		return badQueryf("query version %d: want %d at most; a newer version of the plugin wrote it", m.Version, queryVersion)
	}
	for ; m.Version < queryVersion; m.Version++ {
		migrations[m.Version](m)
	}
	return nil
}

func (q *query) readHandler(m model) (err error) {
	q.handler, err = handlerOf(m.QueryType, m.Format)
	if q.request.Events = q.handler.events; q.handler.only != nil {
		q.request.Only = q.handler.only()
	}
	return err
}

// readTerms reads the two sides of the gap.
func (q *query) readTerms(m model) error {
	tool, heap := m.Tool, m.Heap
	if tool == "" {
		tool = string(memory.DefaultTool)
	}
	if heap == "" {
		heap = memory.DefaultHeap
	}
	var ok bool
	if q.Tool, ok = memory.FormulaByID(memory.FormulaID(tool)); !ok {
		return unknown("tool", tool, toolIDs())
	}
	if q.Heap, ok = memory.HeapByID(heap); !ok {
		return unknown("heap", heap, heapIDs())
	}
	return nil
}

func (q *query) readMeasures(m model) error {
	if q.handler.measures == nil {
		return nil
	}
	want := q.handler.measures()
	for _, id := range m.Measures {
		if err := oneOf("measure", id, want); err != nil {
			return err
		}
	}
	q.Measures = m.Measures
	if !q.handler.oneMeasure {
		return nil
	}
	if len(m.Measures) != 1 {
		return badQueryf("%d measures: query type %q wants exactly one of %s", len(m.Measures), m.QueryType, list(want))
	}
	q.signal, _ = memory.MeasureByID(m.Measures[0])
	q.UnknownAs = m.UnknownAs
	return nil
}

func (q *query) readClasses(m model) error {
	want := append(classIDs(), frame.OverlayIDs()...)
	for _, id := range m.Classes {
		if err := oneOf("class", id, want); err != nil {
			return err
		}
		if q.Classes == nil {
			q.Classes = map[string]bool{}
		}
		q.Classes[id] = true
	}
	return nil
}

func (q *query) readBy(m model) error {
	for _, by := range m.By {
		if err := oneOf("by", by, []string{"id", "class", "group", "workload"}); err != nil {
			return err
		}
		q.ByID = q.ByID || by == "id"
		q.ByGroup = q.ByGroup || by == "group"
		q.ByWorkload = q.ByWorkload || by == "workload"
	}
	q.request.Workload = q.request.Workload || q.ByWorkload
	return nil
}

func (q *query) readVariable(m model) (err error) {
	kind := ""
	if m.Variable != nil {
		kind = m.Variable.Kind
	}
	q.kind, err = variableKindOf(kind)
	q.request.Workload = q.request.Workload || (m.Variable != nil && q.kind.key == memory.Workload)
	return err
}

func (q *query) readRows(m model) error {
	if m.MaxRows < 0 {
		return badQueryf("maxRows %d: want a number above 0, or none for %d rows or %d series", m.MaxRows, defaultMaxRows, defaultMaxSeries)
	}
	if q.MaxRows == 0 {
		q.MaxRows = defaultMaxSeries
		if q.handler.table {
			q.MaxRows = defaultMaxRows
		}
	}
	return nil
}

// readTime says at which moments the query is to be answered. Now is the end of the range: the
// same query has the same answer whenever it is asked.
func (q *query) readTime(m model, from backend.DataQuery, scrapeInterval time.Duration) error {
	r := &q.request
	r.From, r.To = from.TimeRange.From, from.TimeRange.To
	if r.To.IsZero() || r.To.Before(r.From) {
		return badQueryf("time range %s to %s: want an end after its beginning", stamp(r.From), stamp(r.To))
	}
	if q.handler.instant {
		at, err := moment(m.At, r.To)
		r.From, r.To = at, at
		return err
	}
	points, interval := from.MaxDataPoints, from.Interval
	if q.handler.moments > 0 {
		points, interval = q.handler.moments, 0
	}
	r.Step = join.Step(r.From, r.To, points, scrapeInterval, interval)
	q.Step = r.Step
	// Panels that ask within one step ask the same, and see the same.
	r.From, r.To = aligned(r.From, r.Step), aligned(r.To, r.Step)
	if !r.From.Before(r.To) {
		r.From = r.To.Add(-r.Step)
	}
	return nil
}
