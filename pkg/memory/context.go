package memory

// limitKnown is the smallest hard limit that is known to hold for the cgroup.
var limitKnown = firstOf{minOf{ref(Limit), ref(HierarchicalLimit)}, ref(HierarchicalLimit), ref(Limit)}

// memswKnown is the smallest limit of memory plus swap that is known to hold (v1).
var memswKnown = firstOf{minOf{ref(MemswLimit), ref(HierarchicalMemswLimit)}, ref(HierarchicalMemswLimit), ref(MemswLimit)}

// Context is the table of what a ledger is read against: marks that are drawn over it, and counters
// of the Go runtime. No row is part of usage; those that are not Drawn come only when asked for.
var Context = []ContextRow{
	{Overlay{"limit", "Limit", limitKnown, Bytes, "The smallest hard limit that is known to hold for the container. Usage that cannot be reclaimed below it ends in an OOM kill.", refV2}, "red", true},
	{Overlay{"gomemlimit", "GOMEMLIMIT", ref(GoMemLimit), Bytes, "What the Go runtime tries to stay below. It knows nothing of page cache, cgo or the kernel.", "Go runtime/debug.SetMemoryLimit"}, "blue", true},
	{Overlay{"high", "memory.high", ref(High), Bytes, "Above this the kernel throttles the container.", refV2}, "orange", true},
	{Overlay{"peak", "Peak", ref(Peak), Bytes, "The highest usage so far, page cache included.", refV2}, "dark-red", true},
	{Overlay{"go_total", "Go total", goTotalKnown, Bytes, "What GOMEMLIMIT governs: Sys − HeapReleased, resident or not.", refMemStats}, "purple", false},
	{Overlay{"heap_live", "Live heap, at last GC", ref(GoHeapLive), Bytes, "What the last garbage collection found reachable, resident or not. As old as that collection; not known before the first one.", refMetrics}, "dark-blue", false},
	{Overlay{"gc_goal", "GC goal", ref(GoNextGC), Bytes, "Heap size at which the next garbage collection ends.", refMetrics}, "yellow", false},
	{Overlay{"goroutines", "Goroutines", ref(Goroutines), Count, "Goroutines that exist.", refMetrics}, "purple", false},
	{Overlay{"gogc", "GOGC", ref(GoGCPercent), Percent, "How much the heap may grow before the next collection.", refMetrics}, "blue", false},
	{Overlay{"oom_kills", "OOM kills", ref(EventsOOMKill), Events, "Processes of the container that the OOM killer ended, so far.", refEvents}, "red", false},
}

// ContextRow is one row of the Context table.
type ContextRow struct {
	Overlay
	Color string // a name of Grafana's palette
	Drawn bool   // drawn over every ledger, not only when asked for
}

// LimitOf is the smallest hard limit that is known to hold for the cgroup, in bytes.
func LimitOf(s Snapshot) (float64, bool) {
	v, missing := Eval(limitKnown, s)
	return v, len(missing) == 0
}
