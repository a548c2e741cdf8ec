package memory

// Step is what one class gives to the gap between the heap and what the tool prints.
type Step struct {
	Class   *Class
	Bytes   float64 // the class in the ledger
	Counted float64 // of it, what the tool counts
	InHeap  float64 // of it, what the heap measure counts, resident or not
	From    float64 // the waterfall's level before the step
	To      float64 // and after it: To − From = Counted − InHeap
}

// Divergence is the gap between what a tool prints and the Go heap, split by class. Where Reported
// or Heap is not known, Missing says why and there are no steps.
type Divergence struct {
	Formula       *Formula
	HeapMeasure   *Heap
	Reported      float64
	Heap          float64
	ReportedKnown bool
	HeapKnown     bool
	Bytes         float64 // Reported − Heap, signed
	Ratio         float64 // Bytes / Reported; only where RatioKnown
	RatioKnown    bool
	Steps         []Step // from Heap to Reported; Σ (To − From) = Bytes
	Missing       []CounterID
}

// Known says whether both sides of the gap are.
func (d *Divergence) Known() bool { return d.ReportedKnown && d.HeapKnown }

// Diverge splits the gap between a tool's number and a heap measure by class.
func Diverge(l *Ledger, f *Formula, h *Heap) *Divergence {
	d := &Divergence{Formula: f, HeapMeasure: h}
	p, exists := Print(l, f)
	d.ReportedKnown, d.Reported = exists && p.Known, p.Value
	heap, missing := Eval(h.Sum, l.Snapshot)
	d.HeapKnown = len(missing) == 0
	if d.HeapKnown {
		d.Heap = heap
	}
	d.Missing = append(append([]CounterID{}, p.Missing...), missing...)
	if !d.Known() {
		return d
	}
	d.Bytes = d.Reported - d.Heap
	if d.Reported > 0 {
		d.Ratio, d.RatioKnown = d.Bytes/d.Reported, true
	}
	d.Steps = steps(l, p, h, d.Heap)
	return d
}

// steps walks from the heap to the printed number, class by class. What is in neither, such as the
// charge stock that a tool counts, stands in the step of unattributed, so that the walk ends on the
// printed number to the byte.
func steps(l *Ledger, p Printed, h *Heap, heap float64) []Step {
	inHeap := coverage(h.Sum)
	level, heapLeft := heap, heap
	var all []Step
	for _, a := range l.Amounts {
		s := Step{Class: a.Class, Bytes: a.Bytes, From: level}
		if a.Class.ID == Unattributed {
			s.Counted, s.InHeap = p.Remainder, heapLeft
		} else {
			s.Counted, _ = counts(p.Counted, a.Class.ID)
			if inHeap[a.Class.ID] > 0 {
				s.InHeap = a.Bytes + a.NotResident
				heapLeft -= s.InHeap
			}
		}
		level += s.Counted - s.InHeap
		s.To = level
		all = append(all, s)
	}
	return all
}
