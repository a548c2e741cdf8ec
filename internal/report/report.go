// Package report prints the ledger of one container for a terminal or as JSON: the same numbers as
// the plugin, without Prometheus.
package report

import (
	"fmt"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

// Report is the answer for one container at one moment. Values are bytes.
type Report struct {
	Container         string                       `json:"container,omitempty"`
	Labels            map[string]string            `json:"labels,omitempty"` // as a server has them
	Cgroup            string                       `json:"cgroup"`
	CgroupVersion     int                          `json:"cgroup_version"`
	Time              time.Time                    `json:"time"`
	Usage             float64                      `json:"usage"`
	Classes           map[memory.ClassID]float64   `json:"classes"`
	Unattributed      float64                      `json:"unattributed"`
	MappedNotResident float64                      `json:"mapped_not_resident"`
	Overlays          map[string]float64           `json:"overlays"`
	Tools             map[memory.FormulaID]float64 `json:"tools"`
	Divergence        Divergence                   `json:"divergence"`
	Unreclaimable     *Range                       `json:"unreclaimable,omitempty"`
	Limit             *float64                     `json:"limit,omitempty"`
	Missing           []Missing                    `json:"missing"`
	Notices           []string                     `json:"notices,omitempty"`
	Verdict           *Verdict                     `json:"verdict,omitempty"`
	Watched           *Watched                     `json:"watched,omitempty"`

	ledger     *memory.Ledger
	divergence *memory.Divergence
}

// Divergence is the gap between what a tool prints and the Go heap; a side that is not known is null.
type Divergence struct {
	Tool     memory.FormulaID `json:"tool"`
	Heap     string           `json:"heap"`
	Reported *float64         `json:"reported"`
	HeapSize *float64         `json:"heap_bytes"`
	Bytes    *float64         `json:"bytes"`
	Ratio    *float64         `json:"ratio"`
	Summary  string           `json:"summary"`
	Steps    []Step           `json:"steps,omitempty"`
}

// Step is one class of the walk from the heap to the printed number.
type Step struct {
	Class   memory.ClassID `json:"class"`
	Bytes   float64        `json:"bytes"`
	Counted float64        `json:"counted"`
	InHeap  float64        `json:"in_heap"`
	From    float64        `json:"from"`
	To      float64        `json:"to"`
}

// Range is an interval of bytes.
type Range struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Missing is a counter that was not there and the class it would split.
type Missing struct {
	Counter memory.CounterID `json:"counter"`
	Splits  memory.ClassID   `json:"splits"`
}

// Subject says whose memory it is and which numbers are compared.
type Subject struct {
	Container string
	Labels    map[string]string
	Cgroup    string
	Time      time.Time
	Tool      memory.FormulaID
	Heap      string
	Notices   []string
}

// Terms are the two sides of the gap: the tool's formula and what counts as the heap. The error names
// what there is.
func Terms(tool memory.FormulaID, heap string) (*memory.Formula, *memory.Heap, error) {
	formula, ok := memory.FormulaByID(tool)
	if !ok {
		return nil, nil, fmt.Errorf("tool %q: want one of %v", tool, formulaIDs())
	}
	h, ok := memory.HeapByID(heap)
	if !ok {
		return nil, nil, fmt.Errorf("heap %q: want one of %v", heap, heapIDs())
	}
	return formula, h, nil
}

// New makes the report of a snapshot. It fails when usage is missing, or on an unknown tool or heap.
func New(who Subject, s memory.Snapshot) (*Report, error) {
	formula, heap, err := Terms(who.Tool, who.Heap)
	if err != nil {
		return nil, err
	}
	l, err := memory.Attribute(s)
	if err != nil {
		return nil, err
	}
	d := memory.Diverge(l, formula, heap)
	r := &Report{
		Container: who.Container, Labels: who.Labels, Cgroup: who.Cgroup, CgroupVersion: s.CgroupVersion, Time: who.Time, Notices: who.Notices,
		Usage: l.Usage, Unattributed: l.Unattributed, MappedNotResident: l.MappedNotResident,
		Classes: map[memory.ClassID]float64{}, Overlays: map[string]float64{}, Tools: map[memory.FormulaID]float64{},
		Divergence: divergence(l, d), Missing: []Missing{}, ledger: l, divergence: d,
	}
	r.fill(l)
	return r, nil
}

func (r *Report) fill(l *memory.Ledger) {
	for _, a := range l.Amounts {
		if a.Class.ID != memory.Unattributed {
			r.Classes[a.Class.ID] = a.Bytes
		}
	}
	for _, b := range l.Overlays {
		r.Overlays[b.Overlay.ID] = b.Value
	}
	for _, p := range memory.Compare(l) {
		if p.Known {
			r.Tools[p.Formula.ID] = p.Value
		}
	}
	for _, m := range l.Missing {
		r.Missing = append(r.Missing, Missing{m.Counter, m.Splits})
	}
	if l.UnreclaimableKnown() {
		r.Unreclaimable = &Range{l.Unreclaimable.Low, l.Unreclaimable.High}
	}
	if v, ok := memory.LimitOf(l.Snapshot); ok {
		r.Limit = &v
	}
}

func divergence(l *memory.Ledger, d *memory.Divergence) Divergence {
	out := Divergence{Tool: d.Formula.ID, Heap: d.HeapMeasure.ID, Summary: memory.Summary(l, d)}
	if d.ReportedKnown {
		out.Reported = &d.Reported
	}
	if d.HeapKnown {
		out.HeapSize = &d.Heap
	}
	if d.Known() {
		out.Bytes = &d.Bytes
	}
	if d.RatioKnown {
		out.Ratio = &d.Ratio
	}
	for _, s := range d.Steps {
		out.Steps = append(out.Steps, Step{s.Class.ID, s.Bytes, s.Counted, s.InHeap, s.From, s.To})
	}
	return out
}

func formulaIDs() (ids []memory.FormulaID) {
	for i := range memory.Formulas {
		ids = append(ids, memory.Formulas[i].ID)
	}
	return ids
}

func heapIDs() (ids []string) {
	for i := range memory.Heaps {
		ids = append(ids, memory.Heaps[i].ID)
	}
	return ids
}
