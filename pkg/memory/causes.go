package memory

// Ways to tell the anonymous memory of the Go processes from that of others, and what the runtime
// claims of it.
var (
	goAnonWays = [][]CounterID{
		{Anon, RSSAnon, GoSys, GoHeapReleased}, {Anon, Processes, GoSys, GoHeapReleased}, {Anon, RSSAnon, GoUsed}, {Anon, Processes, GoUsed},
	}
	cacheWays  = [][]CounterID{{File, Shmem}, {InactiveFile, ActiveFile}}
	slabWays   = [][]CounterID{{SlabReclaimable, SlabUnreclaimable}, {Slab}, {Kernel}}
	pinnedWays = [][]CounterID{{Kernel, SlabReclaimable, SlabUnreclaimable}, {Kernel, Slab}}
	shmemWays  = [][]CounterID{{Shmem}, {File, InactiveFile, ActiveFile}}
)

// nativeWays leave out what the trend needs not: heap that was released and is backed again by huge pages
// looks the same (mm/khugepaged.c max_ptes_none), so what was released or what is in huge pages must be told.
var nativeWays = [][]CounterID{
	{Anon, RSSAnon, GoSys, GoHeapReleased}, {Anon, Processes, GoSys, GoHeapReleased}, {Anon, RSSAnon, GoUsed, AnonTHP}, {Anon, Processes, GoUsed, AnonTHP},
}

// notBacked is the share of what Go does not account for from which on huge pages explain it.
const notBacked = 0.75

// nativeCounts is the least that native memory must be.
func nativeCounts(native Expr) Ratio {
	return Ratio{What: "native memory", Sum: native, Of: number(nativeCountsFrom), OfWhat: "the least that counts", AtLeast: 1, Why: "libc, thread stacks and what Go maps and does not account for take some MiB in every program"}
}

// notReleased is the share of native memory that cannot be released heap in huge pages.
func notReleased(native Expr, atLeast, trust float64, why string) Ratio {
	return Ratio{What: "native memory that is no released heap", Sum: floor0{sum{plusExpr(native), minusExpr(backedMost)}}, Of: native, OfWhat: "what Go does not account for", AtLeast: atLeast, Trust: trust, Why: why}
}

// Causes is the table of what makes memory large (level) or lets it grow (trend). Where several answer
// the same question the first wins: what is special stands before what is general.
var Causes = []Cause{
	{ID: CauseHugePages, Name: "Huge pages", Trust: 0.8, Kills: Yes,
		Help:       "The kernel backs memory that Go gave back with huge pages again, so that more is resident than Go accounts for.",
		Amount:     hugeBytes,
		Most:       backedMost,
		LevelNeeds: [][]CounterID{{Anon, AnonTHP, RSSAnon, GoSys, GoHeapReleased}, {Anon, AnonTHP, Processes, GoSys, GoHeapReleased}},
		Level: []Rule{{share("huge pages over released heap", hugeBytes),
			{What: "huge pages over released heap", Sum: hugeBytes, Of: nativeBytes, OfWhat: "what Go does not account for", AtLeast: notBacked, Why: "what is above it cannot be Go's address space and is native memory"}}},
		Next: []string{"Set max_ptes_none of khugepaged to 0, or run the program with GODEBUG=disablethp=1 (Go 1.21.6 and newer).",
			"Compare AnonHugePages in /proc/PID/smaps with the heap's mappings."},
		DoNot: []string{"Do not take a heap profile for it: Go has given these pages back."}},
	{ID: CauseNativeMemory, Name: "Native memory", Trust: 0.95, Kills: Yes,
		Help:       "Anonymous memory of the Go process outside the Go runtime: cgo, C libraries, mmap.",
		Amount:     nativeLeast,
		Most:       nativeMost,
		LevelNeeds: nativeWays,
		Level: []Rule{
			{share("native memory", nativeBytes), notReleased(nativeBytes, 0.5, 1, "the rest may be heap that Go released and huge pages back again"), nativeCounts(nativeBytes)},
			{share("native memory by what is resident", nativeByRSS), notReleased(nativeByRSS, 0.5, 0.9, "the rest may be heap that Go released and huge pages back again; RssAnon is not told"), nativeCounts(nativeByRSS)},
			{share("native memory", nativeBytes), notReleased(nativeBytes, 1-notBacked, 0.75, "released heap alone does not explain it, and few kernels back all of it again"), nativeCounts(nativeBytes)},
		},
		Next: []string{"Look at what is linked with cgo (SQLite, RocksDB, librdkafka, image libraries) and its own memory settings.",
			"With glibc try MALLOC_ARENA_MAX=2: arenas level off, a leak does not."},
		DoNot: []string{"Do not look for it with pprof: the heap profile does not see memory outside the Go runtime.", "GOMEMLIMIT does not govern it: leave room for it below the limit."}},
	{ID: CauseFragmentation, Name: "Heap fragmentation", Trust: 0.95, Kills: Yes,
		Help:       "Spans of the heap that stay in use for a few objects each.",
		Amount:     ofClass(HeapUnused),
		LevelNeeds: [][]CounterID{{GoHeapInuse, GoHeapAlloc}},
		Level: []Rule{{share("free room inside spans", ofClass(HeapUnused))}, {
			{What: "free room inside spans", Sum: ofClass(HeapUnused), Of: heapInUse, OfWhat: "heap in use", AtLeast: 0.35, Trust: 0.8, Why: "size classes waste at most an eighth, spans that are being filled some more (Go runtime/sizeclasses.go); golang/go#18896 had 37%"},
			share("heap in use", heapInUse)}},
		Next:  []string{"Look for many small objects that outlive a burst of others: caches filled during a peak, maps that shrank.", "Copy what is kept for long into fresh memory, or keep it in few large slices."},
		DoNot: []string{"Do not lower GOGC for it: collections do not move objects."}},
	{ID: CauseGCHeadroom, Name: "Room for garbage", Trust: 0.95, Kills: Yes,
		Help:       "Heap that the collector lets garbage take before it runs again: GOGC% on top of what is live.",
		Amount:     firstOf{headroom, headroomIdle},
		LevelNeeds: [][]CounterID{{GoHeapLive, GoHeapAlloc}, {GoNextGC, GoHeapAlloc, GoGCPercent}},
		Level: []Rule{
			{share("room for garbage", headroom)},
			{{What: "free room below the GC goal", Sum: headroomIdle, Of: ref(Usage), OfWhat: "usage", AtLeast: 0.5, Why: "more than all the rest together, whatever of the objects is garbage too"}},
			{share("heap", heapBytes),
				{What: "room for garbage", Sum: headroom, Of: ref(Usage), OfWhat: "usage", AtLeast: 0.45, Trust: 0.9, Why: "about half: with less, something else is as large, and no cause has most of usage"},
				{What: "GC goal", Sum: ref(GoNextGC), Of: limitKnown, OfWhat: "the limit", AtLeast: 0.75, Why: "the heap may grow to the goal, and a quarter of the limit is what stacks, runtime and kernel need"},
				{What: "GC goal", Sum: ref(GoNextGC), Of: liveObjects, OfWhat: "live heap", AtLeast: 1.6, Why: "below that it is the live heap that fills the limit"}},
		},
		Next:  []string{"Set GOMEMLIMIT to what is advised: the collector then runs before the limit is met, and not before it has to.", "Allocate less: the allocation profile (pprof -sample_index=alloc_space) shows where garbage comes from."},
		DoNot: []string{"Do not take it for a leak: a collection frees it."}},
	{ID: CauseRetainedHeap, Name: "Retained heap", Trust: 1, Kills: Unknown,
		Help:       "Heap that is free and not given back to the kernel yet, after a peak.",
		Amount:     retained,
		LevelNeeds: [][]CounterID{{GoHeapIdle, GoHeapReleased}},
		Level:      []Rule{{share("idle heap", retained)}},
		Next:       []string{"Find the peak that needed it; the scavenger returns the rest slowly.", "Set GOMEMLIMIT so that it is returned before the limit is met."},
		DoNot:      []string{"Do not look for a leak: nothing refers to this memory."}},
	{ID: CauseLiveHeap, Name: "Live heap", Trust: 1, Kills: Yes,
		Help:       "Objects that the program can still reach.",
		Amount:     liveObjects,
		LevelNeeds: [][]CounterID{{GoHeapLive, GoHeapAlloc}, {GoNextGC, GoHeapAlloc, GoGCPercent}},
		Level:      []Rule{{share("live heap", liveObjects)}},
		Next:       []string{"Take a heap profile (pprof, inuse_space): it shows who holds it."},
		DoNot:      []string{"GOMEMLIMIT below what is live only makes the collector run without end."}},
	{ID: CauseGoroutineStacks, Name: "Goroutine stacks", Trust: 1, Kills: Yes,
		Help:       "Stacks of goroutines: many goroutines, or deep ones.",
		Amount:     ofClass(Stacks),
		LevelNeeds: [][]CounterID{{GoStackSys}, {GoStackInuse}},
		Level:      []Rule{{share("stacks", ofClass(Stacks))}},
		Next:       []string{"Take a goroutine profile (pprof, goroutine): it shows where they wait.", "Where their number is ordinary look for deep recursion and large values on the stack."},
		DoNot:      []string{"Do not take a heap profile for it: stacks are outside the heap."}},
	{ID: CauseRuntimeOverhead, Name: "Runtime overhead", Trust: 1, Kills: Yes,
		Help:       "What the Go runtime needs for itself: span descriptors, GC metadata, profiling buckets.",
		Amount:     ofClass(RuntimeOverhead),
		LevelNeeds: [][]CounterID{{GoMSpanSys, GoMCacheSys, GoBuckHashSys, GoGCSys, GoOtherSys}, {GoSys, GoHeapSys, GoStackInuse}, {GoSys, GoHeapSys, GoStackSys}},
		Level:      []Rule{{share("runtime overhead", ofClass(RuntimeOverhead))}},
		Next:       []string{"Look at buck_hash_sys (profiling with a high rate), gc_sys and mspan_sys (a heap that once was large)."},
		DoNot:      []string{"Do not take a heap profile for it: it shows objects only."}},
	{ID: CauseMappedFiles, Name: "Mapped files", Trust: 0.95, Kills: Unknown, Droppable: true,
		Help:       "Page cache that the process maps: database files, indexes. It stands in the process's RSS, and is no anonymous memory.",
		Amount:     mappedCache,
		LevelNeeds: [][]CounterID{{FileMapped, File, Shmem}, {FileMapped, InactiveFile, ActiveFile}},
		Level:      []Rule{{share("mapped page cache", mappedCache)}},
		Next:       []string{"Compare RssFile with RssAnon in /proc/PID/status; look at what maps files (bbolt, Lucene-like indexes, mmap of data files).", "Watch refaults: if the mapped files do not fit, the program waits for the disk."},
		DoNot:      []string{"Do not take a heap profile for it: the kernel drops clean mapped pages when memory is needed."}},
	{ID: CausePageCache, Name: "Page cache", Trust: 1, Kills: No, Droppable: true,
		Help:       "Contents of files that were read or written; charged to the container that touched them first, dropped when memory is needed.",
		Amount:     unmappedCache,
		Note:       &Note{"of it kernel objects that it brings along", slabOfCache},
		LevelNeeds: cacheWays, TrendNeeds: cacheWays,
		Level: []Rule{
			{share("page cache", unmappedCache), {What: "mapped files", Sum: ref(FileMapped), Of: ref(Usage), OfWhat: "usage", AtLeast: 0, Why: "told, so that mapped files are not taken for it"}},
			{{What: "page cache", Sum: unmappedCache, Of: ref(Usage), OfWhat: "usage", AtLeast: 0.5, Trust: 0.8, Why: "more than all the rest together; files that are mapped cannot be told from it"}},
		},
		Rises: []Line{
			{What: "page cache", Sum: sum{plus(File), minus(Shmem)}, Unit: Bytes, Cut: true},
			{What: "page cache", Sum: listedCache, Unit: Bytes, Cut: true},
		},
		Next:  []string{"Run memledger files --container NAME on the node: it lists the files that are cached, the largest first.", "Look for what reads or writes files: a backup, a log, a database. The program need not be the one that runs it.", "Alert on unreclaimable memory, not on usage."},
		DoNot: []string{"Do not profile the program: it is cache."}},
	{ID: CauseKernelSlab, Name: "Kernel objects", Trust: 1, Kills: Unknown,
		Help:       "Objects that the kernel keeps for the container: dentries, inodes and others, above the 3% that page cache brings along.",
		Amount:     sum{plusExpr(slabBytes), plusExpr(kernelUnsplit)},
		Note:       &Note{"besides, what page cache brings along of them counts as page cache", sum{plusExpr(slabOfCache), plusExpr(minOf{ofClass(KernelClass), times03(cacheBytes)})}},
		LevelNeeds: slabWays, TrendNeeds: slabWays,
		Level: []Rule{{share("kernel objects", slabBytes)},
			{Ratio{What: "kernel memory beyond page tables", Sum: kernelUnsplit, Of: ref(Usage), OfWhat: "usage", AtLeast: 0.5, Trust: 0.85, Why: "cgroup v1 does not split it; nothing but slab grows so large without anonymous memory beside it"}}},
		Rises: []Line{
			{What: "kernel objects", Sum: sum{plusExpr(firstOf{ref(Slab), sum{plus(SlabReclaimable), plus(SlabUnreclaimable)}}), timesIfKnown(-0.03, ref(File))}, Unit: Bytes},
			{What: "kernel memory", Sum: sum{plus(Kernel), timesIfKnown(-0.03, ref(File))}, Unit: Bytes, Trust: 0.85},
		},
		Next:  []string{"Look for files that are created and removed, or names that are looked up and do not exist, in great numbers (slabtop on the node: dentry, inode caches).", "Reclaimable slab can be given back by writing to memory.reclaim (cgroup v2, Linux 5.19 and newer)."},
		DoNot: []string{"Do not take a heap profile for it: this memory is the kernel's."}},
	{ID: CauseSockets, Name: "Socket buffers", Trust: 1, Kills: Yes,
		Help:       "Data in network buffers: received and not read, or sent and not acknowledged.",
		Amount:     ofClass(SockClass),
		LevelNeeds: [][]CounterID{{Sock}}, TrendNeeds: [][]CounterID{{Sock}},
		Level: []Rule{{share("socket buffers", ofClass(SockClass))}},
		Rises: []Line{{What: "socket buffers", Sum: ref(Sock), Unit: Bytes}},
		Next:  []string{"Count connections and their queues (ss -tmp in the container's network namespace): who does not read, or who does not answer?", "Bound the number of connections, and set deadlines."},
		DoNot: []string{"GOMEMLIMIT does not govern it, and no heap profile shows it."}},
	{ID: CauseSharedMemory, Name: "Shared memory", Trust: 1, Kills: Yes,
		Help:       "tmpfs, memory-backed volumes and shared mappings. Part of the page cache by name, but only swap can take it.",
		Amount:     ofClass(ShmemClass, ShmemAndFileOther),
		LevelNeeds: shmemWays, TrendNeeds: shmemWays,
		Level: []Rule{{share("shared memory", ofClass(ShmemClass, ShmemAndFileOther))}},
		Rises: []Line{
			{What: "shared memory", Sum: ref(Shmem), Unit: Bytes},
			{What: "page cache on no file list", Sum: floor0{offLists}, Unit: Bytes, Lists: true, Trust: 0.95},
		},
		Next:  []string{"List tmpfs mounts and their files (df -t tmpfs; du in /dev/shm, /tmp and volumes of medium Memory).", "Give the volume a sizeLimit; files outlive a restart of the container."},
		DoNot: []string{"Do not take it for page cache: the kernel cannot drop it."}},
	{ID: CausePinnedMemory, Name: "Pinned memory", Trust: 1, Kills: Yes,
		Help:       "Memory that neither reclaim nor swap can take: page tables, kernel stacks, per-CPU data, pipes and BPF maps of the kernel, huge pages of hugetlbfs, locked page cache.",
		Amount:     pinnedBytes,
		LevelNeeds: pinnedWays, TrendNeeds: pinnedWays,
		Level: []Rule{{share("pinned memory", pinnedBytes)}},
		Rises: []Line{
			{What: "kernel memory beside kernel objects", Sum: sum{plus(Kernel), minusExpr(firstOf{sum{plus(SlabReclaimable), plus(SlabUnreclaimable)}, ref(Slab)})}, Unit: Bytes},
		},
		Also: []Line{
			{What: "huge pages of hugetlbfs", Sum: ref(Hugetlb), Unit: Bytes},
			{What: "locked page cache", Sum: lockedCache, Unit: Bytes},
		},
		Next: []string{"See in the breakdown which of its classes is large: page tables are of sparse or shared mappings, kernel stacks of threads (ls /proc/PID/task), other kernel memory of pipes, io_uring and BPF maps (ls -l /proc/PID/fd).",
			"For locked page cache look at VmLck in /proc/PID/status and for what calls mlock; for huge pages at HugetlbPages there."},
		DoNot: []string{"Do not take it for page cache, and take no heap profile for it: the kernel cannot drop it, and it is outside the heap."}},
	{ID: CauseOtherProcesses, Name: "Other processes", Trust: 0.95, Kills: Yes,
		Help:       "Anonymous memory of processes in the container that are no Go targets: children, shells, helpers.",
		Amount:     sum{plusExpr(ofClass(OtherProcesses)), plusIfKnown(othersByRSS)},
		Most:       othersMost,
		LevelNeeds: [][]CounterID{{Anon, RSSAnon}}, TrendNeeds: [][]CounterID{{Anon, RSSAnon}},
		Level: []Rule{{share("other processes", ofClass(OtherProcesses))}, {share("anonymous memory beyond what the Go process has resident", othersByRSS)}},
		Rises: []Line{{What: "other processes", Sum: floor0{sum{plus(Anon), minus(RSSAnon)}}, Unit: Bytes}},
		Next:  []string{"List the container's processes with their RssAnon (ps, /proc/PID/status), children included.", "An OOM kill of a child does not restart the container: look at oom_kill of memory.events."},
		DoNot: []string{"Do not profile the Go process: it is another one."}},
	{ID: CauseGoroutineLeak, Name: "Goroutine leak", Trust: 1, Kills: Yes,
		Help:       "Goroutines that are started and never end; each holds its stack and what it refers to.",
		TrendNeeds: [][]CounterID{{Goroutines}},
		Rises:      []Line{{What: "the number of goroutines", Of: "goroutines", Sum: ref(Goroutines), Unit: Count, Least: 100}},
		Next:       []string{"Take a goroutine profile twice, an hour apart (pprof, goroutine), and compare: it shows where they wait.", "Go 1.26 can list leaked ones (goroutineleak profile), if the program was built with GOEXPERIMENT=goroutineleakprofile."},
		DoNot:      []string{"Do not start at the heap profile: what the goroutines hold goes with them."}},
	{ID: CauseHeapLeak, Name: "Heap leak", Trust: 1, Kills: Yes,
		Help:       "What is live after each collection grows and does not come back.",
		TrendNeeds: [][]CounterID{{GoHeapLive}, {GoHeapAlloc}, {GoNextGC, GoGCPercent}},
		Rises: []Line{
			{What: "live heap", Sum: ref(GoHeapLive), Unit: Bytes, Collected: true},
			{What: "live heap by the GC goal", Sum: ref(heapLive), Unit: Bytes, Collected: true},
			{What: "floor of the heap", Sum: ref(GoHeapAlloc), Unit: Bytes, Floor: true, Collected: true, Unless: GoGCPercent, Trust: 0.95},
		},
		Next:  []string{"Take a heap profile now and one later (pprof, inuse_space) and compare them with -diff_base.", "Look for maps and caches without a bound, and for timers and listeners that are not removed."},
		DoNot: []string{"Do not raise the limit and leave it: that only moves the hour.", "Do not count on GOMEMLIMIT: with a leak it turns into hours of garbage collection before the kill."}},
	{ID: CauseNativeLeak, Name: "Native leak", Trust: 0.95, Kills: Yes,
		Help:       "Memory outside the Go runtime grows: cgo, C libraries, mmap.",
		TrendNeeds: goAnonWays,
		// What Go mapped and has not touched yet is its own when it is touched.
		Rises: []Line{
			// What is in swap is the Go process's where there is no other.
			{What: "native memory", Sum: floor0{sum{plus(anonAlone), plusIfKnown(ref(Swap)), minusExpr(goTotalKnown)}}, Unit: Bytes},
			{What: "native memory", Sum: floor0{sum{plusExpr(minOf{ref(RSSAnon), ref(Anon)}), minusExpr(goTotalKnown)}}, Unit: Bytes},
		},
		Next:  []string{"Look for C objects that are not freed: rows, statements, iterators, images. Try jemalloc's heap profiler or heaptrack.", "With glibc try MALLOC_ARENA_MAX=2: arenas level off, a leak does not."},
		DoNot: []string{"Do not look for it with pprof: the heap profile does not see memory outside the Go runtime."}},
}

// Coarse says what may stand in a part of usage that an exporter could not split.
type Coarse struct {
	Part  Expr
	Could []CauseID
	NoGo  bool // holds only where the container has no Go target
	// Without is a counter with which it would not hold; "" = none.
	Without CounterID
}

// CoarseParts is the table of what cannot be told apart.
var CoarseParts = []Coarse{
	{Part: ofClass(HeapObjects), Could: []CauseID{CauseLiveHeap, CauseGCHeadroom}, Without: heapLive},
	{Part: ofClass(GoOther), Could: []CauseID{CauseLiveHeap, CauseGCHeadroom, CauseRetainedHeap, CauseFragmentation, CauseRuntimeOverhead}},
	{Part: ofClass(AnonNonGo), Could: []CauseID{CauseNativeMemory, CauseOtherProcesses, CauseHugePages}},
	{Part: ofClass(AnonNonGo), Could: []CauseID{CauseLiveHeap, CauseGCHeadroom, CauseRetainedHeap, CauseFragmentation, CauseGoroutineStacks, CauseRuntimeOverhead}, NoGo: true},
	{Part: ofClass(Native), Could: []CauseID{CauseHugePages}, Without: AnonTHP},
	{Part: ofClass(Native), Could: []CauseID{CauseHugePages}, Without: GoHeapReleased},
	{Part: freedByAny, Could: []CauseID{CauseNativeMemory, CauseRetainedHeap}, Without: GoHeapReleased},
	{Part: cacheBytes, Could: []CauseID{CauseMappedFiles}, Without: FileMapped},
	{Part: ofClass(Native, AnonNonGo), Could: []CauseID{CauseGoroutineStacks}, Without: GoStackInuse},
	{Part: ofClass(FileAll), Could: []CauseID{CausePageCache, CauseSharedMemory, CauseMappedFiles}},
	{Part: ofClass(FileActiveAndShmem), Could: []CauseID{CausePageCache, CauseSharedMemory, CauseMappedFiles}},
	{Part: ofClass(KernelSockAndUnattributed), Could: []CauseID{CauseSockets, CauseKernelSlab, CausePinnedMemory}},
	{Part: ofClass(Unattributed), Could: []CauseID{CausePinnedMemory}, Without: Kernel},
	{Part: ofClass(Unattributed), Could: []CauseID{CausePageCache, CauseSharedMemory, CauseKernelSlab, CauseSockets, CausePinnedMemory, CauseMappedFiles}, Without: File},
	{Part: ofClass(Unattributed), Could: []CauseID{CauseNativeMemory, CauseOtherProcesses, CauseHugePages}, Without: Anon},
	{Part: ofClass(Unattributed), Could: []CauseID{CauseLiveHeap, CauseGCHeadroom, CauseRetainedHeap, CauseFragmentation, CauseGoroutineStacks, CauseRuntimeOverhead}, NoGo: true, Without: Anon},
}

// CoarseLine says what may make a line rise that an exporter cannot split.
type CoarseLine struct {
	Line  Line
	Could []CauseID
	NoGo  bool // holds only where the container has no Go target
	// Without is a counter with which a finer line is watched; "" = none.
	Without CounterID
}

// CoarseLines is the table of lines that are watched where a finer one is not known.
var CoarseLines = []CoarseLine{
	{Line: Line{What: "memory of the Go runtime", Sum: goTotalKnown, Unit: Bytes, Floor: true, Collected: true}, Could: []CauseID{CauseHeapLeak, CauseGoroutineLeak}},
	{Line: Line{What: "anonymous memory outside the Go runtime", Sum: floor0{sum{plus(Anon), minusExpr(goTotalKnown)}}, Unit: Bytes}, Could: []CauseID{CauseNativeLeak, CauseOtherProcesses}},
	{Line: Line{What: "anonymous memory", Sum: ref(Anon), Unit: Bytes}, Could: []CauseID{CauseHeapLeak, CauseGoroutineLeak, CauseNativeLeak, CauseOtherProcesses}, NoGo: true},
	{Line: Line{What: "page cache and shared memory", Sum: ref(File), Unit: Bytes, Cut: true}, Could: []CauseID{CausePageCache, CauseSharedMemory}},
	{Line: Line{What: "usage", Sum: ref(Usage), Unit: Bytes, Cut: true}, Without: Anon, Could: []CauseID{CauseHeapLeak, CauseGoroutineLeak, CauseNativeLeak, CauseOtherProcesses, CausePageCache, CauseSharedMemory, CauseKernelSlab, CauseSockets, CausePinnedMemory}},
	{Line: Line{What: "usage beside anonymous memory", Sum: sum{plus(Usage), minus(Anon)}, Unit: Bytes, Cut: true}, Without: File, Could: []CauseID{CausePageCache, CauseSharedMemory, CauseKernelSlab, CauseSockets, CausePinnedMemory}},
	{Line: Line{What: "what podman prints beyond the Go runtime", Sum: sum{plusExpr(firstOf{ref(WorkingSet), ref(Reported)}), minusExpr(goTotalKnown)}, Unit: Bytes}, Without: Usage, Could: []CauseID{CauseNativeLeak, CauseOtherProcesses, CauseSharedMemory, CauseKernelSlab, CauseSockets, CausePinnedMemory, CausePageCache}},
	{Line: kernelAndSockets, Without: Kernel, Could: []CauseID{CauseKernelSlab, CauseSockets, CausePinnedMemory}},
	{Line: kernelAndSockets, Could: []CauseID{CauseKernelSlab, CauseSockets}},
}

var kernelAndSockets = Line{What: "kernel memory and socket buffers", Sum: sum{plus(Usage), minus(Anon), times(-1.03, ref(File))}, Unit: Bytes}
