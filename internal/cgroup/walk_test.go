package cgroup_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
	"github.com/memledger/memledger/pkg/memory"
)

func walk(t *testing.T, fs *cgroup.FS, o cgroup.Options) (map[string]*cgroup.Group, cgroup.Stats) {
	t.Helper()
	all, stats, err := fs.Groups(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]*cgroup.Group{}
	for _, g := range all {
		byPath[g.Path] = g
	}
	return byPath, stats
}

func paths(groups map[string]*cgroup.Group) map[string]bool {
	p := map[string]bool{}
	for path := range groups {
		p[path] = true
	}
	return p
}

func TestDetect(t *testing.T) {
	v1 := cgrouptest.Files{"memory/memory.usage_in_bytes": "1\n"}
	for name, c := range map[string]struct {
		files   cgrouptest.Files
		version int
		root    string
		err     string
	}{
		"v1":                        {v1, 1, "memory", ""},
		"v2":                        {cgrouptest.Files{"cgroup.controllers": "cpu memory\n"}, 2, "", ""},
		"hybrid":                    {v1.With(cgrouptest.Files{"unified/cgroup.controllers": "cpu\n"}), 1, "memory", ""},
		"hybrid, memory unified":    {cgrouptest.Files{"cpu/tasks": "", "unified/cgroup.controllers": "memory\n"}, 2, "unified", ""},
		"v1, mounted with others":   {cgrouptest.Files{"cpu,memory/memory.usage_in_bytes": "1\n"}, 1, "cpu,memory", ""},
		"v2, no memory controller":  {cgrouptest.Files{"cgroup.controllers": "cpu io\n"}, 0, "", "no memory controller under"},
		"a word that only looks so": {cgrouptest.Files{"cgroup.controllers": "memory_other\n"}, 0, "", "no memory controller under"},
		"nothing":                   {nil, 0, "", "no memory controller under"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			cgrouptest.Write(t, root, c.files)
			fs, err := cgroup.New(root, "/proc")
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) || !strings.Contains(err.Error(), root) {
					t.Fatalf("error %v, want %q and the root", err, c.err)
				}
				return
			}
			if err != nil || fs.Version != c.version || fs.Root != filepath.Join(root, c.root) {
				t.Errorf("got %+v, %v, want version %d under %q", fs, err, c.version, c.root)
			}
		})
	}
}

func TestGroupsV2(t *testing.T) {
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{
		"/a.slice":        {"cgroup.procs": "", "memory.max": "500000\n"}, // its parent has the controller off
		"/a.slice/b":      cgrouptest.V2.With(cgrouptest.Files{"memory.max": "1000000\n"}),
		"/a.slice/b/leaf": cgrouptest.V2.With(cgrouptest.Files{"memory.max": "400000\n", "cgroup.procs": "20\n21\n22\n"}),
		"/free":           cgrouptest.V2,
	})
	groups, stats := walk(t, fs, cgroup.Options{})
	if want := map[string]bool{"/a.slice/b": true, "/a.slice/b/leaf": true, "/free": true}; !reflect.DeepEqual(paths(groups), want) {
		t.Fatalf("got %v, want %v: the root and a cgroup without memory.current are none", paths(groups), want)
	}
	if stats.Vanished != 0 {
		t.Errorf("%d vanished", stats.Vanished)
	}
	for path, want := range map[string]struct {
		limit     uint64
		processes int
	}{"/a.slice/b": {500000, 5}, "/a.slice/b/leaf": {400000, 3}, "/free": {0, 2}} {
		g := groups[path]
		if g.Limit != want.limit || g.Processes != want.processes || len(g.Errs) > 0 {
			t.Errorf("%s: limit %d, processes %d, errors %v, want %+v", path, g.Limit, g.Processes, g.Errs, want)
		}
		again, err := fs.Group(context.Background(), path)
		if err != nil || fmt.Sprintf("%+v", again) != fmt.Sprintf("%+v", g) { // nil and empty are one
			t.Errorf("%s: read alone %+v, %v, in a walk %+v", path, again, err, g)
		}
	}
	checkSnapshotV2(t, groups["/a.slice/b"].Snapshot())
}

func checkSnapshotV2(t *testing.T, s memory.Snapshot) {
	t.Helper()
	for id, want := range map[memory.CounterID]float64{
		memory.Usage: 8192, memory.Anon: 4096, memory.Limit: 1000000, memory.HierarchicalLimit: 500000, memory.EventsOOMKill: 4,
		memory.PressureSome: 1.5, memory.Processes: 5, memory.Peak: 12288, memory.RefaultFile: 7,
	} {
		if got, ok := s.Get(id); !ok || got != want {
			t.Errorf("%s = %v, %v, want %v", id, got, ok, want)
		}
	}
	for _, id := range []memory.CounterID{memory.High, memory.SwapLimit, memory.Memsw, memory.Zswap} {
		if got, ok := s.Get(id); ok {
			t.Errorf("%s = %v, want none", id, got)
		}
	}
}

func TestGroupsV1(t *testing.T) {
	limited := strings.Replace(cgrouptest.V1["memory.stat"], "hierarchical_memory_limit 9223372036854771712", "hierarchical_memory_limit 700000", 1)
	fs := cgrouptest.NewV1(t, t.TempDir(), map[string]cgrouptest.Files{
		"/docker/x": cgrouptest.V1.With(cgrouptest.Files{"memory.stat": limited, "memory.limit_in_bytes": "800000\n"}),
	})
	groups, _ := walk(t, fs, cgroup.Options{})
	if len(groups) != 2 || groups["/"] == nil { // v1's root has memory counters; /docker was made without
		t.Fatalf("got %v", paths(groups))
	}
	if g := groups["/docker/x"]; g.Limit != 700000 || groups["/"].Processes != 4 || groups["/"].Limit != 0 {
		t.Errorf("limit %d, the root's processes %d and limit %d", g.Limit, groups["/"].Processes, groups["/"].Limit)
	}
	s := groups["/docker/x"].Snapshot()
	for id, want := range map[memory.CounterID]float64{
		memory.Usage: 8192, memory.Anon: 8192, memory.Limit: 800000, memory.HierarchicalLimit: 700000, memory.Kernel: 4096, memory.EventsMax: 3, memory.EventsOOMKill: 1,
	} {
		if got, ok := s.Get(id); !ok || got != want {
			t.Errorf("%s = %v, %v, want %v", id, got, ok, want)
		}
	}
	if got, ok := s.Get(memory.MemswLimit); ok {
		t.Errorf("memsw_limit = %v, want none", got)
	}
}

func TestOptions(t *testing.T) {
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/a": cgrouptest.V2, "/a/b": cgrouptest.V2, "/a/b/c": cgrouptest.V2, "/z": cgrouptest.V2})
	deep, _ := walk(t, fs, cgroup.Options{MaxDepth: 2})
	if want := map[string]bool{"/a": true, "/a/b": true, "/z": true}; !reflect.DeepEqual(paths(deep), want) || deep["/a"].Processes != 6 {
		t.Errorf("depth: got %v, processes of /a %d, want 6 of them", paths(deep), deep["/a"].Processes)
	}
	kept, _ := walk(t, fs, cgroup.Options{Keep: func(p string) bool { return strings.HasPrefix(p, "/a/") }})
	if want := map[string]bool{"/a/b": true, "/a/b/c": true}; !reflect.DeepEqual(paths(kept), want) {
		t.Errorf("keep: got %v", paths(kept))
	}
}

// Keep is called between listing a cgroup and reading it, so that here it can be removed in between.
func TestVanishing(t *testing.T) {
	root := t.TempDir()
	fs := cgrouptest.NewV2(t, root, map[string]cgrouptest.Files{"/a": cgrouptest.V2, "/b": cgrouptest.V2, "/b/c": cgrouptest.V2, "/d": cgrouptest.V2})
	groups, stats := walk(t, fs, cgroup.Options{Keep: func(p string) bool {
		if p == "/b" {
			if err := os.RemoveAll(filepath.Join(root, "b")); err != nil {
				t.Error(err)
			}
		}
		return true
	}})
	if want := map[string]bool{"/a": true, "/d": true}; !reflect.DeepEqual(paths(groups), want) || stats.Vanished != 1 {
		t.Errorf("got %v, %d vanished, want %v and 1", paths(groups), stats.Vanished, want)
	}
	for path, g := range groups {
		if len(g.Errs) > 0 {
			t.Errorf("%s: %v", path, g.Errs)
		}
	}
}

func TestUnreadableFiles(t *testing.T) {
	root := t.TempDir()
	fs := cgrouptest.NewV2(t, root, map[string]cgrouptest.Files{
		"/bad": cgrouptest.V2.With(cgrouptest.Files{"memory.stat": "anon 1\nslab x\n"}), "/good": cgrouptest.V2,
	})
	// A directory cannot be read as a file, whoever asks.
	if err := os.Remove(filepath.Join(root, "bad", "memory.peak")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(root, "bad", "memory.peak"), 0o755); err != nil {
		t.Fatal(err)
	}
	groups, _ := walk(t, fs, cgroup.Options{})
	if len(groups["/good"].Errs) != 0 {
		t.Errorf("/good: %v", groups["/good"].Errs)
	}
	errs := groups["/bad"].Errs
	if len(errs) != 2 {
		t.Fatalf("got %v, want one of memory.stat and one of memory.peak", errs)
	}
	if got, want := errs[0].Error(), `cgroup "/bad": parse memory.stat:2 "slab x": want "key uint"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var parse *cgroup.ParseError
	if !errors.As(errs[0], &parse) || parse.Line != 2 || errs[1].File != "memory.peak" {
		t.Errorf("got %+v", errs)
	}
	if v, ok := groups["/bad"].Snapshot().Get(memory.Usage); !ok || v != 8192 {
		t.Errorf("usage %v, %v: the files that can be read are read", v, ok)
	}
}

func TestWalkEndsWithContext(t *testing.T) {
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/a": cgrouptest.V2})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := fs.Groups(ctx, cgroup.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestGroupErrors(t *testing.T) {
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/a": {"cgroup.procs": ""}})
	for path, want := range map[string]string{"/a": "no memory counters", "/none": "no such file"} {
		if _, err := fs.Group(context.Background(), path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
	}
}

func TestClean(t *testing.T) {
	fs := &cgroup.FS{Root: "/sys/fs/cgroup/memory"}
	for given, want := range map[string]string{
		"a/b": "/a/b", "/a/b/": "/a/b", "/sys/fs/cgroup/memory/a": "/a", "/sys/fs/cgroup/memory": "/", "../../etc": "/etc", "/sys/fs/cgroup/memory2": "/sys/fs/cgroup/memory2",
	} {
		if got := fs.Clean(given); got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}
