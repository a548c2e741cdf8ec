package cgroup_test

import (
	"path/filepath"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

func TestSwapLeftIsTheTightestOfTheAncestors(t *testing.T) {
	root := filepath.Join(t.TempDir(), "cgroup")
	with := func(limit, used string) cgrouptest.Files {
		files := cgrouptest.Files{}
		for k, v := range cgrouptest.V2 {
			files[k] = v
		}
		files["memory.swap.max"], files["memory.swap.current"] = limit, used
		return files
	}
	cgrouptest.NewV2(t, root, map[string]cgrouptest.Files{
		"/none":         with("0\n", "0\n"),
		"/none/free":    with("max\n", "0\n"),
		"/some":         with("1000\n", "400\n"),
		"/some/tighter": with("700\n", "300\n"),
		"/open":         with("max\n", "5\n"),
	})
	fs, err := cgroup.New(root, "/proc")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct {
		left    uint64
		limited bool
	}{"/none/free": {0, true}, "/some/tighter": {400, true}, "/some": {600, true}, "/open": {0, false}} {
		if left, limited := fs.SwapLeft(path); left != want.left || limited != want.limited {
			t.Errorf("%s: %d %v, want %d %v", path, left, limited, want.left, want.limited)
		}
	}
}
