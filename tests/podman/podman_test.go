// Package podman tests against a real podman container. Where podman is absent or may not run
// containers, the tests are skipped and say why.
package podman

import (
	"context"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/podmantest"
	"github.com/memledger/memledger/pkg/memory"
)

const (
	held    = 32 << 20 // what testdata/holder holds, in bytes
	timeout = 2 * time.Minute
)

func TestFindsARealContainer(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	c := podmantest.Start(ctx, t, "memledger-test-"+strconv.Itoa(os.Getpid()), "./testdata/holder")
	waitUntilSaid(ctx, t, c.Name, "holding")
	fs, err := cgroup.New(cgroup.DefaultRoot, cgroup.DefaultProc)
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	ids := cgroup.NewIdentities(cgroup.DefaultState("/"))
	for _, q := range []cgroup.Query{{Container: c.Name}, {Container: c.ID[:12]}, {PID: c.PID}} {
		g, who, err := fs.Find(ctx, ids, q)
		if err != nil {
			t.Errorf("%s: %v", q, err)
			continue
		}
		if who.ContainerID != c.ID || who.Container != c.Name || who.Runtime != "podman" || !strings.Contains(who.Image, c.Image) {
			t.Errorf("%s: %+v, want the container %s", q, who, c.ID)
		}
		check(t, g)
	}
}

// check holds a group against what the container does.
func check(t *testing.T, g *cgroup.Group) {
	t.Helper()
	if len(g.Errs) > 0 || g.Processes != 1 {
		t.Errorf("%s: errors %v, %d processes, want 1", g.Path, g.Errs, g.Processes)
	}
	s := g.Snapshot()
	usage, _ := s.Get(memory.Usage)
	anon, _ := s.Get(memory.Anon)
	if usage < held || anon < held || anon > usage || anon > 2*held {
		t.Errorf("%s: usage %.0f, anon %.0f, want both above %d", g.Path, usage, anon, held)
	}
}

// waitUntilSaid returns once the container has printed a word: its memory is then as it is to be.
func waitUntilSaid(ctx context.Context, t *testing.T, name, word string) {
	t.Helper()
	for !strings.Contains(podmantest.Run(ctx, t, "logs", name), word) {
		select {
		case <-ctx.Done():
			t.Fatalf("the container has not said %q", word)
		case <-time.After(100 * time.Millisecond):
		}
	}
}
