package join

import (
	"slices"
	"strings"
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

func TestAFilterOnWorkloadChoosesItsContainers(t *testing.T) {
	ksm := golden1(t, "kube_state_metrics").series(t, 2, "job=ksm instance=ksm:8080")
	both := slices.Concat(cgroupSeries(2, "id=/k/1 namespace=store pod=shop-7d9f8c6b5-x2x4z container=shop"), cgroupSeries(2, "id=/k/2 namespace=store pod=alone container=shop"))
	untold := func(r *Result) bool {
		return slices.ContainsFunc(r.Problems, func(p string) bool { return strings.HasPrefix(p, "no exporter tells the workload") })
	}
	for _, c := range []struct {
		op, value string
		want      []string // pods
	}{
		{"=", "shop", []string{"shop-7d9f8c6b5-x2x4z"}},
		{"!=", "shop", []string{"alone"}},
		{"=~", "sh.*", []string{"shop-7d9f8c6b5-x2x4z"}},
		{"=|", "other", nil},
	} {
		req := over(2)
		req.Filters = []Filter{{Key: memory.Workload, Operator: c.op, Values: []string{c.value}}}
		r := fetch(t, &server{series: slices.Concat(both, ksm)}, req)
		var pods []string
		for _, found := range r.Containers {
			pods = append(pods, found.Labels[memory.Pod])
		}
		if !slices.Equal(pods, c.want) || len(r.Queries) != 3 || untold(r) {
			t.Errorf("workload%s%q: pods %q, %d queries, problems %q; want %q, and the owners asked", c.op, c.value, pods, len(r.Queries), r.Problems, c.want)
		}
	}
	req := over(2)
	req.Filters = []Filter{{Key: memory.Workload, Operator: "=", Values: []string{"shop"}}}
	if r := fetch(t, &server{series: both}, req); len(r.Containers) != 0 || !untold(r) {
		t.Errorf("%d containers, problems %q; want none, and that no one tells workloads", len(r.Containers), r.Problems)
	}
}
