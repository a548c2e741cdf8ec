package cgroup_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
	"github.com/memledger/memledger/pkg/memory"
)

// What a capture's snapshot says is what its files say, read the plainest way.
func TestCaptures(t *testing.T) {
	for name, dir := range cgrouptest.Captures(t) {
		t.Run(name, func(t *testing.T) {
			g, err := cgroup.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if want := 1 + strings.Count(name, "cgroup-v2"); g.Version != want {
				t.Fatalf("version %d, want %d", g.Version, want)
			}
			s := g.Snapshot()
			for i := range memory.Counters {
				c := &memory.Counters[i]
				want, ok := plainly(t, dir, g.Source(c))
				if ok && want == 0 && c.ZeroUnknown {
					ok = false
				}
				if got, there := s.Get(c.ID); got != want || there != ok {
					t.Errorf("%s: got %v, %v, want %v, %v", c.ID, got, there, want, ok)
				}
			}
			if _, ok := s.Get(memory.Usage); !ok || s.CgroupVersion != g.Version {
				t.Errorf("usage %v, version %d", ok, s.CgroupVersion)
			}
		})
	}
}

func plainly(t *testing.T, dir string, s memory.Source) (float64, bool) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, s.File))
	if s.File == "" || os.IsNotExist(err) {
		return 0, false
	}
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSpace(string(data))
	if s.File == "cgroup.procs" {
		return float64(len(strings.Fields(text))), true
	}
	scale := 1.0
	for line := range strings.SplitSeq(text, "\n") {
		fields := strings.Fields(line)
		if fields[0] == s.Key && s.Key != "" {
			text = fields[len(fields)-1]
			if number, ok := strings.CutPrefix(text, "total="); ok {
				text, scale = number, 1e-6
			}
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v >= 1<<62 {
		return 0, false
	}
	return v * scale, true
}
