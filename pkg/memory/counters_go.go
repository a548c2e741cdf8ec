package memory

import "slices"

const (
	refMetrics  = "Go runtime/metrics"
	refMemStats = "Go runtime/mstats.go MemStats"
)

// Counters of the Go runtime and of its process.
const (
	GoHeapAlloc    CounterID = "go_heap_alloc"
	GoHeapInuse    CounterID = "go_heap_inuse"
	GoHeapIdle     CounterID = "go_heap_idle"
	GoHeapReleased CounterID = "go_heap_released"
	GoHeapSys      CounterID = "go_heap_sys"
	GoHeapLive     CounterID = "go_heap_live"
	GoStackInuse   CounterID = "go_stack_inuse"
	GoStackSys     CounterID = "go_stack_sys"
	GoMSpanSys     CounterID = "go_mspan_sys"
	GoMCacheSys    CounterID = "go_mcache_sys"
	GoBuckHashSys  CounterID = "go_buck_hash_sys"
	GoGCSys        CounterID = "go_gc_sys"
	GoOtherSys     CounterID = "go_other_sys"
	GoSys          CounterID = "go_sys"
	GoUsed         CounterID = "go_used" // what GOMEMLIMIT governs, where sys and released are not told apart
	GoNextGC       CounterID = "go_next_gc"
	GoMemLimit     CounterID = "go_memlimit"
	GoGCPercent    CounterID = "go_gogc"
	GoAllocated    CounterID = "go_allocated"
	Goroutines     CounterID = "go_goroutines"
	RSS            CounterID = "process_resident"
	RSSAnon        CounterID = "process_resident_anon"
	GoStartTime    CounterID = "process_start_time"
)

var heapObjectClasses = []ClassID{HeapMarked, HeapSinceGC, HeapObjects}

var goCounters = []Counter{
	{ID: GoHeapAlloc, Side: GoSide, Unit: Bytes, Go: "/memory/classes/heap/objects:bytes", Covers: heapObjectClasses, Help: "Heap objects, live or dead and not yet swept (HeapAlloc).", Ref: refMemStats},
	{ID: GoHeapInuse, Side: GoSide, Unit: Bytes, Go: "/memory/classes/heap/objects:bytes + /memory/classes/heap/unused:bytes", Covers: concatClasses(heapObjectClasses, []ClassID{HeapUnused}), Help: "Spans with at least one object (HeapInuse).", Ref: refMemStats},
	{ID: GoHeapIdle, Side: GoSide, Unit: Bytes, Go: "/memory/classes/heap/free:bytes + /memory/classes/heap/released:bytes", Covers: []ClassID{HeapIdle}, Help: "Spans with no object, released ones included (HeapIdle).", Ref: refMemStats},
	{ID: GoHeapReleased, Side: GoSide, Unit: Bytes, Go: "/memory/classes/heap/released:bytes", Help: "Address space returned to the kernel (HeapReleased).", Ref: refMemStats},
	{ID: GoHeapSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/heap/objects:bytes + /memory/classes/heap/unused:bytes + /memory/classes/heap/free:bytes + /memory/classes/heap/released:bytes", Help: "Address space of the heap (HeapSys).", Ref: refMemStats},
	{ID: GoHeapLive, Side: GoSide, Unit: Bytes, Go: "/gc/heap/live:bytes", Covers: []ClassID{HeapMarked}, Optional: "0 before the first GC, which means not known", Since: "Go 1.21", Help: "Heap that the last GC marked live; as old as that GC.", Ref: refMetrics},
	{ID: GoStackInuse, Side: GoSide, Unit: Bytes, Go: "/memory/classes/heap/stacks:bytes", Covers: []ClassID{Stacks}, Help: "Goroutine stacks (StackInuse).", Ref: refMemStats},
	{ID: GoStackSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/heap/stacks:bytes + /memory/classes/os-stacks:bytes", Covers: []ClassID{Stacks}, Help: "Goroutine and OS thread stacks (StackSys).", Ref: refMemStats},
	{ID: GoMSpanSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/metadata/mspan/inuse:bytes + /memory/classes/metadata/mspan/free:bytes", Help: "Span descriptors (MSpanSys).", Ref: refMemStats},
	{ID: GoMCacheSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/metadata/mcache/inuse:bytes + /memory/classes/metadata/mcache/free:bytes", Help: "Per-P caches (MCacheSys).", Ref: refMemStats},
	{ID: GoBuckHashSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/profiling/buckets:bytes", Help: "Profiling buckets (BuckHashSys).", Ref: refMemStats},
	{ID: GoGCSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/metadata/other:bytes", Help: "Garbage collector metadata (GCSys).", Ref: refMemStats},
	{ID: GoOtherSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/other:bytes", Help: "Other runtime memory (OtherSys).", Ref: refMemStats},
	{ID: GoSys, Side: GoSide, Unit: Bytes, Go: "/memory/classes/total:bytes", Covers: goClasses, Help: "All address space the runtime mapped (Sys).", Ref: refMemStats},
	{ID: GoUsed, Side: GoSide, Unit: Bytes, Go: "/memory/classes/total:bytes - /memory/classes/heap/released:bytes", Covers: goClasses, Help: "What GOMEMLIMIT governs: Sys − HeapReleased.", Ref: "Go runtime/debug.SetMemoryLimit"},
	{ID: GoNextGC, Side: GoSide, Unit: Bytes, Go: "/gc/heap/goal:bytes", Help: "Heap size at which the next GC ends (NextGC).", Ref: refMemStats},
	{ID: GoMemLimit, Side: GoSide, Unit: Bytes, Go: "/gc/gomemlimit:bytes", Optional: "absent when GOMEMLIMIT is not set", Since: "Go 1.19", Help: "GOMEMLIMIT.", Ref: refMetrics},
	{ID: GoGCPercent, Side: GoSide, Unit: Percent, Go: "/gc/gogc:percent", Since: "Go 1.21", Help: "GOGC.", Ref: refMetrics},
	{ID: GoAllocated, Side: GoSide, Unit: Bytes, Go: "/gc/heap/allocs:bytes", Help: "All that was ever allocated on the heap since the process began (TotalAlloc). It only grows, so one that is smaller is another process's.", Ref: refMemStats},
	{ID: Goroutines, Side: GoSide, Unit: Count, Go: "/sched/goroutines:goroutines", Help: "Goroutines that exist now.", Ref: refMetrics},
	{ID: RSS, Side: ProcessSide, Unit: Bytes, Go: "/proc/PID/stat rss × page size", Covers: concatClasses(goClasses, []ClassID{Native}), Help: "Resident memory of the process, shared pages counted in each process.", Ref: refProc},
	{ID: RSSAnon, Side: ProcessSide, Unit: Bytes, Go: "/proc/PID/status RssAnon", Covers: concatClasses(goClasses, []ClassID{Native}), Help: "Resident anonymous memory of the process.", Ref: refProc},
	{ID: GoStartTime, Side: ProcessSide, Unit: Seconds, Go: "/proc/PID/stat starttime", Help: "When the process started.", Ref: refProc},
}

// Counters is the table of all that kernel, Go runtime and exporters report: kernel first, then Go,
// then what only exporters tell.
var Counters = slices.Concat(cgroupCounters, goCounters, toldCounters)
