package join

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/pkg/memory"
)

// otelSeries is a process of OpenTelemetry's Go instrumentation that holds 50, and what its resource says.
func otelSeries(target, resource string) []series {
	all := []series{
		{"go_memory_used_bytes", labelled(target + " go_memory_type=other"), repeat(40, 2), nil},
		{"go_memory_used_bytes", labelled(target + " go_memory_type=stack"), repeat(10, 2), nil},
	}
	if resource != "" {
		all = append(all, series{"target_info", labelled(target + " " + resource), repeat(1, 2), nil})
	}
	return all
}

// What a Prometheus, a Pushgateway or a collector passes on without honor_labels is not its own process:
// job, instance, namespace, pod and container are the relay's.
func TestWhatIsPassedOnIsNotTheRelay(t *testing.T) {
	prometheus := "job=federate instance=10.0.0.7:9090 namespace=mon pod=prom-0 container=prometheus "
	relay := cgroupSeries(2, "id=/k/p1/"+hexA+" namespace=mon pod=prom-0 container=prometheus")
	for name, c := range map[string]struct {
		series []series
		own    int // targets that are the relay's
		kept   int // that are no one's, and why is said
	}{
		"federation":     {slices.Concat(relay, goSeries(2, prometheus+"exported_job=a exported_instance=a:1"), goSeries(2, prometheus+"exported_job=b exported_instance=b:1")), 0, 2},
		"its own beside": {slices.Concat(relay, goSeries(2, prometheus), goSeries(2, prometheus+"exported_job=b exported_instance=b:1")), 1, 1},
		"another pod":    {slices.Concat(relay, goSeries(2, prometheus+"exported_pod=other")), 0, 1},
		"its own pod":    {slices.Concat(relay, goSeries(2, prometheus+"exported_pod=prom-0")), 1, 0},
		"a Pushgateway":  {slices.Concat(cadvisorSeries(2, "id=/docker/"+hexA+" name=pushgateway"), goSeries(2, "job=pushgateway instance=pushgateway:9091 exported_job=batch")), 0, 1},
	} {
		r := fetch(t, &server{series: c.series}, over(2))
		if len(r.Containers) != 1 || len(r.Containers[0].Targets) != c.own || len(r.Unpaired) != c.kept {
			t.Errorf("%s: %+v and unpaired %+v, want %d targets of the relay, %d of no one", name, r.Containers, r.Unpaired, c.own, c.kept)
		}
		for _, u := range r.Unpaired {
			if u.Kind != FailExported || !strings.Contains(u.Problem, "honor_labels") {
				t.Errorf("%s: %s: %q, want %s", name, u.Kind, u.Problem, FailExported)
			}
		}
	}
}

// What the process itself tells of its container goes through a collector.
func TestACollectorPassesResourcesOn(t *testing.T) {
	collector := "job=collector instance=collector:8889 namespace=mon pod=c-0 container=collector "
	deprecated := []series{{"process_runtime_go_mem_heap_alloc_bytes", labelled(collector + "exported_job=b exported_instance=b1"), repeat(20, 2), nil}}
	s := &server{series: slices.Concat(
		cgroupSeries(2, "id=/k/c/"+hexOf(3)+" namespace=mon pod=c-0 container=collector"),
		cgroupSeries(2, "id=/k/p1/"+hexA+" namespace=n pod=p1 container=app"), cgroupSeries(2, "id=/k/p2/"+hexB+" namespace=n pod=p2 container=app"),
		otelSeries(collector+"exported_job=a exported_instance=a1", "k8s_namespace_name=n k8s_pod_name=p1 k8s_container_name=app"),
		otelSeries(collector+"exported_job=b exported_instance=b1", "k8s_namespace_name=n k8s_pod_name=p2 k8s_container_name=app"), deprecated,
	)}
	r := fetch(t, s, over(2))
	wantNames(t, r, "host1/mon/c-0/collector", "host1/n/p1/app", "host1/n/p2/app")
	for i, want := range []string{"", "otel_go", "otel_go_deprecated"} {
		got := ""
		for _, target := range r.Containers[i].Targets {
			got += string(target.Dialect)
		}
		if got != want {
			t.Errorf("%s has the targets %q, want %q; unpaired %+v", r.Containers[i].Labels.short(), got, want, r.Unpaired)
		}
	}
}

// Cgroups of one path on two hosts, passed on by one Prometheus.
func TestHostsThatOnePassesOnAreTwo(t *testing.T) {
	s := &server{series: slices.Concat(
		cgroupSeries(2, "id=/system.slice/a.service job=federate instance=p:9090 exported_job=memledger exported_instance=host1:9100"),
		scaled(cgroupSeries(2, "id=/system.slice/a.service job=federate instance=p:9090 exported_job=memledger exported_instance=host2:9100"), 7))}
	r := fetch(t, s, over(2))
	wantNames(t, r, "host1/a.service", "host2/a.service")
	if got := values(r.Containers[1], memory.Usage); got != "700 700" {
		t.Errorf("the second holds %s, want 700 700", got)
	}
}

// Two pods that one target_info says a process is in: neither shows its numbers.
func TestAContradictedResourceIsNoContainer(t *testing.T) {
	s := &server{series: slices.Concat(
		cgroupSeries(2, "id=/k/p1/"+hexA+" namespace=n pod=p1 container=app"), cgroupSeries(2, "id=/k/p2/"+hexB+" namespace=n pod=p2 container=app"),
		otelSeries("job=svc instance=x", "k8s_namespace_name=n k8s_pod_name=p1 k8s_container_name=app"),
		otelSeries("job=svc instance=x", "k8s_namespace_name=n k8s_pod_name=p2 k8s_container_name=app")[2:])}
	for _, instant := range []bool{false, true} {
		req := over(2)
		if instant {
			req.From, req.Step = req.To, 0
		}
		r := fetch(t, s, req)
		if len(r.Containers) != 2 || len(r.Containers[0].Targets)+len(r.Containers[1].Targets) > 0 {
			t.Errorf("%+v, want two containers without targets", r.Containers)
		}
		if len(r.Unpaired) != 1 || r.Unpaired[0].Kind != FailAmbiguous || !strings.Contains(r.Unpaired[0].Problem, `k8s_pod_name="p1" and k8s_pod_name="p2" at the same time`) {
			t.Errorf("unpaired %+v, want one that says how it is contradicted", r.Unpaired)
		}
	}
	// One after the other it is a pod that was replaced.
	replaced := slices.Clone(s.series)
	replaced[8].values = []float64{1, nan}
	replaced[9].values = []float64{nan, 1}
	if r := fetch(t, &server{series: replaced}, over(2)); len(r.Unpaired) > 0 {
		t.Errorf("unpaired %+v, want the last pod to be it", r.Unpaired)
	}
}

// Two processes of which only one tells Sys: what they hold together is known all the same.
func TestGoSidesOfTwoDialectsAddUp(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(2, "id=/web container=web"), goSeries(2, "job=j instance=web:1"),
		[]series{{"go_memstats_heap_released_bytes", labelled("job=j instance=web:1"), repeat(5, 2), nil}},
		otelSeries("job=j instance=web:2", ""))}
	r := fetch(t, s, over(2))
	if got := values(r.Containers[0], memory.GoUsed); got != "95 95" || len(r.Containers[0].Targets) != 2 {
		t.Errorf("%d targets hold %s, want 2 that hold 50 − 5 + 50 = 95 95", len(r.Containers[0].Targets), got)
	}
}

func TestRelayedAgainstEngines(t *testing.T) { engine.Each(t, keepsApart) }

// keepsApart lets a real server scrape a relay of two processes: a maximum of both would be one that never was.
func keepsApart(t *testing.T, e engine.Engine) {
	p := &pages{byPath: map[string]string{}}
	p.set("/memledger", `cgroup_memory_usage_bytes{id="/x/a",container="collector"} 1000`+"\n")
	p.set("/go", `go_memstats_sys_bytes{exported_job="a",exported_instance="a"} 100
go_memstats_sys_bytes{exported_job="b",exported_instance="b"} 50
go_memstats_heap_alloc_bytes{exported_job="a",exported_instance="a"} 10
go_memstats_heap_alloc_bytes{exported_job="b",exported_instance="b"} 40
`)
	c := p.scrapedBy(t, e, map[string]string{"/memledger": "host1:9100", "/go": "collector:8889"})
	eventually(t, "both processes are told apart", func() error {
		r := now(t, c)
		if len(r.Containers) != 1 || len(r.Containers[0].Targets) > 0 || len(r.Unpaired) != 2 {
			return fmt.Errorf("%+v, unpaired %+v", r.Containers, r.Unpaired)
		}
		return nil
	})
}
