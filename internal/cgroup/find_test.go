package cgroup_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

func hexID(first string) string { return first + strings.Repeat("0", 64-len(first)) }

func pod(n int) string {
	return fmt.Sprintf("/kubepods/pod00000000-0000-0000-0000-%012d/", n)
}

// host is a machine with docker containers, one name in two pods, and a unit.
func host(t *testing.T) (*cgroup.FS, *cgroup.Identities) {
	t.Helper()
	root := t.TempDir()
	state := cgrouptest.Files{}
	for id, name := range map[string]string{hexID("abc1"): "web", hexID("abc2"): "db", hexID("def1"): "abc1"} {
		state["var/lib/docker/containers/"+id+"/config.v2.json"] = `{"Name":"/` + name + `"}`
	}
	for id, pod := range map[string]string{hexID("e1"): "api-0", hexID("e2"): "api-1"} {
		state["run/containerd/io.containerd.runtime.v2.task/k8s.io/"+id+"/config.json"] =
			`{"annotations":{"io.kubernetes.cri.container-name":"api","io.kubernetes.cri.sandbox-name":"` + pod + `","io.kubernetes.cri.sandbox-namespace":"shop"}}`
	}
	cgrouptest.Write(t, root, state)
	groups := map[string]cgrouptest.Files{"/system.slice/nginx.service": cgrouptest.V2, "/docker/" + hexID("abc1") + "/init.scope": cgrouptest.V2}
	for _, id := range []string{"abc1", "abc2", "def1"} {
		groups["/docker/"+hexID(id)] = cgrouptest.V2
	}
	groups[pod(1)+hexID("e1")], groups[pod(2)+hexID("e2")] = cgrouptest.V2, cgrouptest.V2
	fs := cgrouptest.NewV2(t, filepath.Join(root, "sys/fs/cgroup"), groups)
	cgrouptest.Write(t, fs.Proc, cgrouptest.Files{
		"7/cgroup": "0::/docker/" + hexID("abc1") + "/init.scope\n", "8/cgroup": "0::/system.slice/nginx.service\n", "9/cgroup": "0::/../elsewhere\n",
	})
	return fs, cgroup.NewIdentities(cgroup.DefaultState(root))
}

func TestFind(t *testing.T) {
	fs, ids := host(t)
	for _, c := range []struct {
		query cgroup.Query
		want  string
		err   string
	}{
		{cgroup.Query{Container: "web"}, "/docker/" + hexID("abc1"), ""},
		{cgroup.Query{Container: "abc1"}, "/docker/" + hexID("def1"), ""}, // a name wins over an id
		{cgroup.Query{Container: "abc2"}, "/docker/" + hexID("abc2"), ""},
		{cgroup.Query{Container: "abc"}, "", "container \"abc\" is ambiguous, want one of:\n  web (/docker/abc1"},
		{cgroup.Query{Container: "nginx"}, "/system.slice/nginx.service", ""},
		{cgroup.Query{Container: "nginx.service"}, "/system.slice/nginx.service", ""},
		{cgroup.Query{Container: "api"}, "", "shop/api-0/api ("},
		{cgroup.Query{Container: "api-1/api"}, pod(2) + hexID("e2"), ""},
		{cgroup.Query{Container: "shop/api-0/api"}, pod(1) + hexID("e1"), ""},
		{cgroup.Query{Container: "none"}, "", `no container "none": want one of abc1, db, nginx, shop/api-0/api, shop/api-1/api, web`},
		{cgroup.Query{Path: "docker/" + hexID("abc2")}, "/docker/" + hexID("abc2"), ""},
		{cgroup.Query{Path: "/none"}, "", `cgroup "/none"`},
		{cgroup.Query{PID: 7}, "/docker/" + hexID("abc1"), ""}, // the container, not the scope in it
		{cgroup.Query{PID: 8}, "/system.slice/nginx.service", ""},
		{cgroup.Query{PID: 9}, "", "outside the cgroup namespace"},
		{cgroup.Query{PID: 10}, "", "cgroup of process 10"},
		{cgroup.Query{}, "", "want a container"},
	} {
		g, id, err := fs.Find(context.Background(), ids, c.query)
		switch {
		case c.err != "":
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %q", c.query, err, c.err)
			}
		case err != nil || g.Path != c.want:
			t.Errorf("%s: got %v, %v, want %s", c.query, g, err, c.want)
		case id != ids.Of(c.want):
			t.Errorf("%s: identity %+v", c.query, id)
		}
	}
}

func TestFindErrorsTellTheirKind(t *testing.T) {
	fs, ids := host(t)
	var ambiguous *cgroup.AmbiguousError
	if _, _, err := fs.Find(context.Background(), ids, cgroup.Query{Container: "api"}); !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 2 {
		t.Errorf("got %v", err)
	}
	var none *cgroup.NotFoundError
	if _, _, err := fs.Find(context.Background(), ids, cgroup.Query{Container: "none"}); !errors.As(err, &none) || len(none.Known) != 6 {
		t.Errorf("got %v", err)
	}
}

func TestPIDs(t *testing.T) {
	fs, _ := host(t)
	pids, err := fs.PIDs("/docker/" + hexID("abc1"))
	if err != nil || len(pids) != 4 {
		t.Errorf("got %v, %v, want two of the cgroup and two of its child", pids, err)
	}
	if _, err := fs.PIDs("/none"); err == nil {
		t.Error("no error for a cgroup that is not there")
	}
}
