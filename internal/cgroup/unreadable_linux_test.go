package cgroup

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// asNobody has a test of root, to whom nothing is closed, go on as nobody, who then owns the folders: a thread whose
// file system uid is not 0 may not override permissions (capabilities(7)).
func asNobody(t *testing.T, owns ...string) {
	const nobody = 65534
	if os.Getuid() != 0 {
		return
	}
	for _, dir := range owns {
		for _, path := range []string{filepath.Dir(dir), dir} {
			if err := os.Chown(path, nobody, nobody); err != nil {
				t.Skipf("no user but root here: %v", err)
			}
		}
	}
	runtime.LockOSThread()
	t.Cleanup(runtime.UnlockOSThread)
	if err := unix.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Setfsuid(0); err != nil {
			t.Fatal(err)
		}
	})
}

func TestNamesThatMayNotBeReadAreNotAbsent(t *testing.T) {
	e := &NotFoundError{Query: Query{Container: "api"}, Known: []Candidate{{Path: "/a", Identity: Identity{ContainerID: strings.Repeat("3", 64)}}}, Unreadable: []string{"/var/lib/docker"}}
	if text := e.Error(); !strings.Contains(text, "want one of 333333333333; names could not be read from /var/lib/docker (permission denied): run it as root") {
		t.Errorf("%q, want why there is no name", text)
	}
	dir, open := t.TempDir(), t.TempDir()
	asNobody(t, dir, open)
	if err := os.Chmod(dir, 0); err != nil {
		t.Fatal(err)
	}
	if got := (State{Docker: []string{dir}, Podman: []string{dir + "/storage"}, CRIO: []string{open, "/none"}}).unreadable(); !slices.Equal(got, []string{dir + "/storage", dir}) {
		t.Errorf("%q, want what is closed, and what lies in it", got)
	}
}
