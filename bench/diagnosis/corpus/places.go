package corpus

import (
	"slices"

	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// Place is the exporters through which a container is seen.
type Place struct {
	Name       string
	Cgroup     memory.DialectID
	Version    int // of the cgroups there; 0 = either
	Go         memory.DialectID
	SaysOwnAge bool // its restarts can be seen
}

// Places are the pairs that people have, from all that can be told to next to nothing.
var Places = []Place{
	{Name: "memledger v2 + all runtime metrics", Cgroup: memory.DialectMemledger, Version: 2, Go: memory.DialectGoRuntimeMetrics, SaysOwnAge: true},
	{Name: "memledger v1 + all runtime metrics", Cgroup: memory.DialectMemledger, Version: 1, Go: memory.DialectGoRuntimeMetrics, SaysOwnAge: true},
	{Name: "memledger v2 + client_golang 1.20", Cgroup: memory.DialectMemledger, Version: 2, Go: memory.DialectGo120, SaysOwnAge: true},
	{Name: "containerd v2 + VictoriaMetrics/metrics", Cgroup: memory.DialectContainerd, Version: 2, Go: memory.DialectGoVictoria, SaysOwnAge: true},
	{Name: "cAdvisor 0.60 v2 + client_golang 1.20", Cgroup: memory.DialectCAdvisor060, Version: 2, Go: memory.DialectGo120, SaysOwnAge: true},
	{Name: "cAdvisor 0.49 v1 + client_golang 1.11", Cgroup: memory.DialectCAdvisor049, Version: 1, Go: memory.DialectGo111, SaysOwnAge: true},
	{Name: "kubelet 1.32 v2 + client_golang 1.20", Cgroup: memory.DialectKubelet132, Version: 2, Go: memory.DialectGo120, SaysOwnAge: true},
	{Name: "kubelet 1.37 v2 + OTel Go", Cgroup: memory.DialectKubelet137, Version: 2, Go: memory.DialectOTelGo, SaysOwnAge: true},
	{Name: "cgroup_exporter v2 + client_golang", Cgroup: memory.DialectCgroupExporter, Version: 2, Go: memory.DialectGo, SaysOwnAge: true},
	{Name: "kubeletstats + OTel Go", Cgroup: memory.DialectKubeletStats, Go: memory.DialectOTelGo},
	{Name: "docker_stats v2 + OTel Go", Cgroup: memory.DialectDockerStats, Version: 2, Go: memory.DialectOTelGo},
	{Name: "podman exporter 1.18 + client_golang 1.20", Cgroup: memory.DialectPodman118, Go: memory.DialectGo120, SaysOwnAge: true},
	{Name: "podman exporter + client_golang 1.11", Cgroup: memory.DialectPodman, Go: memory.DialectGo111, SaysOwnAge: true},
}

// PlacesOf are the places where a cgroup version is seen.
func PlacesOf(version int) (fit []Place) {
	for _, p := range Places {
		if p.Version == 0 || p.Version == version {
			fit = append(fit, p)
		}
	}
	return fit
}

// See is what of the books the place's exporters tell. Whether the Go side answered is an argument.
func (p Place) See(b *sim.Books, goSide bool) memory.Snapshot {
	return p.see(b.Values(), b.Cgroup, b.HasGo && goSide)
}

func (p Place) see(all map[memory.CounterID]float64, version int, goSide bool) memory.Snapshot {
	// podman before 5.6 on cgroup v2 prints anonymous memory (containers/common c7fd073c).
	all[memory.Reported] = all[memory.Anon]
	s := memory.Snapshot{Values: make(map[memory.CounterID]float64, len(all))}
	d, _ := memory.DialectByID(p.Cgroup)
	if len(d.Versions) > 0 {
		s.CgroupVersion = version
	}
	tell(d, version, all, &s)
	if _, limited := all[memory.Limit]; !limited && p.printsNodeAsLimit() {
		s.Put(memory.Limit, all[memory.NodeMemory])
	}
	if goSide {
		g, _ := memory.DialectByID(p.Go)
		tell(g, version, all, &s)
		s.GoTargets = 1
	}
	return s
}

// An unlimited container has the machine's RAM as its limit there (the dialects' Traps).
func (p Place) printsNodeAsLimit() bool {
	return slices.Contains([]memory.DialectID{memory.DialectPodman, memory.DialectPodman118, memory.DialectDockerStats}, p.Cgroup)
}

func tell(d *memory.Dialect, version int, all map[memory.CounterID]float64, s *memory.Snapshot) {
	for _, sp := range d.Spellings {
		v, exists := all[sp.Counter]
		if !exists || sp.Option != "" || sp.Only != 0 && sp.Only != version || sp.ZeroIsAbsent && v == 0 {
			continue
		}
		if c, ok := memory.CounterByID(sp.Counter); !ok || c.Side == memory.CgroupSide && version == 1 && onlyV2(c) {
			continue
		}
		s.Put(sp.Counter, v)
	}
}

// onlyV2: told by the kernel, and not on v1.
func onlyV2(c *memory.Counter) bool { return c.V1 == memory.Source{} && c.V2 != memory.Source{} }
