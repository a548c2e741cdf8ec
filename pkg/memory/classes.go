package memory

// Ids of the classes; part of the API.
const (
	HeapMarked                ClassID = "heap_marked"
	HeapSinceGC               ClassID = "heap_since_gc"
	HeapObjects               ClassID = "heap_objects"
	HeapUnused                ClassID = "heap_unused"
	HeapIdle                  ClassID = "heap_idle"
	Stacks                    ClassID = "stacks"
	RuntimeOverhead           ClassID = "runtime_overhead"
	GoOther                   ClassID = "go_other"
	Native                    ClassID = "native"
	OtherProcesses            ClassID = "other_processes"
	AnonNonGo                 ClassID = "anon_non_go"
	AnonUnmapped              ClassID = "anon_unmapped"
	FileInactive              ClassID = "file_inactive"
	FileActive                ClassID = "file_active"
	FileOther                 ClassID = "file_other"
	FileAll                   ClassID = "file"
	FileActiveAndShmem        ClassID = "file_active_and_shmem"
	ShmemAndFileOther         ClassID = "shmem_and_file_other"
	ShmemClass                ClassID = "shmem"
	SlabReclaimableClass      ClassID = "slab_reclaimable"
	SlabUnreclaimableClass    ClassID = "slab_unreclaimable"
	PageTablesClass           ClassID = "page_tables"
	KernelStacks              ClassID = "kernel_stacks"
	PercpuClass               ClassID = "percpu"
	KernelOther               ClassID = "kernel_other"
	KernelClass               ClassID = "kernel"
	ZswapClass                ClassID = "zswap"
	SockClass                 ClassID = "sock"
	HugetlbClass              ClassID = "hugetlb"
	KernelSockAndUnattributed ClassID = "kernel_sock_and_unattributed"
	Unattributed              ClassID = "unattributed"
)

// Groups in the order they are stacked, from the Go heap up.
var Groups = []Group{
	{"go_heap", "Go heap", "blue", "the rest of the Go heap"},
	{"go_runtime", "Go runtime", "purple", ""},
	{"other_anon", "Other anonymous", "orange", ""},
	{"page_cache", "Page cache", "green", ""},
	{"shared_memory", "Shared memory", "yellow", ""},
	{"kernel", "Kernel", "red", ""},
	{"remainder", "Unattributed", "text", ""},
}

// Counters that Attribute itself puts in, so that sums can speak of them.
const (
	goClaimed CounterID = "go_claimed"    // Σ of the Go classes before any gives way
	anonAlone CounterID = "anon_go_alone" // anon, where all processes of the cgroup are Go targets
)

var (
	// Page cache without shared memory.
	pageCache = sum{plus(File), minus(Shmem)}
	// Page cache on no list of files: less than nothing where heap that was freed lazily is on them.
	offLists = sum{plus(File), minus(InactiveFile), minus(ActiveFile)}
	// Page cache that is neither shared nor on a list of files.
	lockedCache = floor0{sum{plus(File), minus(Shmem), minus(InactiveFile), minus(ActiveFile)}}
	// Anonymous memory of the Go processes.
	anonOfGo = firstOf{minOf{ref(RSSAnon), ref(Anon)}, ref(anonAlone)}
	// What the file lists hold that is no page cache.
	beyondCache = floor0{sum{plus(InactiveFile), plus(ActiveFile), minusExpr(pageCache)}}
	// Anonymous pages on neither anonymous list are freed lazily or locked. All readings are lower bounds:
	// locked pages hide as many lazily freed ones. U is right all the same, since locked pages count in it.
	// Where the active list is not told: the inactive one holds no more page cache than there is, and page
	// cache and anonymous memory are parts of usage.
	lazyFree = firstOf{
		maxOf{beyondCache, floor0{sum{plus(Anon), plus(Shmem), minus(InactiveAnon), minus(ActiveAnon), minus(Unevictable)}}},
		beyondCache,
		floor0{sum{plus(InactiveFile), minus(File)}},
		floor0{sum{plus(InactiveFile), plus(Anon), minus(Usage)}},
	}
	lruLists = sum{plus(InactiveAnon), plus(ActiveAnon), plus(InactiveFile), plus(ActiveFile), plus(Unevictable)}
	// On v1 socket buffers are outside usage, so the sum without sock is the right one there.
	beyondKnown = firstOf{
		sum{plus(Usage), minus(Anon), minus(File), minus(Kernel), minus(Sock)},
		sum{plus(Usage), minus(Anon), minus(File), minus(Kernel)},
	}
	// Where the parts are not told, what Sys holds beside heap and stacks.
	runtimeOverhead = firstOf{
		sum{plus(GoMSpanSys), plus(GoMCacheSys), plus(GoBuckHashSys), plus(GoGCSys), plus(GoOtherSys)},
		floor0{sum{plus(GoSys), minus(GoHeapSys), minusExpr(firstOf{ref(GoStackSys), ref(GoStackInuse)})}},
	}
	heapMarked = minOf{ref(GoHeapLive), ref(GoHeapAlloc)}
)

// Classes is the table of the additive partition, in stacking order.
var Classes = []Class{
	{ID: HeapMarked, Name: "Heap, live at last GC", Group: "go_heap", Sum: heapMarked, Basis: Measured, Reclaim: SwapOnly, Color: "dark-blue", Yield: 5, YieldSwapped: 5,
		Help: "Objects that the last garbage collection found reachable. As old as that collection; not known before the first one.", Ref: refMetrics},
	{ID: HeapSinceGC, Name: "Heap, allocated since last GC", Group: "go_heap", Sum: sum{plus(GoHeapAlloc), minusExpr(heapMarked)}, Basis: Derived, Reclaim: SwapOnly, Color: "semi-dark-blue", Yield: 4, YieldSwapped: 4,
		Help: "Allocated since the last collection or not yet swept. Live or dead is not known until the next one.", Ref: refMetrics},
	{ID: HeapObjects, Name: "Heap objects", Group: "go_heap", Sum: ref(GoHeapAlloc), Basis: Measured, Reclaim: SwapOnly, Color: "semi-dark-blue", Yield: 5, YieldSwapped: 5,
		Help: "Objects on the heap, live and dead, where the exporter does not tell them apart or no collection has run.", Ref: refMemStats},
	{ID: HeapUnused, Name: "Heap, fragmentation", Group: "go_heap", Sum: floor0{sum{plus(GoHeapInuse), minus(GoHeapAlloc)}}, Basis: Measured, Reclaim: SwapOnly, Color: "blue", Yield: 2, YieldSwapped: 3,
		Help: "Free room inside spans that hold at least one object.", Ref: refMemStats},
	{ID: HeapIdle, Name: "Heap, idle", Group: "go_heap", Sum: floor0{sum{plus(GoHeapIdle), minus(GoHeapReleased)}}, Basis: Measured, Reclaim: SwapOnly, Color: "light-blue", Yield: 3, YieldSwapped: 1,
		Help: "Spans without objects that Go has not returned to the kernel yet. The scavenger gives them back; the OOM killer does not wait for it.", Ref: refMemStats},
	{ID: Stacks, Name: "Stacks", Group: "go_runtime", Sum: firstOf{ref(GoStackSys), ref(GoStackInuse)}, Basis: Measured, Reclaim: SwapOnly, Color: "purple", Yield: 6, YieldSwapped: 6,
		Help: "Stacks of goroutines and of the runtime's own threads.", Ref: refMemStats},
	{ID: RuntimeOverhead, Name: "Runtime overhead", Group: "go_runtime", Sum: runtimeOverhead, Basis: Measured, Reclaim: SwapOnly, Color: "light-purple", Yield: 1, YieldSwapped: 2,
		Help: "Span descriptors, caches, garbage collector and profiling data, and other memory of the runtime.", Ref: refMemStats},
	{ID: GoOther, Name: "Go, not split", Group: "go_runtime", Sum: floor0{sum{plus(GoUsed), minus(GoStackInuse)}}, Basis: Derived, Reclaim: SwapOnly, Coarse: true, Color: "semi-dark-purple", Yield: 1, YieldSwapped: 1,
		Help: "Everything of the Go runtime but stacks, where the exporter does not split it.", Ref: "OpenTelemetry contrib instrumentation/runtime"},
	{ID: Native, Name: "Native memory", Group: "other_anon", Sum: floor0{sum{plusExpr(anonOfGo), minus(goClaimed)}}, Basis: Derived, Reclaim: SwapOnly, Color: "orange",
		Help: "Anonymous memory of the Go process outside the Go runtime: cgo, C libraries, mmap. A lower bound where Go claims pages that are not resident; but heap that Go released with MADV_FREE (Go 1.12–1.15, GODEBUG=madvdontneed=0) stands here until the kernel takes it.", Ref: "Go runtime/mstats.go; " + refProc},
	{ID: OtherProcesses, Name: "Other processes", Group: "other_anon", Sum: floor0{sum{plus(Anon), minusExpr(anonOfGo)}}, Basis: Derived, Reclaim: SwapOnly, Color: "dark-orange",
		Help: "Anonymous memory of processes in the container that are no Go targets.", Ref: refProc},
	{ID: AnonNonGo, Name: "Anonymous, not split", Group: "other_anon", Sum: firstOf{floor0{sum{plus(Anon), minus(goClaimed)}}, ref(Anon)}, Basis: Derived, Reclaim: SwapOnly, Coarse: true, Color: "semi-dark-orange",
		Help: "Native memory and other processes, where they cannot be told apart; all anonymous memory where no Go target is known.", Ref: refStat},
	{ID: AnonUnmapped, Name: "Anonymous, unmapped", Group: "other_anon", Sum: minOf{floor0{sum{plusExpr(lruLists), minus(Anon), minus(File)}}, floor0{beyondKnown}}, Basis: Derived, Reclaim: Reclaimable, Color: "light-orange",
		Help: "Pages that no process maps any more and that still wait on a list to be freed.", Ref: "Linux mm/memcontrol.c memory_stats[]; LRU lists"},
	{ID: HugetlbClass, Name: "Huge pages (hugetlbfs)", Group: "other_anon", Sum: ref(Hugetlb), Basis: Measured, Reclaim: Pinned, Color: "super-light-orange",
		Help: "Pages of hugetlbfs, reserved by the program. Charged only where cgroup2 is mounted with memory_hugetlb_accounting.", Ref: refV2},
	{ID: FileInactive, Name: "Page cache, inactive", Group: "page_cache", Sum: firstOf{minOf{ref(InactiveFile), floor0{pageCache}}, minOf{ref(InactiveFile), ref(File)}, minOf{ref(InactiveFile), floor0{sum{plus(Usage), minus(Anon)}}}, ref(InactiveFile)}, Basis: Measured, Reclaim: Reclaimable, Color: "light-green",
		Help: "File contents read or written once. The kernel drops it when memory is needed: not a leak.", Ref: refStat},
	{ID: FileActive, Name: "Page cache, active", Group: "page_cache", Sum: firstOf{
		minOf{ref(ActiveFile), floor0{sum{plus(File), minus(Shmem), minusExpr(minOf{ref(InactiveFile), floor0{pageCache}})}}},
		minOf{ref(ActiveFile), floor0{sum{plus(File), minus(InactiveFile)}}}}, Basis: Measured, Reclaim: Reclaimable, Color: "green",
		Help: "File contents used more than once. Dropped after the inactive ones; the working set counts it.", Ref: refStat},
	{ID: FileOther, Name: "Page cache, locked", Group: "page_cache", Sum: lockedCache, Basis: Measured, Reclaim: Pinned, Color: "dark-green",
		Help: "Page cache on neither list, such as mlocked pages. Cannot be dropped.", Ref: refStat},
	{ID: FileAll, Name: "Page cache and shared memory", Group: "page_cache", Sum: ref(File), Basis: Measured, Reclaim: Mixed, Coarse: true, Color: "semi-dark-green",
		Help: "Page cache with shared memory in it, where the exporter does not split it.", Ref: refStat},
	{ID: FileActiveAndShmem, Name: "Active page cache and shared memory", Group: "page_cache", Sum: floor0{sum{plus(File), minus(InactiveFile)}}, Basis: Derived, Reclaim: Mixed, Coarse: true, Color: "green",
		Help: "What is left of the page cache without its inactive part, where the exporter does not split it.", Ref: refStat},
	{ID: ShmemAndFileOther, Name: "Shared memory and locked page cache", Group: "shared_memory", Sum: floor0{offLists}, Basis: Derived, Reclaim: SwapOnly, Coarse: true, Color: "semi-dark-yellow",
		Help: "What is in the page cache and on neither of its lists: tmpfs, shared memory, locked pages.", Ref: refStat},
	{ID: ShmemClass, Name: "Shared memory", Group: "shared_memory", Sum: ref(Shmem), Basis: Measured, Reclaim: SwapOnly, Color: "yellow",
		Help: "tmpfs and shared anonymous memory. Part of the page cache by name, but only swap can take it.", Ref: refStat},
	{ID: SlabReclaimableClass, Name: "Slab, reclaimable", Group: "kernel", Sum: ref(SlabReclaimable), Basis: Measured, Reclaim: Reclaimable, Color: "light-red",
		Help: "Dentries, inodes and the like; given back under pressure. Page cache brings some of it along.", Ref: refStat},
	{ID: SlabUnreclaimableClass, Name: "Slab, unreclaimable", Group: "kernel", Sum: ref(SlabUnreclaimable), Basis: Measured, Reclaim: Pinned, Color: "red",
		Help: "Kernel objects that stay until what they belong to ends.", Ref: refStat},
	{ID: PageTablesClass, Name: "Page tables", Group: "kernel", Sum: ref(PageTables), Basis: Measured, Reclaim: Pinned, Color: "semi-dark-red",
		Help: "Page tables of the processes.", Ref: refStat},
	{ID: KernelStacks, Name: "Kernel stacks", Group: "kernel", Sum: ref(KernelStack), Basis: Measured, Reclaim: Pinned, Color: "dark-red",
		Help: "Kernel stacks, one per thread.", Ref: refStat},
	{ID: PercpuClass, Name: "Per-CPU", Group: "kernel", Sum: ref(Percpu), Basis: Measured, Reclaim: Pinned, Color: "super-light-red",
		Help: "Per-CPU data of the kernel, such as that of cgroups and BPF maps.", Ref: refStat},
	{ID: KernelOther, Name: "Kernel, other", Group: "kernel", Sum: floor0{sum{plus(Kernel), minus(SlabReclaimable), minus(SlabUnreclaimable), minus(PageTables), minus(KernelStack), minus(Percpu), minusIfKnown(Zswap)}}, Basis: Derived, Reclaim: Pinned, Color: "semi-dark-red",
		Help: "Kernel memory with no key of its own: pipes, io_uring, BPF, vmalloc.", Ref: refStat},
	{ID: KernelClass, Name: "Kernel", Group: "kernel", Sum: ref(Kernel), Basis: Measured, Reclaim: Mixed, Coarse: true, Color: "red",
		Help: "All kernel memory charged to the container; cgroup v1 does not split it.", Ref: refV1},
	{ID: ZswapClass, Name: "Zswap pool", Group: "kernel", Sum: ref(Zswap), Basis: Measured, Reclaim: Pinned, Color: "super-light-purple",
		Help: "Compressed pages that were swapped into RAM.", Ref: "Linux f4840ccf"},
	{ID: SockClass, Name: "Socket buffers", Group: "kernel", Sum: ref(Sock), Basis: Measured, Reclaim: Pinned, Color: "dark-yellow",
		Help: "Data in network buffers: received and not read, or sent and not acknowledged.", Ref: refStat},
	{ID: KernelSockAndUnattributed, Name: "Kernel, sockets and unattributed", Group: "kernel", Sum: floor0{sum{plus(Usage), minus(Anon), minus(File)}}, Basis: Inferred, Reclaim: Mixed, Coarse: true, Color: "semi-dark-red",
		Help: "What is left when anonymous memory and page cache are taken away, where the exporter knows no more.", Ref: "google/cadvisor lib/metrics/prometheus.go: no kernel key on v2"},
	{ID: Unattributed, Name: "Unattributed", Group: "remainder", Sum: ref(Usage), Basis: Inferred, Reclaim: Mixed, Color: "#8e8e8e",
		Help: "Usage minus everything above: memory charged ahead per CPU and statistics that lag. May be negative.", Ref: "Linux mm/memcontrol.c MEMCG_CHARGE_BATCH"},
}
