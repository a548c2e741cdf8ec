package cgroup

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// State is where the runtimes keep what they know of their containers. An entry may be a pattern as
// filepath.Glob takes it; one that does not exist is no error.
type State struct {
	Podman     []string // containers/storage directories; CRI-O's too
	Docker     []string // docker's data roots
	Containerd []string // runtime v2 task directories, which have <namespace>/<id>/config.json
	CRIO       []string // directories that have <id>/userdata/config.json
	PodLogs    []string // kubelet's /var/log/pods: <namespace>_<pod>_<uid>
}

// DefaultState returns where distributions have it, under a root such as "/" or "/host".
func DefaultState(root string) State {
	under := func(names ...string) []string {
		for i := range names {
			names[i] = filepath.Join(root, names[i])
		}
		return names
	}
	return State{
		Podman:     under("/var/lib/containers/storage", "/home/*/.local/share/containers/storage"),
		Docker:     under("/var/lib/docker"),
		Containerd: under("/run/containerd/io.containerd.runtime.v2.task", "/run/k3s/containerd/io.containerd.runtime.v2.task"),
		CRIO:       under("/run/containers/storage/overlay-containers"),
		PodLogs:    under("/var/log/pods"),
	}
}

// resolvers ask the state of one runtime each for what the path did not tell.
var resolvers = []func(*Identities, Identity) (Identity, bool){fromDocker, fromPodman, fromContainerd, fromCRIO, fromPodLogs}

// names are the keys under which runtimes label a container, the first that is set counts.
// Sources: kubernetes pkg/kubelet/types/labels.go; containerd internal/cri/annotations;
// cri-o pkg/annotations; nerdctl pkg/labels; compose pkg/api/labels.go.
var names = []struct {
	field func(*Identity) *string
	keys  []string
}{
	{func(i *Identity) *string { return &i.Container }, []string{"io.kubernetes.container.name", "io.kubernetes.cri.container-name", "nerdctl/name"}},
	{func(i *Identity) *string { return &i.Pod }, []string{"io.kubernetes.pod.name", "io.kubernetes.cri.sandbox-name", "io.kubernetes.cri-o.KubeName"}},
	{func(i *Identity) *string { return &i.Namespace }, []string{"io.kubernetes.pod.namespace", "io.kubernetes.cri.sandbox-namespace", "io.kubernetes.cri-o.Namespace"}},
	{func(i *Identity) *string { return &i.PodUID }, []string{"io.kubernetes.pod.uid", "io.kubernetes.cri.sandbox-uid"}},
	{func(i *Identity) *string { return &i.Image }, []string{"io.kubernetes.cri.image-name", "io.kubernetes.cri-o.ImageName"}},
	{func(i *Identity) *string { return &i.ComposeProject }, []string{"com.docker.compose.project", "io.podman.compose.project"}},
	{func(i *Identity) *string { return &i.ComposeService }, []string{"com.docker.compose.service", "io.podman.compose.service"}},
}

// labelled reads an identity from a container's labels or annotations.
func labelled(labels map[string]string) Identity {
	var id Identity
	for _, n := range names {
		for _, key := range n.keys {
			if v := labels[key]; v != "" {
				*n.field(&id) = v
				break
			}
		}
	}
	if labels["io.kubernetes.cri.container-type"] == "sandbox" {
		id.Container = sandbox
	}
	return id
}

// sandbox is the kubelet's word for the container that holds a pod's namespaces.
const sandbox = "POD"

// fromDocker reads <root>/containers/<id>/config.v2.json (moby daemon/container/container.go).
func fromDocker(s *Identities, known Identity) (Identity, bool) {
	var config struct {
		Name   string
		Config struct {
			Image  string
			Labels map[string]string
		}
	}
	if known.ContainerID == "" || !readJSON(s.state.Docker, filepath.Join("containers", known.ContainerID, "config.v2.json"), &config) {
		return Identity{}, false
	}
	id := labelled(config.Config.Labels)
	return fill(id, Identity{Container: strings.TrimPrefix(config.Name, "/"), Image: config.Config.Image, Runtime: "docker"}), true
}

// annotated is the part of an OCI runtime's config.json that has names.
type annotated struct {
	Annotations map[string]string `json:"annotations"`
}

// fromContainerd reads the bundle of a running container, <dir>/<containerd namespace>/<id>/config.json.
func fromContainerd(s *Identities, known Identity) (Identity, bool) {
	var config annotated
	if known.ContainerID == "" || !readJSON(s.state.Containerd, filepath.Join("*", known.ContainerID, "config.json"), &config) {
		return Identity{}, false
	}
	return fill(labelled(config.Annotations), Identity{Runtime: "containerd"}), true
}

// fromCRIO reads <dir>/<id>/userdata/config.json.
func fromCRIO(s *Identities, known Identity) (Identity, bool) {
	var config annotated
	if known.ContainerID == "" || !readJSON(s.state.CRIO, filepath.Join(known.ContainerID, "userdata", "config.json"), &config) {
		return Identity{}, false
	}
	id := fill(labelled(config.Annotations), kubernetesName(config.Annotations["io.kubernetes.cri-o.Name"]))
	if id.Pod == "" {
		return id, id != Identity{} // podman keeps bundles in the same place
	}
	return fill(id, Identity{Runtime: "cri-o"}), true
}

// fromPodLogs finds a pod's name and namespace by its uid: the kubelet makes a directory
// <namespace>_<pod>_<uid> for its logs (kubernetes pkg/kubelet/kuberuntime/helpers.go).
func fromPodLogs(s *Identities, known Identity) (Identity, bool) {
	if known.PodUID == "" || known.Pod != "" {
		return Identity{}, false
	}
	for _, dir := range s.state.PodLogs {
		for _, found := range glob(dir, "*_*_"+known.PodUID) {
			if parts := strings.Split(filepath.Base(found), "_"); len(parts) == 3 {
				return Identity{Namespace: parts[0], Pod: parts[1]}, true
			}
		}
	}
	return Identity{}, false
}

// kubernetesName splits "k8s_<container>_<pod>_<namespace>_<uid>_<attempt>", as cri-dockerd and
// CRI-O name what they run.
func kubernetesName(name string) Identity {
	parts := strings.Split(name, "_")
	if len(parts) != 6 || parts[0] != "k8s" {
		return Identity{}
	}
	return Identity{Container: parts[1], Pod: parts[2], Namespace: parts[3], PodUID: parts[4]}
}

// maxStateFile bounds what is read of one state file in bytes.
const maxStateFile = 64 << 20

// readJSON decodes the first file that is there and parses; patterns are tried in order.
func readJSON(dirs []string, name string, into any) bool {
	for _, dir := range dirs {
		for _, file := range glob(dir, name) {
			if decodeFile(file, into) == nil {
				return true
			}
		}
	}
	return false
}

// glob is filepath.Glob; a state directory that is no valid pattern has no files.
func glob(dir, name string) []string {
	files, err := filepath.Glob(filepath.Join(dir, name))
	if err != nil {
		return nil
	}
	return files
}

func decodeFile(name string, into any) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return json.NewDecoder(io.LimitReader(f, maxStateFile)).Decode(into)
}

// unreadable lists the directories that are there and may not be looked into.
func (s State) unreadable() (dirs []string) {
	for _, at := range []struct {
		dirs   []string
		within string // what is looked into below them
	}{{s.Podman, "*-containers"}, {s.Docker, "containers"}, {s.Containerd, "*"}, {s.CRIO, ""}, {s.PodLogs, ""}} {
		for _, dir := range at.dirs {
			if denied(dir, at.within) {
				dirs = append(dirs, dir)
			}
		}
	}
	return dirs
}

// denied also where a parent of the directory hides it.
func denied(dir, within string) bool {
	for _, found := range append(glob(dir, ""), append(glob(dir, within), dir)...) {
		if f, err := os.Open(found); err == nil {
			_ = f.Close()
		} else if errors.Is(err, fs.ErrPermission) {
			return true
		}
	}
	return false
}

// Or returns s with the directories of d where s has none.
func (s State) Or(d State) State {
	for _, f := range []struct{ to, from *[]string }{
		{&s.Podman, &d.Podman}, {&s.Docker, &d.Docker}, {&s.Containerd, &d.Containerd}, {&s.CRIO, &d.CRIO}, {&s.PodLogs, &d.PodLogs},
	} {
		if len(*f.to) == 0 {
			*f.to = *f.from
		}
	}
	return s
}
