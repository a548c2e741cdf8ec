package memory

import "slices"

// Ids of cAdvisor's family.
const (
	DialectCAdvisor060     DialectID = "cadvisor_0_60"
	DialectCAdvisor049     DialectID = "cadvisor_0_49"
	DialectKubelet         DialectID = "kubelet"
	DialectKubelet132      DialectID = "kubelet_1_32"
	DialectKubelet137      DialectID = "kubelet_1_37"
	DialectKubeletCRI      DialectID = "kubelet_cri"
	DialectKubeletResource DialectID = "kubelet_resource"
)

const (
	cadvisorUsage      = "container_memory_usage_bytes"
	cadvisorWorkingSet = "container_memory_working_set_bytes"
	cadvisorActiveFile = "container_memory_total_active_file_bytes"
	cadvisorFileDirty  = "container_memory_file_dirty_bytes"
	cadvisorStart      = "container_start_time_seconds"

	lacksCAdvisor   = "On cgroup v2: shmem, kernel and all its parts, sock and unevictable, so kernel and sockets cannot be told apart, nor shared memory from locked cache."
	trapsCAdvisor   = "container_memory_rss is anonymous memory. container_memory_cache holds shared memory. 0 means absent in kernel_usage, failcnt, pressure and the dirty, refault and event counters of the other cgroup version, and in limits. container_oom_events_total stays 0 when the container itself dies. Explicit timestamps: a vanished container stays for five minutes."
	trapsStandalone = " name is the container's name under Docker and podman, but its id under containerd. A cgroup without a name is a slice or a unit. Series carry the union of all containers' label keys, empty where a container has none."
	trapsKubelet    = " A pod's own cgroup has no container label; the pause container has none either, but an image, or container=\"POD\" under Docker. Without honor_labels pod and namespace are exported_pod and exported_namespace."
	refCAdvisor     = "google/cadvisor lib/metrics/prometheus.go:445-690, lib/container/libcontainer/handler.go:820-912 (0.60.5)"
)

// What every cAdvisor since 0.48 has.
var cadvisorOldest = slices.Concat([]Spelling{
	spelled(Usage, cadvisorUsage),
	spelled(Anon, "container_memory_rss"),
	spelled(File, "container_memory_cache"),
	{Counter: InactiveFile, Metric: cadvisorUsage, Less: cadvisorWorkingSet},
	spelled(FileMapped, "container_memory_mapped_file"),
	spelled(Swap, "container_memory_swap"),
	zeroAbsent(Limit, "container_spec_memory_limit_bytes"),
	zeroAbsent(Peak, "container_memory_max_usage_bytes"),
	spelled(EventsOOMKill, "container_oom_events_total"),
	spelled(WorkingSet, cadvisorWorkingSet),
	spelled(ContainerStart, cadvisorStart),
}, on(1,
	zeroAbsent(Kernel, "container_memory_kernel_usage"),
	spelled(EventsMax, "container_memory_failcnt"),
	zeroAbsent(MemswLimit, "container_spec_memory_swap_limit_bytes"),
), on(2,
	zeroAbsent(SwapLimit, "container_spec_memory_swap_limit_bytes"),
	Spelling{Counter: MajorFaults, Metric: "container_memory_failures_total", Match: map[string]string{"failure_type": "pgmajfault", "scope": "hierarchy"}},
))

// Since 0.50.
var cadvisorActive = []Spelling{
	spelled(ActiveFile, cadvisorActiveFile),
	spelled(InactiveFile, "container_memory_total_inactive_file_bytes"),
}

// Since 0.52, and in a kubelet where its gate is on.
func cadvisorPressure() []Spelling {
	return on(2,
		zeroAbsent(PressureSome, "container_pressure_memory_waiting_seconds_total"),
		zeroAbsent(PressureFull, "container_pressure_memory_stalled_seconds_total"),
	)
}

var (
	cadvisorProcesses   = spelled(Processes, "container_processes")
	standaloneProcesses = switchedOn("--enable_metrics=…,process", cadvisorProcesses)
	gatedPressure       = optional("the feature gate KubeletPSI (on since 1.34)", cadvisorPressure()...)
)

// Since 0.57 and 0.60.
var cadvisorNewest = on(2,
	spelled(FileDirty, cadvisorFileDirty),
	spelled(FileWriteback, "container_memory_file_writeback_bytes"),
	spelled(EventsHigh, "container_memory_events_high_total"),
	spelled(EventsMax, "container_memory_events_max_total"),
	spelled(RefaultFile, "container_memory_workingset_refault_file_total"),
	spelled(RefaultAnon, "container_memory_workingset_refault_anon_total"),
)

var (
	cadvisorVersions = []VersionEvidence{{Metric: "container_memory_kernel_usage", AboveZero: true, Version: 1}, {Metric: "container_memory_kernel_usage", Version: 2}}

	kubeletIdentity = map[IdentityKey][]string{
		Cluster: {"cluster"}, Node: {"node", "instance"}, Namespace: {"exported_namespace", "namespace"},
		Pod: {"exported_pod", "pod"}, Container: {"exported_container", "container"},
	}
	standaloneIdentity = map[IdentityKey][]string{
		Cluster: {"cluster"}, Node: {"node", "instance"}, Namespace: {"container_label_io_kubernetes_pod_namespace"}, Pod: {"container_label_io_kubernetes_pod_name"},
		Container: {"container_label_io_kubernetes_container_name", "name"},
	}
	composeServices = []string{"container_label_com_docker_compose_service", "container_label_io_podman_compose_service"}
	standaloneKinds = []Kind{{CgroupKind, map[string]string{"name": ""}}}
	kubeletRequires = []string{"id", "namespace", "pod"}
	kubeletKinds    = []Kind{
		{SandboxKind, map[string]string{"container": "POD"}},
		{PodKind, map[string]string{"container": "", "exported_container": "", "image": ""}},
		{SandboxKind, map[string]string{"container": "", "exported_container": ""}},
	}
	// A cAdvisor of its own that is scraped with a pod's target labels carries its containers' pods
	// in container_label_….
	notStandalone = []string{"container_label_io_kubernetes_pod_name"}
)

var cadvisor060Dialect = Dialect{
	ID: DialectCAdvisor060, Name: "cAdvisor ≥0.60", Side: CgroupSide, Marker: cadvisorUsage, Texts: imageLabel,
	Requires: []string{"id"}, Versions: cadvisorVersions, CgroupID: []string{"id"},
	Told:      Told{With: []string{cadvisorFileDirty}, Refines: []DialectID{DialectCAdvisor}},
	Kinds:     standaloneKinds,
	Also:      composeServices,
	Identity:  standaloneIdentity,
	Spellings: slices.Concat(cadvisorActive, cadvisorOldest, cadvisorNewest, cadvisorPressure(), standaloneProcesses),
	Lacks:     lacksCAdvisor + " container_processes is off unless --enable_metrics names process.",
	Traps:     trapsCAdvisor + trapsStandalone,
	Ref:       refCAdvisor,
}

var cadvisor049Dialect = Dialect{
	ID: DialectCAdvisor049, Name: "cAdvisor before 0.50", Side: CgroupSide, Marker: cadvisorUsage, Texts: imageLabel,
	Requires: []string{"id"}, Versions: cadvisorVersions, CgroupID: []string{"id"},
	Told:      Told{Without: []string{cadvisorActiveFile}, Refines: []DialectID{DialectCAdvisor}},
	Kinds:     standaloneKinds,
	Also:      composeServices,
	Identity:  standaloneIdentity,
	Spellings: slices.Concat(cadvisorOldest, standaloneProcesses),
	Lacks:     lacksCAdvisor + " Active page cache, dirty pages, refaults, memory.events, pressure. container_processes is off unless --enable_metrics names process.",
	Traps:     trapsCAdvisor + trapsStandalone,
	Ref:       refCAdvisor + "; v0.49.1 metrics/prometheus.go",
}

var kubelet137Dialect = Dialect{
	ID: DialectKubelet137, Name: "kubelet /metrics/cadvisor ≥1.37", Side: CgroupSide, Marker: cadvisorUsage, Texts: imageLabel,
	Requires: kubeletRequires, Excludes: map[string]string{"container": "POD"}, Versions: cadvisorVersions, CgroupID: []string{"id"},
	Told:     Told{Labels: []string{"container", "name"}, Forbids: notStandalone, With: []string{cadvisorFileDirty}, Refines: []DialectID{DialectCAdvisor, DialectCAdvisor060, DialectKubelet, DialectKubelet132}},
	Kinds:    kubeletKinds,
	Identity: kubeletIdentity, Spellings: slices.Concat(cadvisorActive, cadvisorOldest, cadvisorNewest, cadvisorPressure(), []Spelling{cadvisorProcesses}),
	Lacks: lacksCAdvisor, Traps: trapsCAdvisor + trapsKubelet,
	Ref: refCAdvisor + "; kubernetes/kubernetes pkg/kubelet/server/server.go (1.37 vendors lib 0.60.5)",
}

var kubelet132Dialect = Dialect{
	ID: DialectKubelet132, Name: "kubelet /metrics/cadvisor 1.32–1.36", Side: CgroupSide, Marker: cadvisorUsage, Texts: imageLabel,
	Requires: kubeletRequires, Excludes: map[string]string{"container": "POD"}, Versions: cadvisorVersions, CgroupID: []string{"id"},
	Told:     Told{Labels: []string{"container", "name"}, Forbids: notStandalone, With: []string{cadvisorActiveFile}, Refines: []DialectID{DialectCAdvisor, DialectCAdvisor060, DialectKubelet}},
	Kinds:    kubeletKinds,
	Identity: kubeletIdentity, Spellings: slices.Concat(cadvisorActive, cadvisorOldest, gatedPressure, []Spelling{cadvisorProcesses}),
	Lacks: lacksCAdvisor + " Dirty pages, refaults and memory.events before 1.37; pressure before 1.34.", Traps: trapsCAdvisor + trapsKubelet,
	Ref: refCAdvisor + "; kubernetes/kubernetes pkg/kubelet/server/server.go (1.33 vendors 0.52.1)",
}

var kubeletDialect = Dialect{
	ID: DialectKubelet, Name: "kubelet /metrics/cadvisor before 1.32", Side: CgroupSide, Marker: cadvisorUsage, Texts: imageLabel,
	Requires: kubeletRequires, Excludes: map[string]string{"container": "POD"}, Versions: cadvisorVersions, CgroupID: []string{"id"},
	Told:     Told{Labels: []string{"container", "name"}, Forbids: notStandalone, Refines: []DialectID{DialectCAdvisor, DialectCAdvisor049}},
	Kinds:    kubeletKinds,
	Identity: kubeletIdentity, Spellings: slices.Concat(cadvisorOldest, []Spelling{cadvisorProcesses}),
	Lacks: lacksCAdvisor + " Active page cache: it cannot be told from shared memory before 1.32.", Traps: trapsCAdvisor + trapsKubelet,
	Ref: refCAdvisor + "; kubernetes/kubernetes pkg/kubelet/server/server.go (1.30 vendors 0.49.0)",
}

// The version of the cgroup cannot be told here, so all that means something else on each is left out.
var kubeletCRIDialect = Dialect{
	ID: DialectKubeletCRI, Name: "kubelet /metrics/cadvisor from the container runtime", Side: CgroupSide, Marker: cadvisorUsage, Texts: imageLabel,
	Requires: kubeletRequires, Excludes: map[string]string{"container": "POD"}, CgroupID: []string{"id"},
	Told:     Told{Labels: []string{"container"}, Forbids: append([]string{"name"}, notStandalone...), Refines: []DialectID{DialectCAdvisor, DialectCAdvisor060}},
	Kinds:    kubeletKinds,
	Identity: kubeletIdentity,
	Spellings: []Spelling{
		spelled(Usage, cadvisorUsage),
		spelled(Anon, "container_memory_rss"),
		spelled(File, "container_memory_cache"),
		spelled(ActiveFile, cadvisorActiveFile),
		spelled(InactiveFile, "container_memory_total_inactive_file_bytes"),
		{Counter: InactiveFile, Metric: cadvisorUsage, Less: cadvisorWorkingSet},
		spelled(FileMapped, "container_memory_mapped_file"),
		zeroAbsent(Limit, "container_spec_memory_limit_bytes"),
		spelled(EventsOOMKill, "container_oom_events_total"),
		spelled(Processes, "container_processes"),
		spelled(WorkingSet, cadvisorWorkingSet),
		spelled(ContainerStart, cadvisorStart),
	},
	Lacks: "The cgroup version, and with it kernel, swap and peak; shmem, sock, unevictable, dirty pages, pressure.",
	Traps: "container_memory_kernel_usage is kernel_stack alone on v2 and all of the kernel on v1; container_memory_max_usage_bytes is memory.max on v2; container_memory_swap is memory plus swap on v1. None is used." + trapsKubelet,
	Ref:   "containerd/containerd internal/cri/server/list_pod_sandbox_metrics_linux.go:440-680, list_metric_descriptors.go:35 (2.4.2; gate PodAndContainerStatsFromCRI)",
}

var kubeletResourceDialect = Dialect{
	ID: DialectKubeletResource, Name: "kubelet /metrics/resource", Side: CgroupSide, Marker: cadvisorWorkingSet,
	Requires: []string{"container", "pod", "namespace"}, Excludes: map[string]string{"container": "POD"},
	Told: Told{
		Forbids: []string{"id"},
		With:    []string{"pod_memory_working_set_bytes", "node_memory_working_set_bytes"},
		Without: []string{cadvisorUsage},
	},
	Identity: kubeletIdentity,
	Spellings: []Spelling{
		spelled(WorkingSet, cadvisorWorkingSet),
		spelled(ContainerStart, cadvisorStart),
		spelled(Swap, "container_swap_usage_bytes"),
		spelled(SwapLimit, "container_swap_limit_bytes"),
	},
	Prints: "kubectl_top",
	Lacks:  "Usage itself, so there is no ledger: only the working set, which kubectl top prints, and swap. Scrape /metrics/cadvisor too.",
	Traps:  "The metric has the name of cAdvisor's, with fewer labels: told apart by the missing id, and by metrics_path. Scraping both gives each container twice.",
	Ref:    "kubernetes/kubernetes pkg/kubelet/metrics/collectors/resource_metrics.go",
}
