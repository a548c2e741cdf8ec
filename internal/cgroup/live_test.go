package cgroup_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/pkg/memory"
)

// liveFS opens the kernel's own hierarchy, or skips the test.
func liveFS(t *testing.T) *cgroup.FS {
	t.Helper()
	fs, err := cgroup.New(cgroup.DefaultRoot, cgroup.DefaultProc)
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	return fs
}

// A cgroup without processes stands still, so that two ways to read it must agree.
func TestLiveKernel(t *testing.T) {
	fs := liveFS(t)
	path := "/memledger-test-" + strconv.Itoa(os.Getpid())
	dir := filepath.Join(fs.Root, path)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Skipf("%s: cannot make a cgroup: %v", t.Name(), err)
	}
	t.Cleanup(func() {
		if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Error(err)
		}
	})
	g, err := fs.Group(context.Background(), path)
	if err != nil {
		t.Skipf("%s: the memory controller is off below the root: %v", t.Name(), err)
	}
	if len(g.Errs) > 0 || g.Processes != 0 {
		t.Errorf("errors %v, processes %d", g.Errs, g.Processes)
	}
	s := g.Snapshot()
	for i := range memory.Counters {
		c := &memory.Counters[i]
		source := g.Source(c)
		if c.ID == memory.HierarchicalLimit && g.Version == 2 {
			continue // stands in no one file
		}
		want, ok := plainly(t, dir, source)
		if ok && want == 0 && c.ZeroUnknown {
			ok = false
		}
		if got, there := s.Get(c.ID); got != want || there != ok {
			t.Errorf("%s: got %v, %v, want %v, %v", c.ID, got, there, want, ok)
		}
	}
	raw, err := os.ReadFile(filepath.Join(dir, "memory.stat"))
	if err != nil {
		t.Fatal(err)
	}
	if stat, _ := g.File("memory.stat"); len(stat.Values) != bytes.Count(raw, []byte("\n")) {
		t.Errorf("%d keys of %d lines of memory.stat", len(stat.Values), bytes.Count(raw, []byte("\n")))
	}
}

func TestLiveProcess(t *testing.T) {
	fs := liveFS(t)
	path, err := fs.OfPID(os.Getpid())
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	pids, err := fs.PIDs(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, pid := range pids {
		if pid == os.Getpid() {
			return
		}
	}
	t.Errorf("process %d is not in its cgroup %s: %v", os.Getpid(), path, pids)
}

func TestLiveNode(t *testing.T) {
	fs := &cgroup.FS{Proc: cgroup.DefaultProc}
	node, err := fs.Node()
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	if v, ok := node.Get(memory.NodeMemory); !ok || v < 1<<20 {
		t.Errorf("memory of the machine: %v, %v", v, ok)
	}
	if _, ok := node.Get(memory.NodeSwapFree); !ok {
		t.Error("no free swap; want 0 where there is none")
	}
}
