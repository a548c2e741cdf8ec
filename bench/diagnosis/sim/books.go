package sim

import "github.com/memledger/memledger/pkg/memory"

// GoBooks is what the runtime says of itself, in bytes where nothing else is said.
type GoBooks struct {
	Alloc, Inuse, Idle, Released, Live int64 // Idle includes Released, as HeapIdle does
	StackInuse, StackSys               int64
	MSpan, MCache, BuckHash, GC, Other int64
	NextGC, MemLimit                   int64   // MemLimit 0 = not set
	GOGC                               float64 // 0 = off
	Goroutines                         int64
	Started                            float64 // s
	Allocated                          float64 // bytes allocated since the start, in all
}

// HeapSys = HeapInuse + HeapIdle.
func (g *GoBooks) HeapSys() int64 { return g.Inuse + g.Idle }

// Sys is all that the runtime mapped.
func (g *GoBooks) Sys() int64 {
	return g.HeapSys() + g.StackSys + g.MSpan + g.MCache + g.BuckHash + g.GC + g.Other
}

// Used is what GOMEMLIMIT governs.
func (g *GoBooks) Used() int64 { return g.Sys() - g.Released }

// Books is what one container holds at one moment, in bytes.
type Books struct {
	At float64 // s

	GoResident, Native, Children, HugeExtra       int64 // anonymous
	LazyFree                                      int64 // anonymous: released by Go with MADV_FREE, on the inactive file list
	AnonTHP                                       int64 // of the anonymous
	InactiveFile, ActiveFile, LockedFile, Shmem   int64 // page cache
	Mapped, Dirty, Writeback                      int64 // of the page cache
	SlabReclaimable, SlabUnreclaimable            int64
	PageTables, KernelStack, Percpu, KernelOther  int64
	Sock                                          int64 // on v1 outside usage
	Stock                                         int64 // charged in advance for each CPU, in no class
	Limit, NodeMemory, Peak                       int64 // Limit 0 = none
	Max, OOMKill, RefaultFile, MajorFaults, Procs int64
	PressureSome, PressureFull                    float64 // s
	Cgroup                                        int     // 1 or 2
	HasGo                                         bool
	Go                                            GoBooks
	// The text and data of the Go binary and its libraries, mapped from the page cache.
	RSSFile int64
}

// Anon is the anonymous memory.
func (b *Books) Anon() int64 { return b.RSSAnon() + b.Children }

// RSSAnon is the anonymous memory of the Go process alone.
func (b *Books) RSSAnon() int64 { return b.GoResident + b.Native + b.HugeExtra + b.LazyFree }

// Cache is the page cache without shared memory.
func (b *Books) Cache() int64 { return b.InactiveFile + b.ActiveFile + b.LockedFile }

// File is what the kernel calls file.
func (b *Books) File() int64 { return b.Cache() + b.Shmem }

// Kernel is the kernel's memory without socket buffers.
func (b *Books) Kernel() int64 {
	return b.SlabReclaimable + b.SlabUnreclaimable + b.PageTables + b.KernelStack + b.Percpu + b.KernelOther
}

// Usage is what the limit is held against.
func (b *Books) Usage() int64 {
	u := b.Anon() + b.File() + b.Kernel() + b.Stock
	if b.Cgroup == 2 {
		u += b.Sock
	}
	return u
}

// Unreclaimable is what stays of usage when all that reclaim can take is taken.
func (b *Books) Unreclaimable() int64 {
	return b.Usage() - b.Stock - b.InactiveFile - b.ActiveFile - b.SlabReclaimable - b.LazyFree
}

// Values is what the kernel and the Go runtime report: every counter that exists on the cgroup
// version, whether or not any exporter tells it.
func (b *Books) Values() map[memory.CounterID]float64 {
	v := make(map[memory.CounterID]float64, 80)
	put := func(id memory.CounterID, n int64) { v[id] = float64(n) }
	b.putCommon(put)
	if b.Cgroup == 2 {
		b.putV2(put)
		v[memory.PressureSome], v[memory.PressureFull] = b.PressureSome, b.PressureFull
	}
	if b.Limit > 0 {
		put(memory.Limit, b.Limit)
		put(memory.HierarchicalLimit, b.Limit)
	}
	put(memory.NodeMemory, b.NodeMemory)
	put(memory.NodeSwapFree, 0)
	if b.HasGo {
		b.putGo(v)
	}
	return v
}

func (b *Books) putCommon(put func(memory.CounterID, int64)) {
	put(memory.Usage, b.Usage())
	put(memory.WorkingSet, b.Usage()-b.InactiveFile-b.LazyFree)
	put(memory.Anon, b.Anon())
	put(memory.File, b.File())
	put(memory.Kernel, b.Kernel())
	put(memory.Shmem, b.Shmem)
	put(memory.FileMapped, b.Mapped)
	put(memory.FileDirty, b.Dirty)
	put(memory.FileWriteback, b.Writeback)
	put(memory.AnonTHP, b.AnonTHP)
	put(memory.InactiveAnon, b.Shmem)
	put(memory.ActiveAnon, b.Anon()-b.LazyFree)
	put(memory.InactiveFile, b.InactiveFile+b.LazyFree)
	put(memory.ActiveFile, b.ActiveFile)
	put(memory.Unevictable, b.LockedFile)
	put(memory.Swap, 0)
	put(memory.Swapcached, 0)
	put(memory.Peak, b.Peak)
	put(memory.EventsMax, b.Max)
	put(memory.EventsOOMKill, b.OOMKill)
	put(memory.RefaultFile, b.RefaultFile)
	put(memory.RefaultAnon, 0)
	put(memory.MajorFaults, b.MajorFaults)
	put(memory.Processes, b.Procs)
}

func (b *Books) putV2(put func(memory.CounterID, int64)) {
	put(memory.KernelStack, b.KernelStack)
	put(memory.PageTables, b.PageTables)
	put(memory.SecPageTables, 0)
	put(memory.Percpu, b.Percpu)
	put(memory.Vmalloc, 0)
	put(memory.Sock, b.Sock)
	put(memory.FileTHP, 0)
	put(memory.ShmemTHP, 0)
	put(memory.SlabReclaimable, b.SlabReclaimable)
	put(memory.SlabUnreclaimable, b.SlabUnreclaimable)
	put(memory.Slab, b.SlabReclaimable+b.SlabUnreclaimable)
	put(memory.EventsHigh, 0)
	put(memory.EventsOOM, b.OOMKill)
}

func (b *Books) putGo(v map[memory.CounterID]float64) {
	g := &b.Go
	put := func(id memory.CounterID, n int64) { v[id] = float64(n) }
	put(memory.GoHeapAlloc, g.Alloc)
	put(memory.GoHeapInuse, g.Inuse)
	put(memory.GoHeapIdle, g.Idle)
	put(memory.GoHeapReleased, g.Released)
	put(memory.GoHeapSys, g.HeapSys())
	put(memory.GoHeapLive, g.Live)
	put(memory.GoStackInuse, g.StackInuse)
	put(memory.GoStackSys, g.StackSys)
	put(memory.GoMSpanSys, g.MSpan)
	put(memory.GoMCacheSys, g.MCache)
	put(memory.GoBuckHashSys, g.BuckHash)
	put(memory.GoGCSys, g.GC)
	put(memory.GoOtherSys, g.Other)
	put(memory.GoSys, g.Sys())
	put(memory.GoUsed, g.Used())
	put(memory.GoNextGC, g.NextGC)
	put(memory.Goroutines, g.Goroutines)
	v[memory.GoAllocated] = g.Allocated
	put(memory.RSSAnon, b.RSSAnon())
	put(memory.RSS, b.RSSAnon()+b.RSSFile+b.Mapped)
	v[memory.GoStartTime] = g.Started
	if g.GOGC > 0 {
		v[memory.GoGCPercent] = g.GOGC
	}
	if g.MemLimit > 0 {
		v[memory.GoMemLimit] = float64(g.MemLimit)
	}
}
