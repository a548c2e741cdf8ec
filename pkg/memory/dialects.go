package memory

import "slices"

// Ids of the dialects.
const (
	DialectMemledger DialectID = "memledger"
	DialectCAdvisor  DialectID = "cadvisor"
	DialectGo        DialectID = "client_golang"
)

func spelled(counter CounterID, metric string) Spelling {
	return Spelling{Counter: counter, Metric: metric}
}

func zeroAbsent(counter CounterID, metric string) Spelling {
	return Spelling{Counter: counter, Metric: metric, ZeroIsAbsent: true}
}

// Dialects is the table of exporters, in order of precedence on each side: what tells more of memory
// stands first, and a row before the one that it refines.
var Dialects = []Dialect{
	memledgerDialect, containerdDialect,
	cadvisor060Dialect, kubelet137Dialect, kubelet132Dialect, kubeletDialect, kubeletCRIDialect, cadvisor049Dialect, cadvisorDialect,
	cgroupExporterDialect,
	dockerStatsDialect, kubeletStatsDialect,
	kubeletResourceDialect,
	podman118Dialect, podmanDialect, podmanStatsDialect,
	goRuntimeMetricsDialect, goVictoriaDialect, go120Dialect, go111Dialect, goDialect,
	otelGoDeprecatedDialect, otelGoDialect,
	processAnonDialect, processDialect,
	kubeStateDialect,
}

// Usual are the rows that stand for each side where a server holds none of any.
var Usual = []DialectID{DialectMemledger, DialectCAdvisor, DialectGo}

var memledgerDialect = Dialect{
	ID: DialectMemledger, Name: "memledger exporter", Side: CgroupSide,
	Marker:   "cgroup_memory_usage_bytes",
	Requires: []string{"id"},
	Excludes: map[string]string{"container": "POD"},
	Leaves:   true,
	CgroupID: []string{"id"},
	Texts:    memledgerTexts,
	Listens:  Listens{Metric: "cgroup_listening_port", Port: "port", Address: "address"},
	Versions: []VersionEvidence{{Metric: "cgroup_memory_total_rss_bytes", Version: 1}, {Metric: "cgroup_memory_anon_bytes", Version: 2}},
	Identity: map[IdentityKey][]string{
		Cluster: {"cluster"}, Node: {"node", "instance"}, Namespace: {"namespace"}, Pod: {"pod"}, Container: {"container"},
	},
	Spellings: []Spelling{
		spelled(Usage, "cgroup_memory_usage_bytes"),
		spelled(Anon, "cgroup_memory_total_rss_bytes"), spelled(Anon, "cgroup_memory_anon_bytes"),
		spelled(File, "cgroup_memory_total_cache_bytes"), spelled(File, "cgroup_memory_file_bytes"),
		spelled(Kernel, "cgroup_memory_kmem_usage_bytes"), spelled(Kernel, "cgroup_memory_kernel_bytes"),
		spelled(KernelStack, "cgroup_memory_kernel_stack_bytes"),
		spelled(PageTables, "cgroup_memory_pagetables_bytes"),
		spelled(SecPageTables, "cgroup_memory_sec_pagetables_bytes"),
		spelled(Percpu, "cgroup_memory_percpu_bytes"),
		spelled(Sock, "cgroup_memory_sock_bytes"),
		spelled(Vmalloc, "cgroup_memory_vmalloc_bytes"),
		spelled(Hugetlb, "cgroup_memory_hugetlb_bytes"),
		spelled(Shmem, "cgroup_memory_total_shmem_bytes"), spelled(Shmem, "cgroup_memory_shmem_bytes"),
		spelled(Zswap, "cgroup_memory_zswap_bytes"), spelled(Zswapped, "cgroup_memory_zswapped_bytes"),
		spelled(FileMapped, "cgroup_memory_total_mapped_file_bytes"), spelled(FileMapped, "cgroup_memory_file_mapped_bytes"),
		spelled(FileDirty, "cgroup_memory_total_dirty_bytes"), spelled(FileDirty, "cgroup_memory_file_dirty_bytes"),
		spelled(FileWriteback, "cgroup_memory_total_writeback_bytes"), spelled(FileWriteback, "cgroup_memory_file_writeback_bytes"),
		spelled(Swapcached, "cgroup_memory_total_swapcached_bytes"), spelled(Swapcached, "cgroup_memory_swapcached_bytes"),
		spelled(AnonTHP, "cgroup_memory_total_rss_huge_bytes"), spelled(AnonTHP, "cgroup_memory_anon_thp_bytes"),
		spelled(FileTHP, "cgroup_memory_file_thp_bytes"), spelled(ShmemTHP, "cgroup_memory_shmem_thp_bytes"),
		spelled(InactiveAnon, "cgroup_memory_total_inactive_anon_bytes"), spelled(InactiveAnon, "cgroup_memory_inactive_anon_bytes"),
		spelled(ActiveAnon, "cgroup_memory_total_active_anon_bytes"), spelled(ActiveAnon, "cgroup_memory_active_anon_bytes"),
		spelled(InactiveFile, "cgroup_memory_total_inactive_file_bytes"), spelled(InactiveFile, "cgroup_memory_inactive_file_bytes"),
		spelled(ActiveFile, "cgroup_memory_total_active_file_bytes"), spelled(ActiveFile, "cgroup_memory_active_file_bytes"),
		spelled(Unevictable, "cgroup_memory_total_unevictable_bytes"), spelled(Unevictable, "cgroup_memory_unevictable_bytes"),
		spelled(SlabReclaimable, "cgroup_memory_slab_reclaimable_bytes"),
		spelled(SlabUnreclaimable, "cgroup_memory_slab_unreclaimable_bytes"),
		spelled(Slab, "cgroup_memory_slab_bytes"),
		spelled(KmemTCP, "cgroup_memory_kmem_tcp_usage_bytes"),
		spelled(Swap, "cgroup_memory_total_swap_bytes"), spelled(Swap, "cgroup_memory_swap_current_bytes"),
		spelled(SwapLimit, "cgroup_memory_swap_limit_bytes"),
		spelled(Memsw, "cgroup_memory_memsw_usage_bytes"), spelled(MemswLimit, "cgroup_memory_memsw_limit_bytes"),
		spelled(Limit, "cgroup_memory_limit_bytes"),
		spelled(HierarchicalLimit, "cgroup_memory_hierarchical_limit_bytes"),
		spelled(High, "cgroup_memory_high_bytes"),
		spelled(Peak, "cgroup_memory_peak_bytes"),
		spelled(EventsHigh, "cgroup_memory_events_high_total"),
		spelled(EventsOOM, "cgroup_memory_events_oom_total"),
		spelled(EventsOOMKill, "cgroup_memory_oom_control_oom_kill_total"), spelled(EventsOOMKill, "cgroup_memory_events_oom_kill_total"),
		spelled(EventsMax, "cgroup_memory_failcnt_total"), spelled(EventsMax, "cgroup_memory_events_max_total"),
		spelled(RefaultFile, "cgroup_memory_total_workingset_refault_file_total"), spelled(RefaultFile, "cgroup_memory_workingset_refault_file_total"),
		spelled(RefaultAnon, "cgroup_memory_total_workingset_refault_anon_total"), spelled(RefaultAnon, "cgroup_memory_workingset_refault_anon_total"),
		spelled(MajorFaults, "cgroup_memory_total_pgmajfault_total"), spelled(MajorFaults, "cgroup_memory_pgmajfault_total"),
		spelled(PressureSome, "cgroup_memory_pressure_some_seconds_total"), spelled(PressureFull, "cgroup_memory_pressure_full_seconds_total"),
		spelled(Processes, "cgroup_processes"),
	},
	Lacks: "Nothing that the kernel tells of a cgroup.",
	Traps: "On cgroup v1 the keys without total_ are of the cgroup alone; the total_ ones, which are used, are of the whole subtree.",
	Ref:   "this repository: internal/exporter",
}

var cadvisorDialect = Dialect{
	ID: DialectCAdvisor, Name: "cAdvisor 0.50–0.59", Side: CgroupSide, Marker: cadvisorUsage, Texts: imageLabel,
	Requires: []string{"id"}, Versions: cadvisorVersions, CgroupID: []string{"id"},
	Kinds:     standaloneKinds,
	Also:      composeServices,
	Identity:  standaloneIdentity,
	Spellings: slices.Concat(cadvisorActive, cadvisorOldest, standaloneProcesses),
	Lacks:     lacksCAdvisor + " Dirty pages, refaults and memory.events before 0.60. container_processes is off unless --enable_metrics names process.",
	Traps:     trapsCAdvisor + trapsStandalone,
	Ref:       refCAdvisor,
}

var goDialect = Dialect{
	ID: DialectGo, Name: "client_golang Go and process collectors", Side: GoSide,
	Marker: goMarker, CgroupID: goContainerID, Identity: goIdentity, Texts: goTexts,
	Spellings: []Spelling{
		spelled(GoHeapAlloc, "go_memstats_heap_alloc_bytes"), spelled(GoHeapAlloc, "go_memstats_alloc_bytes"),
		spelled(GoHeapInuse, "go_memstats_heap_inuse_bytes"),
		spelled(GoHeapIdle, "go_memstats_heap_idle_bytes"),
		spelled(GoHeapReleased, "go_memstats_heap_released_bytes"),
		spelled(GoHeapSys, "go_memstats_heap_sys_bytes"),
		liveHeap[0],
		spelled(GoStackInuse, "go_memstats_stack_inuse_bytes"),
		spelled(GoStackSys, "go_memstats_stack_sys_bytes"),
		spelled(GoMSpanSys, "go_memstats_mspan_sys_bytes"),
		spelled(GoMCacheSys, "go_memstats_mcache_sys_bytes"),
		spelled(GoBuckHashSys, "go_memstats_buck_hash_sys_bytes"),
		spelled(GoGCSys, "go_memstats_gc_sys_bytes"),
		spelled(GoOtherSys, "go_memstats_other_sys_bytes"),
		spelled(GoSys, "go_memstats_sys_bytes"),
		spelled(GoNextGC, "go_memstats_next_gc_bytes"),
		spelled(GoMemLimit, "go_gc_gomemlimit_bytes"),
		spelled(GoGCPercent, "go_gc_gogc_percent"),
		spelled(Goroutines, "go_goroutines"),
		spelled(RSS, "process_resident_memory_bytes"),
		optional("a collector of RssAnon beside it, such as VictoriaMetrics/metrics", spelled(RSSAnon, processRSSAnon))[0],
		spelled(GoStartTime, "process_start_time_seconds"),
	},
	Lacks: "By default the live heap (add collectors.WithGoCollectorRuntimeMetrics(collectors.MetricsGC)) and RssAnon. GOMEMLIMIT and GOGC since client_golang 1.20.",
	Traps: "go_gc_heap_live_bytes is 0 before the first GC. go_gc_gomemlimit_bytes is math.MaxInt64 when unset.",
	Ref:   "prometheus/client_golang v1.25.0 prometheus/go_collector.go, process_collector.go",
}
