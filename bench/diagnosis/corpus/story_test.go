package corpus

import (
	"math"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// A story whose numbers do not add up is a typing error, not a container: what no class holds stays
// within what a small machine charges in advance, and every counter within the one it is a subset of.
func TestStoriesAddUp(t *testing.T) {
	names := map[string]bool{}
	for _, s := range Stories {
		if names[s.Name] || s.Source == "" || s.Sizes == "" {
			t.Errorf("%q: is there twice, or lacks its source or whose its sizes are", s.Name)
		}
		names[s.Name] = true
		for _, part := range []float64{0, 1} {
			snap := s.snapshot(part)
			for id, v := range snap.Values {
				c, _ := memory.CounterByID(id)
				if whole, ok := snap.Get(c.SubsetOf); c.SubsetOf != "" && ok && v > whole {
					t.Errorf("%s: %s %.1f MiB is more than %s %.1f", s.Name, id, v/(1<<20), c.SubsetOf, whole/(1<<20))
				}
			}
			l, err := memory.Attribute(snap)
			if err != nil {
				t.Fatalf("%s: %v", s.Name, err)
			}
			if part == 1 && math.Abs(l.Unattributed) > 0.05*l.Usage {
				t.Errorf("%s: %.1f of %.1f MiB stand in no class", s.Name, l.Unattributed/(1<<20), l.Usage/(1<<20))
			}
		}
	}
}
