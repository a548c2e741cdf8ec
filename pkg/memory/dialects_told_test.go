package memory

import (
	"slices"
	"testing"
)

// One name, several exporters: each dialect claims its own series only.
func TestSharedNamesAreToldApartByLabels(t *testing.T) {
	names := []string{"container_memory_usage_bytes", "container_memory_working_set_bytes", "container_memory_total_active_file_bytes", "container_memory_rss", "cgroup_info"}
	for _, metric := range names {
		for _, g := range goldens(t) {
			for _, labels := range g.held(metric) {
				for _, d := range allDialects() {
					if !slices.Contains(d.Metrics(), metric) || !d.Claims(labels) || related(t, d.ID, g.dialect) {
						continue
					}
					// Then what else the target holds must tell.
					if d.Fits(g.held) {
						t.Errorf("%s: %s%v is claimed by %s too", g.name, metric, labels, d.ID)
					}
				}
			}
		}
	}
}

func related(t *testing.T, a, b DialectID) bool {
	t.Helper()
	return a == b || slices.Contains(dialectOf(t, a).Told.Refines, b) || slices.Contains(dialectOf(t, b).Told.Refines, a)
}

// A kubelet job whose targets hold both endpoints, as without metrics_path: cAdvisor's wins, and no
// series is counted twice.
func TestKubeletEndpointsOnOneTarget(t *testing.T) {
	cadvisor, resource := goldenNamed(t, "kubelet_1_37"), goldenNamed(t, "kubelet_resource")
	held := func(metric string) []map[string]string {
		return append(cadvisor.held(metric), resource.held(metric)...)
	}
	found := Detect(allDialects(), held)
	if len(found) != 1 || found[0].ID != DialectKubelet137 {
		t.Fatalf("detected %v, want %s alone", found, DialectKubelet137)
	}
	for _, labels := range resource.held("container_memory_working_set_bytes") {
		if found[0].Claims(labels) {
			t.Errorf("%s claims %v, which is /metrics/resource's", found[0].ID, labels)
		}
	}
}

func TestPodAndPauseAreNoContainers(t *testing.T) {
	g := goldenNamed(t, "kubelet_1_37")
	d := dialectOf(t, g.dialect)
	kinds := map[SeriesKind]int{}
	for _, labels := range g.held("container_memory_usage_bytes") {
		kinds[d.KindOf(labels)]++
	}
	if kinds[ContainerKind] != 1 || kinds[PodKind] != 1 || kinds[SandboxKind] != 1 {
		t.Errorf("kinds %v, want a container, its pod and its pause container", kinds)
	}
	if d.KindOf(map[string]string{"container": "POD", "pod": "p"}) != SandboxKind {
		t.Error(`container="POD" is no sandbox`)
	}
}

// A cAdvisor of its own, scraped with the labels of the pod it runs in, is no kubelet.
func TestStandaloneCAdvisorInAPodIsNoKubelet(t *testing.T) {
	g := goldenNamed(t, "cadvisor_0_60_v2_containerd")
	held := func(metric string) []map[string]string {
		var with []map[string]string
		for _, labels := range g.held(metric) {
			l := map[string]string{"pod": "cadvisor-x", "namespace": "monitoring", "container": "cadvisor", "container_label_io_kubernetes_pod_name": "shop-1"}
			for k, v := range labels {
				l[k] = v
			}
			with = append(with, l)
		}
		return with
	}
	found := Detect(allDialects(), held)
	if len(found) != 1 || found[0].ID != DialectCAdvisor060 {
		t.Errorf("detected %v, want %s alone", found, DialectCAdvisor060)
	}
}

func TestVersionsAreComparedByNumber(t *testing.T) {
	for version, want := range map[string]bool{"1.18.0": true, "1.9.1": false, "v1.20": true, "2": true, "1.18.0-dev": true, "1": false, "": false} {
		if got := atLeast(version, "1.18"); got != want {
			t.Errorf("atLeast(%q, 1.18) = %v", version, got)
		}
	}
}
