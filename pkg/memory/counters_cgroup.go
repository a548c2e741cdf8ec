package memory

// Sources, named once.
const (
	refV2     = "Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"
	refV1     = "Linux Documentation/admin-guide/cgroup-v1/memory.rst"
	refStat   = "Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"
	refProc   = "Linux Documentation/filesystems/proc.rst"
	refPSI    = "Linux Documentation/accounting/psi.rst"
	refEvents = "Linux Documentation/admin-guide/cgroup-v2.rst, memory.events"
)

// Counters of the kernel. The Go side stands in counters_go.go; Counters joins them.
const (
	Usage             CounterID = "usage"
	Anon              CounterID = "anon"
	File              CounterID = "file"
	Kernel            CounterID = "kernel"
	KernelStack       CounterID = "kernel_stack"
	PageTables        CounterID = "pagetables"
	SecPageTables     CounterID = "sec_pagetables"
	Percpu            CounterID = "percpu"
	Sock              CounterID = "sock"
	Vmalloc           CounterID = "vmalloc"
	Shmem             CounterID = "shmem"
	Zswap             CounterID = "zswap"
	Zswapped          CounterID = "zswapped"
	FileMapped        CounterID = "file_mapped"
	FileDirty         CounterID = "file_dirty"
	FileWriteback     CounterID = "file_writeback"
	Swapcached        CounterID = "swapcached"
	AnonTHP           CounterID = "anon_thp"
	FileTHP           CounterID = "file_thp"
	ShmemTHP          CounterID = "shmem_thp"
	InactiveAnon      CounterID = "inactive_anon"
	ActiveAnon        CounterID = "active_anon"
	InactiveFile      CounterID = "inactive_file"
	ActiveFile        CounterID = "active_file"
	Unevictable       CounterID = "unevictable"
	SlabReclaimable   CounterID = "slab_reclaimable"
	SlabUnreclaimable CounterID = "slab_unreclaimable"
	Slab              CounterID = "slab"
	KmemTCP           CounterID = "kmem_tcp"
	Swap              CounterID = "swap"
	SwapLimit         CounterID = "swap_limit"
	Memsw             CounterID = "memsw"
	MemswLimit        CounterID = "memsw_limit"

	// HierarchicalMemswLimit is what holds for the cgroup, its ancestors' limits included.
	HierarchicalMemswLimit CounterID = "hierarchical_memsw_limit"

	Hugetlb           CounterID = "hugetlb"
	Limit             CounterID = "limit"
	HierarchicalLimit CounterID = "hierarchical_limit"
	High              CounterID = "high"
	Low               CounterID = "low"
	Min               CounterID = "min"
	Peak              CounterID = "peak"
	SwapPeak          CounterID = "swap_peak"
	EventsHigh        CounterID = "events_high"
	EventsMax         CounterID = "events_max"
	EventsOOM         CounterID = "events_oom"
	EventsOOMKill     CounterID = "events_oom_kill"
	RefaultFile       CounterID = "workingset_refault_file"
	RefaultAnon       CounterID = "workingset_refault_anon"
	MajorFaults       CounterID = "pgmajfault"
	PressureSome      CounterID = "pressure_some"
	PressureFull      CounterID = "pressure_full"
	Processes         CounterID = "processes"
	NodeMemory        CounterID = "node_memory"
	NodeSwapFree      CounterID = "node_swap_free"
)

func stat(key string) Source { return Source{"memory.stat", key} }

// Classes that a counter covers, where more than one counter covers the same ones.
var (
	goClasses    = []ClassID{HeapMarked, HeapSinceGC, HeapObjects, HeapUnused, HeapIdle, Stacks, RuntimeOverhead, GoOther}
	anonClasses  = append(append([]ClassID{}, goClasses...), Native, OtherProcesses, AnonNonGo)
	cacheClasses = []ClassID{FileInactive, FileActive, FileOther}
	coarseFile   = []ClassID{FileAll, ShmemAndFileOther, FileActiveAndShmem}
	fileClasses  = append(append(append([]ClassID{}, cacheClasses...), ShmemClass), coarseFile...)
	// shmem stands on the anonymous lists.
	anonLists    = concatClasses(anonClasses, []ClassID{AnonUnmapped, ShmemClass})
	slabClasses  = []ClassID{SlabReclaimableClass, SlabUnreclaimableClass}
	kernelOnly   = append(append([]ClassID{}, slabClasses...), PageTablesClass, KernelStacks, PercpuClass, KernelOther, KernelClass, ZswapClass)
	usageClasses = concatClasses(anonClasses, []ClassID{AnonUnmapped, HugetlbClass}, fileClasses, kernelOnly, []ClassID{SockClass, KernelSockAndUnattributed, Unattributed})
)

func concatClasses(lists ...[]ClassID) []ClassID {
	var all []ClassID
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

var cgroupCounters = []Counter{
	{ID: Usage, Side: CgroupSide, Unit: Bytes, V1: Source{File: "memory.usage_in_bytes"}, V2: Source{File: "memory.current"}, Covers: usageClasses,
		Help: "All memory charged to the cgroup and its descendants, page cache included.", Ref: refV2},
	{ID: Anon, Side: CgroupSide, Unit: Bytes, V1: stat("total_rss"), V2: stat("anon"), SubsetOf: Usage, Covers: anonClasses,
		Help: "Anonymous pages: heaps, stacks, private mappings.", Ref: refStat},
	{ID: File, Side: CgroupSide, Unit: Bytes, V1: stat("total_cache"), V2: stat("file"), SubsetOf: Usage, Covers: fileClasses,
		Help: "Page cache, shared memory (shmem) included.", Ref: refStat},
	{ID: Kernel, Side: CgroupSide, Unit: Bytes, V1: Source{File: "memory.kmem.usage_in_bytes"}, V2: stat("kernel"), SubsetOf: Usage, Covers: kernelOnly, Since: "Linux 5.18 (v2)",
		Help: "All kernel memory charged to the cgroup but socket buffers.", Ref: "Linux a8c49af3"},
	{ID: KernelStack, Side: CgroupSide, Unit: Bytes, V2: stat("kernel_stack"), SubsetOf: Kernel, Covers: []ClassID{KernelStacks}, Help: "Kernel stacks of the cgroup's threads.", Ref: refStat},
	{ID: PageTables, Side: CgroupSide, Unit: Bytes, V2: stat("pagetables"), SubsetOf: Kernel, Covers: []ClassID{PageTablesClass}, Since: "Linux 5.11", Help: "Page tables of the cgroup's processes.", Ref: refStat},
	{ID: SecPageTables, Side: CgroupSide, Unit: Bytes, V2: stat("sec_pagetables"), SubsetOf: Kernel, Since: "Linux 6.1", Help: "Secondary page tables, such as KVM's.", Ref: refStat},
	{ID: Percpu, Side: CgroupSide, Unit: Bytes, V2: stat("percpu"), SubsetOf: Kernel, Covers: []ClassID{PercpuClass}, Since: "Linux 5.9", Help: "Per-CPU kernel data.", Ref: "Linux 772616b0"},
	{ID: Sock, Side: CgroupSide, Unit: Bytes, V2: stat("sock"), SubsetOf: Usage, Covers: []ClassID{SockClass}, Help: "Socket buffers; charged beside kernel, not inside it.", Ref: "Linux mm/memcontrol.c mem_cgroup_charge_skmem"},
	{ID: Vmalloc, Side: CgroupSide, Unit: Bytes, V2: stat("vmalloc"), SubsetOf: Kernel, Since: "Linux 5.17", Help: "Virtually mapped kernel memory.", Ref: refStat},
	{ID: Shmem, Side: CgroupSide, Unit: Bytes, V1: stat("total_shmem"), V2: stat("shmem"), SubsetOf: File, Covers: []ClassID{ShmemClass}, Help: "tmpfs and shared anonymous memory; part of file, on the anonymous LRU lists.", Ref: refStat},
	{ID: Zswap, Side: CgroupSide, Unit: Bytes, V2: stat("zswap"), SubsetOf: Kernel, Covers: []ClassID{ZswapClass}, Optional: "only in kernels built with CONFIG_ZSWAP", Since: "Linux 5.19", Help: "Compressed pool that holds swapped pages in RAM.", Ref: "Linux f4840ccf"},
	{ID: Zswapped, Side: CgroupSide, Unit: Bytes, V2: stat("zswapped"), Optional: "only in kernels built with CONFIG_ZSWAP", Since: "Linux 5.19", Help: "Size before compression of what zswap holds; outside usage.", Ref: "Linux f4840ccf"},
	{ID: FileMapped, Side: CgroupSide, Unit: Bytes, V1: stat("total_mapped_file"), V2: stat("file_mapped"), SubsetOf: File, Help: "Page cache that some process maps.", Ref: refStat},
	{ID: FileDirty, Side: CgroupSide, Unit: Bytes, V1: stat("total_dirty"), V2: stat("file_dirty"), SubsetOf: File, Help: "Page cache that is not on disk yet.", Ref: refStat},
	{ID: FileWriteback, Side: CgroupSide, Unit: Bytes, V1: stat("total_writeback"), V2: stat("file_writeback"), SubsetOf: File, Help: "Page cache that is being written to disk now.", Ref: refStat},
	{ID: Swapcached, Side: CgroupSide, Unit: Bytes, V1: stat("total_swapcached"), V2: stat("swapcached"), Since: "Linux 5.12", Help: "Pages that stand both in RAM and in swap.", Ref: "Linux b6038942"},
	{ID: AnonTHP, Side: CgroupSide, Unit: Bytes, V1: stat("total_rss_huge"), V2: stat("anon_thp"), SubsetOf: Anon, Help: "Anonymous memory in transparent huge pages.", Ref: refStat},
	{ID: FileTHP, Side: CgroupSide, Unit: Bytes, V2: stat("file_thp"), SubsetOf: File, Since: "Linux 5.11", Help: "Page cache in transparent huge pages.", Ref: refStat},
	{ID: ShmemTHP, Side: CgroupSide, Unit: Bytes, V2: stat("shmem_thp"), SubsetOf: Shmem, Since: "Linux 5.11", Help: "Shared memory in transparent huge pages.", Ref: refStat},
	{ID: InactiveAnon, Side: CgroupSide, Unit: Bytes, V1: stat("total_inactive_anon"), V2: stat("inactive_anon"), Covers: anonLists, Help: "Inactive list of anonymous and shared memory.", Ref: refStat},
	{ID: ActiveAnon, Side: CgroupSide, Unit: Bytes, V1: stat("total_active_anon"), V2: stat("active_anon"), Covers: anonLists, Help: "Active list of anonymous and shared memory.", Ref: refStat},
	{ID: InactiveFile, Side: CgroupSide, Unit: Bytes, V1: stat("total_inactive_file"), V2: stat("inactive_file"), Covers: []ClassID{FileInactive}, Help: "Inactive list of the page cache; MADV_FREE pages stand here too.", Ref: refStat},
	{ID: ActiveFile, Side: CgroupSide, Unit: Bytes, V1: stat("total_active_file"), V2: stat("active_file"), Covers: []ClassID{FileActive}, Help: "Active list of the page cache.", Ref: refStat},
	{ID: Unevictable, Side: CgroupSide, Unit: Bytes, V1: stat("total_unevictable"), V2: stat("unevictable"), Help: "Pages that cannot be reclaimed, such as mlocked ones.", Ref: refStat},
	{ID: SlabReclaimable, Side: CgroupSide, Unit: Bytes, V2: stat("slab_reclaimable"), SubsetOf: Kernel, Covers: []ClassID{SlabReclaimableClass}, Help: "Kernel objects that can be given back: dentries, inodes.", Ref: refStat},
	{ID: SlabUnreclaimable, Side: CgroupSide, Unit: Bytes, V2: stat("slab_unreclaimable"), SubsetOf: Kernel, Covers: []ClassID{SlabUnreclaimableClass}, Help: "Kernel objects that cannot be given back.", Ref: refStat},
	{ID: Slab, Side: CgroupSide, Unit: Bytes, V2: stat("slab"), SubsetOf: Kernel, Covers: slabClasses, Help: "slab_reclaimable + slab_unreclaimable.", Ref: refStat},
	{ID: Hugetlb, Side: CgroupSide, Unit: Bytes, V2: stat("hugetlb"), SubsetOf: Usage, Covers: []ClassID{HugetlbClass}, Optional: "only where cgroup2 is mounted with memory_hugetlb_accounting", Since: "Linux 6.7", Help: "Huge pages of hugetlbfs, where they are charged to memory.", Ref: refV2},
	{ID: KmemTCP, Side: CgroupSide, Unit: Bytes, V1: Source{File: "memory.kmem.tcp.usage_in_bytes"}, ZeroUnknown: true, Optional: "counted only once memory.kmem.tcp.limit_in_bytes was written; 0 means not counted", Help: "TCP buffers on v1: a counter of its own, outside usage.", Ref: "Linux mm/memcontrol-v1.c memcg1_charge_skmem"},
	{ID: Swap, Side: CgroupSide, Unit: Bytes, V1: stat("total_swap"), V2: Source{File: "memory.swap.current"}, Help: "Swap in use; outside usage.", Ref: refV2},
	{ID: SwapLimit, Side: CgroupSide, Unit: Bytes, V2: Source{File: "memory.swap.max"}, Optional: "absent when unlimited", Help: "Hard limit of swap.", Ref: refV2},
	{ID: Memsw, Side: CgroupSide, Unit: Bytes, V1: Source{File: "memory.memsw.usage_in_bytes"}, Help: "Memory plus swap on v1.", Ref: refV1},
	{ID: MemswLimit, Side: CgroupSide, Unit: Bytes, V1: Source{File: "memory.memsw.limit_in_bytes"}, Optional: "absent when unlimited", Help: "Limit of memory plus swap on v1.", Ref: refV1},
	{ID: HierarchicalMemswLimit, Side: CgroupSide, Unit: Bytes, V1: stat("hierarchical_memsw_limit"), Optional: "absent when unlimited", Help: "Smallest limit of memory plus swap of the cgroup and its ancestors, on v1.", Ref: refV1},
	{ID: Limit, Side: CgroupSide, Unit: Bytes, V1: Source{File: "memory.limit_in_bytes"}, V2: Source{File: "memory.max"}, Optional: "absent when unlimited", Help: "Hard limit of the cgroup itself.", Ref: refV2},
	{ID: HierarchicalLimit, Side: CgroupSide, Unit: Bytes, V1: stat("hierarchical_memory_limit"), V2: Source{File: "memory.max"}, Optional: "absent when unlimited", Help: "Smallest hard limit of the cgroup and its ancestors.", Ref: refV1},
	{ID: High, Side: CgroupSide, Unit: Bytes, V2: Source{File: "memory.high"}, Optional: "absent when unlimited", Help: "Above this the cgroup is throttled, not killed.", Ref: refV2},
	{ID: Low, Side: CgroupSide, Unit: Bytes, V2: Source{File: "memory.low"}, Help: "Best-effort protection from reclaim.", Ref: refV2},
	{ID: Min, Side: CgroupSide, Unit: Bytes, V2: Source{File: "memory.min"}, Help: "Hard protection from reclaim.", Ref: refV2},
	{ID: Peak, Side: CgroupSide, Unit: Bytes, V1: Source{File: "memory.max_usage_in_bytes"}, V2: Source{File: "memory.peak"}, Since: "Linux 5.19 (v2)", Help: "Highest usage so far.", Ref: refV2},
	{ID: SwapPeak, Side: CgroupSide, Unit: Bytes, V2: Source{File: "memory.swap.peak"}, Since: "Linux 6.5", Help: "Highest swap use so far.", Ref: refV2},
	{ID: EventsHigh, Side: CgroupSide, Unit: Events, V2: Source{"memory.events", "high"}, Help: "Times the cgroup was throttled above memory.high.", Ref: refEvents},
	{ID: EventsMax, Side: CgroupSide, Unit: Events, V1: Source{File: "memory.failcnt"}, V2: Source{"memory.events", "max"}, Help: "Times usage met the hard limit.", Ref: refEvents},
	{ID: EventsOOM, Side: CgroupSide, Unit: Events, V2: Source{"memory.events", "oom"}, Help: "Times an allocation was about to fail at the limit.", Ref: refEvents},
	{ID: EventsOOMKill, Side: CgroupSide, Unit: Events, V1: Source{"memory.oom_control", "oom_kill"}, V2: Source{"memory.events", "oom_kill"}, Help: "Processes of the cgroup that the OOM killer killed.", Ref: refEvents},
	{ID: RefaultFile, Side: CgroupSide, Unit: Events, V1: stat("total_workingset_refault_file"), V2: stat("workingset_refault_file"), Help: "Page cache that was evicted and needed again.", Ref: refStat},
	{ID: RefaultAnon, Side: CgroupSide, Unit: Events, V1: stat("total_workingset_refault_anon"), V2: stat("workingset_refault_anon"), Help: "Anonymous pages that were evicted and needed again.", Ref: refStat},
	{ID: MajorFaults, Side: CgroupSide, Unit: Events, V1: stat("total_pgmajfault"), V2: stat("pgmajfault"), Help: "Page faults that had to read from disk.", Ref: refStat},
	{ID: PressureSome, Side: CgroupSide, Unit: Seconds, V2: Source{"memory.pressure", "some"}, Optional: "only with PSI, on v2", Help: "Time in which at least one task waited for memory.", Ref: refPSI},
	{ID: PressureFull, Side: CgroupSide, Unit: Seconds, V2: Source{"memory.pressure", "full"}, Optional: "only with PSI, on v2", Help: "Time in which all tasks waited for memory.", Ref: refPSI},
	{ID: Processes, Side: CgroupSide, Unit: Count, V1: Source{File: "cgroup.procs"}, V2: Source{File: "cgroup.procs"}, Help: "Processes in the cgroup and its descendants.", Ref: refV2},
	{ID: NodeMemory, Side: NodeSide, Unit: Bytes, Go: "/proc/meminfo MemTotal", Help: "RAM of the machine.", Ref: refProc},
	{ID: NodeSwapFree, Side: NodeSide, Unit: Bytes, Go: "/proc/meminfo SwapFree", Help: "Swap of the machine that is free.", Ref: refProc},
}

// Keys of memory.stat that count events, from Linux 4.15 to 6.18 (mm/memcontrol.c memcg_vm_event_stat[]
// and the workingset and demotion items of memory_stats[]).
var statEventKeys = []string{
	"pgpgin", "pgpgout", "pgfault", "pgmajfault", "pgrefill", "pgscan", "pgsteal", "pgactivate", "pgdeactivate",
	"pglazyfree", "pglazyfreed", "pgscan_kswapd", "pgscan_direct", "pgscan_khugepaged", "pgscan_proactive",
	"pgsteal_kswapd", "pgsteal_direct", "pgsteal_khugepaged", "pgsteal_proactive", "pgdemote_kswapd",
	"pgdemote_direct", "pgdemote_khugepaged", "pgdemote_proactive", "pgpromote_success",
	"workingset_refault", "workingset_refault_anon", "workingset_refault_file", "workingset_activate",
	"workingset_activate_anon", "workingset_activate_file", "workingset_restore", "workingset_restore_anon",
	"workingset_restore_file", "workingset_nodereclaim", "thp_fault_alloc", "thp_collapse_alloc", "thp_swpout",
	"thp_swpout_fallback", "zswpin", "zswpout", "zswpwb", "swpin_zero", "swpout_zero",
	"numa_pages_migrated", "numa_pte_updates", "numa_hint_faults", "numa_task_migrated", "numa_task_swapped",
}
