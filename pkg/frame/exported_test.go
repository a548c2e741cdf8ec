package frame

import (
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/frametest"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// passedOn is a container of which only what a tool printed is known, and its Go heap.
func passedOn(t *testing.T, exporter memory.DialectID, counter memory.CounterID, metric string) *join.Result {
	t.Helper()
	snap := memory.Snapshot{GoTargets: 1}
	snap.Put(counter, 330e6)
	snap.Put(memory.GoHeapAlloc, 30e6)
	return &join.Result{Queries: []string{"q"}, Containers: []join.Container{{Labels: join.Labels{memory.Node: "h", memory.Container: "web"}, Exporter: exporter,
		Targets: []join.Target{goTarget("h:6060")}, Points: []join.Point{{Time: noon, Snapshot: snap}},
		Origins: map[memory.CounterID][]string{counter: {metric}}}}}
}

func TestWhatAToolPrintedIsARowWithoutClasses(t *testing.T) {
	for _, c := range []struct {
		exporter        memory.DialectID
		counter         memory.CounterID
		metric          string
		tool, formatted string
		source          string
	}{
		{memory.DialectPodman, memory.Reported, "podman_container_mem_usage_bytes", "podman_exported", "330 MB", "reported from podman_container_mem_usage_bytes (prometheus-podman-exporter before 1.18, or its podman unknown)"},
		{memory.DialectPodmanStats, memory.Reported, "container_memory_usage_total_bytes", "podman_exported", "330 MB", "reported from container_memory_usage_total_bytes (OpenTelemetry podman_stats receiver)"},
		{memory.DialectDockerStats, memory.WorkingSet, "container_memory_usage_total_bytes", "docker_20_10", "315 MiB", "working_set from container_memory_usage_total_bytes (OpenTelemetry docker_stats receiver)"},
		{memory.DialectKubeletResource, memory.WorkingSet, "container_memory_working_set_bytes", "kubectl_top", "315 MiB", "working_set from container_memory_working_set_bytes (kubelet /metrics/resource)"},
	} {
		r := passedOn(t, c.exporter, c.counter, c.metric)
		f := Tools(asked(t, "tools"), r)
		rows := 0
		for i := range f.Rows() {
			if frametest.Cell(t, f, "formula", i) == "usage" && frametest.Cell(t, f, "value", i) != nil {
				t.Errorf("%s: a usage of %v, which no one tells", c.exporter, frametest.Cell(t, f, "value", i))
			}
			if frametest.Cell(t, f, "formula", i) != c.tool {
				continue
			}
			rows++
			for name, want := range map[string]any{"value": 330e6, "formatted": c.formatted, "source": c.source, "class": nil, "bytes": nil, "counted": nil, "missing": nil} {
				if got := frametest.Cell(t, f, name, i); got != want {
					t.Errorf("%s: %s of %s is %v, want %v", c.exporter, name, c.tool, got, want)
				}
			}
		}
		if rows != 1 {
			t.Errorf("%s: %d rows of %s, want one without class", c.exporter, rows, c.tool)
		}
	}
}

func TestAGapWithWhatAToolPrintedHasNoSteps(t *testing.T) {
	r := passedOn(t, memory.DialectPodman, memory.Reported, "podman_container_mem_usage_bytes")
	q := asked(t, "divergence")
	q.Tool, _ = memory.FormulaByID("podman_exported")
	f := Breakdown(q, r)
	if f.Rows() != 1 {
		t.Fatalf("%d rows, want one", f.Rows())
	}
	for name, want := range map[string]any{"reported": 330e6, "heap": 30e6, "divergence": 300e6, "class": nil, "bytes": nil, "from": nil, "to": nil, "share": nil} {
		if got := frametest.Cell(t, f, name, 0); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if s, _ := frametest.Cell(t, f, "summary", 0).(string); !strings.Contains(s, "podman stats (as exported) prints 330 MB · Go heap 30.0 MB · gap 300 MB: usage is not known") {
		t.Errorf("summary %q, want the gap, and that no one knows what it is made of", s)
	}
	q.Tool, _ = memory.FormulaByID(memory.DefaultTool)
	if f := Containers(q, r); f.Rows() != 1 || frametest.Cell(t, f, "usage", 0) != nil || frametest.Cell(t, f, "reported", 0) != nil || frametest.Cell(t, f, "divergence", 0) != nil {
		t.Errorf("containers: %d rows, usage %v; want one row without a usage", f.Rows(), frametest.Cell(t, f, "usage", 0))
	}
}

func TestTheSourceOfAToolIsOnEveryRow(t *testing.T) {
	f := Tools(asked(t, "tools"), fleet(t))
	for i := range f.Rows() {
		if known, source := frametest.Cell(t, f, "value", i) != nil, frametest.Cell(t, f, "source", i); known != (source != nil) {
			t.Errorf("row %d, %v: source %v, want one where there is a value", i, frametest.Cell(t, f, "formula", i), source)
		}
	}
}
