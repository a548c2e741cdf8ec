package corpus

import (
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// slabOfCache is what page cache drags along of kernel objects (design: about 3%).
const slabOfCache = 0.03

// Shares is how many bytes of usage each level cause truly has. What is left of usage belongs to none.
func Shares(b *sim.Books) map[memory.CauseID]float64 {
	g := &b.Go
	drag := min(float64(b.SlabReclaimable), slabOfCache*float64(b.Cache()))
	s := map[memory.CauseID]float64{
		memory.CausePageCache:      float64(b.Cache()-b.LockedFile-b.Mapped) + drag,
		memory.CauseMappedFiles:    float64(b.Mapped),
		memory.CauseNativeMemory:   float64(b.Native),
		memory.CauseHugePages:      float64(b.HugeExtra),
		memory.CauseOtherProcesses: float64(b.Children),
		memory.CauseSharedMemory:   float64(b.Shmem),
		memory.CauseKernelSlab:     float64(b.SlabReclaimable+b.SlabUnreclaimable) - drag,
	}
	if b.Cgroup == 2 {
		s[memory.CausePinnedMemory] = float64(b.PageTables + b.KernelStack + b.Percpu + b.KernelOther + b.LockedFile)
		s[memory.CauseSockets] = float64(b.Sock)
	}
	if !b.HasGo {
		return s
	}
	// The heap up to the collector's goal is live or room for garbage, whatever of it is free this second;
	// what is resident above the goal is retained.
	holes := float64(g.Inuse - g.Alloc)
	whole := float64(g.Inuse+g.Idle-g.Released) - holes
	live := float64(g.Live)
	room := max(0, min(whole, float64(g.NextGC))-live)
	s[memory.CauseLiveHeap] = live
	s[memory.CauseGCHeadroom] = room
	s[memory.CauseRetainedHeap] = max(0, whole-live-room) + float64(b.LazyFree)
	s[memory.CauseFragmentation] = holes
	s[memory.CauseGoroutineStacks] = float64(g.StackSys)
	s[memory.CauseRuntimeOverhead] = float64(g.Sys() - g.HeapSys() - g.StackSys)
	return s
}

// Where a share is within these, half a usage more or less, no answer is called wrong.
const (
	clearlyMost = 0.55
	clearlyNone = 0.42
)

// levelOf is the cause that has most of usage, mixed where none has, and "" where it is too close to
// half to call.
func levelOf(b *sim.Books) memory.CauseID {
	var most memory.CauseID
	var top float64
	for id, bytes := range Shares(b) {
		if bytes > top {
			most, top = id, bytes
		}
	}
	switch share := top / float64(b.Usage()); {
	case share >= clearlyMost:
		return most
	case share <= clearlyNone:
		return memory.CauseMixed
	}
	return ""
}
