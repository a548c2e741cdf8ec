package join

import (
	"fmt"
	"maps"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// fleetSize is how many containers the server of this test runs.
const fleetSize = 300

func hexOf(n int) string { return fmt.Sprintf("%012x%052x", 0xabcdef000000+n, n) }

// kubeletSeries is a container, its pod and its pause container on a node, as a kubelet of 1.37 tells.
func kubeletSeries(n, moments int, hex string) (all []series) {
	target := fmt.Sprintf("job=kubelet instance=10.1.0.%d:10250 node=n%d metrics_path=/metrics/cadvisor namespace=shop pod=web-%d ", n%10, n%10, n)
	for labels, by := range map[string]float64{
		"container=web image=i name=k8s-" + hex + " id=/kubepods/pod" + fmt.Sprint(n) + "/cri-containerd-" + hex + ".scope": 1,
		"id=/kubepods/pod" + fmt.Sprint(n): 1.5,
		"image=pause name=" + hexOf(n+1e6) + " id=/kubepods/pod" + fmt.Sprint(n) + "/cri-containerd-" + hexOf(n+1e6) + ".scope": 0.1,
	} {
		l := labelled(target + labels)
		for metric, v := range map[string]float64{"container_memory_usage_bytes": 100, "container_memory_rss": 60, "container_memory_cache": 30,
			"container_memory_working_set_bytes": 80, "container_memory_total_active_file_bytes": 5, "container_memory_file_dirty_bytes": 1} {
			all = append(all, series{metric, l, repeat((v+float64(n))*by, moments), nil})
		}
	}
	// The same container at the kubelet's other endpoint.
	resource := labelled(fmt.Sprintf("job=kubelet instance=10.1.0.%d:10250 node=n%d metrics_path=/metrics/resource namespace=shop pod=web-%d container=web", n%10, n%10, n))
	all = append(all, series{"container_memory_working_set_bytes", resource, repeat(80, moments), nil})
	return append(all, series{"pod_memory_working_set_bytes", withLabel(resource, "container", ""), repeat(80, moments), nil})
}

// fleetOf is five dialects at once: a third of the containers under kubelets of two endpoints, a
// third under our exporter with equal paths on ten hosts, and the rest under a standalone cAdvisor,
// a podman exporter that sees what our exporter does too, and docker_stats.
func fleetOf(moments int) *server {
	s := &server{}
	add := func(all ...series) { s.series = append(s.series, all...) }
	for n := range fleetSize {
		switch n % 3 {
		case 0:
			add(kubeletSeries(n, moments, hexOf(n))...)
			if n%30 == 0 { // restarted: the old one lingers
				old := lingering(kubeletSeries(n, 1, hexOf(n+5e5)), 1, moments-1)
				add(old...)
			}
			add(goSeries(moments, fmt.Sprintf("job=web instance=10.2.%d.%d:6060 namespace=shop pod=web-%d container=web", n/200, n%200, n))...)
			if n%9 == 0 {
				add(goSeries(moments, fmt.Sprintf("job=web instance=10.2.%d.%d:6061 namespace=shop pod=web-%d container=web", n/200, n%200, n))...)
			}
		case 1:
			host := fmt.Sprintf("instance=host%d:9100 ", n/3%10)
			add(scaledBy(cgroupSeries(moments, host+fmt.Sprintf("id=/system.slice/svc-%d.service container=svc-%d", n/30, n/30)), n)...)
			add(goSeries(moments, fmt.Sprintf("job=svc-%d instance=host%d:80", n/30, n/3%10))...)
		case 2:
			add(scaledBy(cadvisorSeries(moments, fmt.Sprintf("id=/docker/%s name=task-%d", hexOf(n), n)), n)...)
			add(series{"podman_container_mem_usage_bytes", labelled("job=podman instance=other:9882 id=" + hexOf(n)[:12]), repeat(42, moments), nil})
		}
	}
	add(dockerStatsSeries(moments)...)
	return s
}

func dockerStatsSeries(moments int) []series {
	l := labelled("job=otel instance=collector:8889 container_name=extra container_id=" + hexOf(77777777))
	return []series{{"container_memory_usage_total_bytes", l, repeat(10, moments), nil}, {"container_memory_file_bytes", l, repeat(3, moments), nil}}
}

func scaledBy(all []series, n int) []series {
	for i := range all {
		for k := range all[i].values {
			all[i].values[k] += float64(n)
		}
	}
	return all
}

func TestFiveDialectsAndThreeHundredContainers(t *testing.T) {
	s := fleetOf(6)
	r := fetch(t, s, over(6))
	if len(r.Containers) != fleetSize+1 {
		t.Errorf("%d containers, want %d and the one of docker_stats", len(r.Containers), fleetSize)
	}
	if len(r.Queries) != 2 || s.asked != 2 {
		t.Errorf("%d queries sent, %d asked besides detection, want 2", len(r.Queries), s.asked)
	}
	seen, exporters := map[string]bool{}, map[memory.DialectID]int{}
	var usage, golang, targets float64
	for _, c := range r.Containers {
		if text := c.Labels.text(); seen[text] {
			t.Errorf("%s is there twice", c.Labels.short())
		} else {
			seen[text] = true
		}
		exporters[c.Exporter]++
		last := c.Points[len(c.Points)-1].Snapshot
		u, _ := last.Get(memory.Usage)
		g, _ := last.Get(memory.GoSys)
		usage, golang, targets = usage+u, golang+g, targets+float64(len(c.Targets))
		if len(c.Points) != 6 {
			t.Errorf("%s has %d points, want 6", c.Labels.short(), len(c.Points))
		}
	}
	third := fleetSize / 3
	if want := map[memory.DialectID]int{memory.DialectKubelet137: third, memory.DialectMemledger: third, memory.DialectCAdvisor049: third, memory.DialectDockerStats: 1}; !maps.Equal(exporters, want) {
		t.Errorf("exporters %v, want %v", exporters, want)
	}
	wantUsage, wantTargets := 0.0, 0.0
	for n := range fleetSize {
		wantUsage += 100 + float64(n)
		if n%3 == 2 {
			wantUsage++ // cAdvisor's says one more
			continue
		}
		wantTargets++
		if n%9 == 0 {
			wantTargets++
		}
	}
	if usage != wantUsage || targets != wantTargets || golang != 50*wantTargets {
		t.Errorf("Σ usage %v, %v targets with Σ sys %v; want %v, %v, %v", usage, targets, golang, wantUsage, wantTargets, 50*wantTargets)
	}
	if len(r.Unpaired) > 0 {
		t.Errorf("unpaired %+v", r.Unpaired[:min(3, len(r.Unpaired))])
	}
}
