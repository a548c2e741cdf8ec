package corpus

import "github.com/memledger/memledger/pkg/memory"

// Knowable is what can be known of a cause with the counters that an exporter tells.
type Knowable string

const (
	Known   Knowable = "known"   // the counters decide it
	Coarse  Knowable = "coarse"  // they narrow it down: the right answer is right, and so is "cannot tell"
	Unknown Knowable = "unknown" // nobody can tell: only "cannot tell" is right, with what is missing
)

// needs are alternatives of counters, any of which decides a cause; coarse ones narrow it down.
type needs struct{ decide, narrow [][]memory.CounterID }

type ways = [][]memory.CounterID

// Anonymous memory beside the Go runtime's is one program's or another's: RssAnon tells which, and so
// does the count of processes where there is but one. Resident memory less mapped files is a lower
// bound of RssAnon, resident memory an upper one, so they narrow it down.
// Alternatives with the count of processes hold where there is no process beside the Go targets.
var (
	besideGo = needs{
		decide: ways{
			{memory.Anon, memory.GoSys, memory.GoHeapReleased, memory.RSSAnon}, {memory.Anon, memory.GoUsed, memory.RSSAnon},
			{memory.Anon, memory.GoSys, memory.GoHeapReleased, memory.Processes}, {memory.Anon, memory.GoUsed, memory.Processes},
		},
		narrow: ways{{memory.Anon, memory.GoSys, memory.GoHeapReleased}, {memory.Anon, memory.GoUsed}, {memory.RSS, memory.GoUsed}, {memory.RSS, memory.GoSys, memory.GoHeapReleased}},
	}
	// Through what the runtime uses alone (OpenTelemetry: total − released), neither what was released nor Sys
	// is known. Released heap that huge pages back again (mm/khugepaged.c, max_ptes_none 511; golang/go#64332)
	// is resident and not in use, and so is native memory: two containers with the same counters. Where huge
	// pages are told there can be no more of it than those.
	nativeNow = needs{
		decide: ways{
			{memory.Anon, memory.GoSys, memory.GoHeapReleased, memory.RSSAnon}, {memory.Anon, memory.GoUsed, memory.AnonTHP, memory.RSSAnon},
			{memory.Anon, memory.GoSys, memory.GoHeapReleased, memory.Processes}, {memory.Anon, memory.GoUsed, memory.AnonTHP, memory.Processes},
		},
		narrow: besideGo.narrow,
	}
	pagesOfFiles = needs{
		decide: ways{{memory.File, memory.Shmem}, {memory.InactiveFile, memory.ActiveFile}},
		narrow: ways{{memory.File}, {memory.InactiveFile}},
	}
	// kernel is one number on cgroup v1 and none at all in cAdvisor on v2, where only
	// usage − anon − file is left of it.
	kernelObjects = needs{
		decide: ways{{memory.Slab}, {memory.SlabReclaimable, memory.SlabUnreclaimable}},
		narrow: ways{{memory.Kernel}, {memory.Usage, memory.Anon, memory.File}},
	}
	pinned = needs{
		decide: ways{{memory.Kernel, memory.Slab}, {memory.Kernel, memory.SlabReclaimable, memory.SlabUnreclaimable}},
		narrow: ways{{memory.Kernel}, {memory.Usage, memory.Anon, memory.File}},
	}
	socketBuffers = needs{decide: ways{{memory.Sock}}, narrow: ways{{memory.Usage, memory.Anon, memory.File}}}
	// shmem is what of file stands on neither file list, locked pages aside.
	tmpfs = needs{
		decide: ways{{memory.Shmem}},
		narrow: ways{{memory.File, memory.InactiveFile}, {memory.WorkingSet, memory.File, memory.Anon}},
	}
	otherProcesses = needs{
		decide: ways{{memory.Anon, memory.RSSAnon}},
		narrow: ways{{memory.Anon, memory.RSS}, {memory.Anon, memory.Processes}, {memory.Anon, memory.GoSys, memory.GoHeapReleased}, {memory.Anon, memory.GoUsed}},
	}
	heapGoal = ways{{memory.GoNextGC, memory.GoGCPercent}}
)

// levelNeeds also need usage: a share is a share of something.
var levelNeeds = map[memory.CauseID]needs{
	memory.CausePageCache: pagesOfFiles,
	memory.CauseMappedFiles: {
		decide: ways{{memory.FileMapped, memory.Shmem}, {memory.FileMapped, memory.InactiveFile, memory.ActiveFile}},
		narrow: ways{{memory.FileMapped}, {memory.File}, {memory.InactiveFile}},
	},
	memory.CauseRetainedHeap: {
		decide: ways{{memory.GoHeapIdle, memory.GoHeapReleased, memory.GoNextGC}},
		narrow: ways{{memory.GoHeapIdle, memory.GoHeapReleased}, {memory.GoUsed, memory.GoNextGC}},
	},
	memory.CauseGCHeadroom: {
		decide: ways{{memory.GoHeapLive, memory.GoHeapAlloc, memory.GoNextGC}, {memory.GoNextGC, memory.GoHeapAlloc, memory.GoGCPercent}},
		narrow: ways{{memory.GoHeapAlloc, memory.GoNextGC}, {memory.GoNextGC}},
	},
	memory.CauseFragmentation: {
		decide: ways{{memory.GoHeapInuse, memory.GoHeapAlloc}},
		narrow: ways{{memory.GoUsed, memory.GoNextGC}},
	},
	memory.CauseLiveHeap: {
		decide: ways{{memory.GoHeapLive}, {memory.GoHeapAlloc, memory.GoNextGC, memory.GoGCPercent}},
		narrow: ways{{memory.GoHeapAlloc}, {memory.GoNextGC}, {memory.GoUsed}},
	},
	memory.CauseGoroutineStacks: {decide: ways{{memory.GoStackInuse}, {memory.GoStackSys}}, narrow: ways{{memory.Goroutines}}},
	memory.CauseRuntimeOverhead: {
		decide: ways{{memory.GoMSpanSys, memory.GoMCacheSys, memory.GoBuckHashSys, memory.GoGCSys, memory.GoOtherSys}, {memory.GoSys, memory.GoHeapSys, memory.GoStackInuse}},
		narrow: ways{{memory.GoUsed, memory.GoStackInuse}},
	},
	memory.CauseNativeMemory: nativeNow,
	memory.CauseHugePages: {
		decide: ways{{memory.Anon, memory.AnonTHP, memory.GoSys, memory.GoHeapReleased, memory.RSSAnon}, {memory.Anon, memory.AnonTHP, memory.GoSys, memory.GoHeapReleased, memory.Processes}},
		narrow: besideGo.narrow,
	},
	memory.CauseKernelSlab:     kernelObjects,
	memory.CauseSockets:        socketBuffers,
	memory.CausePinnedMemory:   pinned,
	memory.CauseSharedMemory:   tmpfs,
	memory.CauseOtherProcesses: otherProcesses,
	// That nothing has half of usage is known once every large thing can be seen.
	memory.CauseMixed: {
		decide: ways{{memory.Anon, memory.File, memory.Shmem, memory.Kernel, memory.GoHeapAlloc, memory.RSSAnon}, {memory.Anon, memory.File, memory.Shmem, memory.Kernel, memory.GoHeapAlloc, memory.Processes}},
		narrow: ways{{memory.Anon, memory.File}, {memory.Anon}, {memory.File}},
	},
}

// freedLazily is retained heap that Go returned with MADV_FREE (1.12 to 1.15): it counts as released, and
// is anonymous memory like native memory, but on the inactive file list (cgroup-v1/memory.rst, 5.2): only
// the lists tell it.
var freedLazily = needs{
	decide: ways{{memory.Anon, memory.GoHeapReleased, memory.InactiveFile}},
	narrow: ways{{memory.Anon, memory.GoHeapReleased}, {memory.Anon, memory.GoUsed}},
}

var trendNeeds = map[memory.CauseID]needs{
	// The floor of the heap after each collection is what is live: told, or the smallest of many scrapes.
	memory.CauseHeapLeak: {decide: append(ways{{memory.GoHeapLive}, {memory.GoHeapAlloc}}, heapGoal...), narrow: ways{{memory.GoNextGC}, {memory.GoUsed}}},
	memory.CauseGoroutineLeak: {
		decide: ways{{memory.Goroutines, memory.GoStackInuse}, {memory.Goroutines, memory.GoStackSys}},
		narrow: ways{{memory.Goroutines}},
	},
	memory.CauseNativeLeak:     besideGo,
	memory.CausePageCache:      pagesOfFiles,
	memory.CauseKernelSlab:     kernelObjects,
	memory.CauseSockets:        socketBuffers,
	memory.CausePinnedMemory:   pinned,
	memory.CauseSharedMemory:   tmpfs,
	memory.CauseOtherProcesses: otherProcesses,
	// That nothing grows is known where everything that could is seen; where usage as a whole stands
	// still, or all that is seen does, it may be said too.
	memory.CauseNone: {
		decide: ways{
			{memory.Anon, memory.File, memory.Shmem, memory.Kernel, memory.Usage, memory.GoSys, memory.GoHeapReleased, memory.RSSAnon},
			{memory.Anon, memory.File, memory.Shmem, memory.Kernel, memory.Usage, memory.GoSys, memory.GoHeapReleased, memory.Processes},
		},
		narrow: ways{{}},
	},
}

// LevelKnowable says what can be known of what makes it large by a snapshot's counters; lacking are
// the counters of which any one named says rightly what is missing.
func LevelKnowable(truth Truth, s memory.Snapshot) (k Knowable, lacking []memory.CounterID) {
	n := levelNeeds[truth.Level]
	if truth.Level == memory.CauseRetainedHeap && truth.Lazy {
		n = freedLazily
	}
	if _, ok := s.Get(memory.Usage); !ok {
		// Without usage the parts may be told all the same, but not that they are the most of it.
		k, lacking = n.knowable(s)
		if k == Known {
			k = Coarse
		}
		return k, append(lacking, memory.Usage)
	}
	return n.knowable(s)
}

// TrendKnowable is LevelKnowable for what grows.
func TrendKnowable(cause memory.CauseID, s memory.Snapshot) (Knowable, []memory.CounterID) {
	return trendNeeds[cause].knowable(s)
}

func (n needs) knowable(s memory.Snapshot) (Knowable, []memory.CounterID) {
	lacking := lackingOf(n.decide, s)
	if len(lacking) == 0 {
		return Known, nil
	}
	if len(n.narrow) > 0 && len(lackingOf(n.narrow, s)) == 0 {
		return Coarse, lacking
	}
	return Unknown, lacking
}

// lackingOf lists what each alternative lacks; nil where one lacks nothing.
func lackingOf(alternatives ways, s memory.Snapshot) (all []memory.CounterID) {
	for _, way := range alternatives {
		missing := 0
		for _, id := range way {
			v, ok := s.Get(id)
			if id == memory.Processes && v > float64(s.GoTargets) {
				id, ok = memory.RSSAnon, false
			}
			if !ok {
				all = append(all, id)
				missing++
			}
		}
		if missing == 0 {
			return nil
		}
	}
	return all
}
