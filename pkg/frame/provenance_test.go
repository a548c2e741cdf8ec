package frame

import (
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

func TestAClassSaysWhereItComesFrom(t *testing.T) {
	r := fleet(t)
	r.Containers[1].Origins = map[memory.CounterID][]string{
		memory.InactiveFile: {"container_memory_usage_bytes", "container_memory_working_set_bytes"}, memory.File: {"container_memory_cache"}, memory.GoHeapAlloc: {"go_memstats_heap_alloc_bytes"},
	}
	for _, f := range Ledger(asked(t, "ledger"), r).Fields {
		if f.Labels["container"] != "cart" || f.Labels["class"] != "file_inactive" {
			continue
		}
		p, ok := f.Config.Custom["memledger"].(provenance)
		if !ok || p.Exporter != "cAdvisor 0.50–0.59" || p.Basis != memory.Measured || !slices.Equal(p.Series, []string{"container_memory_usage_bytes", "container_memory_working_set_bytes", "container_memory_cache"}) {
			t.Errorf("provenance %+v, want cAdvisor's three metrics", p)
		}
		return
	}
	t.Error("no field file_inactive of cart")
}

func TestACoarseClassNamesWhatWouldSplitIt(t *testing.T) {
	for _, f := range Ledger(asked(t, "ledger"), fleet(t)).Fields {
		if f.Labels["container"] == "cart" && f.Labels["class"] == "shmem_and_file_other" {
			if p, _ := f.Config.Custom["memledger"].(provenance); !slices.Contains(p.Missing, memory.Shmem) || !strings.Contains(p.Formula, "inactive_file") {
				t.Errorf("provenance %+v, want shmem missing", p)
			}
			return
		}
	}
	t.Error("no field shmem_and_file_other of cart")
}
