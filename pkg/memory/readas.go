package memory

// Reading is one row of what the series of a counter are read as: whoever looks at them sees the
// number of that tool, or that measure of the heap.
type Reading struct {
	Counter CounterID
	Tool    FormulaID // "": of no tool
	Heap    string    // "": no measure of the heap
}

// Readings is the table; where dialects read one series as two counters the first row holds.
var Readings = []Reading{
	{Counter: Reported, Tool: "podman_exported"},
	{Counter: Usage, Tool: "usage"},
	{Counter: WorkingSet, Tool: "cadvisor_working_set"},
	{Counter: Anon, Tool: "cadvisor_rss"},
	{Counter: RSS, Tool: "ps_rss"},
	{Counter: GoHeapAlloc, Heap: "alloc"},
	{Counter: GoHeapInuse, Heap: "inuse"},
	{Counter: GoHeapLive, Heap: "marked"},
	{Counter: GoUsed, Heap: "go_total"},
}

// MetricReading is a series that holds a counter by itself, and what it is read as.
type MetricReading struct {
	Metric string
	Reading
}

// MetricReadings lists the metrics of all dialects that are read as one of the Readings, each once. One that
// two exporters mean two things by is not among them.
func MetricReadings() (all []MetricReading) {
	seen := map[string]bool{}
	for _, r := range Readings {
		for i := range Dialects {
			for _, sp := range Dialects[i].Spellings {
				if sp.Counter == r.Counter && sp.isWhole() && !seen[sp.Metric] && oneThing(sp.Metric) {
					seen[sp.Metric] = true
					all = append(all, MetricReading{sp.Metric, r})
				}
			}
		}
	}
	return all
}

// oneThing says whether all dialects that read a metric read the same of it. Exporters of one tool's number
// may differ in its formula: it is that tool's number all the same.
func oneThing(metric string) bool {
	counters, tools := map[CounterID]bool{}, map[string]bool{}
	for i := range Dialects {
		if counter, reads := Dialects[i].reads(metric); reads {
			tool := ""
			if f, ok := FormulaByID(Dialects[i].Prints); ok {
				tool = f.Tool
			}
			counters[counter], tools[tool] = true, true
		}
	}
	return len(counters) == 1 || (len(tools) == 1 && !tools[""])
}

// reads is the counter that a metric is in the dialect, "" where it is only a part of one.
func (d *Dialect) reads(metric string) (thing CounterID, reads bool) {
	for _, sp := range d.Spellings {
		if sp.Metric == metric {
			reads = true
			if sp.isWhole() {
				return sp.Counter, true
			}
		}
	}
	return "", reads
}

// isWhole says whether every series of the metric is the counter, with nothing added or taken away.
func (sp *Spelling) isWhole() bool { return sp.Less == "" && len(sp.Plus) == 0 && len(sp.Match) == 0 }
