package frame

import (
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// What cart's exporter cannot split is kernel memory of either kind: usage − anon − file. All of db's is split.
func TestFleetTellsBothEndsOfWhatIsUnreclaimable(t *testing.T) {
	r := atEnd(fleet(t))
	cart := r.Containers[1].Points[0].Snapshot
	usage, _ := cart.Get(memory.Usage)
	anon, _ := cart.Get(memory.Anon)
	file, _ := cart.Get(memory.File)
	rows := tableOf(Fleet(asked(t, "fleet"), r))
	for name, unsplit := range map[string]float64{"cart": usage - anon - file, "db": 0} {
		found := rows.where("container", name)
		if len(found) != 1 {
			t.Fatalf("%d rows of %s, want one", len(found), name)
		}
		low, ok := found[0]["unreclaimable"].(float64)
		high, known := found[0]["unreclaimable_high"].(float64)
		if !ok || !known || high-low != unsplit {
			t.Errorf("%s: %.0f to %.0f, want %.0f between the two", name, low, high, unsplit)
		}
	}
	if usage <= anon+file {
		t.Error("cart has nothing that is not split")
	}
	if row := rows.where("status", statusNoCgroup)[0]; row["unreclaimable_high"] != nil {
		t.Errorf("%v of a target without a container, want null", row["unreclaimable_high"])
	}
}
