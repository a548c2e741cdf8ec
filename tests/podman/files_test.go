package podman

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/podmantest"
)

const mib = 1 << 20

// answer is what memledger files prints as JSON.
type answer struct {
	Found, Charged int64
	Files          []struct {
		Path         string
		Cached, Size int64
		Deleted      bool
	}
	Unknown []any
}

// What testdata/cacher wrote, dropped and deleted is what memledger finds, what the kernel charges the
// cgroup for, and what util-linux's fincore says.
func TestFilesOfARealContainer(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	c := podmantest.Start(ctx, t, "memledger-test-files-"+strconv.Itoa(os.Getpid()), "./testdata/cacher")
	waitUntilSaid(ctx, t, c.Name, "written")
	got := memledgerFiles(ctx, t, c.Name)
	cached := map[string]int64{}
	for _, f := range got.Files {
		if f.Deleted != (f.Path == "/data/deleted") {
			t.Errorf("%+v: want /data/deleted deleted, and no other", f)
		}
		cached[f.Path] = f.Cached
	}
	cached["/data/kept"] += cached["/data/volume/kept-again"] // one of the two names, whichever came first
	for path, want := range map[string]int64{"/data/kept": 16 * mib, "/data/half": 4 * mib, "/data/volume/dropped": 0, "/data/deleted": 2 * mib} {
		if cached[path] != want {
			t.Errorf("%s: %d bytes cached, want %d", path, cached[path], want)
		}
		if judged, ok := fincore(ctx, t, c.PID, path); ok && judged != cached[path] {
			t.Errorf("%s: %d bytes cached, fincore says %d", path, cached[path], judged)
		}
	}
	// The program itself, and the few files of podman, were touched first by podman.
	if own := int64(22 * mib); got.Charged < own || got.Charged > own+mib || got.Found < own || len(got.Unknown) > 0 {
		t.Errorf("found %d, charged %d, unknown %v, want at least %d found and at most 1 MiB more charged", got.Found, got.Charged, got.Unknown, own)
	}
}

// memledgerFiles runs the command as a person would.
func memledgerFiles(ctx context.Context, t *testing.T, name string) (got answer) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "memledger")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "../../cmd/memledger").CombinedOutput(); err != nil {
		t.Fatalf("build: %v: %s", err, out)
	}
	var out, errOut bytes.Buffer
	run := exec.CommandContext(ctx, binary, "files", "--container", name, "--json")
	run.Stdout, run.Stderr = &out, &errOut
	if err := run.Run(); err != nil {
		t.Fatalf("%v: %s", err, errOut.String())
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	return got
}

// fincore asks util-linux about a file of a container; false where it is absent, or the file deleted.
func fincore(ctx context.Context, t *testing.T, pid int, path string) (int64, bool) {
	t.Helper()
	file := filepath.Join("/proc", strconv.Itoa(pid), "root", path)
	program, err := exec.LookPath("fincore")
	if _, statErr := os.Stat(file); err != nil || statErr != nil {
		return 0, false
	}
	out, err := exec.CommandContext(ctx, program, "--bytes", "--noheadings", "--output", "RES", "--", file).CombinedOutput()
	if err != nil {
		t.Fatalf("fincore %s: %v: %s", file, err, out)
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n, true
}
