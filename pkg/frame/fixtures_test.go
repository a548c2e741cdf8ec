package frame

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

var update = flag.Bool("update", false, "rewrite testdata")

var noon = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// snapshot is a container as the kernel and its Go process showed it: testdata/snapshots.json holds
// the counters of real captures.
func snapshot(t *testing.T, capture string) memory.Snapshot {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "snapshots.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]memory.Snapshot
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	s, ok := all[capture]
	if !ok {
		t.Fatalf("testdata/snapshots.json has no %q", capture)
	}
	return s
}

// only keeps some counters, as an exporter with fewer of them would.
func only(s memory.Snapshot, ids ...memory.CounterID) memory.Snapshot {
	few := memory.Snapshot{CgroupVersion: s.CgroupVersion, GoTargets: s.GoTargets}
	for _, id := range ids {
		if v, ok := s.Get(id); ok {
			few.Put(id, v)
		}
	}
	return few
}

// without takes the Go side away.
func withoutGo(s memory.Snapshot) memory.Snapshot {
	s.GoTargets, s.Values = 0, maps.Clone(s.Values)
	for _, c := range memory.Counters {
		if c.Side != memory.CgroupSide {
			delete(s.Values, c.ID)
		}
	}
	return s
}

func points(every time.Duration, snapshots ...memory.Snapshot) []join.Point {
	var all []join.Point
	for i, s := range snapshots {
		all = append(all, join.Point{Time: noon.Add(time.Duration(i) * every), Snapshot: s})
	}
	return all
}

func goTarget(instance string) join.Target {
	return join.Target{Dialect: memory.DialectGo, Labels: map[string]string{"job": "api", "instance": instance}}
}

// fleet is three containers: one with all counters and its page-cache incident, one whose exporter
// tells less and loses more on the way, one without Go; and a Go target that belongs to none.
func fleet(t *testing.T) *join.Result {
	v1 := func(step string) memory.Snapshot { return snapshot(t, "cgroup-v1-podman-4.3.1/"+step) }
	v2 := func(step string) memory.Snapshot { return snapshot(t, "cgroup-v2-linux-6.1/"+step) }
	coarse := only(v2("08-off-heap"), memory.Usage, memory.Anon, memory.File, memory.InactiveFile, memory.ActiveFile,
		memory.GoHeapAlloc, memory.GoHeapInuse, memory.GoHeapIdle, memory.GoHeapReleased, memory.GoStackInuse)
	usageOnly := only(v2("01-page-cache"), memory.Usage, memory.Anon, memory.File)
	return &join.Result{
		Containers: []join.Container{
			{Labels: join.Labels{memory.Node: "host1", memory.Container: "api"}, CgroupID: "/machine.slice/libpod-1.scope", Exporter: memory.DialectMemledger,
				Targets: []join.Target{goTarget("10.0.0.1:6060")}, Rule: "container",
				Points: points(15*time.Second, v1("00-start"), v1("01-page-cache"), v1("03-drop-caches"), v1("04-heap"))},
			{Labels: join.Labels{memory.Node: "host2", memory.Namespace: "shop", memory.Pod: "cart-0", memory.Container: "cart"}, CgroupID: "/kubepods/cart", Exporter: memory.DialectCAdvisor,
				Targets: []join.Target{goTarget("10.0.0.2:6060")}, Rule: "pod", Points: points(15*time.Second, usageOnly, coarse, coarse)},
			{Labels: join.Labels{memory.Node: "host2", memory.Namespace: "shop", memory.Pod: "db-0", memory.Container: "db"}, CgroupID: "/kubepods/db", Exporter: memory.DialectMemledger,
				Points: points(15*time.Second, withoutGo(v2("10-shm")), withoutGo(v2("10-shm"))), Problems: []string{"no Go series for this container"}},
		},
		Unpaired: []join.Target{{Dialect: memory.DialectGo, Labels: map[string]string{"job": "batch", "instance": "10.0.0.9:6060", "namespace": "night"}}},
		Problems: []string{"1 Go target belongs to no container"},
		Queries:  []string{`max by (__name__) ({__name__=~"cgroup_memory_.*"})`, `{__name__=~"go_memstats_.*"}`},
	}
}

// atEnd keeps the last point, as an answer for one moment has it.
func atEnd(r *join.Result) *join.Result {
	for i, c := range r.Containers {
		r.Containers[i].Points = c.Points[len(c.Points)-1:]
	}
	return r
}

// atPoint keeps one point.
func atPoint(r *join.Result, i int) *join.Result {
	for n, c := range r.Containers {
		r.Containers[n].Points = c.Points[i : i+1]
	}
	return r
}

func gapOf(t *testing.T, tool memory.FormulaID, heap string) Query {
	t.Helper()
	q := asked(t, "divergence")
	var toolKnown, heapKnown bool
	q.Tool, toolKnown = memory.FormulaByID(tool)
	q.Heap, heapKnown = memory.HeapByID(heap)
	if !toolKnown || !heapKnown {
		t.Fatalf("no tool %q or no heap %q", tool, heap)
	}
	return q
}

func asked(t *testing.T, queryType string) Query {
	t.Helper()
	tool, ok := memory.FormulaByID(memory.DefaultTool)
	if !ok {
		t.Fatal("no default tool")
	}
	heap, ok := memory.HeapByID(memory.DefaultHeap)
	if !ok {
		t.Fatal("no default heap")
	}
	return Query{RefID: "A", Type: queryType, Version: 1, Tool: tool, Heap: heap, MaxRows: 1000}
}
