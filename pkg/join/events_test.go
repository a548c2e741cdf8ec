package join

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// happened lists what happened to each container, as seconds after noon, kind and words.
func happened(t *testing.T, all ...series) []string {
	t.Helper()
	n := 0
	for _, s := range all {
		n = max(n, len(s.values))
	}
	req := over(n)
	req.Events, req.Only = true, memory.EventCounters()
	var told []string
	for _, c := range fetch(t, &server{series: all}, req).Containers {
		for _, e := range memory.Happened(c.Seen, memory.IEC) {
			told = append(told, fmt.Sprintf("%.0f %s: %s", e.Time.Sub(noon).Seconds(), e.Type.Kind, e.Text))
		}
	}
	return told
}

func wantHappened(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("happened:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// with adds series of one container to others.
func with(all []series, labels string, more ...series) []series {
	for _, s := range more {
		s.labels = labelled(labels + " " + strings.Join(pairsOf(s.labels), " "))
		all = append(all, s)
	}
	return all
}

func pairsOf(labels map[string]string) (all []string) {
	for k, v := range labels {
		all = append(all, k+"="+v)
	}
	return all
}

func TestEvents(t *testing.T) {
	const ours, pod = "job=memledger instance=host1:9100 id=/docker/" + hexA + " container=web", "namespace=store pod=web-0 container=web"
	for _, c := range []struct {
		name string
		all  []series
		want []string
	}{
		{"nothing", with(cgroupSeries(4, "id=/docker/"+hexA+" container=web"), ours, series{name: "cgroup_memory_events_oom_kill_total", values: repeat(3, 4)}), nil},
		{"a kill, and one between two steps", with(cgroupSeries(8, "id=/docker/"+hexA+" container=web"), ours,
			series{name: "cgroup_memory_events_oom_kill_total", values: []float64{3, 3, 4, 4, nan, nan, 6, 6}}, series{name: "cgroup_memory_limit_bytes", values: repeat(200, 8)}),
			[]string{"30 oom_kill: the OOM killer ended 1 of its processes; usage was 100 B of 200 B when last seen before", "90 oom_kill: the OOM killer ended 2 of its processes; usage was 100 B of 200 B when last seen before"}},
		{"a counter that began anew has its own kills", with(cgroupSeries(4, "id=/docker/"+hexA+" container=web"), ours,
			series{name: "cgroup_memory_events_oom_kill_total", values: []float64{5, 5, 1, 1}}),
			[]string{"30 oom_kill: the OOM killer ended 1 of its processes; usage was 100 B when last seen before"}},
		{"v1", with(cgroupSeries(3, "id=/docker/"+hexA+" container=web"), ours,
			series{name: "cgroup_memory_oom_control_oom_kill_total", values: []float64{0, 1, 1}}),
			[]string{"15 oom_kill: the OOM killer ended 1 of its processes; usage was 100 B when last seen before"}},
		{"limits", with(cgroupSeries(6, "id=/docker/"+hexA+" container=web"), ours,
			series{name: "cgroup_memory_limit_bytes", values: repeat(1<<30, 6)},
			series{name: "cgroup_memory_hierarchical_limit_bytes", values: []float64{1 << 30, 1 << 30, 1 << 29, 1 << 29, 1 << 29, 1 << 29}},
			series{name: "cgroup_memory_high_bytes", values: []float64{nan, nan, nan, nan, nan, 1 << 20}}),
			[]string{"30 limit: limit 1.00 GiB → 512 MiB", "75 limit: memory.high none → 1.00 MiB"}},
		{"GOMEMLIMIT, and the Go version with it", slices.Concat(cgroupSeries(4, "id=/docker/"+hexA+" container=web"),
			with(nil, "job=web instance=host1:6060 container=web",
				series{name: "go_memstats_sys_bytes", values: repeat(50, 4)}, series{name: "go_memstats_heap_released_bytes", values: repeat(5, 4)},
				series{name: "process_start_time_seconds", values: []float64{100, 101, 200, 200}},
				series{name: "go_gc_gomemlimit_bytes", values: []float64{9223372036854775807, 9223372036854775807, 1 << 20, 1 << 20}},
				series{name: "go_info", labels: labelled("version=go1.22.1"), values: []float64{1, 1, 1, nan}},
				series{name: "go_info", labels: labelled("version=go1.23.0"), values: []float64{nan, nan, 1, 1}})),
			[]string{"30 restart: its process started at 1970-01-01 00:03:20 UTC", "30 limit: GOMEMLIMIT none → 1.00 MiB", "30 deploy: go1.22.1 → go1.23.0"}},
		{"OpenTelemetry tells no start, and what was allocated since", slices.Concat(cgroupSeries(4, "id=/docker/"+hexA+" container=web"),
			with(nil, "job=web instance=host1:6060 container=web",
				series{name: "go_memory_used_bytes", labels: labelled("go_memory_type=other"), values: repeat(50, 4)},
				series{name: "go_memory_used_bytes", labels: labelled("go_memory_type=stack"), values: repeat(5, 4)},
				series{name: "go_memory_allocated_bytes_total", values: []float64{900, 950, 10, 30}})),
			[]string{"30 restart: what its process allocated since it began fell from 950 B to 10 B"}},
		{"of two processes' totals the sum tells nothing, as it falls with a worker", slices.Concat(cgroupSeries(4, "id=/docker/"+hexA+" container=web"),
			with(nil, "job=web instance=host1:6060 container=web",
				series{name: "go_memory_used_bytes", labels: labelled("go_memory_type=other"), values: repeat(50, 4)},
				series{name: "go_memory_used_bytes", labels: labelled("go_memory_type=stack"), values: repeat(5, 4)},
				series{name: "go_memory_allocated_bytes_total", values: []float64{900, 950, 1000, 1050}}),
			with(nil, "job=web instance=host1:6061 container=web",
				series{name: "go_memory_used_bytes", labels: labelled("go_memory_type=other"), values: repeat(50, 4)},
				series{name: "go_memory_used_bytes", labels: labelled("go_memory_type=stack"), values: repeat(5, 4)},
				series{name: "go_memory_allocated_bytes_total", values: []float64{5000, 5100, 10, 30}})), nil},
		{"a restart is one event, with a new image", slices.Concat(
			lingering(with(cadvisorSeries(3, "id=/docker/"+hexA+" name=web image=web:1"), "job=cadvisor instance=cadvisor:8080 id=/docker/"+hexA+" name=web image=web:1",
				series{name: "container_oom_events_total", values: repeat(2, 3)}, series{name: "container_start_time_seconds", values: repeat(100, 3)}), 3, 3),
			beginning(with(cadvisorSeries(3, "id=/docker/"+hexB+" name=web image=web:2"), "job=cadvisor instance=cadvisor:8080 id=/docker/"+hexB+" name=web image=web:2",
				series{name: "container_oom_events_total", values: repeat(0, 3)}, series{name: "container_start_time_seconds", values: repeat(200, 3)}), 3)),
			[]string{"45 restart: its cgroup is another; the container started at 1970-01-01 00:03:20 UTC", "45 deploy: image web:1 → web:2"}},
		{"Kubernetes tells the kill that ended the container, and when", slices.Concat(
			cgroupSeries(8, "id=/k/1 "+pod),
			with(nil, "job=ksm instance=ksm:8080 uid=u "+pod,
				series{name: "kube_pod_container_status_restarts_total", values: []float64{1, 1, 1, 1, 2, 2, 3, 3}},
				series{name: "kube_pod_container_status_last_terminated_timestamp", values: []float64{nan, nan, nan, nan, at(50), at(50), at(80), at(80)}},
				series{name: "kube_pod_container_status_last_terminated_reason", labels: labelled("reason=OOMKilled"), values: []float64{nan, nan, nan, nan, 1, 1, 1, 1}})),
			[]string{
				"50 oom_kill: Kubernetes says that it ended by an OOM kill; usage was 100 B when last seen before", "60 restart: restarts that Kubernetes counts: 1 more",
				"80 oom_kill: Kubernetes says that it ended by an OOM kill; usage was 100 B when last seen before", "90 restart: restarts that Kubernetes counts: 1 more",
			}},
		{"another exporter that speaks is no event", slices.Concat(
			cgroupSeries(3, "id=/docker/"+hexA+" container=web"),
			with(cadvisorSeries(9, "id=/docker/"+hexA+" name=web"), "job=cadvisor instance=cadvisor:8080 id=/docker/"+hexA+" name=web",
				series{name: "container_spec_memory_limit_bytes", values: repeat(1<<30, 9)}, series{name: "container_oom_events_total", values: repeat(7, 9)})), nil},
	} {
		t.Run(c.name, func(t *testing.T) { wantHappened(t, happened(t, c.all...), c.want...) })
	}
}

func at(seconds float64) float64 { return float64(noon.Unix()) + seconds }

func TestEventsAreAskedInTwoQueriesAndAThirdOfTheOrchestrator(t *testing.T) {
	req := over(2, Filter{Key: memory.Namespace, Operator: "=", Values: []string{"store"}})
	req.Events, req.Only = true, memory.EventCounters()
	s := &server{series: cgroupSeries(2, "id=/k/1 namespace=store pod=web-0 container=web")}
	r := fetch(t, s, req)
	if len(r.Queries) != 2 || strings.Contains(r.Queries[0], "cgroup_memory_shmem_bytes") || !strings.Contains(r.Queries[0], "cgroup_memory_usage_bytes") {
		t.Errorf("queries %q, want two, of what events need alone", r.Queries)
	}
	s.series = append(s.series, golden1(t, "kube_state_metrics").series(t, 2, "job=ksm instance=ksm:8080")...)
	r = fetch(t, s, req)
	if len(r.Queries) != 3 || !strings.Contains(r.Queries[2], `namespace="store"`) || !strings.Contains(r.Queries[2], "last_terminated_reason") {
		t.Errorf("queries %q, want a third for the orchestrator, with the filter", r.Queries)
	}
	if r = fetch(t, s, over(2)); len(r.Queries) != 2 || r.Containers[0].Seen != nil {
		t.Errorf("%d queries, want two where no one asks for events", len(r.Queries))
	}
}
