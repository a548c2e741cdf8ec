package programs

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/internal/podmantest"
	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/tests/programs/serve"
)

// program is a Go service and what the data source must make of it.
type program struct {
	pkg     string
	dialect memory.DialectID
	// heap is the class in which its live heap stands; an exporter may not know it.
	heap memory.ClassID
}

var programs = []program{
	{"./clientgolang", memory.DialectGo120, memory.HeapObjects},
	{"./otel", memory.DialectOTelGo, memory.GoOther},
}

// TestProgramsAreJoinedAndBalanced runs each program in a container of podman's, with our exporter
// beside it: the join is by name, the ledger adds up, and the heap is what the program holds.
func TestProgramsAreJoinedAndBalanced(t *testing.T) {
	for _, p := range programs {
		t.Run(string(p.dialect), func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
			t.Cleanup(cancel) // the engines run after this function
			address := engine.FreeAddress(t)
			c := podmantest.Start(ctx, t, fmt.Sprintf("memledger-%s-%d", strings.TrimPrefix(p.pkg, "./"), os.Getpid()), p.pkg, "-listen", address)
			targets := []target{{job: "memledger", address: memledgerExporter(t)}, {job: c.Name, address: address}}
			engine.Each(t, func(t *testing.T, e engine.Engine) {
				d := newSource(t, e.Start(t, scrapeConfig(targets)))
				row := d.joined(t, c.Name)
				row.want(t, "exporter", memory.DialectMemledger)
				row.want(t, "go_exporter", p.dialect)
				row.want(t, "joined_by", "job_host")
				d.checkLedger(t, c.Name, p.heap)
			})
		})
	}
}

// checkLedger holds each moment of a container's ledger against its usage, and a class against the
// heap that the program holds.
func (d source) checkLedger(t *testing.T, container string, heap memory.ClassID) {
	t.Helper()
	l := d.ledger(t, container)
	if len(l.sums) < 3 {
		t.Fatalf("%d moments, want a few", len(l.sums))
	}
	for i, sum := range l.sums {
		if usage := l.overlays["reported"][i]; sum != usage {
			t.Errorf("%s: the classes add up to %.0f, usage is %.0f", l.times[i], sum, usage)
		}
	}
	values := l.classes[string(heap)]
	if len(values) == 0 || values[len(values)-1] < serve.Held || values[len(values)-1] > 2*serve.Held {
		t.Errorf("%s: %.0f, want the %d that the program holds, and little more; classes %v", heap, values, serve.Held, l.classes)
	}
}
