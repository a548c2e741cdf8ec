package memory

import "slices"

// Ids of Go runtime and process collectors beside client_golang's as of 1.12.2 to 1.19.
const (
	DialectGo111            DialectID = "client_golang_1_11"
	DialectGo120            DialectID = "client_golang_1_20"
	DialectGoRuntimeMetrics DialectID = "client_golang_runtime_metrics"
	DialectGoVictoria       DialectID = "victoriametrics_metrics"
	DialectProcess          DialectID = "process"
	DialectProcessAnon      DialectID = "process_rss_anon"
)

const (
	goMarker        = "go_memstats_sys_bytes"
	goClassesMarker = "go_memory_classes_total_bytes"
	processRSS      = "process_resident_memory_bytes"
	processRSSAnon  = "process_resident_memory_anon_bytes"
)

var (
	goIdentity = map[IdentityKey][]string{Cluster: {"cluster"}, Node: {"node"}, Namespace: {"namespace"}, Pod: {"pod"}, Container: {"container", "container_name"}}
	// Target labels that people make of what service discovery knows.
	goContainerID = []string{"container_id"}

	processTold       = []Spelling{spelled(RSS, processRSS), spelled(GoStartTime, "process_start_time_seconds")}
	processAnonTold   = append(slices.Clone(processTold), spelled(RSSAnon, processRSSAnon))
	processSpellings  = append(slices.Clone(processTold), optional("a collector of RssAnon beside it, such as VictoriaMetrics/metrics", spelled(RSSAnon, processRSSAnon))...)
	processBeside     = optional("a process collector beside it", slices.Clone(processAnonTold)...)
	liveHeap          = switchedOn("collectors.WithGoCollectorRuntimeMetrics(collectors.MetricsGC)", zeroAbsent(GoHeapLive, "go_gc_heap_live_bytes"))
	memStatsSpellings = []Spelling{
		spelled(GoHeapAlloc, "go_memstats_heap_alloc_bytes"), spelled(GoHeapAlloc, "go_memstats_alloc_bytes"),
		spelled(GoHeapInuse, "go_memstats_heap_inuse_bytes"),
		spelled(GoHeapIdle, "go_memstats_heap_idle_bytes"),
		spelled(GoHeapReleased, "go_memstats_heap_released_bytes"),
		spelled(GoHeapSys, "go_memstats_heap_sys_bytes"),
		spelled(GoStackInuse, "go_memstats_stack_inuse_bytes"),
		spelled(GoStackSys, "go_memstats_stack_sys_bytes"),
		spelled(GoMSpanSys, "go_memstats_mspan_sys_bytes"),
		spelled(GoMCacheSys, "go_memstats_mcache_sys_bytes"),
		spelled(GoBuckHashSys, "go_memstats_buck_hash_sys_bytes"),
		spelled(GoGCSys, "go_memstats_gc_sys_bytes"),
		spelled(GoOtherSys, "go_memstats_other_sys_bytes"),
		spelled(GoSys, goMarker),
		spelled(GoNextGC, "go_memstats_next_gc_bytes"),
		spelled(Goroutines, "go_goroutines"),
	}
	gcSettings = []Spelling{spelled(GoMemLimit, "go_gc_gomemlimit_bytes"), spelled(GoGCPercent, "go_gc_gogc_percent")}
)

// class is one of /memory/classes as client_golang names it.
func class(name string) string { return "go_memory_classes_" + name + "_bytes" }

func summed(counter CounterID, first string, more ...string) Spelling {
	s := Spelling{Counter: counter, Metric: class(first)}
	for _, m := range more {
		s.Plus = append(s.Plus, Series{Metric: class(m)})
	}
	return s
}

var goRuntimeMetricsDialect = Dialect{
	ID: DialectGoRuntimeMetrics, Name: "client_golang with all runtime metrics", Side: GoSide, Marker: goClassesMarker,
	Told: Told{Refines: []DialectID{DialectGo, DialectGo120}}, Identity: goIdentity, CgroupID: goContainerID, Texts: goTexts,
	Spellings: slices.Concat([]Spelling{
		summed(GoHeapAlloc, "heap_objects"),
		summed(GoHeapInuse, "heap_objects", "heap_unused"),
		summed(GoHeapIdle, "heap_free", "heap_released"),
		summed(GoHeapReleased, "heap_released"),
		summed(GoHeapSys, "heap_objects", "heap_unused", "heap_free", "heap_released"),
		summed(GoStackInuse, "heap_stacks"),
		summed(GoStackSys, "heap_stacks", "os_stacks"),
		summed(GoMSpanSys, "metadata_mspan_inuse", "metadata_mspan_free"),
		summed(GoMCacheSys, "metadata_mcache_inuse", "metadata_mcache_free"),
		summed(GoBuckHashSys, "profiling_buckets"),
		summed(GoGCSys, "metadata_other"),
		summed(GoOtherSys, "other"),
		spelled(GoSys, goClassesMarker),
		zeroAbsent(GoHeapLive, "go_gc_heap_live_bytes"),
		spelled(GoNextGC, "go_gc_heap_goal_bytes"),
	}, gcSettings, memStatsSpellings, processSpellings),
	Lacks: "RssAnon of the process. The live heap where only the memory classes are on.",
	Traps: "Default in client_golang 1.12.0 and 1.12.1, a choice since. go_gc_heap_live_bytes is 0 before the first GC. go_gc_gomemlimit_bytes is math.MaxInt64 when unset. go_sched_goroutines_goroutines counts the runtime's own goroutines too, so go_goroutines is used.",
	Ref:   "prometheus/client_golang v1.12.0 and v1.25.0 prometheus/go_collector_latest.go, internal/go_runtime_metrics.go",
}

var goVictoriaDialect = Dialect{
	ID: DialectGoVictoria, Name: "VictoriaMetrics/metrics", Side: GoSide, Marker: goMarker,
	Told: Told{With: []string{"go_memlimit_bytes"}, Refines: []DialectID{DialectGo, DialectGo111, DialectGo120}}, Identity: goIdentity, CgroupID: goContainerID, Texts: goTexts,
	Spellings: slices.Concat(memStatsSpellings, []Spelling{spelled(GoMemLimit, "go_memlimit_bytes")}, processAnonTold),
	Lacks:     "The live heap and GOGC.",
	Traps:     "The names are client_golang's; alone of all it tells RssAnon, so native memory and other processes come apart. go_memlimit_bytes is math.MaxInt64 when unset.",
	Ref:       "VictoriaMetrics/metrics v1.35.1 go_metrics.go, process_metrics_linux.go",
}

var go120Dialect = Dialect{
	ID: DialectGo120, Name: "client_golang ≥1.20", Side: GoSide, Marker: goMarker,
	Told: Told{With: []string{"go_gc_gomemlimit_bytes"}, Without: []string{goClassesMarker}, Refines: []DialectID{DialectGo}}, Identity: goIdentity, CgroupID: goContainerID, Texts: goTexts,
	Spellings: slices.Concat(memStatsSpellings, gcSettings, liveHeap, processSpellings),
	Lacks:     "The live heap, unless collectors.WithGoCollectorRuntimeMetrics(collectors.MetricsGC) is on; RssAnon.",
	Traps:     "go_gc_gomemlimit_bytes is math.MaxInt64 when unset. go_gc_heap_live_bytes is 0 before the first GC.",
	Ref:       "prometheus/client_golang v1.20.5 prometheus/go_collector.go, process_collector.go",
}

// gc_cpu_fraction left client_golang with 1.12, where 1.12.0 and 1.12.1 wrote it as 0.
var go111Dialect = Dialect{
	ID: DialectGo111, Name: "client_golang ≤1.11", Side: GoSide, Marker: goMarker,
	Told: Told{With: []string{"go_memstats_gc_cpu_fraction"}, Without: []string{goClassesMarker, "go_memlimit_bytes"}, Refines: []DialectID{DialectGo}}, Identity: goIdentity, CgroupID: goContainerID, Texts: goTexts,
	Spellings: slices.Concat(memStatsSpellings, processSpellings),
	Lacks:     "The live heap, GOMEMLIMIT, GOGC, RssAnon.",
	Traps:     "runtime.ReadMemStats stops the program for each scrape.",
	Ref:       "prometheus/client_golang v1.11.1 prometheus/go_collector.go, process_collector.go",
}

var (
	goMarkers = slices.Concat([]string{goMarker, goClassesMarker}, stylesOf(goUsed, goDeprecated))

	processLacks = "The Go runtime: the process is none of Go's, or hides it."
)

var processAnonDialect = Dialect{
	ID: DialectProcessAnon, Name: "process collector with RssAnon, without a Go runtime", Side: ProcessSide, Marker: processRSSAnon,
	Told: Told{Without: goMarkers, Refines: []DialectID{DialectProcess}}, Identity: goIdentity, CgroupID: goContainerID,
	Spellings: processAnonTold,
	Lacks:     processLacks,
	Traps:     "Resident memory counts shared pages in each process.",
	Ref:       "VictoriaMetrics/metrics v1.35.1 process_metrics_linux.go:239",
}

var processDialect = Dialect{
	ID: DialectProcess, Name: "process collector without a Go runtime", Side: ProcessSide, Marker: processRSS,
	Told: Told{Without: goMarkers}, Identity: goIdentity, CgroupID: goContainerID,
	Spellings: processTold,
	Lacks:     processLacks + " RssAnon.",
	Traps:     "Resident memory counts shared pages in each process, and page cache that it maps.",
	Ref:       "prometheus/client_golang v1.25.0 prometheus/process_collector.go",
}
