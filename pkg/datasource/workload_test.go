package datasource

import (
	"testing"

	"github.com/memledger/memledger/internal/frametest"
)

// Asked for, the workload is a label of series and a column of containers.
func TestWorkloadIsALabelWhereItIsAskedFor(t *testing.T) {
	owner := func(metric string, labels map[string]string) promSeries {
		l := map[string]string{"__name__": metric, "job": "ksm", "instance": "ksm:8080", "namespace": "shop", "owner_is_controller": "true"}
		for k, v := range labels {
			l[k] = v
		}
		return promSeries{labels: l, value: 1}
	}
	ksm := []promSeries{
		owner("kube_pod_container_status_restarts_total", map[string]string{"pod": "api-0", "container": "api"}),
		owner("kube_pod_owner", map[string]string{"pod": "api-0", "owner_kind": "StatefulSet", "owner_name": "api"}),
	}
	d := configuredWith(t, newPromDouble(t, append(incident(t), ksm)...).URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"containers","by":["workload"]}`)["A"])
	if got := frametest.Cell(t, f, "workload", 0); got != "api" {
		t.Errorf("workload %v, want api", got)
	}
	f = frameOf(t, answers(t, d, `{"queryType":"ledger","by":["workload"]}`)["A"])
	if got := f.Fields[1].Labels["workload"]; got != "api" {
		t.Errorf("label workload %q, want api", got)
	}
	for workload, want := range map[string]int{"api": 1, "db": 0} {
		f = frameOf(t, answers(t, d, `{"queryType":"containers","filters":[{"key":"workload","operator":"=","value":"`+workload+`"}]}`)["A"])
		if f.Rows() != want {
			t.Errorf("%d containers of the workload %s, want %d", f.Rows(), workload, want)
		}
	}
	f = frameOf(t, answers(t, d, `{"queryType":"variable","variable":{"kind":"workloads"}}`)["A"])
	if f.Rows() != 1 || frametest.Cell(t, f, "value", 0) != "api" {
		t.Errorf("%d workloads, want api", f.Rows())
	}
	f = frameOf(t, answers(t, d, `{"queryType":"ledger"}`)["A"])
	if got := f.Fields[1].Labels["workload"]; got != "" {
		t.Errorf("label workload %q though no one asked", got)
	}
}
