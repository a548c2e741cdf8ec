package cgroup_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

// BenchmarkPorts looks at a hundred containers of ten processes with twenty open files each, one of
// them a listener, in a network namespace for each container.
func BenchmarkPorts(b *testing.B) {
	groups := map[string]cgrouptest.Files{}
	for i := range 100 {
		procs := ""
		for k := range 10 {
			procs += fmt.Sprintln(1000 + 10*i + k)
		}
		groups[fmt.Sprintf("/docker/%064x", i)] = cgrouptest.Files{"cgroup.procs": procs}
	}
	fs := cgrouptest.NewV2(b, b.TempDir(), groups)
	files := []string{"socket:[100]"}
	for range 19 {
		files = append(files, "socket:[7]")
	}
	for i := range 1000 {
		cgrouptest.Process(b, fs.Proc, 1000+i, fmt.Sprintf("net:[%d]", i/10), tcp4, tcp6, files...)
	}
	now := time.Now()
	ports := cgroup.NewPorts(fs, cgroup.NewIdentities(cgroup.State{}))
	ports.Bound(9999, 9999, 99999, func() time.Time { now = now.Add(time.Hour); return now })
	b.ReportAllocs()
	for b.Loop() {
		if all, errs, err := ports.Look(context.Background()); err != nil || len(errs) > 0 || len(all) != 101 {
			b.Fatalf("%d cgroups, errors %v, %v", len(all), errs, err)
		}
	}
}
