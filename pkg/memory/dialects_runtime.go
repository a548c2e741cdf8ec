package memory

import "slices"

// Ids of container runtimes' own endpoints and exporters.
const (
	DialectContainerd     DialectID = "containerd"
	DialectCgroupExporter DialectID = "cgroup_exporter"
	DialectPodman         DialectID = "podman_exporter"
	DialectPodman118      DialectID = "podman_exporter_1_18"
)

var containerdDialect = Dialect{
	ID: DialectContainerd, Name: "containerd /v1/metrics", Side: CgroupSide, Marker: "container_memory_usage_bytes",
	Requires: []string{"container_id", "namespace"}, CgroupID: []string{"container_id"},
	Told: Told{
		Markers: []string{"container_memory_usage_usage_bytes"}, Forbids: []string{"id"},
		With: []string{"container_memory_kernel_stack_bytes", "container_memory_usage_usage_bytes"},
	},
	Versions: []VersionEvidence{{Metric: "container_memory_usage_usage_bytes", Version: 1}, {Metric: "container_memory_usage_bytes", Version: 2}},
	// Its namespace is containerd's own (default, moby, k8s.io), not a Kubernetes one.
	Identity: map[IdentityKey][]string{Cluster: {"cluster"}, Node: {"node", "instance"}, Container: {"container_id"}},
	Spellings: slices.Concat(on(2,
		spelled(Usage, "container_memory_usage_bytes"),
		spelled(Limit, "container_memory_usage_limit_bytes"),
		spelled(Swap, "container_memory_swap_usage_bytes"),
		spelled(Anon, "container_memory_anon_bytes"),
		spelled(File, "container_memory_file_bytes"),
		spelled(KernelStack, "container_memory_kernel_stack_bytes"),
		spelled(Slab, "container_memory_slab_bytes"),
		spelled(SlabReclaimable, "container_memory_slab_reclaimable_bytes"),
		spelled(SlabUnreclaimable, "container_memory_slab_unreclaimable_bytes"),
		spelled(Sock, "container_memory_sock_bytes"),
		spelled(Shmem, "container_memory_shmem_bytes"),
		spelled(FileMapped, "container_memory_file_mapped_bytes"),
		spelled(FileDirty, "container_memory_file_dirty_bytes"),
		spelled(FileWriteback, "container_memory_file_writeback_bytes"),
		spelled(AnonTHP, "container_memory_anon_thp_bytes"),
		spelled(InactiveAnon, "container_memory_inactive_anon_bytes"),
		spelled(ActiveAnon, "container_memory_active_anon_bytes"),
		spelled(InactiveFile, "container_memory_inactive_file_bytes"),
		spelled(ActiveFile, "container_memory_active_file_bytes"),
		spelled(Unevictable, "container_memory_unevictable_bytes"),
		spelled(MajorFaults, "container_memory_pgmajfault_bytes"),
		spelled(EventsOOM, "container_memory_oom_total"),
	), on(1,
		spelled(Usage, "container_memory_usage_usage_bytes"),
		spelled(Limit, "container_memory_usage_limit_bytes"),
		spelled(Peak, "container_memory_usage_max_bytes"),
		spelled(EventsMax, "container_memory_usage_failcnt_total"),
		spelled(HierarchicalLimit, "container_memory_hierarchical_memory_limit_bytes"),
		spelled(Memsw, "container_memory_swap_usage_bytes"),
		spelled(MemswLimit, "container_memory_swap_limit_bytes"),
		spelled(Anon, "container_memory_total_rss_bytes"),
		spelled(File, "container_memory_total_cache_bytes"),
		spelled(Kernel, "container_memory_kernel_usage_bytes"),
		spelled(KmemTCP, "container_memory_kerneltcp_usage_bytes"),
		spelled(FileMapped, "container_memory_total_mapped_file_bytes"),
		spelled(FileDirty, "container_memory_total_dirty_bytes"),
		spelled(FileWriteback, "container_memory_total_writeback_bytes"),
		spelled(AnonTHP, "container_memory_total_rss_huge_bytes"),
		spelled(InactiveAnon, "container_memory_total_inactive_anon_bytes"),
		spelled(ActiveAnon, "container_memory_total_active_anon_bytes"),
		spelled(InactiveFile, "container_memory_total_inactive_file_bytes"),
		spelled(ActiveFile, "container_memory_total_active_file_bytes"),
		spelled(Unevictable, "container_memory_total_unevictable_bytes"),
		spelled(MajorFaults, "container_memory_total_pgmajfault_bytes"),
	)),
	Lacks: "On v2: kernel itself, page tables, per-CPU and vmalloc, peak, oom_kill, pressure. On v1: shmem and swap alone. The container's name, pod and image: only its id.",
	Traps: "Shares container_memory_usage_bytes with cAdvisor and kubeletstats, and its keys with docker_stats: told by container_id with namespace, and by what else the target holds. Event counts such as pgmajfault end in _bytes. swap_usage is memory plus swap on v1. memory_oom counts memory.events oom, not kills.",
	Ref:   "containerd/containerd core/metrics/cgroups/v1/memory.go, v2/memory.go (2.4.2); docker/go-metrics",
}

// memsw_fail_count is written on v1 only, and always.
var cgroupExporterDialect = Dialect{
	ID: DialectCgroupExporter, Name: "treydock cgroup_exporter", Side: CgroupSide, Marker: "cgroup_memory_used_bytes",
	Requires: []string{"cgroup"}, CgroupID: []string{"cgroup"}, Leaves: true,
	Told:     Told{Forbids: []string{"id"}},
	Versions: []VersionEvidence{{Metric: "cgroup_memsw_fail_count", Version: 1}, {Metric: "cgroup_memory_used_bytes", Version: 2}},
	Info:     []Info{{Metric: "cgroup_info", On: []string{"cgroup"}, Gives: []string{"jobid", "username", "uid"}}},
	Identity: map[IdentityKey][]string{Cluster: {"cluster"}, Node: {"node", "instance"}, Container: {"jobid"}},
	Spellings: slices.Concat([]Spelling{
		zeroAbsent(Usage, "cgroup_memory_used_bytes"),
		spelled(File, "cgroup_memory_cache_bytes"),
		zeroAbsent(Limit, "cgroup_memory_total_bytes"),
	}, on(1,
		spelled(Anon, "cgroup_memory_rss_bytes"),
		spelled(EventsMax, "cgroup_memory_fail_count"),
		spelled(Memsw, "cgroup_memsw_used_bytes"),
		spelled(MemswLimit, "cgroup_memsw_total_bytes"),
	), on(2,
		Spelling{Counter: Anon, Metric: "cgroup_memory_rss_bytes", Less: "cgroup_memory_cache_bytes"},
		spelled(EventsOOM, "cgroup_memory_fail_count"),
		spelled(Swap, "cgroup_memsw_used_bytes"),
		spelled(SwapLimit, "cgroup_memsw_total_bytes"),
	)),
	Lacks: "Active and inactive page cache, shmem, kernel and all its parts, sock, peak, oom_kill, pressure. On v2 swapcached, which therefore stays in anon: exact only where nothing is swapped.",
	Traps: "On v2 cgroup_memory_rss_bytes is anon + swapcached + file, so the cache is subtracted. Told from the memledger exporter by the label cgroup instead of id. Where it fails to read a cgroup all its values are 0 (cgroup_exporter_collect_error), as on kernels before 5.12.",
	Ref:   "treydock/cgroup_exporter f01693c7 (1.2.1) collector/cgroupv1.go, cgroupv2.go:175",
}

var (
	podmanIdentity = map[IdentityKey][]string{Cluster: {"cluster"}, Node: {"node", "instance"}, Pod: {"pod_name"}, Container: {"name"}}
	podmanInfo     = []Info{{Metric: "podman_container_info", On: []string{"id"}, Gives: []string{"name", "image", "pod_name", "pod_id"}}}
)

const (
	podmanStart = "podman_container_started_seconds"
	lacksPodman = " Every counter of memory.stat, swap, OOM kills, the cgroup version. Use the memledger exporter beside it."
	trapsPodman = "The value is what podman stats prints, never raw usage on cgroup v2: its formula is the libpod's that is linked in, or the podman service's where the exporter is built remote, as in the container image. name stands only on podman_container_info; ids have 12 digits. Stopped containers stay, with 0. An unlimited container has the machine's RAM as its limit."
	refPodman   = "containers/prometheus-podman-exporter ff5c1c7d collector/container.go, collector/system.go"
)

var podman118Dialect = Dialect{
	ID: DialectPodman118, Name: "prometheus-podman-exporter ≥1.18 (podman ≥5.6)", Side: CgroupSide,
	Marker: "podman_container_mem_usage_bytes", Texts: podmanTexts,
	Requires: []string{"id"}, CgroupID: []string{"id"},
	Told: Told{
		Release: []Release{
			{Metric: "podman_system_api_version", Label: "version", From: "5.6"},
			{Metric: "prometheus_podman_exporter_build_info", Label: "version", From: "1.18", Unless: map[string]string{"tags": "remote"}},
		},
		Refines: []DialectID{DialectPodman},
	},
	Info: podmanInfo, Identity: podmanIdentity, Also: []string{"com_docker_compose_service", "io_podman_compose_service"},
	Spellings: []Spelling{zeroAbsent(WorkingSet, "podman_container_mem_usage_bytes"), zeroAbsent(Limit, "podman_container_mem_limit_bytes"), zeroAbsent(ContainerStart, podmanStart)},
	Prints:    "podman_5_6",
	Lacks:     "Usage itself: the value is usage without the inactive page cache." + lacksPodman,
	Traps:     trapsPodman,
	Ref:       refPodman + "; containers/common 2eca56c3 (#2454)",
}

var podmanDialect = Dialect{
	ID: DialectPodman, Name: "prometheus-podman-exporter before 1.18, or its podman unknown", Side: CgroupSide,
	Marker: "podman_container_mem_usage_bytes", Texts: podmanTexts,
	Requires: []string{"id"}, CgroupID: []string{"id"},
	Info: podmanInfo, Identity: podmanIdentity, Also: []string{"com_docker_compose_service", "io_podman_compose_service"},
	Spellings: []Spelling{zeroAbsent(Reported, "podman_container_mem_usage_bytes"), zeroAbsent(Limit, "podman_container_mem_limit_bytes"), zeroAbsent(ContainerStart, podmanStart)},
	Prints:    "podman_exported",
	Lacks:     "Usage itself: podman 4.0 to 5.5 report anonymous memory alone on cgroup v2. --collector.system names the podman version." + lacksPodman,
	Traps:     trapsPodman,
	Ref:       refPodman + "; containers/common c7fd073c, 1a9d45ce",
}
