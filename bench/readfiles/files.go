//go:build linux

package main

// The files that the exporter reads of a cgroup. A test holds them against its own table.
var (
	filesV1 = []string{
		"memory.usage_in_bytes", "memory.stat", "memory.max_usage_in_bytes", "memory.limit_in_bytes",
		"memory.soft_limit_in_bytes", "memory.memsw.usage_in_bytes", "memory.memsw.limit_in_bytes",
		"memory.kmem.usage_in_bytes", "memory.kmem.tcp.usage_in_bytes", "memory.failcnt",
		"memory.oom_control", "cgroup.procs",
	}
	filesV2 = []string{
		"memory.current", "memory.stat", "memory.peak", "memory.max", "memory.high", "memory.low",
		"memory.min", "memory.swap.current", "memory.swap.max", "memory.swap.high", "memory.swap.peak",
		"memory.zswap.current", "memory.zswap.max", "memory.events", "memory.events.local",
		"memory.pressure", "cgroup.procs",
	}
)

func filesOf(version int) []string {
	if version == 1 {
		return filesV1
	}
	return filesV2
}
