package frame

import (
	"maps"
	"testing"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// eventful is the fleet with something of every kind happening to api, at the moments of its ledger: a new
// version and a new limit at the second, an OOM kill at the third, a restart at the fourth.
func eventful(t *testing.T) *join.Result {
	r := fleet(t)
	api := &r.Containers[0]
	limits, kills := []float64{1 << 30, 2 << 30, 2 << 30, 2 << 30}, []float64{0, 0, 1, 0}
	lives, versions := []string{"1", "1", "1", "2"}, []string{"v1", "v2", "v2", "v2"}
	for i, p := range api.Points {
		s := p.Snapshot
		s.Values = maps.Clone(s.Values)
		s.Put(memory.Limit, limits[i])
		s.Put(memory.EventsOOMKill, kills[i])
		api.Seen = append(api.Seen, memory.Sighting{
			Moment: memory.Moment{Time: p.Time, Snapshot: s}, Life: lives[i], Exporter: api.Exporter,
			Texts: map[memory.TextID]string{memory.AppVersion: versions[i]},
		})
	}
	return r
}

func TestEventsGolden(t *testing.T) {
	f := Annotations(asked(t, "events"), eventful(t))
	checkGolden(t, "events", f)
	kinds := map[string]bool{}
	for i := range f.Rows() {
		field, _ := f.FieldByName("kind")
		kinds[*field.At(i).(*string)] = true
	}
	for _, e := range memory.EventTypes {
		if !kinds[string(e.Kind)] {
			t.Errorf("no %s in the golden: every kind is to be drawn", e.Kind)
		}
	}
}
