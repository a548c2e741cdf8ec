package cgroup

// format is one file of a cgroup directory: its name and how its content reads.
type format struct {
	Name  string
	Parse func(p *parser, dst []Value, file string, data []byte) ([]Value, error)
	// Scale turns the values printed into the unit of the counter: 1e-6 where the kernel prints
	// microseconds, otherwise 1.
	Scale float64
	// Unless is the key of memory.stat that has the smallest such limit up to the root: where that is
	// unlimited this file is too, and need not be read. Source: mm/memcontrol-v1.c memcg1_stat_format.
	Unless string
}

const (
	statFile = "memory.stat"
	// procsFile lists the processes of one cgroup; Group.Processes is the sum over its subtree.
	procsFile = "cgroup.procs"
	// limitFile is the hard limit of a v2 cgroup, which its descendants inherit.
	limitFile = "memory.max"
	// limitKey is the key of v1's memory.stat that has the smallest limit up to the root.
	limitKey = "hierarchical_memory_limit"
)

// filesV1 are the files read of a cgroup of the v1 memory controller, usage first, as a
// directory without it has no memory counters, and memory.stat before those that depend on it. Source: mm/memcontrol-v1.c mem_cgroup_legacy_files[].
var filesV1 = []format{
	{Name: "memory.usage_in_bytes", Parse: (*parser).single, Scale: 1},
	{Name: statFile, Parse: (*parser).keyed, Scale: 1},
	{Name: "memory.max_usage_in_bytes", Parse: (*parser).single, Scale: 1},
	{Name: "memory.limit_in_bytes", Parse: (*parser).single, Scale: 1, Unless: limitKey},
	{Name: "memory.soft_limit_in_bytes", Parse: (*parser).single, Scale: 1},
	{Name: "memory.memsw.usage_in_bytes", Parse: (*parser).single, Scale: 1},
	{Name: "memory.memsw.limit_in_bytes", Parse: (*parser).single, Scale: 1, Unless: "hierarchical_memsw_limit"},
	{Name: "memory.kmem.usage_in_bytes", Parse: (*parser).single, Scale: 1},
	{Name: "memory.kmem.tcp.usage_in_bytes", Parse: (*parser).single, Scale: 1},
	{Name: "memory.failcnt", Parse: (*parser).single, Scale: 1},
	{Name: "memory.oom_control", Parse: (*parser).keyed, Scale: 1},
}

// filesV2 are the files read of a v2 cgroup, usage first. The root cgroup has no memory.current.
// Source: mm/memcontrol.c memory_files[], swap_files[], zswap_files[].
var filesV2 = []format{
	{Name: "memory.current", Parse: (*parser).single, Scale: 1},
	{Name: statFile, Parse: (*parser).keyed, Scale: 1},
	{Name: "memory.peak", Parse: (*parser).single, Scale: 1},
	{Name: limitFile, Parse: (*parser).single, Scale: 1},
	{Name: "memory.high", Parse: (*parser).single, Scale: 1},
	{Name: "memory.low", Parse: (*parser).single, Scale: 1},
	{Name: "memory.min", Parse: (*parser).single, Scale: 1},
	{Name: "memory.swap.current", Parse: (*parser).single, Scale: 1},
	{Name: "memory.swap.max", Parse: (*parser).single, Scale: 1},
	{Name: "memory.swap.high", Parse: (*parser).single, Scale: 1},
	{Name: "memory.swap.peak", Parse: (*parser).single, Scale: 1},
	{Name: "memory.zswap.current", Parse: (*parser).single, Scale: 1},
	{Name: "memory.zswap.max", Parse: (*parser).single, Scale: 1},
	{Name: "memory.events", Parse: (*parser).keyed, Scale: 1},
	{Name: "memory.events.local", Parse: (*parser).keyed, Scale: 1},
	{Name: "memory.pressure", Parse: (*parser).pressure, Scale: 1e-6},
}

// filesOf returns the files of a cgroup version.
func filesOf(version int) []format {
	if version == 1 {
		return filesV1
	}
	return filesV2
}
