package join

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// judged draws the verdict on the one container that the server holds, at the end of n moments.
func judged(t *testing.T, n int, all ...series) (memory.Verdict, []string) {
	t.Helper()
	s := &server{series: all}
	req := over(n)
	req.Step = 0
	j, err := Judge(t.Context(), s, req, fetch(t, s, req), true, memory.Options{Window: every * 3600})
	if err != nil || len(j.Verdicts) != 1 {
		t.Fatalf("%d verdicts, error %v: want one", len(j.Verdicts), err)
	}
	return j.Verdicts[0], j.Queries
}

// The cgroup after an OOM kill is a new one, whose oom_kill is 0: kube-state-metrics alone knows of it.
func TestAVerdictKnowsTheKillThatEndedTheContainer(t *testing.T) {
	const n, pod = 40, "namespace=store pod=web-0 container=web"
	ours := with(cgroupSeries(n, "id=/k/1 "+pod), "job=memledger instance=host1:9100 id=/k/1 "+pod,
		series{name: "cgroup_memory_limit_bytes", values: repeat(1000, n)}, series{name: "cgroup_memory_events_oom_kill_total", values: repeat(0, n)})
	_, queries := judged(t, n, ours...)
	if len(queries) != 2 {
		t.Errorf("%d queries of the past, want two where no one tells how containers ended: %q", len(queries), queries)
	}
	ksm := with(nil, "job=ksm instance=ksm:8080 uid=u "+pod,
		series{name: "kube_pod_container_status_restarts_total", values: repeat(12, n)},
		series{name: "kube_pod_container_status_last_terminated_timestamp", values: repeat(at(-36000), n)},
		series{name: "kube_pod_container_status_last_terminated_reason", labels: labelled("reason=OOMKilled"), values: repeat(1, n)})
	v, queries := judged(t, n, slices.Concat(ours, ksm)...)
	if said := fmt.Sprint(v.Level.Evidence); v.CanKill == memory.No || !strings.Contains(said, "last ended by an OOM kill, on") {
		t.Errorf("can kill %s, evidence %s: want the kill, and not no", v.CanKill, said)
	}
	if len(queries) != 3 || !strings.Contains(queries[2], "last_terminated_reason") || strings.Contains(queries[2], "kube_pod_container_resource_limits") {
		t.Errorf("queries %q, want a third of how containers ended, and no more of it", queries)
	}
}
