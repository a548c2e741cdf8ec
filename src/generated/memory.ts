// Generated from pkg/memory by `npm run generate`; do not edit.

export const GROUPS = [
  {"id":"go_heap","name":"Go heap","color":"blue"},
  {"id":"go_runtime","name":"Go runtime","color":"purple"},
  {"id":"other_anon","name":"Other anonymous","color":"orange"},
  {"id":"page_cache","name":"Page cache","color":"green"},
  {"id":"shared_memory","name":"Shared memory","color":"yellow"},
  {"id":"kernel","name":"Kernel","color":"red"},
  {"id":"remainder","name":"Unattributed","color":"text"},
] as const;
export type GroupId = (typeof GROUPS)[number]['id'];

export const CLASSES = [
  {"id":"heap_marked","name":"Heap, live at last GC","group":"go_heap","color":"dark-blue","basis":"measured","reclaim":"swap","coarse":false,"help":"Objects that the last garbage collection found reachable. As old as that collection; not known before the first one.","ref":"Go runtime/metrics"},
  {"id":"heap_since_gc","name":"Heap, allocated since last GC","group":"go_heap","color":"semi-dark-blue","basis":"derived","reclaim":"swap","coarse":false,"help":"Allocated since the last collection or not yet swept. Live or dead is not known until the next one.","ref":"Go runtime/metrics"},
  {"id":"heap_objects","name":"Heap objects","group":"go_heap","color":"semi-dark-blue","basis":"measured","reclaim":"swap","coarse":false,"help":"Objects on the heap, live and dead, where the exporter does not tell them apart or no collection has run.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"heap_unused","name":"Heap, fragmentation","group":"go_heap","color":"blue","basis":"measured","reclaim":"swap","coarse":false,"help":"Free room inside spans that hold at least one object.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"heap_idle","name":"Heap, idle","group":"go_heap","color":"light-blue","basis":"measured","reclaim":"swap","coarse":false,"help":"Spans without objects that Go has not returned to the kernel yet. The scavenger gives them back; the OOM killer does not wait for it.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"stacks","name":"Stacks","group":"go_runtime","color":"purple","basis":"measured","reclaim":"swap","coarse":false,"help":"Stacks of goroutines and of the runtime's own threads.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"runtime_overhead","name":"Runtime overhead","group":"go_runtime","color":"light-purple","basis":"measured","reclaim":"swap","coarse":false,"help":"Span descriptors, caches, garbage collector and profiling data, and other memory of the runtime.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_other","name":"Go, not split","group":"go_runtime","color":"semi-dark-purple","basis":"derived","reclaim":"swap","coarse":true,"help":"Everything of the Go runtime but stacks, where the exporter does not split it.","ref":"OpenTelemetry contrib instrumentation/runtime"},
  {"id":"native","name":"Native memory","group":"other_anon","color":"orange","basis":"derived","reclaim":"swap","coarse":false,"help":"Anonymous memory of the Go process outside the Go runtime: cgo, C libraries, mmap. A lower bound where Go claims pages that are not resident; but heap that Go released with MADV_FREE (Go 1.12–1.15, GODEBUG=madvdontneed=0) stands here until the kernel takes it.","ref":"Go runtime/mstats.go; Linux Documentation/filesystems/proc.rst"},
  {"id":"other_processes","name":"Other processes","group":"other_anon","color":"dark-orange","basis":"derived","reclaim":"swap","coarse":false,"help":"Anonymous memory of processes in the container that are no Go targets.","ref":"Linux Documentation/filesystems/proc.rst"},
  {"id":"anon_non_go","name":"Anonymous, not split","group":"other_anon","color":"semi-dark-orange","basis":"derived","reclaim":"swap","coarse":true,"help":"Native memory and other processes, where they cannot be told apart; all anonymous memory where no Go target is known.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"anon_unmapped","name":"Anonymous, unmapped","group":"other_anon","color":"light-orange","basis":"derived","reclaim":"yes","coarse":false,"help":"Pages that no process maps any more and that still wait on a list to be freed.","ref":"Linux mm/memcontrol.c memory_stats[]; LRU lists"},
  {"id":"hugetlb","name":"Huge pages (hugetlbfs)","group":"other_anon","color":"super-light-orange","basis":"measured","reclaim":"no","coarse":false,"help":"Pages of hugetlbfs, reserved by the program. Charged only where cgroup2 is mounted with memory_hugetlb_accounting.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"file_inactive","name":"Page cache, inactive","group":"page_cache","color":"light-green","basis":"measured","reclaim":"yes","coarse":false,"help":"File contents read or written once. The kernel drops it when memory is needed: not a leak.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file_active","name":"Page cache, active","group":"page_cache","color":"green","basis":"measured","reclaim":"yes","coarse":false,"help":"File contents used more than once. Dropped after the inactive ones; the working set counts it.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file_other","name":"Page cache, locked","group":"page_cache","color":"dark-green","basis":"measured","reclaim":"no","coarse":false,"help":"Page cache on neither list, such as mlocked pages. Cannot be dropped.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file","name":"Page cache and shared memory","group":"page_cache","color":"semi-dark-green","basis":"measured","reclaim":"unknown","coarse":true,"help":"Page cache with shared memory in it, where the exporter does not split it.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file_active_and_shmem","name":"Active page cache and shared memory","group":"page_cache","color":"green","basis":"derived","reclaim":"unknown","coarse":true,"help":"What is left of the page cache without its inactive part, where the exporter does not split it.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"shmem_and_file_other","name":"Shared memory and locked page cache","group":"shared_memory","color":"semi-dark-yellow","basis":"derived","reclaim":"swap","coarse":true,"help":"What is in the page cache and on neither of its lists: tmpfs, shared memory, locked pages.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"shmem","name":"Shared memory","group":"shared_memory","color":"yellow","basis":"measured","reclaim":"swap","coarse":false,"help":"tmpfs and shared anonymous memory. Part of the page cache by name, but only swap can take it.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"slab_reclaimable","name":"Slab, reclaimable","group":"kernel","color":"light-red","basis":"measured","reclaim":"yes","coarse":false,"help":"Dentries, inodes and the like; given back under pressure. Page cache brings some of it along.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"slab_unreclaimable","name":"Slab, unreclaimable","group":"kernel","color":"red","basis":"measured","reclaim":"no","coarse":false,"help":"Kernel objects that stay until what they belong to ends.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"page_tables","name":"Page tables","group":"kernel","color":"semi-dark-red","basis":"measured","reclaim":"no","coarse":false,"help":"Page tables of the processes.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"kernel_stacks","name":"Kernel stacks","group":"kernel","color":"dark-red","basis":"measured","reclaim":"no","coarse":false,"help":"Kernel stacks, one per thread.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"percpu","name":"Per-CPU","group":"kernel","color":"super-light-red","basis":"measured","reclaim":"no","coarse":false,"help":"Per-CPU data of the kernel, such as that of cgroups and BPF maps.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"kernel_other","name":"Kernel, other","group":"kernel","color":"semi-dark-red","basis":"derived","reclaim":"no","coarse":false,"help":"Kernel memory with no key of its own: pipes, io_uring, BPF, vmalloc.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"kernel","name":"Kernel","group":"kernel","color":"red","basis":"measured","reclaim":"unknown","coarse":true,"help":"All kernel memory charged to the container; cgroup v1 does not split it.","ref":"Linux Documentation/admin-guide/cgroup-v1/memory.rst"},
  {"id":"zswap","name":"Zswap pool","group":"kernel","color":"super-light-purple","basis":"measured","reclaim":"no","coarse":false,"help":"Compressed pages that were swapped into RAM.","ref":"Linux f4840ccf"},
  {"id":"sock","name":"Socket buffers","group":"kernel","color":"dark-yellow","basis":"measured","reclaim":"no","coarse":false,"help":"Data in network buffers: received and not read, or sent and not acknowledged.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"kernel_sock_and_unattributed","name":"Kernel, sockets and unattributed","group":"kernel","color":"semi-dark-red","basis":"inferred","reclaim":"unknown","coarse":true,"help":"What is left when anonymous memory and page cache are taken away, where the exporter knows no more.","ref":"google/cadvisor lib/metrics/prometheus.go: no kernel key on v2"},
  {"id":"unattributed","name":"Unattributed","group":"remainder","color":"#8e8e8e","basis":"inferred","reclaim":"unknown","coarse":false,"help":"Usage minus everything above: memory charged ahead per CPU and statistics that lag. May be negative.","ref":"Linux mm/memcontrol.c MEMCG_CHARGE_BATCH"},
] as const;
export type ClassId = (typeof CLASSES)[number]['id'];

export const FORMULAS = [
  {"id":"usage","tool":"cgroup usage","versions":"","label":"cgroup usage","v1":"usage","v2":"usage","units":"iec","help":"memory.current or memory.usage_in_bytes: what the limit is held against.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"docker_17_05","tool":"docker stats","versions":"≤17.05","label":"docker stats ≤17.05","v1":"usage","v2":"","units":"iec","help":"Usage with the page cache.","ref":"docker/cli#80"},
  {"id":"docker_17_06","tool":"docker stats","versions":"17.06–19.03","label":"docker stats 17.06–19.03","v1":"usage − file","v2":"","units":"iec","help":"Usage without the page cache; hides tmpfs too. Docker took the cache of the cgroup itself: where it has child cgroups, it printed more than this.","ref":"docker/cli#80"},
  {"id":"docker_20_10","tool":"docker stats","versions":"≥20.10","label":"docker stats ≥20.10","v1":"max(0, usage − inactive_file), else working_set","v2":"max(0, usage − inactive_file), else working_set","units":"iec","help":"Usage without the inactive page cache.","ref":"docker/cli a4a07c64 (#2415)"},
  {"id":"docker_api","tool":"Docker API memory_stats.usage","versions":"","label":"Docker API memory_stats.usage","v1":"usage","v2":"usage","units":"iec","help":"Raw usage; docker stats subtracts on the client.","ref":"moby/moby daemon/stats_unix.go"},
  {"id":"podman_3","tool":"podman stats","versions":"≤3.4","label":"podman stats ≤3.4","v1":"usage","v2":"usage","units":"si","help":"Usage with the page cache.","ref":"containers/common c7fd073c"},
  {"id":"podman_4_0","tool":"podman stats","versions":"4.0–4.6","label":"podman stats 4.0–4.6","v1":"usage","v2":"anon","units":"si","help":"On cgroup v1 usage with the page cache, on v2 anonymous memory only.","ref":"containers/common c7fd073c (#870)"},
  {"id":"podman_4_7","tool":"podman stats","versions":"4.7–5.5","label":"podman stats 4.7–5.5","v1":"active_anon + inactive_anon","v2":"anon","units":"si","help":"On cgroup v1 the anonymous lists, shared memory included; on v2 anonymous memory only.","ref":"containers/common 1a9d45ce (#1642)"},
  {"id":"podman_5_6","tool":"podman stats","versions":"≥5.6","label":"podman stats ≥5.6","v1":"max(0, usage − inactive_file), else working_set","v2":"max(0, usage − inactive_file), else working_set","units":"si","help":"Usage without the inactive page cache, as Docker.","ref":"containers/common 2eca56c3 (#2454)"},
  {"id":"podman_exported","tool":"podman stats","versions":"(as exported)","label":"podman stats (as exported)","v1":"reported","v2":"reported","units":"si","help":"What podman stats prints, of whichever version the exporter is built with or talks to. Of the other versions' numbers it is one.","ref":"containers/prometheus-podman-exporter ff5c1c7d collector/container.go"},
  {"id":"kubectl_top","tool":"kubectl top","versions":"","label":"kubectl top","v1":"max(0, usage − inactive_file), else working_set","v2":"max(0, usage − inactive_file), else working_set","units":"iec","help":"The kubelet's working set.","ref":"kubernetes-sigs/metrics-server v0.9.0; google/cadvisor lib/container/libcontainer/handler.go"},
  {"id":"cadvisor_working_set","tool":"cAdvisor container_memory_working_set_bytes","versions":"","label":"cAdvisor container_memory_working_set_bytes","v1":"max(0, usage − inactive_file), else working_set","v2":"max(0, usage − inactive_file), else working_set","units":"iec","help":"Working set: usage without the inactive page cache.","ref":"google/cadvisor lib/container/libcontainer/handler.go"},
  {"id":"cadvisor_rss","tool":"cAdvisor container_memory_rss","versions":"v2 ≥0.39","label":"cAdvisor container_memory_rss v2 ≥0.39","v1":"anon","v2":"anon","units":"iec","help":"Anonymous memory, whatever its name says.","ref":"google/cadvisor#2810"},
  {"id":"crictl","tool":"crictl stats","versions":"","label":"crictl stats","v1":"max(0, usage − inactive_file), else working_set","v2":"max(0, usage − inactive_file), else working_set","units":"si","help":"Working set, from the runtime.","ref":"containerd/containerd internal/cri/server; cri-o internal/config/cgmgr/stats_linux.go"},
  {"id":"nerdctl","tool":"nerdctl stats","versions":"","label":"nerdctl stats","v1":"max(0, usage − inactive_file), else working_set","v2":"max(0, usage − inactive_file), else working_set","units":"iec","help":"Usage without the inactive page cache.","ref":"containerd/nerdctl 0b729e9e stats_linux.go"},
  {"id":"ctr","tool":"ctr tasks metrics","versions":"","label":"ctr tasks metrics","v1":"usage","v2":"usage","units":"iec","help":"Raw usage.","ref":"containerd/containerd core/metrics/cgroups"},
  {"id":"systemd","tool":"systemctl status, systemd-cgtop","versions":"","label":"systemctl status, systemd-cgtop","v1":"usage","v2":"usage","units":"iec","help":"Raw usage.","ref":"systemd src/cgtop/cgtop.c"},
  {"id":"incus","tool":"incus info","versions":"","label":"incus info","v1":"usage","v2":"usage","units":"iec","help":"Raw usage.","ref":"lxc/incus abstraction.go ecabd6c2"},
  {"id":"ps_rss","tool":"ps and top RES","versions":"","label":"ps and top RES","v1":"process_resident","v2":"process_resident","units":"iec","help":"Resident memory of the Go processes: anonymous memory and the page cache they map.","ref":"Linux Documentation/filesystems/proc.rst"},
] as const;
export type FormulaId = (typeof FORMULAS)[number]['id'];

export const HEAPS = [
  {"id":"alloc","name":"Heap objects (go_memstats_alloc_bytes)","sum":"go_heap_alloc","help":"Live and dead objects on the heap.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"inuse","name":"Heap in use (go_memstats_heap_inuse_bytes)","sum":"go_heap_inuse","help":"Spans with at least one object.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"marked","name":"Live heap (go_gc_heap_live_bytes)","sum":"min(go_heap_live, go_heap_alloc)","help":"What the last garbage collection found reachable.","ref":"Go runtime/metrics"},
  {"id":"go_total","name":"Go total (what GOMEMLIMIT governs)","sum":"go_sys − go_heap_released, else go_used","help":"All memory of the Go runtime: Sys − HeapReleased.","ref":"Go runtime/debug.SetMemoryLimit"},
] as const;
export type HeapId = (typeof HEAPS)[number]['id'];

export const MEASURES = [
  {"id":"unreclaimable_ratio","name":"Unreclaimable / limit","unit":"percentunit","help":"The share of the limit that no reclaim can give back: at 1 the OOM killer comes. Garbage that a GOMEMLIMIT within the limit has collected before is not in it. The certain part of it, where the exporter cannot tell all. Needs a limit.","judged":false,"perCause":false},
  {"id":"unreclaimable_bytes","name":"Unreclaimable","unit":"bytes","help":"Memory that no reclaim can give back: anonymous and shared memory that free swap cannot take, sockets, pinned kernel memory. Free swap of the machine is known to memledger report only; elsewhere it counts as none. The certain part of it, where the exporter cannot tell all.","judged":false,"perCause":false},
  {"id":"divergence_bytes","name":"Gap","unit":"bytes","help":"What the chosen tool prints minus the Go heap.","judged":false,"perCause":false},
  {"id":"divergence_ratio","name":"Gap / reported","unit":"percentunit","help":"The share of what the chosen tool prints that is not the Go heap.","judged":false,"perCause":false},
  {"id":"large_divergence_ratio","name":"Large gap / reported","unit":"percentunit","help":"The share of what the chosen tool prints that is not the Go heap, where that is 64 MiB, or a tenth of the limit; 0 where it is less: of a small program nearly all is something else.","judged":false,"perCause":false},
  {"id":"hours_to_limit","name":"Hours to the limit","unit":"h","help":"In how many hours the unreclaimable memory meets the limit, by its lasting growth; 8760, a year, where it does not grow that fast. Needs a limit.","judged":true,"perCause":false},
  {"id":"growth_bytes_per_hour","name":"Growth an hour","unit":"bytes","help":"The lasting growth of the unreclaimable memory, a day's wave and restarts left out.","judged":true,"perCause":false},
  {"id":"oom_kills","name":"OOM kills in an hour","unit":"short","help":"Processes of the container that the OOM killer ended within the last hour, at least: by the cgroup's own count, or, where it died with its cgroup, by kube-state-metrics. Needs one of the two.","judged":true,"perCause":false},
  {"id":"confidence","name":"Confidence in a cause","unit":"percentunit","help":"How sure it is that the cause makes the memory large or lets it grow; 0 where it is another. From 80% on it is sure.","judged":true,"perCause":true},
  {"id":"growth_confidence","name":"Confidence in a growth","unit":"percentunit","help":"How sure it is that the cause lets memory grow, however large it is now; 0 where it does not. From 80% on it is sure.","judged":true,"perCause":true},
  {"id":"live_heap_ratio","name":"Live / GOMEMLIMIT","unit":"percentunit","help":"The share of GOMEMLIMIT that the live heap and what the Go runtime has beside its heap take: the rest is the room for garbage, and near 1 the collector runs without end. Needs GOMEMLIMIT, and the live heap where GOMEMLIMIT drives the collector.","judged":false,"perCause":false},
  {"id":"go_limit_ratio","name":"GOMEMLIMIT and the rest / limit","unit":"percentunit","help":"What the Go runtime may take (GOMEMLIMIT, or where it is not set the goal of the collector and what is beside the heap) and what else cannot be reclaimed, over the limit: above 1 it does not fit. Needs a limit; whether GOMEMLIMIT is set is known where GOGC is told.","judged":false,"perCause":false},
] as const;
export type MeasureId = (typeof MEASURES)[number]['id'];

export const OVERLAYS = [
  {"id":"file_mapped","name":"Mapped page cache","help":"Page cache that a process maps; inside page cache and shared memory."},
  {"id":"file_dirty","name":"Dirty page cache","help":"Page cache not yet written to disk: cannot be dropped before it is."},
  {"id":"file_writeback","name":"Page cache being written","help":"Page cache on its way to disk."},
  {"id":"anon_thp","name":"Transparent huge pages","help":"Anonymous memory in huge pages; inside the anonymous classes."},
  {"id":"lazyfree","name":"Lazily freed","help":"Anonymous pages freed with MADV_FREE that still stand on the inactive file list; inside the anonymous classes."},
  {"id":"swap","name":"Swap","help":"Swapped out; outside usage."},
  {"id":"zswapped","name":"Swapped into zswap","help":"Size before compression of what zswap holds; outside usage."},
  {"id":"kmem_tcp","name":"TCP buffers (cgroup v1)","help":"A counter of its own on v1; outside usage."},
] as const;
export type OverlayId = (typeof OVERLAYS)[number]['id'];

export const CONTEXT = [
  {"id":"limit","name":"Limit","help":"The smallest hard limit that is known to hold for the container. Usage that cannot be reclaimed below it ends in an OOM kill."},
  {"id":"gomemlimit","name":"GOMEMLIMIT","help":"What the Go runtime tries to stay below. It knows nothing of page cache, cgo or the kernel."},
  {"id":"high","name":"memory.high","help":"Above this the kernel throttles the container."},
  {"id":"peak","name":"Peak","help":"The highest usage so far, page cache included."},
  {"id":"go_total","name":"Go total","help":"What GOMEMLIMIT governs: Sys − HeapReleased, resident or not."},
  {"id":"heap_live","name":"Live heap, at last GC","help":"What the last garbage collection found reachable, resident or not. As old as that collection; not known before the first one."},
  {"id":"gc_goal","name":"GC goal","help":"Heap size at which the next garbage collection ends."},
  {"id":"goroutines","name":"Goroutines","help":"Goroutines that exist."},
  {"id":"gogc","name":"GOGC","help":"How much the heap may grow before the next collection."},
  {"id":"oom_kills","name":"OOM kills","help":"Processes of the container that the OOM killer ended, so far."},
] as const;
export type ContextId = (typeof CONTEXT)[number]['id'];

export const CAUSES = [
  {"id":"huge_pages","name":"Huge pages","level":true,"trend":false,"help":"The kernel backs memory that Go gave back with huge pages again, so that more is resident than Go accounts for.","docs":"docs/causes/huge_pages.md"},
  {"id":"native_memory","name":"Native memory","level":true,"trend":false,"help":"Anonymous memory of the Go process outside the Go runtime: cgo, C libraries, mmap.","docs":"docs/causes/native_memory.md"},
  {"id":"heap_fragmentation","name":"Heap fragmentation","level":true,"trend":false,"help":"Spans of the heap that stay in use for a few objects each.","docs":"docs/causes/heap_fragmentation.md"},
  {"id":"gc_headroom","name":"Room for garbage","level":true,"trend":false,"help":"Heap that the collector lets garbage take before it runs again: GOGC% on top of what is live.","docs":"docs/causes/gc_headroom.md"},
  {"id":"retained_heap","name":"Retained heap","level":true,"trend":false,"help":"Heap that is free and not given back to the kernel yet, after a peak.","docs":"docs/causes/retained_heap.md"},
  {"id":"live_heap","name":"Live heap","level":true,"trend":false,"help":"Objects that the program can still reach.","docs":"docs/causes/live_heap.md"},
  {"id":"goroutine_stacks","name":"Goroutine stacks","level":true,"trend":false,"help":"Stacks of goroutines: many goroutines, or deep ones.","docs":"docs/causes/goroutine_stacks.md"},
  {"id":"runtime_overhead","name":"Runtime overhead","level":true,"trend":false,"help":"What the Go runtime needs for itself: span descriptors, GC metadata, profiling buckets.","docs":"docs/causes/runtime_overhead.md"},
  {"id":"mapped_files","name":"Mapped files","level":true,"trend":false,"help":"Page cache that the process maps: database files, indexes. It stands in the process's RSS, and is no anonymous memory.","docs":"docs/causes/mapped_files.md"},
  {"id":"page_cache","name":"Page cache","level":true,"trend":true,"help":"Contents of files that were read or written; charged to the container that touched them first, dropped when memory is needed.","docs":"docs/causes/page_cache.md"},
  {"id":"kernel_slab","name":"Kernel objects","level":true,"trend":true,"help":"Objects that the kernel keeps for the container: dentries, inodes and others, above the 3% that page cache brings along.","docs":"docs/causes/kernel_slab.md"},
  {"id":"sockets","name":"Socket buffers","level":true,"trend":true,"help":"Data in network buffers: received and not read, or sent and not acknowledged.","docs":"docs/causes/sockets.md"},
  {"id":"shared_memory","name":"Shared memory","level":true,"trend":true,"help":"tmpfs, memory-backed volumes and shared mappings. Part of the page cache by name, but only swap can take it.","docs":"docs/causes/shared_memory.md"},
  {"id":"pinned_memory","name":"Pinned memory","level":true,"trend":true,"help":"Memory that neither reclaim nor swap can take: page tables, kernel stacks, per-CPU data, pipes and BPF maps of the kernel, huge pages of hugetlbfs, locked page cache.","docs":"docs/causes/pinned_memory.md"},
  {"id":"other_processes","name":"Other processes","level":true,"trend":true,"help":"Anonymous memory of processes in the container that are no Go targets: children, shells, helpers.","docs":"docs/causes/other_processes.md"},
  {"id":"goroutine_leak","name":"Goroutine leak","level":false,"trend":true,"help":"Goroutines that are started and never end; each holds its stack and what it refers to.","docs":"docs/causes/goroutine_leak.md"},
  {"id":"heap_leak","name":"Heap leak","level":false,"trend":true,"help":"What is live after each collection grows and does not come back.","docs":"docs/causes/heap_leak.md"},
  {"id":"native_leak","name":"Native leak","level":false,"trend":true,"help":"Memory outside the Go runtime grows: cgo, C libraries, mmap.","docs":"docs/causes/native_leak.md"},
  {"id":"mixed","name":"Mixed","level":false,"trend":false,"help":"No cause has half of the usage.","docs":"docs/causes/mixed.md"},
  {"id":"none","name":"None","level":false,"trend":false,"help":"Nothing grows that would not come back by itself.","docs":"docs/causes/none.md"},
  {"id":"inconclusive","name":"Inconclusive","level":false,"trend":false,"help":"What is told does not decide it; what is missing is named.","docs":"docs/causes/inconclusive.md"},
  {"id":"tool_disagreement","name":"Tools disagree","level":false,"trend":false,"help":"Tools print very different numbers of one container, because they count different classes, or miss short peaks.","docs":"docs/causes/tool_disagreement.md"},
] as const;
export type CauseId = (typeof CAUSES)[number]['id'];

export const EVENTS = [
  {"id":"oom_kill","name":"OOM kill","color":"red","help":"The kernel ended a process of the container because memory could not be had below the limit. A counter of the container's own dies with it, so the kill that ends the container may be told by kube-state-metrics alone."},
  {"id":"restart","name":"Restart","color":"orange","help":"The container or its process began anew: its cgroup's id, the start of the container or of its process, what that allocated so far, or Kubernetes' count of restarts is another."},
  {"id":"limit","name":"Limit changed","color":"purple","help":"The smallest hard limit that holds, memory.high or GOMEMLIMIT is another than before."},
  {"id":"deploy","name":"Version changed","color":"blue","help":"The container's image, the program's version or its Go version is another than before. A pod of a new name is a new container."},
] as const;
export type EventKind = (typeof EVENTS)[number]['id'];

export const COUNTERS = [
  {"id":"usage","side":"cgroup","unit":"bytes","help":"All memory charged to the cgroup and its descendants, page cache included.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"anon","side":"cgroup","unit":"bytes","help":"Anonymous pages: heaps, stacks, private mappings.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file","side":"cgroup","unit":"bytes","help":"Page cache, shared memory (shmem) included.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"kernel","side":"cgroup","unit":"bytes","help":"All kernel memory charged to the cgroup but socket buffers.","ref":"Linux a8c49af3"},
  {"id":"kernel_stack","side":"cgroup","unit":"bytes","help":"Kernel stacks of the cgroup's threads.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"pagetables","side":"cgroup","unit":"bytes","help":"Page tables of the cgroup's processes.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"sec_pagetables","side":"cgroup","unit":"bytes","help":"Secondary page tables, such as KVM's.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"percpu","side":"cgroup","unit":"bytes","help":"Per-CPU kernel data.","ref":"Linux 772616b0"},
  {"id":"sock","side":"cgroup","unit":"bytes","help":"Socket buffers; charged beside kernel, not inside it.","ref":"Linux mm/memcontrol.c mem_cgroup_charge_skmem"},
  {"id":"vmalloc","side":"cgroup","unit":"bytes","help":"Virtually mapped kernel memory.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"shmem","side":"cgroup","unit":"bytes","help":"tmpfs and shared anonymous memory; part of file, on the anonymous LRU lists.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"zswap","side":"cgroup","unit":"bytes","help":"Compressed pool that holds swapped pages in RAM.","ref":"Linux f4840ccf"},
  {"id":"zswapped","side":"cgroup","unit":"bytes","help":"Size before compression of what zswap holds; outside usage.","ref":"Linux f4840ccf"},
  {"id":"file_mapped","side":"cgroup","unit":"bytes","help":"Page cache that some process maps.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file_dirty","side":"cgroup","unit":"bytes","help":"Page cache that is not on disk yet.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file_writeback","side":"cgroup","unit":"bytes","help":"Page cache that is being written to disk now.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"swapcached","side":"cgroup","unit":"bytes","help":"Pages that stand both in RAM and in swap.","ref":"Linux b6038942"},
  {"id":"anon_thp","side":"cgroup","unit":"bytes","help":"Anonymous memory in transparent huge pages.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"file_thp","side":"cgroup","unit":"bytes","help":"Page cache in transparent huge pages.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"shmem_thp","side":"cgroup","unit":"bytes","help":"Shared memory in transparent huge pages.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"inactive_anon","side":"cgroup","unit":"bytes","help":"Inactive list of anonymous and shared memory.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"active_anon","side":"cgroup","unit":"bytes","help":"Active list of anonymous and shared memory.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"inactive_file","side":"cgroup","unit":"bytes","help":"Inactive list of the page cache; MADV_FREE pages stand here too.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"active_file","side":"cgroup","unit":"bytes","help":"Active list of the page cache.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"unevictable","side":"cgroup","unit":"bytes","help":"Pages that cannot be reclaimed, such as mlocked ones.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"slab_reclaimable","side":"cgroup","unit":"bytes","help":"Kernel objects that can be given back: dentries, inodes.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"slab_unreclaimable","side":"cgroup","unit":"bytes","help":"Kernel objects that cannot be given back.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"slab","side":"cgroup","unit":"bytes","help":"slab_reclaimable + slab_unreclaimable.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"hugetlb","side":"cgroup","unit":"bytes","help":"Huge pages of hugetlbfs, where they are charged to memory.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"kmem_tcp","side":"cgroup","unit":"bytes","help":"TCP buffers on v1: a counter of its own, outside usage.","ref":"Linux mm/memcontrol-v1.c memcg1_charge_skmem"},
  {"id":"swap","side":"cgroup","unit":"bytes","help":"Swap in use; outside usage.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"swap_limit","side":"cgroup","unit":"bytes","help":"Hard limit of swap.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"memsw","side":"cgroup","unit":"bytes","help":"Memory plus swap on v1.","ref":"Linux Documentation/admin-guide/cgroup-v1/memory.rst"},
  {"id":"memsw_limit","side":"cgroup","unit":"bytes","help":"Limit of memory plus swap on v1.","ref":"Linux Documentation/admin-guide/cgroup-v1/memory.rst"},
  {"id":"hierarchical_memsw_limit","side":"cgroup","unit":"bytes","help":"Smallest limit of memory plus swap of the cgroup and its ancestors, on v1.","ref":"Linux Documentation/admin-guide/cgroup-v1/memory.rst"},
  {"id":"limit","side":"cgroup","unit":"bytes","help":"Hard limit of the cgroup itself.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"hierarchical_limit","side":"cgroup","unit":"bytes","help":"Smallest hard limit of the cgroup and its ancestors.","ref":"Linux Documentation/admin-guide/cgroup-v1/memory.rst"},
  {"id":"high","side":"cgroup","unit":"bytes","help":"Above this the cgroup is throttled, not killed.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"low","side":"cgroup","unit":"bytes","help":"Best-effort protection from reclaim.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"min","side":"cgroup","unit":"bytes","help":"Hard protection from reclaim.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"peak","side":"cgroup","unit":"bytes","help":"Highest usage so far.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"swap_peak","side":"cgroup","unit":"bytes","help":"Highest swap use so far.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"events_high","side":"cgroup","unit":"events","help":"Times the cgroup was throttled above memory.high.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, memory.events"},
  {"id":"events_max","side":"cgroup","unit":"events","help":"Times usage met the hard limit.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, memory.events"},
  {"id":"events_oom","side":"cgroup","unit":"events","help":"Times an allocation was about to fail at the limit.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, memory.events"},
  {"id":"events_oom_kill","side":"cgroup","unit":"events","help":"Processes of the cgroup that the OOM killer killed.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, memory.events"},
  {"id":"workingset_refault_file","side":"cgroup","unit":"events","help":"Page cache that was evicted and needed again.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"workingset_refault_anon","side":"cgroup","unit":"events","help":"Anonymous pages that were evicted and needed again.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"pgmajfault","side":"cgroup","unit":"events","help":"Page faults that had to read from disk.","ref":"Linux mm/memcontrol.c memory_stats[]; mm/memcontrol-v1.c memcg1_stats[]"},
  {"id":"pressure_some","side":"cgroup","unit":"seconds","help":"Time in which at least one task waited for memory.","ref":"Linux Documentation/accounting/psi.rst"},
  {"id":"pressure_full","side":"cgroup","unit":"seconds","help":"Time in which all tasks waited for memory.","ref":"Linux Documentation/accounting/psi.rst"},
  {"id":"processes","side":"cgroup","unit":"count","help":"Processes in the cgroup and its descendants.","ref":"Linux Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files"},
  {"id":"node_memory","side":"node","unit":"bytes","help":"RAM of the machine.","ref":"Linux Documentation/filesystems/proc.rst"},
  {"id":"node_swap_free","side":"node","unit":"bytes","help":"Swap of the machine that is free.","ref":"Linux Documentation/filesystems/proc.rst"},
  {"id":"go_heap_alloc","side":"go","unit":"bytes","help":"Heap objects, live or dead and not yet swept (HeapAlloc).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_heap_inuse","side":"go","unit":"bytes","help":"Spans with at least one object (HeapInuse).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_heap_idle","side":"go","unit":"bytes","help":"Spans with no object, released ones included (HeapIdle).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_heap_released","side":"go","unit":"bytes","help":"Address space returned to the kernel (HeapReleased).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_heap_sys","side":"go","unit":"bytes","help":"Address space of the heap (HeapSys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_heap_live","side":"go","unit":"bytes","help":"Heap that the last GC marked live; as old as that GC.","ref":"Go runtime/metrics"},
  {"id":"go_stack_inuse","side":"go","unit":"bytes","help":"Goroutine stacks (StackInuse).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_stack_sys","side":"go","unit":"bytes","help":"Goroutine and OS thread stacks (StackSys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_mspan_sys","side":"go","unit":"bytes","help":"Span descriptors (MSpanSys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_mcache_sys","side":"go","unit":"bytes","help":"Per-P caches (MCacheSys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_buck_hash_sys","side":"go","unit":"bytes","help":"Profiling buckets (BuckHashSys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_gc_sys","side":"go","unit":"bytes","help":"Garbage collector metadata (GCSys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_other_sys","side":"go","unit":"bytes","help":"Other runtime memory (OtherSys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_sys","side":"go","unit":"bytes","help":"All address space the runtime mapped (Sys).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_used","side":"go","unit":"bytes","help":"What GOMEMLIMIT governs: Sys − HeapReleased.","ref":"Go runtime/debug.SetMemoryLimit"},
  {"id":"go_next_gc","side":"go","unit":"bytes","help":"Heap size at which the next GC ends (NextGC).","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_memlimit","side":"go","unit":"bytes","help":"GOMEMLIMIT.","ref":"Go runtime/metrics"},
  {"id":"go_gogc","side":"go","unit":"percent","help":"GOGC.","ref":"Go runtime/metrics"},
  {"id":"go_allocated","side":"go","unit":"bytes","help":"All that was ever allocated on the heap since the process began (TotalAlloc). It only grows, so one that is smaller is another process's.","ref":"Go runtime/mstats.go MemStats"},
  {"id":"go_goroutines","side":"go","unit":"count","help":"Goroutines that exist now.","ref":"Go runtime/metrics"},
  {"id":"process_resident","side":"process","unit":"bytes","help":"Resident memory of the process, shared pages counted in each process.","ref":"Linux Documentation/filesystems/proc.rst"},
  {"id":"process_resident_anon","side":"process","unit":"bytes","help":"Resident anonymous memory of the process.","ref":"Linux Documentation/filesystems/proc.rst"},
  {"id":"process_start_time","side":"process","unit":"seconds","help":"When the process started.","ref":"Linux Documentation/filesystems/proc.rst"},
  {"id":"working_set","side":"cgroup","unit":"bytes","help":"Usage without the inactive page cache, where the exporter tells only the difference.","ref":"google/cadvisor lib/container/libcontainer/handler.go setMemoryStats"},
  {"id":"reported","side":"cgroup","unit":"bytes","help":"What podman stats prints, by a formula that the series does not name. Usage, its anonymous part or the working set: not known which.","ref":"containers/common c7fd073c, 1a9d45ce, 2eca56c3"},
  {"id":"restarts","side":"orchestrator","unit":"events","help":"Restarts of the container in its pod.","ref":"kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md"},
  {"id":"last_terminated_oom","side":"orchestrator","unit":"count","help":"1 while the last end of the container was an OOM kill.","ref":"kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md"},
  {"id":"last_terminated_time","side":"orchestrator","unit":"seconds","help":"When the container last ended.","ref":"kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md"},
  {"id":"container_start_time","side":"cgroup","unit":"seconds","help":"When the container started, as its exporter says.","ref":"google/cadvisor lib/metrics/prometheus.go container_start_time_seconds"},
] as const;
export type CounterId = (typeof COUNTERS)[number]['id'];

export const METRICS = [
  {"id":"podman_container_mem_usage_bytes","tool":"podman_exported","heap":""},
  {"id":"cgroup_memory_usage_bytes","tool":"usage","heap":""},
  {"id":"container_memory_usage_bytes","tool":"usage","heap":""},
  {"id":"container_memory_usage_usage_bytes","tool":"usage","heap":""},
  {"id":"cgroup_memory_used_bytes","tool":"usage","heap":""},
  {"id":"container_memory_usage","tool":"usage","heap":""},
  {"id":"container.memory.usage_bytes","tool":"usage","heap":""},
  {"id":"container.memory.usage","tool":"usage","heap":""},
  {"id":"container_memory_working_set_bytes","tool":"cadvisor_working_set","heap":""},
  {"id":"container_memory_working_set","tool":"cadvisor_working_set","heap":""},
  {"id":"container.memory.working_set_bytes","tool":"cadvisor_working_set","heap":""},
  {"id":"container.memory.working_set","tool":"cadvisor_working_set","heap":""},
  {"id":"cgroup_memory_total_rss_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"cgroup_memory_anon_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container_memory_anon_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container_memory_total_rss_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container_memory_rss","tool":"cadvisor_rss","heap":""},
  {"id":"cgroup_memory_rss_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container_memory_anon","tool":"cadvisor_rss","heap":""},
  {"id":"container.memory.anon_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container.memory.anon","tool":"cadvisor_rss","heap":""},
  {"id":"container_memory_total_rss","tool":"cadvisor_rss","heap":""},
  {"id":"container.memory.total_rss_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container.memory.total_rss","tool":"cadvisor_rss","heap":""},
  {"id":"container_memory_rss_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container.memory.rss_bytes","tool":"cadvisor_rss","heap":""},
  {"id":"container.memory.rss","tool":"cadvisor_rss","heap":""},
  {"id":"process_resident_memory_bytes","tool":"ps_rss","heap":""},
  {"id":"go_memory_classes_heap_objects_bytes","tool":"","heap":"alloc"},
  {"id":"go_memstats_heap_alloc_bytes","tool":"","heap":"alloc"},
  {"id":"go_memstats_alloc_bytes","tool":"","heap":"alloc"},
  {"id":"process_runtime_go_mem_heap_alloc_bytes","tool":"","heap":"alloc"},
  {"id":"process_runtime_go_mem_heap_alloc","tool":"","heap":"alloc"},
  {"id":"process.runtime.go.mem.heap_alloc_bytes","tool":"","heap":"alloc"},
  {"id":"process.runtime.go.mem.heap_alloc","tool":"","heap":"alloc"},
  {"id":"go_memstats_heap_inuse_bytes","tool":"","heap":"inuse"},
  {"id":"process_runtime_go_mem_heap_inuse_bytes","tool":"","heap":"inuse"},
  {"id":"process_runtime_go_mem_heap_inuse","tool":"","heap":"inuse"},
  {"id":"process.runtime.go.mem.heap_inuse_bytes","tool":"","heap":"inuse"},
  {"id":"process.runtime.go.mem.heap_inuse","tool":"","heap":"inuse"},
  {"id":"go_gc_heap_live_bytes","tool":"","heap":"marked"},
] as const;
export type MetricName = (typeof METRICS)[number]['id'];

export const DIALECTS = [
  {"id":"memledger","name":"memledger exporter","side":"cgroup"},
  {"id":"containerd","name":"containerd /v1/metrics","side":"cgroup"},
  {"id":"cadvisor_0_60","name":"cAdvisor ≥0.60","side":"cgroup"},
  {"id":"kubelet_1_37","name":"kubelet /metrics/cadvisor ≥1.37","side":"cgroup"},
  {"id":"kubelet_1_32","name":"kubelet /metrics/cadvisor 1.32–1.36","side":"cgroup"},
  {"id":"kubelet","name":"kubelet /metrics/cadvisor before 1.32","side":"cgroup"},
  {"id":"kubelet_cri","name":"kubelet /metrics/cadvisor from the container runtime","side":"cgroup"},
  {"id":"cadvisor_0_49","name":"cAdvisor before 0.50","side":"cgroup"},
  {"id":"cadvisor","name":"cAdvisor 0.50–0.59","side":"cgroup"},
  {"id":"cgroup_exporter","name":"treydock cgroup_exporter","side":"cgroup"},
  {"id":"otel_docker_stats","name":"OpenTelemetry docker_stats receiver","side":"cgroup"},
  {"id":"otel_kubeletstats","name":"OpenTelemetry kubeletstats receiver","side":"cgroup"},
  {"id":"kubelet_resource","name":"kubelet /metrics/resource","side":"cgroup"},
  {"id":"podman_exporter_1_18","name":"prometheus-podman-exporter ≥1.18 (podman ≥5.6)","side":"cgroup"},
  {"id":"podman_exporter","name":"prometheus-podman-exporter before 1.18, or its podman unknown","side":"cgroup"},
  {"id":"otel_podman_stats","name":"OpenTelemetry podman_stats receiver","side":"cgroup"},
  {"id":"client_golang_runtime_metrics","name":"client_golang with all runtime metrics","side":"go"},
  {"id":"victoriametrics_metrics","name":"VictoriaMetrics/metrics","side":"go"},
  {"id":"client_golang_1_20","name":"client_golang ≥1.20","side":"go"},
  {"id":"client_golang_1_11","name":"client_golang ≤1.11","side":"go"},
  {"id":"client_golang","name":"client_golang Go and process collectors","side":"go"},
  {"id":"otel_go_deprecated","name":"OpenTelemetry Go runtime instrumentation with its deprecated names","side":"go"},
  {"id":"otel_go","name":"OpenTelemetry Go runtime instrumentation","side":"go"},
  {"id":"process_rss_anon","name":"process collector with RssAnon, without a Go runtime","side":"process"},
  {"id":"process","name":"process collector without a Go runtime","side":"process"},
  {"id":"kube_state_metrics","name":"kube-state-metrics","side":"orchestrator"},
] as const;
export type DialectId = (typeof DIALECTS)[number]['id'];

export type ClassInfo = (typeof CLASSES)[number];
export type GroupInfo = (typeof GROUPS)[number];
export type FormulaInfo = (typeof FORMULAS)[number];
export type HeapInfo = (typeof HEAPS)[number];
export type CounterInfo = (typeof COUNTERS)[number];
export type DialectInfo = (typeof DIALECTS)[number];
export type OverlayInfo = (typeof OVERLAYS)[number];
export type CauseInfo = (typeof CAUSES)[number];
export type EventInfo = (typeof EVENTS)[number];
export type MeasureInfo = (typeof MEASURES)[number];

export const IDENTITY_KEYS = ["cluster","node","namespace","pod","container"] as const;
export type IdentityKey = (typeof IDENTITY_KEYS)[number];

export const FILTER_KEYS = ["cluster","node","namespace","pod","container","workload"] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

export const DEFAULT_TOOL: FormulaId = 'usage';
export const DEFAULT_HEAP: HeapId = 'alloc';

/** How each system names its powers; as memory.FormatBytes prints them. */
export const BYTE_UNITS = {"iec":{"base":1024,"names":["B","KiB","MiB","GiB","TiB","PiB"]},"si":{"base":1000,"names":["B","kB","MB","GB","TB","PB"]}} as const;

/** The confidence from which on a finding is sure. */
export const SURE = 0.8;
