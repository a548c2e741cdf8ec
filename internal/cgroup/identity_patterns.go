package cgroup

import (
	"regexp"
	"strings"
)

// pattern is one layout of cgroup paths. Its named groups are fields of Identity: id, uid, name, unit.
// It matches at the end of a path, so children of a container's cgroup do not match.
type pattern struct {
	Layout  string
	Path    *regexp.Regexp
	Runtime string // empty: told by the runtime whose state knows the id
	Source  string // where the layout is made
}

const (
	hexID = `(?P<id>[0-9a-f]{64})`
	// A pod's uid: a UUID with dashes, underscores (in slices) or, of static pods, neither.
	podUID = `pod(?P<uid>[0-9a-f]{8}(?:[-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12})`
)

// patterns are tried in this order; containers before units.
var patterns = []pattern{
	{"docker, cgroupfs", regexp.MustCompile(`/docker/` + hexID + `$`), "docker", "moby daemon/oci_linux.go"},
	{"docker, systemd", regexp.MustCompile(`/docker-` + hexID + `\.scope$`), "docker", "moby daemon/oci_linux.go"},
	{"podman, systemd", regexp.MustCompile(`/libpod-` + hexID + `\.scope$`), "podman", "podman libpod/oci_conmon_linux.go; machine.slice, user.slice and pods' slices alike"},
	{"podman, cgroupfs", regexp.MustCompile(`/libpod-` + hexID + `$`), "podman", "podman libpod/container_internal_linux.go; libpod_parent and pods alike"},
	{"containerd in Kubernetes, systemd", regexp.MustCompile(`/cri-containerd-` + hexID + `\.scope$`), "containerd", "containerd internal/cri/server/helpers.go getCgroupsPath"},
	{"containerd in Kubernetes, drivers that disagree", regexp.MustCompile(`[/-]` + podUID + `\.slice:cri-containerd:` + hexID + `$`), "containerd", "containerd internal/cri/server/helpers.go getCgroupsPath"},
	{"CRI-O, systemd", regexp.MustCompile(`/crio-` + hexID + `\.scope$`), "cri-o", "cri-o internal/config/cgmgr/systemd_linux.go"},
	{"CRI-O, cgroupfs", regexp.MustCompile(`/crio-` + hexID + `$`), "cri-o", "cri-o internal/config/cgmgr/cgroupfs_linux.go"},
	{"nerdctl, systemd", regexp.MustCompile(`/nerdctl-` + hexID + `\.scope$`), "containerd", "nerdctl pkg/cmd/container/run_cgroup_linux.go"},
	{"nerdctl, cgroupfs", regexp.MustCompile(`/default/` + hexID + `$`), "containerd", "nerdctl pkg/cmd/container/run_cgroup_linux.go"},
	{"a container in Kubernetes, cgroupfs", regexp.MustCompile(`/` + podUID + `/` + hexID + `$`), "", "kubernetes pkg/kubelet/cm/pod_container_manager_linux.go"},
	{"a pod, systemd", regexp.MustCompile(`[/-]kubepods(?:-besteffort|-burstable)?-` + podUID + `\.slice$`), "kubernetes", "kubernetes pkg/kubelet/cm/cgroup_manager_linux.go"},
	{"a pod, cgroupfs", regexp.MustCompile(`/kubepods(?:/besteffort|/burstable)?/` + podUID + `$`), "kubernetes", "kubernetes pkg/kubelet/cm/pod_container_manager_linux.go"},
	{"LXC and incus", regexp.MustCompile(`/lxc\.payload[./](?P<name>[^/]+)$`), "lxc", "lxc src/lxc/cgroups/cgfsng.c"},
	{"LXC before 4.0", regexp.MustCompile(`/lxc/(?P<name>[^/]+)$`), "lxc", "lxc src/lxc/cgroups/cgfsng.c"},
	{"a systemd unit", regexp.MustCompile(`/(?P<unit>[^/]+\.service)$`), "systemd", "systemd src/core/unit.c unit_default_cgroup_path"},
}

var podInPath = regexp.MustCompile(`[/-]` + podUID + `(?:\.slice)?(?:[/:]|$)`)

// identify tells what a path alone tells. The second result is false for a cgroup that is none of a
// container, pod or unit.
func identify(path string) (Identity, bool) {
	for i := range patterns {
		p := &patterns[i]
		m := p.Path.FindStringSubmatch(path)
		if m == nil || (p.Runtime == "systemd" && insideContainer(path)) {
			continue
		}
		id := Identity{Runtime: p.Runtime, ContainerID: group(p.Path, m, "id"), Container: group(p.Path, m, "name"), Unit: group(p.Path, m, "unit")}
		if id.Unit != "" {
			id.Container = strings.TrimSuffix(id.Unit, ".service")
		}
		if uid := podInPath.FindStringSubmatch(path); uid != nil {
			id.PodUID = dashed(group(podInPath, uid, "uid"))
		}
		return id, true
	}
	return Identity{}, false
}

// insideContainer says whether a unit is one that runs in a container, under a name that the host's
// units may have too.
func insideContainer(path string) bool {
	for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
		for k := range patterns {
			if patterns[k].Runtime != "systemd" && patterns[k].Path.MatchString(path[:i]) {
				return true
			}
		}
	}
	return false
}

func group(re *regexp.Regexp, match []string, name string) string {
	if i := re.SubexpIndex(name); i >= 0 {
		return match[i]
	}
	return ""
}

// dashed spells a pod's uid as Kubernetes does: systemd's slices have underscores for dashes.
func dashed(uid string) string { return strings.ReplaceAll(uid, "_", "-") }
