// Package podmantest starts programs in real podman containers, for tests. Where podman is absent or
// may not run containers, a test is skipped and says why.
package podmantest

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
)

// Container is one that runs until the test ends.
type Container struct {
	Name, Image string
	ID          string // 64 digits
	PID         int    // of its first process
}

// Start builds a Go main package as a static binary, which alone is the image, and runs it in a
// container of the host's network.
func Start(ctx context.Context, t *testing.T, name, pkg string, args ...string) Container {
	t.Helper()
	if _, err := exec.LookPath("podman"); err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	c := Container{Name: name, Image: name + "-image"}
	importImage(ctx, t, c.Image, pkg)
	t.Cleanup(func() { remove(t, c) })
	run := []string{"run", "--detach", "--name", name, "--network", "host", "--ulimit", "nofile=4096:4096", "--ulimit", "nproc=1000:1000", c.Image, "/program"}
	out, err := command(ctx, append(run, args...)...).CombinedOutput()
	if err != nil {
		t.Skipf("%s: podman cannot run containers here: %v: %s", t.Name(), err, out)
	}
	lines := strings.Fields(string(out))
	c.ID = lines[len(lines)-1] // warnings come before it
	if c.PID, err = strconv.Atoi(Run(ctx, t, "inspect", "--format", "{{.State.Pid}}", name)); err != nil {
		t.Fatal(err)
	}
	return c
}

func remove(t *testing.T, c Container) {
	ctx := context.Background() // the test's own has ended
	for _, args := range [][]string{{"rm", "--force", "--time", "1", c.Name}, {"rmi", "--force", c.Image}} {
		if out, err := command(ctx, args...).CombinedOutput(); err != nil {
			t.Logf("podman %s: %v: %s", args[0], err, out)
		}
	}
}

func importImage(ctx context.Context, t *testing.T, image, pkg string) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "program")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, pkg)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v: %s", pkg, err, out)
	}
	load := command(ctx, "import", "-", image)
	load.Stdin = archive(t, binary)
	if out, err := load.CombinedOutput(); err != nil {
		t.Skipf("%s: podman cannot import images here: %v: %s", t.Name(), err, out)
	}
}

// archive is a tar of one executable file in its root.
func archive(t *testing.T, file string) *bytes.Buffer {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	w := tar.NewWriter(&all)
	if err := w.WriteHeader(&tar.Header{Name: filepath.Base(file), Mode: 0o755, Size: int64(len(data))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &all
}

// Run is what podman prints; a failure ends the test.
func Run(ctx context.Context, t *testing.T, args ...string) string {
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

// command is podman with cgroups and a runtime that need no systemd and work on both versions.
func command(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "podman", append([]string{"--cgroup-manager", "cgroupfs", "--runtime", "runc"}, args...)...)
}

// Serve answers podman's API on a socket until the test ends.
func Serve(ctx context.Context, t *testing.T, socket string) {
	t.Helper()
	c := command(ctx, "system", "service", "--time", "0", socket)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
}
