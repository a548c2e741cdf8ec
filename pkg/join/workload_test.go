package join

import (
	"slices"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

func TestWorkloadIsTheLastOwner(t *testing.T) {
	ksm := golden1(t, "kube_state_metrics").series(t, 2, "job=ksm instance=ksm:8080")
	s := &server{series: slices.Concat(cgroupSeries(2, "id=/k/1 namespace=store pod=shop-7d9f8c6b5-x2x4z container=shop"), cgroupSeries(2, "id=/k/2 namespace=store pod=alone container=shop"), ksm)}
	req := over(2)
	req.Workload = true
	r := fetch(t, s, req)
	if len(r.Containers) != 2 || r.Containers[1].Labels[memory.Workload] != "shop" || r.Containers[0].Labels[memory.Workload] != "" {
		t.Errorf("%+v, want the workload shop of one, and none of the pod without owner", r.Containers)
	}
	if len(r.Queries) != 3 {
		t.Errorf("%d queries, want a third for the owners", len(r.Queries))
	}
	if r := fetch(t, s, over(2)); len(r.Queries) != 2 || r.Containers[1].Labels[memory.Workload] != "" {
		t.Errorf("%d queries, want two where no one asks for workloads", len(r.Queries))
	}
	s.series = s.series[:6]
	if r := fetch(t, s, req); len(r.Queries) != 2 || len(r.Containers) != 2 {
		t.Errorf("%d queries, want two where no one tells owners", len(r.Queries))
	}
}
