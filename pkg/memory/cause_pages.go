package memory

// CausePage is what a cause's page says beyond its row: docs/causes/<id>.md is printed from both.
type CausePage struct {
	ID      CauseID
	About   string
	Reports []string // gh:owner/repo#number, or a link
	PromQL  []Query
}

// Query is one look at the server. Metrics are those of memledger exporter on cgroup v2 and of
// client_golang unless the text names another.
type Query struct{ What, Expr string }

const goUsedQuery = `(go_memstats_sys_bytes - go_memstats_heap_released_bytes)`

// CausePages has a row for each row of Causes and Outcomes.
var CausePages = []CausePage{
	{CauseHugePages, "Go gives spans back with MADV_DONTNEED; khugepaged may find their neighbours in use and make one huge page of both, so that memory that Go counts as released is resident again. It comes as a step with a new kernel, a node image or a deploy, and stays bounded by what was released.",
		[]string{"golang/go#64332", "golang/go#72991"},
		[]Query{{"huge pages", `cgroup_memory_anon_thp_bytes`}, {"released, and so the most that can be backed again", `go_memstats_heap_released_bytes`}}},
	{CauseNativeMemory, "The Go runtime counts what it mapped itself. What C code takes with malloc, and what Go code maps with syscall.Mmap as anonymous memory, is in the cgroup's anon and not in Sys. The number is a lower bound: pages that Go has mapped and never touched hide as much of it. Arenas of glibc and pools of libraries fill and then stay: large, and no leak.",
		[]string{"iden3/go-rapidsnark#28", "VictoriaMetrics/fastcache#77", "turbolytics/sql-flow#239"},
		[]Query{{"anonymous memory of the process that Go does not account for (needs RssAnon)", `process_resident_memory_anon_bytes - ` + goUsedQuery}}},
	{CauseFragmentation, "The collector does not move objects. A span of 8 KiB stays in use as long as one object in it lives, so that a peak of many small objects leaves spans with a few survivors each.",
		[]string{"golang/go#18896"},
		[]Query{{"free room inside spans", `go_memstats_heap_inuse_bytes - go_memstats_heap_alloc_bytes`}, {"as a share", `1 - go_memstats_heap_alloc_bytes / go_memstats_heap_inuse_bytes`}}},
	{CauseGCHeadroom, "With GOGC=100 the heap may grow to twice what is live before the next collection ends, with GOGC=400 to five times. The kernel is charged for all of it. The runtime does not know the container's limit: only GOMEMLIMIT tells it. Near the limit it is garbage that kills, though a collection would have freed it.",
		[]string{"cajasmota/grafel#5984", "golang/go#58106"},
		[]Query{{"goal against the limit", `go_memstats_next_gc_bytes`}, {"GOMEMLIMIT; 9.22e18 is not set", `go_gc_gomemlimit_bytes`}}},
	{CauseRetainedHeap, "After a peak Go keeps free spans and returns them slowly in the background. Idle spans up to a tenth above the GC goal are kept on purpose and count as room for garbage. When the limit is met the kernel kills and asks no scavenger: only GOMEMLIMIT has it returned before. Programs of Go 1.12 to 1.15 freed with MADV_FREE: there released memory stays charged until the kernel needs it.",
		[]string{"golang/go#33376", "golang/go#69996", "golang/go#78962", "google/cadvisor#2242", "golang/go#30904"},
		[]Query{{"idle and not returned", `go_memstats_heap_idle_bytes - go_memstats_heap_released_bytes`}}},
	{CauseLiveHeap, "The heap holds what the program refers to: caches, indexes, sessions. It is told by what the last collection marked, or estimated from its goal: goal = live + (live + stacks) × GOGC/100, as long as GOMEMLIMIT does not set the goal.",
		[]string{"golang/go#16843"},
		[]Query{{"live at the last collection (collectors.MetricsGC)", `go_gc_heap_live_bytes`}, {"estimated for GOGC=100", `go_memstats_next_gc_bytes / 2`}}},
	{CauseGoroutineStacks, "Each goroutine has a stack of 2 KiB or more, which grows by doubling and shrinks only at collections. Stacks are outside the heap.",
		[]string{"golang/go#20010", "moby/moby#40322"},
		[]Query{{"stacks", `go_memstats_stack_inuse_bytes`}, {"a goroutine's", `go_memstats_stack_inuse_bytes / go_goroutines`}}},
	{CauseRuntimeOverhead, "Span descriptors, bitmaps and work buffers of the collector, profiling buckets. It grows with the largest heap there was and is not given back.",
		[]string{"golang/go#16843"},
		[]Query{{"all of it", `go_memstats_mspan_sys_bytes + go_memstats_mcache_sys_bytes + go_memstats_buck_hash_sys_bytes + go_memstats_gc_sys_bytes + go_memstats_other_sys_bytes`}}},
	{CauseMappedFiles, "A program that maps its data files has them in its RSS, and the container in its page cache. Clean pages are dropped when memory is needed, and read again when they are used: if the working set of the files does not fit, the program waits for the disk rather than dies.",
		[]string{"etcd-io/bbolt#541", "grafana/mimir#2466"},
		[]Query{{"mapped page cache", `cgroup_memory_file_mapped_bytes`}, {"the same from cAdvisor", `container_memory_mapped_file`}, {"pages read back after eviction", `rate(cgroup_memory_workingset_refault_file_total[10m])`}}},
	{CausePageCache, "Reading or writing files fills the page cache, and the cgroup that touches a page first is charged for it. Backups, logs and archives fill it in steps at the hours of their jobs. The kernel drops it when memory is needed, so that it is no leak and no reason to profile. It is called harmless only after dirty pages, refaults, pressure and memory.events were looked at; where an exporter does not tell them, the verdict says so.",
		[]string{"vmware-tanzu/velero#3097", "vmware-tanzu/velero#4814", "offen/docker-volume-backup#9", "nats-io/nats-server#6010", "kubernetes/kubernetes#75870", "1Password/onepassword-operator#149", "grafana/mimir#9997", "kubernetes/kubernetes#43916", "containers/podman#19905", "open-telemetry/opentelemetry-operator#3479"},
		[]Query{{"page cache without shared memory", `cgroup_memory_file_bytes - cgroup_memory_shmem_bytes`}, {"from cAdvisor", `container_memory_total_active_file_bytes + container_memory_total_inactive_file_bytes`}, {"not on disk yet", `cgroup_memory_file_dirty_bytes + cgroup_memory_file_writeback_bytes`}, {"time in which all waited", `rate(cgroup_memory_pressure_full_seconds_total[10m])`}}},
	{CauseKernelSlab, "The kernel keeps an object for each file name that was looked up, even of names that do not exist, and for each open file. Page cache brings about 3% of its size along; only what is above counts here. Reclaimable objects are given back under pressure, though slowly; others stay until what they belong to ends. On cgroup v1 the kernel's memory is one number, and the verdict is less sure.",
		[]string{"prometheus-community/ipmi_exporter#329", "google/cadvisor#3081", "docker/cli#3171"},
		[]Query{{"kernel objects above what the cache brings", `cgroup_memory_slab_bytes - 0.03 * cgroup_memory_file_bytes`}, {"of them, what cannot be given back", `cgroup_memory_slab_unreclaimable_bytes`}}},
	{CauseSockets, "Data that was received and not read, or sent and not acknowledged, is charged to the container; it stands beside the kernel's memory, not in it. On cgroup v1 it is a counter of its own outside usage.",
		[]string{"pytorch/ci-infra#1024", "google/cadvisor#3642"},
		[]Query{{"socket buffers", `cgroup_memory_sock_bytes`}}},
	{CauseSharedMemory, "Files on tmpfs (/dev/shm, memory-backed volumes) and shared anonymous mappings are pages of memory with no disk behind them. They count as page cache by name, stand on the anonymous lists, and only swap can take them. They outlive the process that wrote them.",
		[]string{"moby/moby#40727", "kubernetes/kubernetes#128339"},
		[]Query{{"shared memory", `cgroup_memory_shmem_bytes`}, {"from cAdvisor: with locked files in it", `container_memory_cache - container_memory_total_active_file_bytes - container_memory_total_inactive_file_bytes`}}},
	{CausePinnedMemory, "Some memory stays charged until what it belongs to ends: page tables (a 512th of what is mapped densely, far more of it where mappings are sparse or many processes map the same), 16 KiB of kernel stack for each thread on amd64, full pipes, io_uring rings and BPF maps, huge pages that were reserved, files that are held with mlock. Where an exporter tells the kernel's memory as one number, it cannot be told from kernel objects.",
		nil,
		[]Query{{"kernel memory beside kernel objects", `cgroup_memory_kernel_bytes - cgroup_memory_slab_bytes`}, {"huge pages of hugetlbfs (Linux 6.7, memory_hugetlb_accounting)", `cgroup_memory_hugetlb_bytes`}, {"locked page cache", `cgroup_memory_file_bytes - cgroup_memory_shmem_bytes - cgroup_memory_inactive_file_bytes - cgroup_memory_active_file_bytes`}}},
	{CauseOtherProcesses, "The cgroup is charged for all its processes, and Go's metrics tell of one. A child that is killed for memory does not restart the container.",
		[]string{"kubernetes/kubernetes#78973"},
		[]Query{{"other processes' anonymous memory (needs RssAnon)", `cgroup_memory_anon_bytes - on (namespace, pod, container) process_resident_memory_anon_bytes`}, {"how many there are", `cgroup_processes`}}},
	{CauseGoroutineLeak, "A goroutine that waits for a channel, a lock or a peer that never answers stays for ever, with its stack and all that it refers to. The heap grows with it: the count tells first.",
		[]string{"mvisonneau/gitlab-ci-pipelines-exporter#294", "moby/moby#40322"},
		[]Query{{"how many", `go_goroutines`}, {"against the same hour yesterday", `go_goroutines - go_goroutines offset 1d`}}},
	{CauseHeapLeak, "What is reachable after each collection grows, whatever the load. The line to watch is the live heap, or the floor of the heap between collections: heap_alloc itself goes up and down with garbage. With GOMEMLIMIT the container does not die at once: it spends its last hours collecting.",
		[]string{"TritonDataCenter/containerpilot#464", "golang/go#58106"},
		[]Query{{"live heap (collectors.MetricsGC)", `go_gc_heap_live_bytes`}, {"floor of the heap", `min_over_time(go_memstats_heap_alloc_bytes[1h])`}, {"against the same hour yesterday", `min_over_time(go_memstats_heap_alloc_bytes[1h]) - min_over_time(go_memstats_heap_alloc_bytes[1h] offset 1d)`}}},
	{CauseNativeLeak, "Memory outside the Go runtime grows and does not level off: what C code took and did not free.",
		[]string{"turbolytics/sql-flow#239", "VictoriaMetrics/fastcache#77"},
		[]Query{{"anonymous memory beside Go's, one Go process in the container", `cgroup_memory_anon_bytes - on (namespace, pod, container) ` + goUsedQuery}}},
	{CauseMixed, "No cause has half of the usage.", nil, []Query{{"the parts", `{__name__=~"cgroup_memory_(anon|file|shmem|kernel|sock)_bytes"}`}}},
	{CauseNone, "Nothing grows that would not come back by itself: a daily wave, a start, a step after a deploy, a plateau and a sawtooth are none of it. What was killed within the window, or restarted again and again near its limit, is never called so: what grew is gone after each.", []string{"coroot/coroot#893", "coroot/coroot#29"}, nil},
	{CauseInconclusive, "Either too little was seen, or an exporter does not tell the counters that would decide: the verdict names them, and which cause they would decide. Or it was killed within the window, or restarted again and again near its limit: how often stands in the verdict. docs/reference.md says which exporter tells what.", nil, nil},
	{CauseToolDisagreement, "docker stats, podman stats, kubectl top and cAdvisor each count other classes of one container, and podman has changed its sum three times. Samples also miss short peaks: memory.peak does not.",
		[]string{"docker/cli#3171", "kubernetes/kubernetes#118916", "kubernetes-sigs/metrics-server#1065", "containers/podman#19905"},
		[]Query{{"highest usage so far", `cgroup_memory_peak_bytes`}}},
}

// PageOf returns the page of a cause, and whether there is one.
func PageOf(id CauseID) (*CausePage, bool) {
	for i := range CausePages {
		if CausePages[i].ID == id {
			return &CausePages[i], true
		}
	}
	return nil, false
}
