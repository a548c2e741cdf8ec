package cgroup

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

const (
	id1  = "1f0e1bd3ca5d6f3e9e0d2f9a8b7c6d5e4f30291817161514131211100f0e0d0c"
	id2  = "2f0e1bd3ca5d6f3e9e0d2f9a8b7c6d5e4f30291817161514131211100f0e0d0c"
	uid1 = "6f2b7a3e-1c4d-4e5f-8a9b-0c1d2e3f4a5b"
)

var slice1 = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod" + strings.ReplaceAll(uid1, "-", "_") + ".slice"

func TestIdentify(t *testing.T) {
	for path, want := range map[string]Identity{
		"/docker/" + id1:                                                                    {Runtime: "docker", ContainerID: id1},
		"/system.slice/docker-" + id1 + ".scope":                                            {Runtime: "docker", ContainerID: id1},
		"/libpod_parent/libpod-" + id1:                                                      {Runtime: "podman", ContainerID: id1},
		"/libpod_parent/" + id2 + "/libpod-" + id1:                                          {Runtime: "podman", ContainerID: id1},
		"/machine.slice/libpod-" + id1 + ".scope":                                           {Runtime: "podman", ContainerID: id1},
		"/machine.slice/machine-libpod_pod_" + id2 + ".slice/libpod-" + id1 + ".scope":      {Runtime: "podman", ContainerID: id1},
		"/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + id1 + ".scope": {Runtime: "podman", ContainerID: id1},
		slice1 + "/cri-containerd-" + id1 + ".scope":                                        {Runtime: "containerd", ContainerID: id1, PodUID: uid1},
		slice1 + "/crio-" + id1 + ".scope":                                                  {Runtime: "cri-o", ContainerID: id1, PodUID: uid1},
		slice1 + "/docker-" + id1 + ".scope":                                                {Runtime: "docker", ContainerID: id1, PodUID: uid1},
		"/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod" + strings.ReplaceAll(uid1, "-", "_") + ".slice/cri-containerd-" + id1 + ".scope": {Runtime: "containerd", ContainerID: id1, PodUID: uid1},
		"/system.slice/containerd.service/kubepods-burstable-pod" + strings.ReplaceAll(uid1, "-", "_") + ".slice:cri-containerd:" + id1:               {Runtime: "containerd", ContainerID: id1, PodUID: uid1},
		"/kubepods/burstable/pod" + uid1 + "/" + id1:                      {ContainerID: id1, PodUID: uid1},
		"/kubepods/pod" + uid1 + "/crio-" + id1:                           {Runtime: "cri-o", ContainerID: id1, PodUID: uid1},
		"/kubepods/besteffort/pod0123456789abcdef0123456789abcdef/" + id1: {ContainerID: id1, PodUID: "0123456789abcdef0123456789abcdef"},
		"/kubepods/burstable/pod" + uid1:                                  {Runtime: "kubernetes", PodUID: uid1},
		slice1:                                                            {Runtime: "kubernetes", PodUID: uid1},
		"/system.slice/nerdctl-" + id1 + ".scope":                         {Runtime: "containerd", ContainerID: id1},
		"/default/" + id1:                                                 {Runtime: "containerd", ContainerID: id1},
		"/lxc.payload.web":                                                {Runtime: "lxc", Container: "web"},
		"/lxc.payload/web":                                                {Runtime: "lxc", Container: "web"},
		"/lxc/web":                                                        {Runtime: "lxc", Container: "web"},
		"/system.slice/prometheus.service":                                {Runtime: "systemd", Container: "prometheus", Unit: "prometheus.service"},
		"/user.slice/user-1000.slice/user@1000.service":                   {Runtime: "systemd", Container: "user@1000", Unit: "user@1000.service"},
		// No container's own cgroup.
		"/": {}, "/system.slice": {}, "/docker": {}, "/libpod_parent/conmon": {}, "/kubepods.slice": {},
		"/machine.slice/libpod-conmon-" + id1 + ".scope":    {},
		"/machine.slice/libpod-" + id1 + ".scope/container": {},
		"/docker/" + id1 + "/system.slice/nginx.service":    {},
		"/lxc.payload.web/system.slice/nginx.service":       {},
		"/lxc.monitor.web":                        {},
		"/docker/" + id1[:63]:                     {},
		"/docker/" + strings.ToUpper(id1):         {},
		slice1 + "/crio-conmon-" + id1 + ".scope": {},
	} {
		if got, ok := identify(path); got != want || ok != (want != Identity{}) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", path, got, ok, want)
		}
		// The backend, which may not read what this package reads, tells the runtime from the path alone.
		told := memory.RuntimesOf(path, "", func(memory.IdentityKey) bool { return false })
		if want.Runtime != "" && !slices.ContainsFunc(told, func(r *memory.Runtime) bool { return string(r.ID) == want.Runtime }) {
			t.Errorf("%s: the runtimes table does not tell %s", path, want.Runtime)
		}
	}
}

func state(t *testing.T, files map[string]string) State {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		writeState(t, filepath.Join(root, name), content)
	}
	return DefaultState(root)
}

func writeState(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestNamesFromState(t *testing.T) {
	podman := `[{"id":"` + id1 + `","names":["web"],"metadata":"{\"image-name\":\"localhost/web:latest\",\"name\":\"web\"}"}]`
	const containerdTask = "run/containerd/io.containerd.runtime.v2.task/k8s.io/"
	for name, c := range map[string]struct {
		path  string
		files map[string]string
		want  Identity
	}{
		"podman":           {"/libpod_parent/libpod-" + id1, map[string]string{"var/lib/containers/storage/overlay-containers/containers.json": podman}, Identity{Container: "web", Image: "localhost/web:latest", Runtime: "podman", ContainerID: id1}},
		"podman, vfs":      {"/machine.slice/libpod-" + id1 + ".scope", map[string]string{"var/lib/containers/storage/vfs-containers/containers.json": podman}, Identity{Container: "web", Image: "localhost/web:latest", Runtime: "podman", ContainerID: id1}},
		"podman, --rm":     {"/machine.slice/libpod-" + id1 + ".scope", map[string]string{"var/lib/containers/storage/overlay-containers/containers.json": `[]`, "var/lib/containers/storage/overlay-containers/volatile-containers.json": podman}, Identity{Container: "web", Image: "localhost/web:latest", Runtime: "podman", ContainerID: id1}},
		"podman, a user's": {"/user.slice/libpod-" + id1 + ".scope", map[string]string{"home/ann/.local/share/containers/storage/overlay-containers/containers.json": podman}, Identity{Container: "web", Image: "localhost/web:latest", Runtime: "podman", ContainerID: id1}},
		"docker compose": {"/docker/" + id1, map[string]string{"var/lib/docker/containers/" + id1 + "/config.v2.json": `{"Name":"/shop-api-1","Config":{"Image":"api:1","Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"api"}}}`},
			Identity{Container: "shop-api-1", Image: "api:1", Runtime: "docker", ContainerID: id1, ComposeProject: "shop", ComposeService: "api"}},
		"docker in Kubernetes": {slice1 + "/docker-" + id1 + ".scope", map[string]string{"var/lib/docker/containers/" + id1 + "/config.v2.json": `{"Name":"/k8s_api_api-0_shop_uid_0","Config":{"Image":"sha256:1","Labels":{"io.kubernetes.container.name":"api","io.kubernetes.pod.name":"api-0","io.kubernetes.pod.namespace":"shop"}}}`},
			Identity{Container: "api", Pod: "api-0", Namespace: "shop", Image: "sha256:1", Runtime: "docker", ContainerID: id1, PodUID: uid1}},
		"containerd": {slice1 + "/cri-containerd-" + id1 + ".scope", map[string]string{containerdTask + id1 + "/config.json": `{"annotations":{"io.kubernetes.cri.container-name":"api","io.kubernetes.cri.container-type":"container","io.kubernetes.cri.sandbox-name":"api-0","io.kubernetes.cri.sandbox-namespace":"shop","io.kubernetes.cri.image-name":"api:1"}}`},
			Identity{Container: "api", Pod: "api-0", Namespace: "shop", Image: "api:1", Runtime: "containerd", ContainerID: id1, PodUID: uid1}},
		"containerd, sandbox": {"/kubepods/pod" + uid1 + "/" + id1, map[string]string{containerdTask + id1 + "/config.json": `{"annotations":{"io.kubernetes.cri.container-type":"sandbox","io.kubernetes.cri.sandbox-name":"api-0","io.kubernetes.cri.sandbox-namespace":"shop"}}`},
			Identity{Container: "POD", Pod: "api-0", Namespace: "shop", Runtime: "containerd", ContainerID: id1, PodUID: uid1}},
		"k3s": {slice1 + "/cri-containerd-" + id1 + ".scope", map[string]string{"run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io/" + id1 + "/config.json": `{"annotations":{"io.kubernetes.cri.container-name":"api","io.kubernetes.cri.sandbox-name":"api-0","io.kubernetes.cri.sandbox-namespace":"shop"}}`},
			Identity{Container: "api", Pod: "api-0", Namespace: "shop", Runtime: "containerd", ContainerID: id1, PodUID: uid1}},
		"nerdctl": {"/default/" + id1, map[string]string{"run/containerd/io.containerd.runtime.v2.task/default/" + id1 + "/config.json": `{"annotations":{"nerdctl/name":"web"}}`},
			Identity{Container: "web", Runtime: "containerd", ContainerID: id1}},
		"CRI-O": {slice1 + "/crio-" + id1 + ".scope", map[string]string{"run/containers/storage/overlay-containers/" + id1 + "/userdata/config.json": `{"annotations":{"io.kubernetes.container.name":"api","io.kubernetes.pod.name":"api-0","io.kubernetes.pod.namespace":"shop","io.kubernetes.cri-o.ImageName":"api:1"}}`},
			Identity{Container: "api", Pod: "api-0", Namespace: "shop", Image: "api:1", Runtime: "cri-o", ContainerID: id1, PodUID: uid1}},
		"CRI-O, storage only": {"/kubepods/pod" + uid1 + "/" + id1, map[string]string{"var/lib/containers/storage/overlay-containers/containers.json": `[{"id":"` + id1 + `","names":["k8s_api_api-0_shop_` + uid1 + `_0"],"metadata":"{}"}]`},
			Identity{Container: "api", Pod: "api-0", Namespace: "shop", Runtime: "cri-o", ContainerID: id1, PodUID: uid1}},
		"a pod":                {slice1, map[string]string{"var/log/pods/shop_api-0_" + uid1 + "/api/0.log": ""}, Identity{Pod: "api-0", Namespace: "shop", Runtime: "kubernetes", PodUID: uid1}},
		"another's state":      {"/docker/" + id2, map[string]string{"var/lib/docker/containers/" + id1 + "/config.v2.json": `{"Name":"/web"}`}, Identity{Runtime: "docker", ContainerID: id2}},
		"state that is broken": {"/docker/" + id1, map[string]string{"var/lib/docker/containers/" + id1 + "/config.v2.json": `{"Name":`}, Identity{Runtime: "docker", ContainerID: id1}},
		"no state":             {"/libpod_parent/libpod-" + id1, nil, Identity{Runtime: "podman", ContainerID: id1}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := NewIdentities(state(t, c.files)).Of(c.path); got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// A name that is not there yet is asked for again soon; one that changed, some time later.
func TestIdentitiesAskAgain(t *testing.T) {
	s := state(t, nil)
	ids := NewIdentities(s)
	now := time.Unix(1000, 0)
	ids.clock = func() time.Time { return now }
	path := "/docker/" + id1
	config := filepath.Join(s.Docker[0], "containers", id1, "config.v2.json")
	for _, step := range []struct {
		after time.Duration
		name  string
		want  string
	}{
		{0, "", ""},
		{unnamedFor - time.Second, "first", ""},
		{time.Second, "first", "first"},
		{namedFor - time.Second, "second", "first"},
		{time.Second, "second", "second"},
	} {
		now = now.Add(step.after)
		if step.name != "" {
			writeState(t, config, `{"Name":"/`+step.name+`"}`)
		}
		if got := ids.Of(path).Container; got != step.want {
			t.Errorf("at %v: got %q, want %q", now, got, step.want)
		}
	}
	now = now.Add(forgetAfter + time.Minute)
	ids.Of("/docker/" + id2)
	if _, kept := ids.known[path]; kept {
		t.Error("a cgroup that nobody asks about is kept")
	}
}

func TestPatternsNameTheirSource(t *testing.T) {
	for _, p := range patterns {
		if p.Source == "" || p.Layout == "" || !strings.HasSuffix(p.Path.String(), "$") {
			t.Errorf("%+v: want a layout, a source and a match at the end of the path", p)
		}
	}
}
