//go:build unix

// Package bench measures what an answer about a thousand containers costs, beside the least that
// any answer must do: adding the same counters up. Only that ratio and the allocations mean anything
// on another machine.
package bench

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

const containers = 1000

// goSide is what a Go service of 50,000 goroutines said of itself when the kernel's files of
// ../templates/v2 were taken.
var goSide = map[memory.CounterID]float64{
	memory.GoHeapAlloc: 76803056, memory.GoHeapInuse: 79732736, memory.GoHeapIdle: 35545088,
	memory.GoHeapReleased: 7323648, memory.GoHeapSys: 115277824, memory.GoHeapLive: 47428112,
	memory.GoStackInuse: 102825984, memory.GoStackSys: 102825984, memory.GoMSpanSys: 1158720,
	memory.GoMCacheSys: 16072, memory.GoBuckHashSys: 1443969, memory.GoGCSys: 4122912,
	memory.GoOtherSys: 711311, memory.GoSys: 225556792, memory.GoNextGC: 103902282,
	memory.GoGCPercent: 100, memory.Goroutines: 50006, memory.RSS: 382017536,
}

// fleet is a thousand containers, every second one on cgroup v1, with some points each.
func fleet(b *testing.B, points int) *join.Result {
	b.Helper()
	kernel := [2]memory.Snapshot{template(b, 1), template(b, 2)}
	start := time.Unix(1_700_000_000, 0)
	r := &join.Result{}
	for i := range containers {
		c := join.Container{
			Labels:   join.Labels{memory.Node: fmt.Sprintf("node-%d", i%10), memory.Namespace: fmt.Sprintf("team-%d", i%20), memory.Pod: fmt.Sprintf("service-%d-0", i), memory.Container: "app"},
			CgroupID: fmt.Sprintf("/kubepods.slice/cri-containerd-%064x.scope", i),
			Exporter: memory.Dialects[0].ID,
			Targets:  []join.Target{{Labels: map[string]string{"job": "apps", "instance": fmt.Sprintf("10.0.%d.%d:6060", i/250, i%250)}, Dialect: "go"}},
		}
		for k := range points {
			at := start.Add(time.Duration(k) * 15 * time.Second)
			c.Points = append(c.Points, join.Point{Time: at, Snapshot: vary(kernel[i%2], i+k)})
		}
		r.Containers = append(r.Containers, c)
	}
	return r
}

// template reads a template of the exporter's benchmark with the exporter's reader.
func template(b *testing.B, version int) memory.Snapshot {
	b.Helper()
	fs := &cgroup.FS{Root: fmt.Sprintf("../templates/v%d", version), Version: version}
	g, err := fs.Group(context.Background(), "/")
	if err != nil {
		b.Fatal(err)
	}
	s := g.Snapshot()
	s.GoTargets = 1
	maps.Copy(s.Values, goSide)
	return s
}

// vary is a container of another size and the same proportions.
func vary(s memory.Snapshot, by int) memory.Snapshot {
	factor := 1 + float64(by%97)/97
	values := make(map[memory.CounterID]float64, len(s.Values))
	for id, v := range s.Values {
		values[id] = float64(int64(v * factor)) // counters are whole numbers
	}
	s.Values = values
	return s
}
