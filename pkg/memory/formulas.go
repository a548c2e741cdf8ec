package memory

import "slices"

// FormulaID names what one tool, in one range of versions, prints.
type FormulaID string

// UnitSystem is the one a tool prints in.
type UnitSystem string

const (
	IEC UnitSystem = "iec" // KiB, MiB: powers of 1024
	SI  UnitSystem = "si"  // kB, MB: powers of 1000
)

// Formula is one row of the formulas table. V1 and V2 are its sum by cgroup version; nil where the
// tool does not exist there.
type Formula struct {
	ID       FormulaID
	Tool     string
	Versions string
	V1, V2   Expr
	Units    UnitSystem
	Help     string
	Ref      string
}

// DefaultTool is the formula of a query that names none.
const DefaultTool FormulaID = "usage"

// Heap is one meaning of "the Go heap" that usage is compared with.
type Heap struct {
	ID   string
	Name string
	Sum  Expr
	Help string
	Ref  string
}

// DefaultHeap is the heap measure of a query that names none.
const DefaultHeap = "alloc"

var (
	rawUsage = ref(Usage)
	// What GOMEMLIMIT governs.
	goTotalKnown = firstOf{sum{plus(GoSys), minus(GoHeapReleased)}, ref(GoUsed)}
	rawAnon      = ref(Anon)
	// Some exporters tell the working set and no usage.
	workingSet = firstOf{floor0{sum{plus(Usage), minus(InactiveFile)}}, ref(WorkingSet)}
)

// Formulas is the table of what each tool prints.
var Formulas = []Formula{
	{"usage", "cgroup usage", "", rawUsage, rawUsage, IEC, "memory.current or memory.usage_in_bytes: what the limit is held against.", refV2},
	{"docker_17_05", "docker stats", "≤17.05", rawUsage, nil, IEC, "Usage with the page cache.", "docker/cli#80"},
	{"docker_17_06", "docker stats", "17.06–19.03", sum{plus(Usage), minus(File)}, nil, IEC, "Usage without the page cache; hides tmpfs too. Docker took the cache of the cgroup itself: where it has child cgroups, it printed more than this.", "docker/cli#80"},
	{"docker_20_10", "docker stats", "≥20.10", workingSet, workingSet, IEC, "Usage without the inactive page cache.", "docker/cli a4a07c64 (#2415)"},
	{"docker_api", "Docker API memory_stats.usage", "", rawUsage, rawUsage, IEC, "Raw usage; docker stats subtracts on the client.", "moby/moby daemon/stats_unix.go"},
	{"podman_3", "podman stats", "≤3.4", rawUsage, rawUsage, SI, "Usage with the page cache.", "containers/common c7fd073c"},
	{"podman_4_0", "podman stats", "4.0–4.6", rawUsage, rawAnon, SI, "On cgroup v1 usage with the page cache, on v2 anonymous memory only.", "containers/common c7fd073c (#870)"},
	{"podman_4_7", "podman stats", "4.7–5.5", sum{plus(ActiveAnon), plus(InactiveAnon)}, rawAnon, SI, "On cgroup v1 the anonymous lists, shared memory included; on v2 anonymous memory only.", "containers/common 1a9d45ce (#1642)"},
	{"podman_5_6", "podman stats", "≥5.6", workingSet, workingSet, SI, "Usage without the inactive page cache, as Docker.", "containers/common 2eca56c3 (#2454)"},
	{"podman_exported", "podman stats", "(as exported)", ref(Reported), ref(Reported), SI, "What podman stats prints, of whichever version the exporter is built with or talks to. Of the other versions' numbers it is one.", "containers/prometheus-podman-exporter ff5c1c7d collector/container.go"},
	{"kubectl_top", "kubectl top", "", workingSet, workingSet, IEC, "The kubelet's working set.", "kubernetes-sigs/metrics-server v0.9.0; google/cadvisor lib/container/libcontainer/handler.go"},
	{"cadvisor_working_set", "cAdvisor container_memory_working_set_bytes", "", workingSet, workingSet, IEC, "Working set: usage without the inactive page cache.", "google/cadvisor lib/container/libcontainer/handler.go"},
	{"cadvisor_rss", "cAdvisor container_memory_rss", "v2 ≥0.39", rawAnon, rawAnon, IEC, "Anonymous memory, whatever its name says.", "google/cadvisor#2810"},
	{"crictl", "crictl stats", "", workingSet, workingSet, SI, "Working set, from the runtime.", "containerd/containerd internal/cri/server; cri-o internal/config/cgmgr/stats_linux.go"},
	{"nerdctl", "nerdctl stats", "", workingSet, workingSet, IEC, "Usage without the inactive page cache.", "containerd/nerdctl 0b729e9e stats_linux.go"},
	{"ctr", "ctr tasks metrics", "", rawUsage, rawUsage, IEC, "Raw usage.", "containerd/containerd core/metrics/cgroups"},
	{"systemd", "systemctl status, systemd-cgtop", "", rawUsage, rawUsage, IEC, "Raw usage.", "systemd src/cgtop/cgtop.c"},
	{"incus", "incus info", "", rawUsage, rawUsage, IEC, "Raw usage.", "lxc/incus abstraction.go ecabd6c2"},
	{"ps_rss", "ps and top RES", "", ref(RSS), ref(RSS), IEC, "Resident memory of the Go processes: anonymous memory and the page cache they map.", refProc},
}

// Heaps is the table of heap measures.
var Heaps = []Heap{
	{"alloc", "Heap objects (go_memstats_alloc_bytes)", ref(GoHeapAlloc), "Live and dead objects on the heap.", refMemStats},
	{"inuse", "Heap in use (go_memstats_heap_inuse_bytes)", ref(GoHeapInuse), "Spans with at least one object.", refMemStats},
	{"marked", "Live heap (go_gc_heap_live_bytes)", heapMarked, "What the last garbage collection found reachable.", refMetrics},
	{"go_total", "Go total (what GOMEMLIMIT governs)", goTotalKnown, "All memory of the Go runtime: Sys − HeapReleased.", "Go runtime/debug.SetMemoryLimit"},
}

// FormulaByID returns the row of id, and whether there is one.
func FormulaByID(id FormulaID) (*Formula, bool) {
	for i := range Formulas {
		if Formulas[i].ID == id {
			return &Formulas[i], true
		}
	}
	return nil, false
}

// HeapByID returns the row of id, and whether there is one.
func HeapByID(id string) (*Heap, bool) {
	for i := range Heaps {
		if Heaps[i].ID == id {
			return &Heaps[i], true
		}
	}
	return nil, false
}

// Label is the tool with its versions, as a person names it: "podman stats 4.0–4.6".
func (f *Formula) Label() string {
	if f.Versions == "" {
		return f.Tool
	}
	return f.Tool + " " + f.Versions
}

// exported says that no sum of counters gives the number: it is known only where an exporter passes it on.
func (f *Formula) exported() bool {
	e := f.V1
	if e == nil {
		e = f.V2
	}
	return slices.ContainsFunc(CountersOf(e), func(id CounterID) bool {
		c, ok := countersByID[id]
		return ok && c.Printed
	})
}

// Sum returns the formula's sum on a cgroup version, and whether there is one. On an unknown
// version (0) there is one only where both versions agree.
func (f *Formula) Sum(version int) (Expr, bool) {
	switch {
	case version == 1 && f.V1 != nil:
		return f.V1, true
	case version == 2 && f.V2 != nil:
		return f.V2, true
	case version == 0 && f.V1 != nil && f.V2 != nil && f.V1.String() == f.V2.String():
		return f.V1, true
	}
	return nil, false
}
