// Package frame writes what pkg/join found and pkg/memory computed as Grafana data frames: names,
// units, descriptions, colours, links and notices. docs/contract.md is what it keeps to.
//
// What is not known is null, never zero and never NaN. Every frame is typed, so that alert rules
// read it the same way in every Grafana.
package frame

import (
	"math"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Units of fields: ids of Grafana's unit table. "bytes" is IEC.
const (
	unitBytes        = "bytes"
	unitDecimalBytes = "decbytes" // SI
	unitRatio        = "percentunit"
)

// Query is what was asked, as far as it shapes the answer.
type Query struct {
	RefID    string
	Type     string
	Version  int
	Tool     *memory.Formula
	Heap     *memory.Heap
	Measures []string        // nil = all
	Classes  map[string]bool // ids of classes and overlays to keep; nil = all
	ByID     bool            // the cgroup's id is a label
	ByGroup  bool            // one series a group
	// ByWorkload: the workload of a pod is a label, and a column of containers.
	ByWorkload bool
	MaxRows    int    // of tables, and how many series; 0 = no cut
	Rank       string // id of the order of a fleet's rows
	// Causes are those of a measure that is PerCause.
	Causes []memory.CauseID
	// UnknownAs stands for a signal's measure where a container does not tell it; nil: it has no row.
	UnknownAs *float64
	// Verdicts are those on the result's containers, in their order; nil: none were asked for.
	Verdicts []memory.Verdict
	// Source is the uid of the data source that answers, for links; "" = not known.
	Source string
	// ForAlert says that Grafana's alerting asks, and reads a signal's rows by their labels.
	ForAlert bool
	// Step is the distance of the moments of a range; 0 = one moment.
	Step time.Duration
}

var typeVersion = data.FrameTypeVersion{0, 1}

// newFrame is a typed frame. One without fields is the contract's empty answer.
func newFrame(q Query, r *join.Result, kind data.FrameType, fields []*data.Field) *data.Frame {
	f := data.NewFrame("", fields...)
	f.RefID = q.RefID
	f.Meta = &data.FrameMeta{
		Type:        kind,
		TypeVersion: typeVersion,
		Custom:      map[string]any{"memledger": map[string]any{"queryType": q.Type, "version": q.Version}},
	}
	// Explore draws series as a graph and as a table where no choice is named; it would draw a table
	// that has a time and a number, too.
	if kind == data.FrameTypeTable {
		f.Meta.PreferredVisualization = data.VisTypeTable
	}
	if r != nil {
		f.Meta.ExecutedQueryString = strings.Join(r.Queries, "\n")
	}
	return f
}

// tell adds a key to what the frame says of itself.
func tell(f *data.Frame, key string, value any) {
	if custom, ok := f.Meta.Custom.(map[string]any); ok {
		if own, ok := custom["memledger"].(map[string]any); ok {
			own[key] = value
		}
	}
}

// fixedColor is a name of Grafana's palette, so that a class has one colour in every panel.
func fixedColor(name string) map[string]any {
	return map[string]any{"mode": "fixed", "fixedColor": name}
}

// known is the cell of a number: null where it is not known or no number.
func known(v float64, ok bool) *float64 {
	if !ok || math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// text is the cell of a word: null where there is none.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
