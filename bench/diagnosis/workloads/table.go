package main

const mib = 1 << 20

// leakRate is what leaks in a second of a day that lasts 72: about 58 MiB a day.
const leakRate = 800 << 10

var workloads []workload

func init() {
	workloads = []workload{
		{name: "quiet", level: "-", trend: "none", run: quiet},
		{name: "page-cache-nightly", level: "page_cache", trend: "none", run: nightly},
		{name: "page-cache-log", level: "page_cache", trend: "page_cache", run: appendLog},
		{name: "active-cache", level: "page_cache", trend: "none", run: rereads},
		{name: "mapped-files", level: "mapped_files", trend: "none", run: mappedFiles},
		{name: "live-heap", level: "live_heap", trend: "none", run: liveHeap},
		{name: "heap-leak", level: "-", trend: "heap_leak", run: heapLeak},
		{name: "heap-sawtooth", level: "-", trend: "none", run: sawtooth},
		{name: "heap-warm-up", level: "live_heap", trend: "none", run: warmUp},
		{name: "gc-headroom", level: "gc_headroom", trend: "none", gogc: 600, run: garbage},
		{name: "heap-spikes", level: "-", trend: "none", run: spikes},
		{name: "heap-idle", level: "retained_heap", trend: "none", run: idle},
		{name: "lazily-freed", level: "retained_heap", trend: "none", godebug: "madvdontneed=0", run: lazilyFreed},
		{name: "fragmentation", level: "heap_fragmentation", trend: "none", run: fragments},
		{name: "goroutines", level: "goroutine_stacks", trend: "none", run: goroutines},
		{name: "goroutine-leak", level: "-", trend: "goroutine_leak", run: goroutineLeak},
		{name: "native", level: "native_memory", trend: "none", run: native},
		{name: "native-leak", level: "-", trend: "native_leak", run: nativeLeak},
		{name: "huge-pages", level: "huge_pages", trend: "none", run: hugePages},
		{name: "tmpfs", level: "shared_memory", trend: "none", run: tmpfs},
		{name: "tmpfs-grows", level: "-", trend: "shared_memory", run: tmpfsGrows},
		{name: "sockets", level: "sockets", trend: "none", run: sockets},
		{name: "dentries", level: "kernel_slab", trend: "none", run: dentries},
		{name: "dentries-grow", level: "kernel_slab", trend: "kernel_slab", run: dentriesGrow},
		{name: "child", level: "other_processes", trend: "none", run: child},
		{name: "child-leak", level: "-", trend: "other_processes", run: childLeak},
		{name: "is-child", child: true, run: native},
		{name: "is-child-leak", child: true, run: nativeLeak},
	}
}
