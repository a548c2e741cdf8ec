package memory

import (
	"regexp"
	"slices"
)

// RuntimeID names what runs a container, spelled as memledger's exporter spells its label runtime.
type RuntimeID string

// Runtime is one row of the runtimes table: whose tools a person reads a container's memory with, and
// how a container is known to be of it.
type Runtime struct {
	ID    RuntimeID
	Name  string
	Tools []string // of Formulas, by Tool
	// Path matches the path of a cgroup that is the runtime's, or lies in one.
	Path *regexp.Regexp
	// Dialects are exporters that tell of no other containers.
	Dialects []DialectID
	// Identity are the keys that, all of them, only its containers have: the weakest evidence.
	Identity []IdentityKey
	Ref      string
}

const containerID = `[0-9a-f]{64}`

// Runtimes is the table of runtimes. A container may be of several: Kubernetes' are containerd's too.
var Runtimes = []Runtime{
	{ID: "docker", Name: "Docker", Tools: []string{"docker stats", "Docker API memory_stats.usage"},
		Path:     regexp.MustCompile(`/docker[/-]` + containerID),
		Dialects: []DialectID{DialectDockerStats}, Ref: "moby daemon/oci_linux.go"},
	{ID: "podman", Name: "Podman", Tools: []string{"podman stats"},
		Path:     regexp.MustCompile(`/libpod-` + containerID),
		Dialects: []DialectID{DialectPodman, DialectPodman118, DialectPodmanStats}, Ref: "podman libpod/oci_conmon_linux.go, libpod/container_internal_linux.go"},
	{ID: "kubernetes", Name: "Kubernetes", Tools: []string{"kubectl top", "cAdvisor container_memory_working_set_bytes", "cAdvisor container_memory_rss", "crictl stats"},
		Path:     regexp.MustCompile(`[/-]kubepods[./-]`),
		Dialects: []DialectID{DialectKubelet137, DialectKubelet132, DialectKubelet, DialectKubeletCRI, DialectKubeletResource, DialectKubeletStats},
		Identity: []IdentityKey{Namespace, Pod}, Ref: "kubernetes pkg/kubelet/cm/cgroup_manager_linux.go"},
	{ID: "containerd", Name: "containerd", Tools: []string{"ctr tasks metrics", "nerdctl stats"},
		Path:     regexp.MustCompile(`[/:]cri-containerd[:-]` + containerID + `|/nerdctl-` + containerID + `|/default/` + containerID),
		Dialects: []DialectID{DialectContainerd}, Ref: "containerd internal/cri/server/helpers.go getCgroupsPath; nerdctl pkg/cmd/container/run_cgroup_linux.go"},
	{ID: "cri-o", Name: "CRI-O", Tools: []string{"crictl stats"},
		Path: regexp.MustCompile(`/crio-` + containerID), Ref: "cri-o internal/config/cgmgr"},
	{ID: "lxc", Name: "LXC and Incus", Tools: []string{"incus info"},
		Path: regexp.MustCompile(`/lxc(?:\.payload)?[./][^/]+`), Ref: "lxc src/lxc/cgroups/cgfsng.c"},
	{ID: "systemd", Name: "systemd", Tools: []string{"systemctl status, systemd-cgtop"},
		Path: regexp.MustCompile(`/[^/]+\.service$`), Ref: "systemd src/core/unit.c unit_default_cgroup_path"},
}

// AnyRuntime are the tools that read every container's memory, whoever runs it.
var AnyRuntime = []string{"cgroup usage", "ps and top RES"}

// RuntimesOf tells which runtimes a container belongs to by the path of its cgroup and the exporter
// that tells of it, else by the identity keys that it has; nil where nothing tells.
func RuntimesOf(path string, exporter DialectID, has func(IdentityKey) bool) []*Runtime {
	told := runtimesThat(func(r *Runtime) bool { return r.Path.MatchString(path) || slices.Contains(r.Dialects, exporter) })
	if told != nil {
		return told
	}
	return runtimesThat(func(r *Runtime) bool {
		return len(r.Identity) > 0 && !slices.ContainsFunc(r.Identity, func(k IdentityKey) bool { return !has(k) })
	})
}

func runtimesThat(are func(*Runtime) bool) (all []*Runtime) {
	for i := range Runtimes {
		if are(&Runtimes[i]) {
			all = append(all, &Runtimes[i])
		}
	}
	return all
}

// Match says whether a person who runs a container uses a tool.
type Match string

const (
	ToolOfRuntime    Match = "yes"
	ToolOfAny        Match = "any"
	ToolOfOther      Match = "no"
	ToolMatchUnknown Match = "unknown" // the runtime is
)

// Matches says whether the tool is one of the runtimes'.
func (f *Formula) Matches(of []*Runtime) Match {
	switch {
	case slices.Contains(AnyRuntime, f.Tool):
		return ToolOfAny
	case len(of) == 0:
		return ToolMatchUnknown
	case slices.ContainsFunc(of, func(r *Runtime) bool { return slices.Contains(r.Tools, f.Tool) }):
		return ToolOfRuntime
	}
	return ToolOfOther
}

// SameAs is the first formula of the table that has the same sum on a cgroup version: tools that
// share it print the same bytes, whatever those are. It is false where the formula has none.
func (f *Formula) SameAs(version int) (FormulaID, bool) {
	sum, ok := f.Sum(version)
	if !ok {
		return "", false
	}
	for i := range Formulas {
		if other, ok := Formulas[i].Sum(version); ok && other.String() == sum.String() {
			return Formulas[i].ID, true
		}
	}
	return f.ID, true
}
