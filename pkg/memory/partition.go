package memory

// alternative is one way to split a slot: all of parts must be known; extras are added where known.
type alternative struct {
	parts  []ClassID
	extras []ClassID
	rest   ClassID // where what the parts do not split stays, if that is none of them
}

// slot is one branch of the partition of usage; the first alternative that is known is taken.
type slot struct {
	name         string
	alternatives []alternative
}

// slots is the partition as a decision table, finest alternative first. The Go slot comes first
// because the slot after it takes what Go did not claim.
var slots = []slot{
	{"go", []alternative{
		{parts: []ClassID{HeapMarked, HeapSinceGC, HeapUnused, HeapIdle, Stacks, RuntimeOverhead}},
		{parts: []ClassID{HeapObjects, HeapUnused, HeapIdle, Stacks, RuntimeOverhead}},
		{parts: []ClassID{Stacks, GoOther}},
		{parts: []ClassID{HeapObjects, HeapUnused, HeapIdle}, extras: []ClassID{Stacks}},
		{parts: []ClassID{HeapObjects}},
	}},
	{"other_anon", []alternative{
		{parts: []ClassID{Native, OtherProcesses}},
		{parts: []ClassID{AnonNonGo}},
	}},
	{"unmapped", []alternative{{parts: []ClassID{AnonUnmapped}}}},
	{"hugetlb", []alternative{{parts: []ClassID{HugetlbClass}}}},
	{"file", []alternative{
		{parts: []ClassID{FileInactive, FileActive, FileOther, ShmemClass}},
		{parts: []ClassID{FileInactive, FileActive, ShmemAndFileOther}},
		{parts: []ClassID{FileInactive, FileActiveAndShmem}},
		{parts: []ClassID{FileAll}},
		{parts: []ClassID{FileInactive}, rest: Unattributed},
	}},
	{"kernel", []alternative{
		{parts: []ClassID{SlabReclaimableClass, SlabUnreclaimableClass, PageTablesClass, KernelStacks, PercpuClass, KernelOther, SockClass}, extras: []ClassID{ZswapClass}},
		{parts: []ClassID{SlabReclaimableClass, SlabUnreclaimableClass, KernelStacks, SockClass}, extras: []ClassID{PageTablesClass, PercpuClass}},
		{parts: []ClassID{KernelClass}, extras: []ClassID{SockClass}},
		{parts: []ClassID{KernelSockAndUnattributed}},
	}},
}

// Overlay is memory that is a part of a class or outside usage: shown beside, never added.
type Overlay struct {
	ID   string
	Name string
	Sum  Expr
	Unit Unit
	Help string
	Ref  string
}

// Overlays is the table of what is shown beside the ledger.
var Overlays = []Overlay{
	{"file_mapped", "Mapped page cache", ref(FileMapped), Bytes, "Page cache that a process maps; inside page cache and shared memory.", refStat},
	{"file_dirty", "Dirty page cache", ref(FileDirty), Bytes, "Page cache not yet written to disk: cannot be dropped before it is.", refStat},
	{"file_writeback", "Page cache being written", ref(FileWriteback), Bytes, "Page cache on its way to disk.", refStat},
	{"anon_thp", "Transparent huge pages", ref(AnonTHP), Bytes, "Anonymous memory in huge pages; inside the anonymous classes.", refStat},
	{"lazyfree", "Lazily freed", lazyFree, Bytes, "Anonymous pages freed with MADV_FREE that still stand on the inactive file list; inside the anonymous classes.", refV1},
	{"swap", "Swap", ref(Swap), Bytes, "Swapped out; outside usage.", refV2},
	{"zswapped", "Swapped into zswap", ref(Zswapped), Bytes, "Size before compression of what zswap holds; outside usage.", "Linux f4840ccf"},
	{"kmem_tcp", "TCP buffers (cgroup v1)", ref(KmemTCP), Bytes, "A counter of its own on v1; outside usage.", "Linux mm/memcontrol-v1.c memcg1_charge_skmem"},
}
