package exporter

import (
	"slices"
	"strings"

	dto "github.com/prometheus/client_model/go"

	"github.com/memledger/memledger/pkg/memory"
)

// Name says how one number of a cgroup file is exposed.
type Name struct {
	File   string // in the cgroup's directory
	Key    string // in the file; "*" = any key, which then stands for <key> in Metric and Help
	Metric string // empty = not exposed
	Type   dto.MetricType
	Help   string
}

const (
	gauge   = dto.MetricType_GAUGE
	counter = dto.MetricType_COUNTER
	untyped = dto.MetricType_UNTYPED
)

// Names is every metric of a cgroup but those of memory.stat, whose keys follow StatName. The first
// row that fits counts.
var Names = []Name{
	// Exposed as HierarchicalLimitName, the same on both versions.
	{File: "memory.stat", Key: "hierarchical_memory_limit"},

	{"memory.usage_in_bytes", "", "cgroup_memory_usage_bytes", gauge, "All memory charged to the cgroup and its descendants, page cache included (v1 memory.usage_in_bytes, v2 memory.current)."},
	{"memory.current", "", "cgroup_memory_usage_bytes", gauge, ""},
	{"memory.max_usage_in_bytes", "", "cgroup_memory_peak_bytes", gauge, "Highest usage so far (v1 memory.max_usage_in_bytes, v2 memory.peak)."},
	{"memory.peak", "", "cgroup_memory_peak_bytes", gauge, ""},
	{"memory.limit_in_bytes", "", "cgroup_memory_limit_bytes", gauge, "Hard limit of the cgroup itself, absent when unlimited (v1 memory.limit_in_bytes, v2 memory.max)."},
	{"memory.max", "", "cgroup_memory_limit_bytes", gauge, ""},

	{"memory.soft_limit_in_bytes", "", "cgroup_memory_soft_limit_bytes", gauge, "Soft limit, absent when unlimited (v1)."},
	{"memory.memsw.usage_in_bytes", "", "cgroup_memory_memsw_usage_bytes", gauge, "Memory plus swap (v1)."},
	{"memory.memsw.limit_in_bytes", "", "cgroup_memory_memsw_limit_bytes", gauge, "Limit of memory plus swap, absent when unlimited (v1)."},
	{"memory.kmem.usage_in_bytes", "", "cgroup_memory_kmem_usage_bytes", gauge, "Kernel memory, part of usage (v1)."},
	{"memory.kmem.tcp.usage_in_bytes", "", "cgroup_memory_kmem_tcp_usage_bytes", gauge, "TCP buffers, outside usage (v1)."},
	{"memory.failcnt", "", "cgroup_memory_failcnt_total", counter, "Times usage met the hard limit (v1)."},
	{"memory.oom_control", "oom_kill", "cgroup_memory_oom_control_oom_kill_total", counter, "Processes of the cgroup that the OOM killer killed (v1)."},
	{"memory.oom_control", "under_oom", "cgroup_memory_oom_control_under_oom", gauge, "1 while the cgroup is out of memory and its tasks may be stopped (v1)."},
	{File: "memory.oom_control", Key: "oom_kill_disable"},

	{"memory.high", "", "cgroup_memory_high_bytes", gauge, "Above this the cgroup is throttled, not killed; absent when unlimited (v2)."},
	{"memory.low", "", "cgroup_memory_low_bytes", gauge, "Best-effort protection from reclaim, absent when unlimited (v2)."},
	{"memory.min", "", "cgroup_memory_min_bytes", gauge, "Hard protection from reclaim, absent when unlimited (v2)."},
	{"memory.swap.current", "", "cgroup_memory_swap_current_bytes", gauge, "Swap in use, outside usage (v2)."},
	{"memory.swap.max", "", "cgroup_memory_swap_limit_bytes", gauge, "Hard limit of swap, absent when unlimited (v2)."},
	{"memory.swap.high", "", "cgroup_memory_swap_high_bytes", gauge, "Above this swap use throttles the cgroup, absent when unlimited (v2)."},
	{"memory.swap.peak", "", "cgroup_memory_swap_peak_bytes", gauge, "Highest swap use so far (v2, Linux 6.5)."},
	{"memory.zswap.current", "", "cgroup_memory_zswap_current_bytes", gauge, "Compressed pool that holds swapped pages in RAM (v2)."},
	{"memory.zswap.max", "", "cgroup_memory_zswap_limit_bytes", gauge, "Hard limit of zswap, absent when unlimited (v2)."},
	{"memory.events", "*", "cgroup_memory_events_<key>_total", counter, "Events of the cgroup and its descendants: memory.events <key> (v2)."},
	{"memory.events.local", "*", "cgroup_memory_events_local_<key>_total", counter, "Events of the cgroup itself: memory.events.local <key> (v2)."},
	{"memory.pressure", "*", "cgroup_memory_pressure_<key>_seconds_total", counter, "Time in which tasks waited for memory: memory.pressure <key> total (v2, PSI)."},

	{"cgroup.procs", "", "cgroup_processes", gauge, "Processes in the cgroup and its descendants."},
}

const (
	// HierarchicalLimitName is a key of memory.stat on v1; on v2 it is taken from each memory.max up to
	// the root.
	HierarchicalLimitName = "cgroup_memory_hierarchical_limit_bytes"
	// InfoName has the labels of a container that do not stand on every sample.
	InfoName = "cgroup_info"
	// UnknownName carries keys that the tables of this version do not know, under the label key.
	UnknownName = "cgroup_memory_stat_unknown"
	// ListeningPortName has the labels address and port besides those of the cgroup.
	ListeningPortName = "cgroup_listening_port"
	// UnknownPortsName tells a cgroup that listens on nothing from one that could not be asked.
	UnknownPortsName = "cgroup_listening_port_unknown_processes"
)

// Derived is every metric of a cgroup that does not stand in one of its files.
var Derived = []Name{
	{Metric: HierarchicalLimitName, Type: gauge, Help: "Smallest hard limit of the cgroup and its ancestors, absent when there is none."},
	{Metric: UnknownName, Type: untyped, Help: "Keys of memory.stat and memory.events that this version does not know, as the kernel prints them."},
	{Metric: InfoName, Type: gauge, Help: "1, with what is known of the cgroup's container."},
	{Metric: ListeningPortName, Type: gauge, Help: "1 for each TCP address and port that a process of the cgroup listens on; 0.0.0.0 and :: are all addresses (--collector.listening-ports)."},
	{Metric: UnknownPortsName, Type: gauge, Help: "Processes of the cgroup whose listening ports could not be read, absent when there are none (--collector.listening-ports)."},
}

// StatName says how a key of memory.stat is exposed: the key itself, with the suffix of its unit. v1's
// local keys (rss) and those of the whole subtree (total_rss) are metrics of their own. The second
// result is false for a key that memory.StatUnit does not know.
func StatName(key string) (Name, bool) {
	unit, known := memory.StatUnit(key)
	switch {
	case !known:
		return Name{}, false
	case unit == memory.Events:
		return Name{"memory.stat", key, "cgroup_memory_" + key + "_total", counter, statHelp(key)}, true
	default:
		return Name{"memory.stat", key, "cgroup_memory_" + key + "_bytes", gauge, statHelp(key)}, true
	}
}

func statHelp(key string) string {
	for _, c := range memory.Counters {
		for _, s := range []memory.Source{c.V1, c.V2} {
			if s.File == "memory.stat" && s.Key == key {
				return "memory.stat " + key + ": " + c.Help
			}
		}
	}
	return "memory.stat " + key + " as the kernel prints it."
}

// NameOf says how the number in a source is exposed. The second result is false for one that is not.
func NameOf(s memory.Source) (Name, bool) {
	for _, n := range Names {
		if n.File != s.File || (n.Key != s.Key && n.Key != "*") {
			continue
		}
		if n.Key == "*" && !plain(s.Key) {
			return Name{}, false
		}
		if n.Help == "" {
			n.Help = sharedHelp(n.Metric)
		}
		n.Key = s.Key
		n.Metric = strings.ReplaceAll(n.Metric, "<key>", s.Key)
		n.Help = strings.ReplaceAll(n.Help, "<key>", s.Key)
		return n, n.Metric != ""
	}
	if s.File == "memory.stat" {
		return StatName(s.Key)
	}
	return Name{}, false
}

// sharedHelp is that of the first row with the same metric.
func sharedHelp(metric string) string {
	i := slices.IndexFunc(Names, func(n Name) bool { return n.Metric == metric })
	return Names[i].Help
}

// plain says whether a key can be part of a metric's name.
func plain(key string) bool {
	return key != "" && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// nodeName is how a counter of the machine is exposed.
func nodeName(c *memory.Counter) Name {
	return Name{Metric: "cgroup_" + string(c.ID) + "_bytes", Type: gauge, Help: c.Help + " (" + c.Go + ")"}
}
