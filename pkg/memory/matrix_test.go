package memory

import (
	"slices"
	"testing"
)

func matrixRow(t *testing.T, id DialectID, version int) MatrixRow {
	t.Helper()
	rows := Matrix(allDialects())
	i := slices.IndexFunc(rows, func(r MatrixRow) bool { return r.Dialect.ID == id && r.Version == version })
	if i < 0 {
		t.Fatalf("no row %s on v%d", id, version)
	}
	return rows[i]
}

// What the matrix says of a dialect has to be what its goldens do.
func TestMatrixAgreesWithTheGoldens(t *testing.T) {
	for _, g := range goldens(t) {
		d := dialectOf(t, g.dialect)
		r := matrixRow(t, g.dialect, g.version)
		s := g.snapshot(d)
		for id := range s.Values {
			if cell, ok := r.Counters[id]; ok && cell.Tells != TellsExact {
				t.Errorf("%s: %s is read, but the matrix says %s", g.name, id, cell.Tells)
			}
		}
		l, err := Attribute(s)
		if err != nil || d.Side != CgroupSide {
			continue
		}
		for _, c := range MatrixClasses(CgroupSide) {
			if _, have := l.Bytes(c.ID); have != (r.Classes[c.ID].Tells == TellsExact) && !notEverywhere[c.ID] {
				t.Errorf("%s: class %s there: %v, but the matrix says %v", g.name, c.ID, have, r.Classes[c.ID])
			}
		}
	}
}

// Not every kernel, or mount, has them.
var notEverywhere = map[ClassID]bool{ZswapClass: true, HugetlbClass: true}

func TestMatrixTellsExactCoarserAndAbsent(t *testing.T) {
	for _, c := range []struct {
		id      DialectID
		version int
		class   ClassID
		want    Cell
	}{
		{DialectMemledger, 2, SockClass, Cell{Tells: TellsExact}},
		{DialectMemledger, 1, PageTablesClass, Cell{Tells: TellsCoarse, Within: "kernel"}},
		{DialectCAdvisor, 2, PercpuClass, Cell{Tells: TellsCoarse, Within: "kernel_sock_and_unattributed"}},
		{DialectKubelet, 2, ShmemClass, Cell{Tells: TellsCoarse, Within: "file_active_and_shmem"}},
		{DialectKubelet132, 2, FileActive, Cell{Tells: TellsExact}},
		{DialectCgroupExporter, 2, FileInactive, Cell{Tells: TellsCoarse, Within: "file"}},
		{DialectContainerd, 2, PageTablesClass, Cell{Tells: TellsAbsent}},
		{DialectDockerStats, 2, FileInactive, Cell{Tells: TellsExact, Optional: true}},
		{DialectKubeletResource, 0, FileInactive, Cell{Tells: TellsAbsent}},
		{DialectGo120, 0, HeapMarked, Cell{Tells: TellsExact, Optional: true}},
		{DialectGo111, 0, HeapMarked, Cell{Tells: TellsCoarse, Within: "heap_objects"}},
		{DialectGoRuntimeMetrics, 0, HeapObjects, Cell{Tells: TellsExact}},
		{DialectOTelGo, 0, HeapIdle, Cell{Tells: TellsCoarse, Within: "go_other"}},
		{DialectGoVictoria, 0, Native, Cell{Tells: TellsExact}},
		{DialectOTelGoDeprecated, 0, Native, Cell{Tells: TellsExact, Optional: true}},
	} {
		if got := matrixRow(t, c.id, c.version).Classes[c.class]; got != c.want {
			t.Errorf("%s v%d, %s: %+v, want %+v", c.id, c.version, c.class, got, c.want)
		}
	}
}

func TestMatrixOfCounters(t *testing.T) {
	for _, c := range []struct {
		id      DialectID
		version int
		counter CounterID
		want    Cell
	}{
		// kernel_usage is there on v2 too, always 0.
		{DialectCAdvisor, 2, Kernel, Cell{Tells: TellsAbsent}},
		{DialectCAdvisor060, 2, Kernel, Cell{Tells: TellsAbsent}},
		{DialectCAdvisor060, 1, Kernel, Cell{Tells: TellsExact}},
		{DialectCAdvisor060, 1, FileDirty, Cell{Tells: TellsCoarse, Within: "file"}},
		{DialectCAdvisor060, 2, Processes, Cell{Tells: TellsExact, Optional: true}},
		{DialectKubelet137, 2, Processes, Cell{Tells: TellsExact}},
		{DialectPodman118, 0, Usage, Cell{Tells: TellsAbsent}},
		{DialectPodman118, 0, WorkingSet, Cell{Tells: TellsExact}},
		{DialectPodman, 0, Reported, Cell{Tells: TellsExact}},
		{DialectDockerStats, 2, Usage, Cell{Tells: TellsExact, Optional: true}},
	} {
		if got := matrixRow(t, c.id, c.version).Counters[c.counter]; got != c.want {
			t.Errorf("%s v%d, %s: %+v, want %+v", c.id, c.version, c.counter, got, c.want)
		}
	}
}
