//go:build unix

package bench

import (
	"testing"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// sink keeps the compiler from leaving out work whose result nobody reads.
var sink any

// BenchmarkSum1000 adds up the counters of every container's one point: the baseline.
func BenchmarkSum1000(b *testing.B) { sums(b, 1) }

// BenchmarkSum1000x20 is the baseline of answers over time.
func BenchmarkSum1000x20(b *testing.B) { sums(b, history) }

func sums(b *testing.B, points int) {
	r := fleet(b, points)
	measure(b, func() {
		var total float64
		for _, c := range r.Containers {
			for _, p := range c.Points {
				for _, v := range p.Snapshot.Values {
					total += v
				}
			}
		}
		sink = total
	})
}

// BenchmarkAttribute1000 splits every container's usage into classes.
func BenchmarkAttribute1000(b *testing.B) {
	snapshots := latest(fleet(b, 1))
	measure(b, func() {
		for i := range snapshots {
			sink = attribute(b, snapshots[i])
		}
	})
}

// BenchmarkCompare1000 says of every container what each tool prints, the classes being known.
func BenchmarkCompare1000(b *testing.B) {
	ledgers := attributed(b)
	measure(b, func() {
		for i := range ledgers {
			sink = memory.Compare(ledgers[i])
		}
	})
}

// BenchmarkDiverge1000 splits every container's gap, the classes being known.
func BenchmarkDiverge1000(b *testing.B) {
	ledgers := attributed(b)
	tool, heap := defaults(b)
	measure(b, func() {
		for i := range ledgers {
			sink = memory.Diverge(ledgers[i], tool, heap)
		}
	})
}

func latest(r *join.Result) []memory.Snapshot {
	all := make([]memory.Snapshot, 0, len(r.Containers))
	for _, c := range r.Containers {
		all = append(all, c.Points[len(c.Points)-1].Snapshot)
	}
	return all
}

func attribute(b *testing.B, s memory.Snapshot) *memory.Ledger {
	l, err := memory.Attribute(s)
	if err != nil {
		b.Fatal(err)
	}
	return l
}

func attributed(b *testing.B) []*memory.Ledger {
	var all []*memory.Ledger
	for _, s := range latest(fleet(b, 1)) {
		all = append(all, attribute(b, s))
	}
	return all
}

func defaults(b *testing.B) (*memory.Formula, *memory.Heap) {
	b.Helper()
	tool, known := memory.FormulaByID("usage")
	if !known {
		b.Fatal(`no formula "usage"`)
	}
	heap, known := memory.HeapByID(memory.DefaultHeap)
	if !known {
		b.Fatalf("no heap measure %q", memory.DefaultHeap)
	}
	return tool, heap
}
