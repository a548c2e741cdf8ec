package join

import (
	"slices"
	"strings"
	"testing"
)

const (
	hexA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	hexB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

// TestWhatIsAContainer lists cgroups by their labels, and which containers they are.
func TestWhatIsAContainer(t *testing.T) {
	for name, c := range map[string]struct {
		ours, cadvisor []string
		want           []string
	}{
		"labelled, with slices above and parts beneath": {
			ours: []string{"id=/", "id=/system.slice", "id=/system.slice/docker-" + hexA + ".scope container=web", "id=/system.slice/docker-" + hexA + ".scope/init.scope"},
			want: []string{"host1/web"},
		},
		"leaves under the last part of their path": {
			ours: []string{"id=/", "id=/user.slice", "id=/user.slice/a.scope", "id=/system.slice", "id=/lonely.slice"},
			want: []string{"host1/a.scope", "host1/lonely.slice", "host1/system.slice"},
		},
		"leaves beside labelled ones": {
			ours: []string{"id=/s", "id=/s/a container=a", "id=/s/b"},
			want: []string{"host1/a", "host1/b"},
		},
		"nested under one name": {
			ours: []string{"id=/a container=a", "id=/a/container container=a"},
			want: []string{"host1/a"},
		},
		"containers in a container": {
			ours: []string{"id=/kind container=kind", "id=/kind/x container=x", "id=/kind/rest"},
			want: []string{"host1/rest", "host1/x"},
		},
		"a pod of our exporter": {
			ours: []string{
				"id=/kubepods/pod1 pod=p namespace=n", "id=/kubepods/pod1/" + hexA + " pod=p namespace=n container=app",
				"id=/kubepods/pod1/" + hexB + " pod=p namespace=n container=POD", "id=/kubepods/pod2 pod=gone namespace=n",
			},
			want: []string{"host1/n/p/app"},
		},
		"the kubelet": {
			cadvisor: []string{
				"id=/ ", "id=/kubepods", "id=/kubepods/pod1 pod=p namespace=n", "id=/kubepods/pod1/" + hexA + " pod=p namespace=n container=app name=x node=n1",
				"id=/kubepods/pod1/" + hexB + " pod=p namespace=n name=sandbox", "id=/kubepods/pod3/pause pod=q namespace=n container=POD",
				"pod=p namespace=n container=app metrics_path=/metrics/resource",
			},
			want: []string{"n1/n/p/app"},
		},
		"cAdvisor alone": {
			cadvisor: []string{"id=/", "id=/system.slice/sshd.service", "id=/docker/" + hexA + " name=web"},
			want:     []string{"cadvisor/web"},
		},
		"both see a container, by its id": {
			ours:     []string{"id=/docker/" + hexA + " container=web"},
			cadvisor: []string{"id=/host/docker-" + hexA + ".scope name=web namespace=n pod=p container=web"},
			want:     []string{"host1/n/p/web"},
		},
		"both see a service, by host and path": {
			ours:     []string{"id=/system.slice/web.service container=web"},
			cadvisor: []string{"id=/system.slice/web.service name=web instance=host1:8080"},
			want:     []string{"host1/web"},
		},
		"services of two hosts": {
			ours: []string{"id=/s/web.service container=web", "id=/s/web.service container=web instance=host2:9100"},
			want: []string{"host1/web", "host2/web"},
		},
		"an unnamed one, named by the other": {
			ours:     []string{"id=/docker/" + hexA},
			cadvisor: []string{"id=/docker/" + hexA + " name=web"},
			want:     []string{"host1/web"},
		},
		"a monitor is not its container": {
			ours: []string{"id=/m/libpod-" + hexA + ".scope container=web", "id=/m/libpod-conmon-" + hexA + ".scope"},
			want: []string{"host1/libpod-conmon-" + hexA + ".scope", "host1/web"},
		},
		"named a moment after it began": {
			ours: []string{"id=/docker/" + hexA, "id=/docker/" + hexA + " container=web"},
			want: []string{"host1/web"},
		},
		"hostile names": {
			ours: []string{`id=/a/"}) container="})or{a="b"}`, "id=/a/\x00 container=\x00"},
			want: []string{"host1/\x00", `host1/"})or{a="b"}`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := &server{}
			for _, l := range c.ours {
				s.series = append(s.series, cgroupSeries(1, l)...)
			}
			for _, l := range c.cadvisor {
				s.series = append(s.series, cadvisorSeries(1, l)...)
			}
			wantNames(t, fetch(t, s, over(1)), c.want...)
		})
	}
}

func TestFirstDialectWins(t *testing.T) {
	s := &server{series: slices.Concat(cadvisorSeries(2, "id=/docker/"+hexA+" name=web"), cgroupSeries(1, "id=/docker/"+hexA+" container=web"))}
	r := fetch(t, s, over(2))
	wantNames(t, r, "host1/web")
	// Our exporter has one moment only; at the other cAdvisor speaks.
	if got := values(r.Containers[0], "usage"); got != "100 101" {
		t.Errorf("usage %s, want 100 of our exporter, then 101 of cAdvisor", got)
	}
	if c := r.Containers[0]; c.Exporter != "cadvisor_0_49" || c.CgroupID != "/docker/"+hexA {
		t.Errorf("exporter %s of %s, want the last that spoke", c.Exporter, c.CgroupID)
	}
}

func TestFiltersAfterTheJoin(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(1, "id=/a container=a"), cgroupSeries(1, "id=/b/c.scope"), goSeries(1, "job=x instance=y:1 container=z"))}
	for want, f := range map[string]Filter{
		"host1/a":                  {"container", "=~", []string{"a|b"}},
		"host1/c.scope":            {"container", "!=", []string{"a"}},
		"":                         {"container", "=", []string{hostile}},
		"host1/a host1/c.scope":    {"node", "=|", []string{"host1"}},
		"host1/a  host1/c.scope  ": {"namespace", "=", []string{""}},
	} {
		r := fetch(t, s, over(1, f))
		if got := strings.Join(names(r), " "); got != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
		if len(r.Unpaired) > 0 && f.Key == "container" && f.Operator != "!=" {
			t.Errorf("%+v: unpaired %v, want none that the filter drops", f, r.Unpaired)
		}
	}
	if _, err := Fetch(t.Context(), s, over(1, Filter{"pod", "=~", []string{"("}})); err == nil || !strings.Contains(err.Error(), "filter pod") {
		t.Errorf("got %v, want an error that names the filter", err)
	}
}
