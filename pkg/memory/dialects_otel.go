package memory

import (
	"slices"
	"strings"
)

// Ids of OpenTelemetry's receivers and of its Go instrumentation.
const (
	DialectDockerStats      DialectID = "otel_docker_stats"
	DialectPodmanStats      DialectID = "otel_podman_stats"
	DialectKubeletStats     DialectID = "otel_kubeletstats"
	DialectOTelGo           DialectID = "otel_go"
	DialectOTelGoDeprecated DialectID = "otel_go_deprecated"
)

// otelName is a metric as OpenTelemetry names it, and the suffix that its unit and type give it.
type otelName struct{ name, suffix string }

func bytesOf(name string) otelName { return otelName{name, "_bytes"} }

// styles are the names that Prometheus' four translation strategies make of it: underscores with
// and without suffixes, dots with and without suffixes.
func (n otelName) styles() [4]string {
	flat := underscored(n.name)
	return [4]string{flat + n.suffix, flat, n.name + n.suffix, n.name}
}

func underscored(name string) string { return strings.ReplaceAll(name, ".", "_") }

func stylesOf(names ...otelName) (all []string) {
	for _, n := range names {
		for _, style := range n.styles() {
			if !slices.Contains(all, style) {
				all = append(all, style)
			}
		}
	}
	return all
}

// otelSum is a spelling in OpenTelemetry's own names: of + plus − less.
type otelSum struct {
	counter CounterID
	of      otelName
	label   string // attribute that tells of and plus from their siblings
	value   string
	plus    []otelPart
	less    otelName
	only    int
	zero    bool
	off     bool // unless it is enabled
}

type otelPart struct {
	of    otelName
	value string // of the sum's label
}

// spellOTel writes each sum in each of the four styles.
func spellOTel(sums ...otelSum) (all []Spelling) {
	for _, s := range sums {
		seen := map[string]bool{}
		for style, metric := range s.of.styles() {
			if seen[metric] {
				continue
			}
			seen[metric] = true
			sp := Spelling{Counter: s.counter, Metric: metric, Match: s.match(style, s.value), Only: s.only, ZeroIsAbsent: s.zero}
			for _, p := range s.plus {
				sp.Plus = append(sp.Plus, Series{p.of.styles()[style], s.match(style, p.value)})
			}
			if s.off {
				sp.Option, sp.Literal = "metrics: {"+s.optionName()+": {enabled: true}}", true
			}
			if s.less.name != "" {
				sp.Less = s.less.styles()[style]
			}
			all = append(all, sp)
		}
	}
	return all
}

// optionName is the metric that has to be enabled: what is added where of is there by default.
func (s otelSum) optionName() string {
	if len(s.plus) > 0 {
		return s.plus[0].of.name
	}
	return s.of.name
}

func (s otelSum) match(style int, value string) map[string]string {
	switch {
	case value == "":
		return nil
	case style < 2:
		return map[string]string{underscored(s.label): value}
	}
	return map[string]string{s.label: value}
}

// evidence says that any style of the name is written on one cgroup version only.
func evidence(version int, n otelName) (rows []VersionEvidence) {
	for _, metric := range stylesOf(n) {
		rows = append(rows, VersionEvidence{Metric: metric, Version: version})
	}
	return rows
}

// either names a resource attribute as labels carry it, translated or not.
func either(attributes ...string) (labels []string) {
	for _, a := range attributes {
		labels = append(labels, underscored(a), a)
	}
	return labels
}

var (
	usageTotal   = bytesOf("container.memory.usage.total")
	usageLimit   = bytesOf("container.memory.usage.limit")
	dockerFile   = bytesOf("container.memory.file")
	dockerCache  = bytesOf("container.memory.total_cache")
	kubeletUsage = bytesOf("container.memory.usage")
	kubeletWS    = bytesOf("container.memory.working_set")
	kubeletFree  = bytesOf("container.memory.available")
	kubeletFault = otelName{"container.memory.page_faults", "_ratio"}

	otelContainerIdentity = map[IdentityKey][]string{
		Cluster: append(either("k8s.cluster.name"), "cluster"), Node: append(either("k8s.node.name", "host.name"), "node", "instance"),
		Namespace: either("k8s.namespace.name"), Pod: either("k8s.pod.name"), Container: either("k8s.container.name", "container.name"),
	}
)

const (
	trapsReceiver = " The receiver's resource has no service.name, so there is no target_info: unless container.name, container.id or k8s.* are promoted to labels (promote_resource_attributes, resource_to_telemetry_conversion), the series of all containers are one. pod and container labels on a scraped collector are the collector's own."
	refTranslator = "prometheus/otlptranslator v1.0.0"
)

var dockerStatsDialect = Dialect{
	ID: DialectDockerStats, Name: "OpenTelemetry docker_stats receiver", Side: CgroupSide, Marker: usageTotal.styles()[0],
	Excludes: map[string]string{"container_runtime": "podman", "container.runtime": "podman"}, CgroupID: either("container.id"),
	Told:     Told{Markers: stylesOf(usageTotal)[1:], Forbids: []string{"id", "cgroup"}, With: stylesOf(dockerFile, dockerCache)},
	Versions: slices.Concat(evidence(1, dockerCache), evidence(2, dockerFile)),
	Identity: otelContainerIdentity, Texts: dockerTexts,
	Spellings: spellOTel(
		otelSum{counter: Usage, of: usageTotal, plus: []otelPart{{of: bytesOf("container.memory.inactive_file")}}, only: 2, off: true},
		otelSum{counter: Usage, of: usageTotal, plus: []otelPart{{of: bytesOf("container.memory.total_inactive_file")}}, only: 1, off: true},
		otelSum{counter: WorkingSet, of: usageTotal},
		otelSum{counter: Limit, of: usageLimit, zero: true},
		otelSum{counter: File, of: dockerFile, only: 2},
		otelSum{counter: Anon, of: bytesOf("container.memory.anon"), only: 2, off: true},
		otelSum{counter: InactiveAnon, of: bytesOf("container.memory.inactive_anon"), only: 2, off: true},
		otelSum{counter: ActiveAnon, of: bytesOf("container.memory.active_anon"), only: 2, off: true},
		otelSum{counter: InactiveFile, of: bytesOf("container.memory.inactive_file"), only: 2, off: true},
		otelSum{counter: ActiveFile, of: bytesOf("container.memory.active_file"), only: 2, off: true},
		otelSum{counter: Unevictable, of: bytesOf("container.memory.unevictable"), only: 2, off: true},
		otelSum{counter: EventsOOM, of: otelName{"container.memory.fails", "_total"}, only: 2, off: true},
		otelSum{counter: File, of: dockerCache, only: 1},
		otelSum{counter: Anon, of: bytesOf("container.memory.total_rss"), only: 1, off: true},
		otelSum{counter: AnonTHP, of: bytesOf("container.memory.total_rss_huge"), only: 1, off: true},
		otelSum{counter: InactiveAnon, of: bytesOf("container.memory.total_inactive_anon"), only: 1, off: true},
		otelSum{counter: ActiveAnon, of: bytesOf("container.memory.total_active_anon"), only: 1, off: true},
		otelSum{counter: InactiveFile, of: bytesOf("container.memory.total_inactive_file"), only: 1, off: true},
		otelSum{counter: ActiveFile, of: bytesOf("container.memory.total_active_file"), only: 1, off: true},
		otelSum{counter: Unevictable, of: bytesOf("container.memory.total_unevictable"), only: 1, off: true},
		otelSum{counter: FileMapped, of: bytesOf("container.memory.total_mapped_file"), only: 1, off: true},
		otelSum{counter: FileDirty, of: bytesOf("container.memory.total_dirty"), only: 1, off: true},
		otelSum{counter: FileWriteback, of: bytesOf("container.memory.total_writeback"), only: 1, off: true},
		otelSum{counter: Peak, of: bytesOf("container.memory.usage.max"), only: 1, off: true},
		otelSum{counter: EventsMax, of: otelName{"container.memory.fails", "_total"}, only: 1, off: true},
	),
	Prints: "docker_20_10",
	Lacks:  "By default all but the working set, the page cache and the limit, so there is no ledger: enable container.memory.inactive_file, active_file, anon and unevictable (total_… on v1), from which usage follows. Kernel, slab, sock, shmem and swap on any setting.",
	Traps:  "usage.total is docker stats' number, usage without the inactive page cache; usage = usage.total + inactive_file. percent_ratio is 0 to 100. usage.max is 0 on v2. An unlimited container has the machine's RAM as its limit. Without suffixes container_memory_cache and container_memory_rss are cAdvisor's names: told by the missing id." + trapsReceiver,
	Ref:    "open-telemetry/opentelemetry-collector-contrib receiver/dockerstatsreceiver metadata.yaml@047d1ed2, receiver.go; " + refTranslator,
}

var podmanStatsDialect = Dialect{
	ID: DialectPodmanStats, Name: "OpenTelemetry podman_stats receiver", Side: CgroupSide, Marker: usageTotal.styles()[0],
	Excludes: map[string]string{"container_runtime": "docker", "container.runtime": "docker"}, CgroupID: either("container.id"),
	Told:      Told{Markers: stylesOf(usageTotal)[1:], Forbids: []string{"id", "cgroup"}, Without: stylesOf(dockerFile, dockerCache)},
	Identity:  otelContainerIdentity,
	Spellings: spellOTel(otelSum{counter: Reported, of: usageTotal, zero: true}, otelSum{counter: Limit, of: usageLimit, zero: true}),
	Prints:    "podman_exported",
	Lacks:     "Usage itself, and which formula the value has: podman 4.0 to 5.5 report anonymous memory alone on cgroup v2. Every counter of memory.stat.",
	Traps:     "The value is what podman stats prints. percent_ratio is 0 to 100. An unlimited container has the machine's RAM as its limit." + trapsReceiver,
	Ref:       "open-telemetry/opentelemetry-collector-contrib receiver/podmanreceiver metadata.yaml@05444fd4; " + refTranslator,
}

var kubeletStatsDialect = Dialect{
	ID: DialectKubeletStats, Name: "OpenTelemetry kubeletstats receiver", Side: CgroupSide, Marker: kubeletWS.styles()[0], CgroupID: either("container.id"),
	Told:     Told{Markers: stylesOf(kubeletWS)[1:], Forbids: []string{"id", "cgroup"}, With: stylesOf(kubeletFault, otelName{kubeletFault.name, ""}, bytesOf("k8s.pod.memory.usage"))},
	Identity: otelContainerIdentity,
	Spellings: spellOTel(
		otelSum{counter: Usage, of: kubeletUsage},
		otelSum{counter: Anon, of: bytesOf("container.memory.rss")},
		otelSum{counter: InactiveFile, of: kubeletUsage, less: kubeletWS},
		otelSum{counter: WorkingSet, of: kubeletWS},
		otelSum{counter: Limit, of: kubeletFree, plus: []otelPart{{of: kubeletWS}}},
	),
	Lacks: "The page cache as a whole: only its inactive part is known, as usage − working set, so what is neither anonymous nor inactive cache stays unattributed. Kernel, sock, shmem, active page cache, swap, the cgroup version.",
	Traps: "container_memory_usage_bytes and container_memory_working_set_bytes are cAdvisor's names too: told by the missing id, and by page_faults on the same target. The limit is available + working set, and available is absent without a limit. page_faults_ratio is a count." + trapsReceiver,
	Ref:   "open-telemetry/opentelemetry-collector-contrib receiver/kubeletstatsreceiver metadata.yaml; " + refTranslator,
}

var (
	goUsed         = bytesOf("go.memory.used")
	goDeprecated   = bytesOf("process.runtime.go.mem.heap_alloc")
	goReleasedOTel = bytesOf("process.runtime.go.mem.heap_released")
	goMemoryType   = "go.memory.type"
	otelGoCommon   = spellOTel(
		otelSum{counter: GoStackInuse, of: goUsed, label: goMemoryType, value: "stack"},
		otelSum{counter: GoNextGC, of: bytesOf("go.memory.gc.goal")},
		otelSum{counter: GoMemLimit, of: bytesOf("go.memory.limit")},
		otelSum{counter: GoGCPercent, of: otelName{"go.config.gogc", "_percent"}},
		otelSum{counter: GoAllocated, of: otelName{"go.memory.allocated", "_bytes_total"}},
	)
	otelGoIdentity = map[IdentityKey][]string{
		Cluster: append(either("k8s.cluster.name"), "cluster"), Node: append(either("k8s.node.name", "host.name"), "node"),
		Namespace: append(either("k8s.namespace.name"), "namespace"), Pod: append(either("k8s.pod.name"), "pod"),
		Container: append(either("k8s.container.name", "container.name"), "container"),
	}
	otelTargetInfo = []Info{{Metric: "target_info", On: []string{"job", "instance"}, Gives: either("k8s.cluster.name", "k8s.node.name", "host.name", "k8s.namespace.name", "k8s.pod.name", "k8s.container.name", "container.name", "container.id")}}
)

var otelGoDialect = Dialect{
	ID: DialectOTelGo, Name: "OpenTelemetry Go runtime instrumentation", Side: GoSide, Marker: goUsed.styles()[0], CgroupID: either("container.id"),
	Told: Told{Markers: stylesOf(goUsed)[1:]}, Info: otelTargetInfo, Identity: otelGoIdentity, Texts: otelGoTexts,
	Spellings: slices.Concat(spellOTel(
		otelSum{counter: GoUsed, of: goUsed, label: goMemoryType, value: "other", plus: []otelPart{{goUsed, "stack"}}},
		otelSum{counter: Goroutines, of: otelName{"go.goroutine.count", ""}},
	), otelGoCommon, processBeside),
	Lacks: "The heap: live, idle, released, fragmentation and runtime overhead are one number, Sys − HeapReleased − stacks. Set OTEL_GO_X_DEPRECATED_RUNTIME_METRICS=true or add client_golang's Go collector.",
	Traps: "Read at most every 15 s. go_memory_limit_bytes is absent when GOMEMLIMIT is not set. go_goroutine_count counts the runtime's own goroutines too, go_goroutines does not. Labels of the resource stand on target_info.",
	Ref:   "open-telemetry/opentelemetry-go-contrib instrumentation/runtime v0.72.0; " + refTranslator,
}

// Deprecated names are written beside the current ones, which alone know stacks and the whole.
var otelGoDeprecatedDialect = Dialect{
	ID: DialectOTelGoDeprecated, Name: "OpenTelemetry Go runtime instrumentation with its deprecated names", Side: GoSide, Marker: goDeprecated.styles()[0], CgroupID: either("container.id"),
	Told: Told{Markers: stylesOf(goDeprecated)[1:], Refines: []DialectID{DialectOTelGo}}, Info: otelTargetInfo, Identity: otelGoIdentity, Texts: otelGoTexts,
	Spellings: slices.Concat(spellOTel(
		otelSum{counter: GoHeapAlloc, of: goDeprecated},
		otelSum{counter: GoHeapInuse, of: bytesOf("process.runtime.go.mem.heap_inuse")},
		otelSum{counter: GoHeapIdle, of: bytesOf("process.runtime.go.mem.heap_idle")},
		otelSum{counter: GoHeapReleased, of: goReleasedOTel},
		otelSum{counter: GoHeapSys, of: bytesOf("process.runtime.go.mem.heap_sys")},
		// Sys = (total − released − stacks) + stacks + released.
		otelSum{counter: GoSys, of: goUsed, label: goMemoryType, value: "other", plus: []otelPart{{goUsed, "stack"}, {goReleasedOTel, ""}}},
		otelSum{counter: Goroutines, of: otelName{"process.runtime.go.goroutines", ""}},
	), otelGoCommon, processBeside),
	Lacks: "The live heap and the runtime overhead; stacks and the whole where only the deprecated names are there.",
	Traps: "Written beside the current names since they were deprecated, instead of them before. The two are read at different moments, up to 15 s apart. process_runtime_go_goroutines leaves the runtime's own goroutines out.",
	Ref:   "open-telemetry/opentelemetry-go-contrib instrumentation/runtime/internal/deprecatedruntime v0.72.0; " + refTranslator,
}
