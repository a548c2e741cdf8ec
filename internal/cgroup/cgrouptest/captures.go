package cgrouptest

import (
	"os"
	"path/filepath"
	"testing"
)

// Captures returns the folders of the captures that lie beside the repository, by their names
// ("cgroup-v2-linux-6.1/04-heap"). Without them the test is skipped.
func Captures(t testing.TB) map[string]string {
	t.Helper()
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			t.Fatal("no go.mod above the test")
		}
		root = filepath.Dir(root)
	}
	base := filepath.Join(filepath.Dir(root), "shared", "captures")
	folders, err := filepath.Glob(filepath.Join(base, "*", "*", "memory.stat"))
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) == 0 {
		t.Skipf("%s: no captures in ../shared/captures", t.Name())
	}
	byName := map[string]string{}
	for _, f := range folders {
		dir := filepath.Dir(f)
		name, err := filepath.Rel(base, dir)
		if err != nil {
			t.Fatal(err)
		}
		byName[name] = dir
	}
	return byName
}
