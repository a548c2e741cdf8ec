package join

import (
	"slices"
	"testing"
)

func TestAnExportersOwnProcessIsNoFailure(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(2, "id=/web container=web"),
		goSeries(2, "job=memledger instance=host1:9100"), // the exporter itself
		goSeries(2, "job=batch instance=10.9.9.9:6060"))} // somebody's service
	r := fetch(t, s, over(2))
	if len(r.Unpaired) != 1 || r.Unpaired[0].Labels["job"] != "batch" {
		t.Errorf("unpaired %v, want the service alone", r.Unpaired)
	}
}
