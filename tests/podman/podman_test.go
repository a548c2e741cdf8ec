// Package podman tests against a real podman container. Where podman is absent or may not run
// containers, the tests are skipped and say why.
package podman

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/pkg/memory"
)

const (
	image   = "memledger-test-holder"
	held    = 32 << 20 // what testdata/holder holds, in bytes
	timeout = 2 * time.Minute
)

func TestFindsARealContainer(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	name := "memledger-test-" + strconv.Itoa(os.Getpid())
	id := start(ctx, t, name)
	fs, err := cgroup.New(cgroup.DefaultRoot, cgroup.DefaultProc)
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	ids := cgroup.NewIdentities(cgroup.DefaultState("/"))
	pid, err := strconv.Atoi(podman(ctx, t, "inspect", "--format", "{{.State.Pid}}", name))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []cgroup.Query{{Container: name}, {Container: id[:12]}, {PID: pid}} {
		g, who, err := fs.Find(ctx, ids, q)
		if err != nil {
			t.Errorf("%s: %v", q, err)
			continue
		}
		if who.ContainerID != id || who.Container != name || who.Runtime != "podman" || !strings.Contains(who.Image, image) {
			t.Errorf("%s: %+v, want the container %s", q, who, id)
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

// start runs the holder and returns its container's id once it holds its memory.
func start(ctx context.Context, t *testing.T, name string) string {
	t.Helper()
	if _, err := exec.LookPath("podman"); err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	importImage(ctx, t)
	t.Cleanup(func() {
		after, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel()
		for _, args := range [][]string{{"rm", "--force", "--time", "1", name}, {"rmi", "--force", image}} {
			if out, err := command(after, args...).CombinedOutput(); err != nil {
				t.Logf("podman %s: %v: %s", args[0], err, out)
			}
		}
	})
	out, err := command(ctx, "run", "--detach", "--name", name, "--network", "host",
		"--ulimit", "nofile=4096:4096", "--ulimit", "nproc=1000:1000", image, "/holder").CombinedOutput()
	if err != nil {
		t.Skipf("%s: podman cannot run containers here: %v: %s", t.Name(), err, out)
	}
	lines := strings.Fields(string(out))
	for !strings.Contains(podman(ctx, t, "logs", name), "holding") {
		select {
		case <-ctx.Done():
			t.Fatal("the container does not hold its memory")
		case <-time.After(100 * time.Millisecond):
		}
	}
	return lines[len(lines)-1] // warnings come before it
}

// importImage makes an image of one static binary.
func importImage(ctx context.Context, t *testing.T) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "holder")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, "./testdata/holder")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the holder: %v: %s", err, out)
	}
	data, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	if err := w.WriteHeader(&tar.Header{Name: "holder", Mode: 0o755, Size: int64(len(data))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	load := command(ctx, "import", "-", image)
	load.Stdin = &archive
	if out, err := load.CombinedOutput(); err != nil {
		t.Skipf("%s: podman cannot import images here: %v: %s", t.Name(), err, out)
	}
}

// command is podman with cgroups and a runtime that need no systemd and work on both versions.
func command(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "podman", append([]string{"--cgroup-manager", "cgroupfs", "--runtime", "runc"}, args...)...)
}

func podman(ctx context.Context, t *testing.T, args ...string) string {
	t.Helper()
	var errOut bytes.Buffer
	c := command(ctx, args...)
	c.Stderr = &errOut
	out, err := c.Output()
	if err != nil {
		t.Fatal(fmt.Errorf("podman %s: %w: %s", strings.Join(args, " "), err, errOut.String()))
	}
	return strings.TrimSpace(string(out))
}
