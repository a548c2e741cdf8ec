package corpus

import "github.com/memledger/memledger/pkg/memory"

// few is what a small container has beside what the story is about: a program of 30 MiB.
func small(usage, anon float64) told {
	return program(10, 2, 3, 20, 20).and(told{memory.Usage: usage, memory.Anon: anon, memory.Processes: 1})
}

// cache is page cache by its lists; shmem is none.
func cache(inactive, active float64) told {
	return told{memory.File: inactive + active, memory.InactiveFile: inactive, memory.ActiveFile: active, memory.Shmem: 0, memory.FileMapped: 2, memory.FileDirty: 0, memory.FileWriteback: 0}
}

// kernel is the kernel's parts on v2.
func kernel(slabReclaimable, slabUnreclaimable, sock float64) told {
	return told{
		memory.SlabReclaimable: slabReclaimable, memory.SlabUnreclaimable: slabUnreclaimable, memory.Slab: slabReclaimable + slabUnreclaimable, memory.Sock: sock,
		memory.KernelStack: 0.5, memory.PageTables: 0.5, memory.Percpu: 0.2, memory.Kernel: slabReclaimable + slabUnreclaimable + 1.2,
	}
}

func limit(mib float64) told { return told{memory.Limit: mib, memory.HierarchicalLimit: mib} }

// Stories is every case of the collection of reports that this project began with, by the letter of its
// group there.
var Stories = []Story{
	// A. Page cache.
	{Name: "A1 backup nightly, 14 GB all week", Source: "gh:vmware-tanzu/velero#3097", Version: 1, Sizes: Partly, Over: 168, Nightly: true,
		Now:  small(14336, 25).and(cache(13700, 150), told{memory.Kernel: 440}),
		From: told{}, Level: memory.CausePageCache, Trend: memory.CauseNone},
	{Name: "A2 backup of volumes", Source: "gh:vmware-tanzu/velero#4814", Version: 2, Sizes: Shape, Over: 96, Nightly: true,
		Now: small(1200, 60).and(cache(1080, 20), kernel(33, 2, 0)), Level: memory.CausePageCache, Trend: memory.CauseNone},
	{Name: "A3 leak that ends with a memory limit", Source: "gh:offen/docker-volume-backup#9", Version: 2, Sizes: Shape, Over: 96, Nightly: true,
		Now:   small(900, 20).and(cache(840, 5), kernel(26, 2, 0)),
		From:  told{memory.Usage: 300, memory.File: 255, memory.InactiveFile: 250, memory.SlabReclaimable: 8, memory.Slab: 10, memory.Kernel: 12},
		Level: memory.CausePageCache, Trend: memory.CausePageCache},
	{Name: "A4 file store: 6 MB of heap, 25 MB resident", Source: "gh:nats-io/nats-server#6010", Version: 2, Sizes: Partly, Over: 72,
		Now:   program(5.7, 2, 3, 20, 11).and(told{memory.Usage: 700, memory.Anon: 20, memory.Processes: 1}, cache(620, 30), kernel(20, 2, 0.1)),
		From:  told{memory.Usage: 200, memory.File: 155, memory.InactiveFile: 125},
		Level: memory.CausePageCache, Trend: memory.CausePageCache},
	{Name: "A5 log writing", Source: "gh:kubernetes/kubernetes#75870", Version: 1, Sizes: Shape, Over: 96,
		Now:   small(2000, 40).and(cache(1850, 30), told{memory.Kernel: 70}),
		From:  told{memory.Usage: 600, memory.File: 520, memory.InactiveFile: 490, memory.Kernel: 30},
		Level: memory.CausePageCache, Trend: memory.CausePageCache},
	{Name: "A6 operator: 119 MB of file, 112 of it active, anon 14", Source: "gh:1Password/onepassword-operator#149", Version: 2, Sizes: Reported, Over: 72,
		Now:   program(5, 1, 1, 3, 10).and(told{memory.Usage: 138, memory.Anon: 14, memory.Processes: 1}, cache(7, 112), kernel(3, 0.5, 0)),
		Level: memory.CausePageCache, Trend: memory.CauseNone},
	{Name: "A7 50 MiB of Go, 700 MiB of cache", Source: "gh:grafana/mimir#9997", Version: 2, Sizes: Partly, Over: 72,
		Now:   program(30, 3, 8, 40, 55).and(told{memory.Usage: 780, memory.Anon: 50, memory.Processes: 1}, cache(500, 200), kernel(22, 3, 0.2)),
		Level: memory.CausePageCache, Trend: memory.CauseNone},
	{Name: "A8 active files in the working set", Source: "gh:kubernetes/kubernetes#43916", Version: 1, Sizes: Shape, Over: 72,
		Now: small(3000, 90).and(cache(200, 2600), told{memory.Kernel: 90}), Level: memory.CausePageCache, Trend: memory.CauseNone},
	{Name: "A9 2.58 GB shown, 48 MB real", Source: "gh:containers/podman#19905", Version: 1, Sizes: Reported, Over: 96,
		Now: program(25, 3, 8, 30, 48).and(told{memory.Usage: 2580, memory.Anon: 48, memory.Processes: 1}, cache(2400, 50), told{memory.Kernel: 76}), Level: memory.CausePageCache, Trend: memory.CauseNone},
	{Name: "A10 killed while reclaim failed", Source: "gh:open-telemetry/opentelemetry-operator#3479", Version: 2, Sizes: Shape, Over: 72, MayKill: true,
		Now:   small(500, 60).and(cache(395, 20), told{memory.FileDirty: 310, memory.FileWriteback: 60, memory.EventsMax: 90000, memory.EventsOOM: 2, memory.EventsOOMKill: 2, memory.PressureSome: 9000, memory.PressureFull: 4000, memory.RefaultFile: 2e6}, kernel(14, 2, 0), limit(512)),
		Level: memory.CausePageCache, Trend: memory.CauseNone},
	// B. Mapped files.
	{Name: "B1 database mapped whole", Source: "gh:etcd-io/bbolt#541", Version: 2, Sizes: Shape, Over: 72,
		Now: small(1500, 60).and(cache(100, 1290), told{memory.FileMapped: 1250, memory.RSS: 1310}, kernel(42, 2, 0)), Level: memory.CauseMappedFiles, Trend: memory.CauseNone},
	{Name: "B2 index headers mapped", Source: "gh:grafana/mimir#2466", Version: 2, Sizes: Shape, Over: 72,
		Now: program(300, 40, 60, 100, 600).and(told{memory.Usage: 3600, memory.Anon: 410, memory.Processes: 1}, cache(300, 2750), told{memory.FileMapped: 2800}, kernel(92, 4, 0.5)), Level: memory.CauseMappedFiles, Trend: memory.CauseNone},
	// C. Retained heap.
	{Name: "C1 idle heap is not returned", Source: "gh:golang/go#33376", Version: 1, Sizes: Shape, Over: 72,
		Now: program(30, 5, 900, 50, 60).and(told{memory.Usage: 985, memory.Anon: 945, memory.Processes: 1}, cache(20, 5), told{memory.Kernel: 8}), Level: memory.CauseRetainedHeap, Trend: memory.CauseNone},
	{Name: "C2 64 KiB pages", Source: "gh:golang/go#78962", Version: 2, Sizes: Partly, Over: 72,
		Now: program(200, 30, 3500, 100, 420).and(told{memory.Usage: 3800, memory.Anon: 3735, memory.Processes: 1}, cache(20, 5), kernel(4, 2, 0)), Level: memory.CauseRetainedHeap, Trend: memory.CauseNone},
	{Name: "C3 heap stays after the burst", Source: "gh:golang/go#69996", Version: 2, Sizes: Shape, Over: 72,
		Now: program(40, 10, 600, 300, 80).and(told{memory.Usage: 700, memory.Anon: 655, memory.Processes: 1}, cache(25, 5), kernel(4, 2, 0)), Level: memory.CauseRetainedHeap, Trend: memory.CauseNone},
	{Name: "C4 released with MADV_FREE, 740 MiB resident", Source: "gh:google/cadvisor#2242", Version: 1, Sizes: Partly, Over: 72,
		Now:   program(11.7, 5.3, 0.2, 685.2, 19.1).and(told{memory.Usage: 770, memory.Anon: 733, memory.Processes: 1, memory.File: 28, memory.Shmem: 0, memory.InactiveFile: 700, memory.ActiveFile: 12, memory.InactiveAnon: 1, memory.ActiveAnon: 48, memory.Unevictable: 0, memory.Kernel: 8}),
		Level: memory.CauseRetainedHeap, Lazy: true, Trend: memory.CauseNone},
	{Name: "C5 released with MADV_FREE, two gigabytes", Source: "gh:golang/go#30904", Version: 2, Sizes: Shape, Over: 72,
		Now:   program(60, 15, 5, 1900, 120).and(told{memory.Usage: 2020, memory.Anon: 1980, memory.Processes: 1, memory.File: 26, memory.Shmem: 0, memory.InactiveFile: 1915, memory.ActiveFile: 8, memory.InactiveAnon: 2, memory.ActiveAnon: 80, memory.Unevictable: 0}, kernel(4, 2, 0)),
		Level: memory.CauseRetainedHeap, Lazy: true, Trend: memory.CauseNone},
	// D. Room for garbage.
	{Name: "D1 half of the peak was garbage", Source: "gh:cajasmota/grafel#5984", Version: 2, Sizes: Shape, Over: 72,
		Now: program(1500, 30, 20, 10, 1600).and(told{memory.GoHeapLive: 320, memory.GoGCPercent: 400, memory.Usage: 1620, memory.Anon: 1556, memory.Processes: 1}, cache(30, 10), kernel(4, 2, 0), limit(2048)), Level: memory.CauseGCHeadroom, Trend: memory.CauseNone},
	{Name: "D2 GOMEMLIMIT and a leak", Source: "gh:golang/go#58106", Version: 2, Sizes: Shape, Over: 72,
		Now:   program(880, 20, 5, 10, 890).and(told{memory.GoHeapLive: 860, memory.GoMemLimit: 920, memory.GoGCPercent: 100, memory.Usage: 970, memory.Anon: 911, memory.Processes: 1}, cache(30, 10), kernel(4, 2, 0), limit(1024)),
		From:  told{memory.GoHeapLive: 300, memory.GoHeapAlloc: 560, memory.GoHeapInuse: 590, memory.GoHeapSys: 700, memory.GoSys: 706, memory.Anon: 600, memory.Usage: 660, memory.GoNextGC: 600},
		Level: memory.CauseLiveHeap, Trend: memory.CauseHeapLeak},
	// E. Fragmentation.
	{Name: "E1 22 GB of objects, 35 GB in use", Source: "gh:golang/go#18896", Version: 1, Sizes: Reported, Over: 72,
		Now: program(22528, 13312, 300, 100, 45056).and(told{memory.GoHeapLive: 21000, memory.Usage: 36600, memory.Anon: 36150, memory.Processes: 1}, cache(200, 50), told{memory.Kernel: 190}), Level: memory.CauseFragmentation, Trend: memory.CauseNone},
	// F. Heap leak.
	{Name: "F1 live heap rises whatever the load", Source: "gh:TritonDataCenter/containerpilot#464", Version: 1, Sizes: Shape, Over: 96,
		Now:   program(160, 10, 15, 10, 310).and(told{memory.GoHeapLive: 150, memory.Usage: 210, memory.Anon: 190, memory.Processes: 1}, cache(10, 4), told{memory.Kernel: 5}, limit(512)),
		From:  told{memory.GoHeapLive: 12, memory.GoHeapAlloc: 18, memory.GoHeapInuse: 22, memory.GoHeapSys: 40, memory.GoSys: 46, memory.Anon: 40, memory.Usage: 60, memory.GoNextGC: 25},
		Level: memory.CauseLiveHeap, Trend: memory.CauseHeapLeak},
	// G. Goroutines.
	{Name: "G1 the scheduler makes goroutines", Source: "gh:mvisonneau/gitlab-ci-pipelines-exporter#294", Version: 2, Sizes: Shape, Over: 72,
		Now:   small(520, 480).and(told{memory.Goroutines: 60000, memory.GoStackInuse: 240, memory.GoStackSys: 240, memory.GoHeapAlloc: 150, memory.GoHeapInuse: 170, memory.GoHeapLive: 140, memory.GoNextGC: 290, memory.GoHeapSys: 220, memory.GoHeapIdle: 50, memory.GoHeapReleased: 20, memory.GoSys: 465}, cache(15, 5), kernel(4, 2, 0.5), limit(1024)),
		From:  told{memory.Goroutines: 100, memory.GoStackInuse: 1, memory.GoStackSys: 1, memory.GoHeapLive: 8, memory.GoHeapAlloc: 12, memory.GoSys: 40, memory.Anon: 30, memory.Usage: 60, memory.GoHeapInuse: 15, memory.GoHeapSys: 35},
		Trend: memory.CauseGoroutineLeak},
	{Name: "G2 the daemon keeps goroutines", Source: "gh:moby/moby#40322", Version: 1, Sizes: Shape, Over: 96,
		Now:   small(900, 850).and(told{memory.Goroutines: 120000, memory.GoStackInuse: 500, memory.GoStackSys: 500, memory.GoHeapAlloc: 250, memory.GoHeapInuse: 270, memory.GoHeapLive: 230, memory.GoNextGC: 730, memory.GoHeapSys: 340, memory.GoHeapIdle: 70, memory.GoHeapReleased: 20, memory.GoSys: 845}, cache(15, 5), told{memory.Kernel: 20}, limit(2048)),
		From:  told{memory.Goroutines: 300, memory.GoStackInuse: 2, memory.GoStackSys: 2, memory.GoHeapLive: 20, memory.GoHeapAlloc: 30, memory.GoSys: 70, memory.Anon: 60, memory.Usage: 100, memory.GoHeapInuse: 35, memory.GoHeapSys: 60},
		Level: memory.CauseGoroutineStacks, Trend: memory.CauseGoroutineLeak},
	{Name: "G3 size of the stacks, not their count", Source: "gh:golang/go#20010", Version: 1, Sizes: Shape, Over: 72,
		Now:   small(700, 660).and(told{memory.Goroutines: 10000, memory.GoStackInuse: 620, memory.GoStackSys: 621, memory.GoSys: 660, memory.GoHeapSys: 35}, cache(15, 5), told{memory.Kernel: 10}),
		Level: memory.CauseGoroutineStacks, Trend: memory.CauseNone},
	// H. Native memory.
	{Name: "H1 native 70 to 99 MiB, Go 23 flat", Source: "gh:turbolytics/sql-flow#239", Version: 2, Sizes: Reported, Over: 72,
		Now:  program(12, 2, 3, 10, 22).and(told{memory.Usage: 140, memory.Anon: 122, memory.Processes: 1}, cache(8, 4), kernel(2, 1, 0), limit(512)),
		From: told{memory.Usage: 111, memory.Anon: 93}, Level: memory.CauseNativeMemory, Trend: memory.CauseNativeLeak},
	{Name: "H2 arenas that are bounded", Source: "gh:iden3/go-rapidsnark#28", Version: 2, Sizes: Shape, Over: 96,
		Now: program(20, 2, 3, 10, 40).and(told{memory.Usage: 850, memory.Anon: 830, memory.Processes: 1}, cache(8, 4), kernel(3, 1, 0), limit(2048)), Level: memory.CauseNativeMemory, Trend: memory.CauseNone},
	{Name: "H3 cache outside the heap", Source: "gh:VictoriaMetrics/fastcache#77", Version: 2, Sizes: Shape, Over: 96,
		Now: program(60, 6, 9, 10, 120).and(told{memory.Usage: 1150, memory.Anon: 1110, memory.Processes: 1}, cache(18, 8), kernel(3, 1, 0), limit(2048)), Level: memory.CauseNativeMemory, Trend: memory.CauseNone},
	// I. Huge pages.
	{Name: "I1 released heap backed again", Source: "gh:golang/go#64332", Version: 2, Sizes: Shape, Over: 72,
		Now: program(100, 15, 20, 900, 200).and(told{memory.Usage: 1020, memory.Anon: 980, memory.AnonTHP: 960, memory.Processes: 1}, cache(18, 8), kernel(4, 2, 0)), Level: memory.CauseHugePages, Trend: memory.CauseNone},
	{Name: "I2 huge pages since the kernel changed", Source: "gh:golang/go#72991", Version: 2, Sizes: Shape, Over: 72,
		Now: program(60, 10, 15, 700, 130).and(told{memory.Usage: 760, memory.Anon: 720, memory.AnonTHP: 690, memory.Processes: 1}, cache(18, 8), kernel(4, 2, 0)), Level: memory.CauseHugePages, Trend: memory.CauseNone},
	// J. Kernel objects.
	{Name: "J1 192 of 223 MiB dentries, 30 MiB an hour", Source: "gh:prometheus-community/ipmi_exporter#329", Version: 2, Sizes: Reported, Over: 6,
		Now:  program(11, 1, 2, 30, 20).and(told{memory.Usage: 223, memory.Anon: 19, memory.GoSys: 49, memory.GoMemLimit: 156, memory.GoGCPercent: 80, memory.Processes: 6}, cache(0.7, 0.2), told{memory.FileMapped: 0.5}, kernel(192, 1.5, 0), limit(500)),
		From: told{memory.Usage: 43, memory.SlabReclaimable: 12, memory.Slab: 13.5, memory.Kernel: 14.7}, Level: memory.CauseKernelSlab, Trend: memory.CauseKernelSlab},
	{Name: "J2 the working set contains slab", Source: "gh:google/cadvisor#3081", Version: 2, Sizes: Shape, Over: 72,
		Now: small(1100, 60).and(cache(120, 30), kernel(860, 20, 0)), Level: memory.CauseKernelSlab, Trend: memory.CauseNone},
	// K. Sockets.
	{Name: "K1 sock 492 of 640 MiB, anon 130", Source: "gh:pytorch/ci-infra#1024", Version: 2, Sizes: Reported, Over: 72,
		Now: program(60, 8, 10, 30, 110).and(told{memory.Usage: 636, memory.Anon: 130, memory.RSSAnon: 88, memory.GoMemLimit: 512}, cache(3, 2), kernel(5, 2, 492), limit(640)), Level: memory.CauseSockets, Trend: memory.CauseNone},
	// L. Shared memory.
	{Name: "L1 tmpfs hidden by subtracting the cache", Source: "gh:moby/moby#40727", Version: 1, Sizes: Shape, Over: 72,
		Now: small(1100, 30).and(told{memory.File: 1055, memory.InactiveFile: 20, memory.ActiveFile: 10, memory.Shmem: 1025, memory.Kernel: 12, memory.FileMapped: 3}), Level: memory.CauseSharedMemory, Trend: memory.CauseNone},
	{Name: "L2 emptyDir in memory survives the restart", Source: "gh:kubernetes/kubernetes#128339", Version: 2, Sizes: Shape, Over: 72,
		Now:  small(470, 30).and(told{memory.File: 420, memory.InactiveFile: 10, memory.ActiveFile: 5, memory.Shmem: 405, memory.FileMapped: 3}, kernel(8, 2, 0), limit(512)),
		From: told{memory.Usage: 120, memory.File: 70, memory.Shmem: 55}, Level: memory.CauseSharedMemory, Trend: memory.CauseSharedMemory},
	// M. Other processes.
	{Name: "M1 a child of 200 MB", Source: "gh:kubernetes/kubernetes#78973", Version: 1, Sizes: Partly, Over: 72,
		Now: small(250, 228).and(told{memory.RSSAnon: 20, memory.RSS: 30, memory.Processes: 3}, cache(8, 4), told{memory.Kernel: 6, memory.Shmem: 0}), Level: memory.CauseOtherProcesses, Trend: memory.CauseNone},
	// N. Tools that disagree.
	{Name: "N1 docker stats and slab", Source: "gh:docker/cli#3171", Version: 2, Sizes: Shape, Over: 72,
		Now: small(900, 60).and(cache(500, 20), kernel(300, 15, 0)), Level: memory.CausePageCache, Trend: memory.CauseNone, Disagree: true},
	{Name: "N2 usage of a cgroup that has no counter of it", Source: "gh:kubernetes/kubernetes#118916", Version: 2, Sizes: Shape, Over: 72, Disagree: true,
		Now: small(1200, 60).and(cache(1000, 110), kernel(25, 4, 0)), Level: memory.CausePageCache, Trend: memory.CauseNone},
	{Name: "N3 killed at 19 MiB shown", Source: "gh:kubernetes-sigs/metrics-server#1065", Version: 2, Sizes: Partly, Over: 24, MayKill: true,
		Now: program(4, 1, 2, 10, 8).and(told{memory.Usage: 19, memory.Anon: 14, memory.Peak: 64, memory.EventsMax: 800, memory.EventsOOM: 3, memory.EventsOOMKill: 3, memory.Processes: 1}, cache(2, 1), told{memory.FileMapped: 0.5}, kernel(0.5, 0.5, 0), limit(64))},
}
