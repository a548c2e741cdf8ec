package cgroup

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestNamesThatMayNotBeReadAreNotAbsent(t *testing.T) {
	e := &NotFoundError{Query: Query{Container: "api"}, Known: []Candidate{{Path: "/a", Identity: Identity{ContainerID: strings.Repeat("3", 64)}}}, Unreadable: []string{"/var/lib/docker"}}
	if text := e.Error(); !strings.Contains(text, "want one of 333333333333; names could not be read from /var/lib/docker (permission denied): run it as root") {
		t.Errorf("%q, want why there is no name", text)
	}
	if os.Getuid() == 0 {
		t.Skip("root may read all")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0); err != nil {
		t.Fatal(err)
	}
	if got := (State{Docker: []string{dir}, Podman: []string{dir + "/storage"}, CRIO: []string{t.TempDir(), "/none"}}).unreadable(); !slices.Equal(got, []string{dir + "/storage", dir}) {
		t.Errorf("%q, want what is closed, and what lies in it", got)
	}
}
