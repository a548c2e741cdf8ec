package memory

import "testing"

// The number that a person saw is that of the series: cAdvisor's documentation of its metrics, podman's
// exporter and client_golang's say which is which.
func TestMetricsAreReadAsTheToolWhoseNumberTheyAre(t *testing.T) {
	want := map[string]Reading{
		"container_memory_usage_bytes":       {Tool: "usage"},
		"container_memory_working_set_bytes": {Tool: "cadvisor_working_set"},
		"container_memory_rss":               {Tool: "cadvisor_rss"},
		"podman_container_mem_usage_bytes":   {Tool: "podman_exported"},
		"process_resident_memory_bytes":      {Tool: "ps_rss"},
		"go_memstats_alloc_bytes":            {Heap: "alloc"},
		"go_memstats_heap_inuse_bytes":       {Heap: "inuse"},
		"go_gc_heap_live_bytes":              {Heap: "marked"},
	}
	for _, r := range MetricReadings() {
		// docker's usage.total is usage without the inactive page cache, podman's what podman prints.
		if r.Metric == "container_memory_usage_total_bytes" {
			t.Errorf("%s is read as %s%s, but two exporters mean two things by it", r.Metric, r.Tool, r.Heap)
		}
		if w, ok := want[r.Metric]; ok {
			if r.Tool != w.Tool || r.Heap != w.Heap {
				t.Errorf("%s is read as tool %q, heap %q, want %q, %q", r.Metric, r.Tool, r.Heap, w.Tool, w.Heap)
			}
			delete(want, r.Metric)
		}
		if _, ok := FormulaByID(r.Tool); r.Tool != "" && !ok {
			t.Errorf("%s: no formula %q", r.Metric, r.Tool)
		}
		if _, ok := HeapByID(r.Heap); r.Heap != "" && !ok {
			t.Errorf("%s: no heap %q", r.Metric, r.Heap)
		}
	}
	for metric := range want {
		t.Errorf("%s is read as nothing", metric)
	}
}
