package memory

// OrchestratorSide is who runs the containers: it knows restarts, limits and owners.
const OrchestratorSide Side = "orchestrator"

// Counters that only dialects spell.
const (
	WorkingSet        CounterID = "working_set"
	Reported          CounterID = "reported"
	Restarts          CounterID = "restarts"
	LastTerminatedOOM CounterID = "last_terminated_oom"

	// LastTerminatedTime and ContainerStart are moments, in Unix seconds.
	LastTerminatedTime CounterID = "last_terminated_time"
	ContainerStart     CounterID = "container_start_time"
)

// toldCounters are the counters that no kernel file and no Go runtime holds, but exporters do.
var toldCounters = []Counter{
	{ID: WorkingSet, Side: CgroupSide, Unit: Bytes, Covers: workingSetClasses,
		Help: "Usage without the inactive page cache, where the exporter tells only the difference.", Ref: "google/cadvisor lib/container/libcontainer/handler.go setMemoryStats"},
	{ID: Reported, Side: CgroupSide, Unit: Bytes, Printed: true,
		Help: "What podman stats prints, by a formula that the series does not name. Usage, its anonymous part or the working set: not known which.", Ref: "containers/common c7fd073c, 1a9d45ce, 2eca56c3"},
	{ID: Restarts, Side: OrchestratorSide, Unit: Events, Help: "Restarts of the container in its pod.", Ref: "kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md"},
	{ID: LastTerminatedOOM, Side: OrchestratorSide, Unit: Count, Help: "1 while the last end of the container was an OOM kill.", Ref: "kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md"},
	{ID: LastTerminatedTime, Side: OrchestratorSide, Unit: Seconds, Help: "When the container last ended.", Ref: "kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md"},
	{ID: ContainerStart, Side: CgroupSide, Unit: Seconds, Help: "When the container started, as its exporter says.", Ref: "google/cadvisor lib/metrics/prometheus.go container_start_time_seconds"},
}

// The working set is usage without file_inactive, so it covers every class but that one.
var workingSetClasses = withoutClass(usageClasses, FileInactive)

func withoutClass(list []ClassID, drop ClassID) []ClassID {
	var kept []ClassID
	for _, id := range list {
		if id != drop {
			kept = append(kept, id)
		}
	}
	return kept
}

// on restricts spellings to one cgroup version.
func on(version int, spellings ...Spelling) []Spelling {
	for i := range spellings {
		spellings[i].Only = version
	}
	return spellings
}

// optional says in words which setting makes the exporter write the spellings.
func optional(setting string, spellings ...Spelling) []Spelling {
	for i := range spellings {
		spellings[i].Option = setting
	}
	return spellings
}

// switchedOn is optional with the setting as it is typed.
func switchedOn(setting string, spellings ...Spelling) []Spelling {
	for i := range spellings {
		spellings[i].Option, spellings[i].Literal = setting, true
	}
	return spellings
}
