package memory

import "strings"

// Measure is one number per container that an alert rule may ask for.
type Measure struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"` // a unit id of Grafana
	Help string `json:"help"`
	// of returns the number, and false where it is not known.
	of func(l *Ledger, d *Divergence) (float64, bool)
	// judged does so of a verdict, where the measure needs one.
	judged func(v *Verdict) (float64, bool)
	// each is the number of one cause, where there is one for each.
	each func(v *Verdict, cause CauseID) float64
}

// Judged says whether the measure is of a verdict, which needs the past.
func (m *Measure) Judged() bool { return m.of == nil }

// PerCause says whether there is a number for each cause.
func (m *Measure) PerCause() bool { return m.each != nil }

// Of returns the measure of a ledger and its divergence, in Unit; false where it is not known.
func (m *Measure) Of(l *Ledger, d *Divergence) (float64, bool) { return m.of(l, d) }

// OfVerdict is Of for a measure that is Judged and not PerCause.
func (m *Measure) OfVerdict(v *Verdict) (float64, bool) { return m.judged(v) }

// OfCause is the number of one cause, for a measure that is PerCause.
func (m *Measure) OfCause(v *Verdict, cause CauseID) float64 { return m.each(v, cause) }

// Measures is the table of what a signal query answers.
var Measures = []Measure{
	{ID: "unreclaimable_ratio", Name: "Unreclaimable / limit", Unit: "percentunit", Help: "The share of the limit that no reclaim can give back: at 1 the OOM killer comes. Garbage that a GOMEMLIMIT within the limit has collected before is not in it. The certain part of it, where the exporter cannot tell all. Needs a limit.", of: unreclaimableRatio},
	{ID: "unreclaimable_bytes", Name: "Unreclaimable", Unit: "bytes", Help: "Memory that no reclaim can give back: anonymous and shared memory that free swap cannot take, sockets, pinned kernel memory. Free swap of the machine is known to memledger report only; elsewhere it counts as none. The certain part of it, where the exporter cannot tell all.",
		of: func(l *Ledger, _ *Divergence) (float64, bool) { return l.Unreclaimable.Low, l.UnreclaimableKnown() }},
	{ID: "divergence_bytes", Name: "Gap", Unit: "bytes", Help: "What the chosen tool prints minus the Go heap.",
		of: func(_ *Ledger, d *Divergence) (float64, bool) { return d.Bytes, d.Known() }},
	{ID: "divergence_ratio", Name: "Gap / reported", Unit: "percentunit", Help: "The share of what the chosen tool prints that is not the Go heap.",
		of: func(_ *Ledger, d *Divergence) (float64, bool) { return d.Ratio, d.RatioKnown }},
	{ID: "large_divergence_ratio", Name: "Large gap / reported", Unit: "percentunit", Help: "The share of what the chosen tool prints that is not the Go heap, where that is 64 MiB, or a tenth of the limit; 0 where it is less: of a small program nearly all is something else.",
		of: largeDivergenceRatio},
	{ID: "hours_to_limit", Name: "Hours to the limit", Unit: "h", Help: "In how many hours the unreclaimable memory meets the limit, by its lasting growth; 8760, a year, where it does not grow that fast. Needs a limit.",
		judged: hoursToLimit},
	{ID: "growth_bytes_per_hour", Name: "Growth an hour", Unit: "bytes", Help: "The lasting growth of the unreclaimable memory, a day's wave and restarts left out.",
		judged: func(v *Verdict) (float64, bool) { return v.GrowthPerHour.Value, v.GrowthPerHour.Known }},
	{ID: "oom_kills", Name: "OOM kills in an hour", Unit: "short", Help: "Processes of the container that the OOM killer ended within the last hour, at least: by the cgroup's own count, or, where it died with its cgroup, by kube-state-metrics. Needs one of the two.",
		judged: func(v *Verdict) (float64, bool) { return float64(v.KillsLately), v.KillsKnown }},
	{ID: "confidence", Name: "Confidence in a cause", Unit: "percentunit", Help: "How sure it is that the cause makes the memory large or lets it grow; 0 where it is another. From 80% on it is sure.",
		each: confidenceIn},
	{ID: "growth_confidence", Name: "Confidence in a growth", Unit: "percentunit", Help: "How sure it is that the cause lets memory grow, however large it is now; 0 where it does not. From 80% on it is sure.",
		each: growthIn},
	{ID: "live_heap_ratio", Name: "Live / GOMEMLIMIT", Unit: "percentunit", Help: "The share of GOMEMLIMIT that the live heap and what the Go runtime has beside its heap take: the rest is the room for garbage, and near 1 the collector runs without end. Needs GOMEMLIMIT, and the live heap where GOMEMLIMIT drives the collector.",
		of: liveHeapRatio},
	{ID: "go_limit_ratio", Name: "GOMEMLIMIT and the rest / limit", Unit: "percentunit", Help: "What the Go runtime may take (GOMEMLIMIT, or where it is not set the goal of the collector and what is beside the heap) and what else cannot be reclaimed, over the limit: above 1 it does not fit. Needs a limit; whether GOMEMLIMIT is set is known where GOGC is told.",
		of: goLimitRatio},
}

func unreclaimableRatio(l *Ledger, _ *Divergence) (float64, bool) {
	limit, ok := LimitOf(l.Snapshot)
	if !ok || limit <= 0 || !l.UnreclaimableKnown() {
		return 0, false
	}
	return l.Unreclaimable.Low / limit, true
}

// largeDivergenceRatio is 0 of a gap that is not worth a look.
func largeDivergenceRatio(l *Ledger, d *Divergence) (float64, bool) {
	limit, limited := LimitOf(l.Snapshot)
	if d.RatioKnown && d.Bytes < largeGap && !(limited && d.Bytes >= largeShare*limit) {
		return 0, true
	}
	return d.Ratio, d.RatioKnown
}

// liveHeapRatio is what GOMEMLIMIT cannot make smaller over GOMEMLIMIT, which governs sys − released
// (runtime/debug.SetMemoryLimit).
func liveHeapRatio(l *Ledger, _ *Divergence) (float64, bool) {
	limit, ok := l.Snapshot.Get(GoMemLimit)
	live, alive := liveOf(l.Snapshot)
	total, missing := Eval(goTotalKnown, l.Snapshot)
	if !ok || !alive || len(missing) > 0 || limit <= 0 {
		return 0, false
	}
	return (live + max(0, total-heapOf(l.Snapshot))) / limit, true
}

// goLimitRatio is how much of the limit is taken when the Go runtime has all that it may have without a
// collection.
func goLimitRatio(l *Ledger, _ *Divergence) (float64, bool) {
	limit, ok := LimitOf(l.Snapshot)
	total, missing := Eval(goTotalKnown, l.Snapshot)
	may, known := mayTake(l.Snapshot, total)
	if !ok || limit <= 0 || len(missing) > 0 || !known || !l.UnreclaimableKnown() {
		return 0, false
	}
	return (may + max(0, l.Unreclaimable.Low+l.returned-total)) / limit, true
}

// mayTake is what the Go runtime may have of total before it collects. An exporter that tells GOGC tells
// GOMEMLIMIT too, if it is set.
func mayTake(s Snapshot, total float64) (float64, bool) {
	if limit, set := s.Get(GoMemLimit); set {
		return limit, true
	}
	_, told := s.Get(GoGCPercent)
	goal, ok := s.Get(GoNextGC)
	return goal + max(0, total-heapOf(s)), told && ok
}

// farAway is how many hours away a limit is that is not met within a year.
const farAway = 365 * 24

func hoursToLimit(v *Verdict) (float64, bool) {
	if !v.LimitKnown || !v.UnreclaimableKnown {
		return 0, false
	}
	if !v.HoursToLimit.Known {
		return farAway, true
	}
	return min(max(v.HoursToLimit.Value, 0), farAway), true
}

func growthIn(v *Verdict, cause CauseID) float64 {
	if v.Trend.Cause == cause {
		return v.Trend.Confidence
	}
	return 0
}

func confidenceIn(v *Verdict, cause CauseID) (confidence float64) {
	for _, f := range []Finding{v.Level, v.Trend} {
		if f.Cause == cause {
			confidence = max(confidence, f.Confidence)
		}
	}
	if cause == CauseToolDisagreement && v.ToolDisagreement.Set {
		return 1
	}
	return confidence
}

// AnswerIDs lists what a verdict may name: the causes, what stands for none of them, and the flag.
func AnswerIDs() []CauseID {
	var ids []CauseID
	for _, c := range Causes {
		ids = append(ids, c.ID)
	}
	return append(ids, CauseMixed, CauseNone, CauseInconclusive, CauseToolDisagreement)
}

// AnswerName is how a person calls what a verdict names.
func AnswerName(id CauseID) string {
	if c, ok := CauseByID(id); ok {
		return c.Name
	}
	name := strings.ReplaceAll(string(id), "_", " ")
	return strings.ToUpper(name[:min(1, len(name))]) + name[min(1, len(name)):]
}

// MeasureByID returns the row of id, and whether there is one.
func MeasureByID(id string) (*Measure, bool) {
	for i := range Measures {
		if Measures[i].ID == id {
			return &Measures[i], true
		}
	}
	return nil, false
}
