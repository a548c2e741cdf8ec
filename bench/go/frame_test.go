//go:build unix

package bench

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/frame"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// history is as many points as a narrow panel draws.
const history = 20

func BenchmarkLedgerFrame1000(b *testing.B)     { writes(b, "ledger", 1, frame.Ledger) }
func BenchmarkDivergenceFrame1000(b *testing.B) { writes(b, "divergence", 1, frame.Divergence) }
func BenchmarkBreakdownFrame1000(b *testing.B)  { writes(b, "divergence", 1, frame.Breakdown) }
func BenchmarkToolsFrame1000(b *testing.B)      { writes(b, "tools", 1, frame.Tools) }
func BenchmarkContainersFrame1000(b *testing.B) { writes(b, "containers", 1, frame.Containers) }

func BenchmarkSignalFrame1000(b *testing.B) {
	measure, known := memory.MeasureByID("unreclaimable_ratio")
	if !known {
		b.Fatal(`no measure "unreclaimable_ratio"`)
	}
	writes(b, "signal", 1, func(q frame.Query, r *join.Result) *data.Frame { return frame.Signal(q, measure, r) })
}

// BenchmarkLedgerFrame1000x20 writes 20,000 points, to be read beside the sum over as many.
func BenchmarkLedgerFrame1000x20(b *testing.B) { writes(b, "ledger", history, frame.Ledger) }

// BenchmarkLedgerArrow1000 is what Grafana does with a frame before it sends it.
func BenchmarkLedgerArrow1000(b *testing.B) {
	f := frame.Ledger(query(b, "ledger"), fleet(b, 1))
	measure(b, func() {
		bytes, err := f.MarshalArrow()
		if err != nil {
			b.Fatal(err)
		}
		sink = bytes
	})
}

func writes(b *testing.B, queryType string, points int, write func(frame.Query, *join.Result) *data.Frame) {
	r, q := fleet(b, points), query(b, queryType)
	if f := write(q, r); len(f.Fields) == 0 {
		b.Fatalf("%s: an empty frame for %d containers", queryType, containers)
	}
	measure(b, func() { sink = write(q, r) })
}

func query(b *testing.B, queryType string) frame.Query {
	tool, heap := defaults(b)
	return frame.Query{RefID: "A", Type: queryType, Version: 1, Tool: tool, Heap: heap}
}
