package join

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

func TestRulesOfOtherWorlds(t *testing.T) {
	port := func(labels string) []series {
		l := labelled("job=memledger instance=host1:9100 " + labels)
		return []series{{"cgroup_listening_port", l, repeat(1, 2), nil}}
	}
	for name, c := range map[string]struct {
		series []series
		rule   string
		kind   FailureKind
		says   string
	}{
		"compose service": {slices.Concat(cadvisorSeries(2, "id=/docker/"+hexA+" name=shop-api-1 container_label_com_docker_compose_service=api"),
			goSeries(2, "job=j instance=api:6060")), "compose_service", "", ""},
		"compose scaled": {slices.Concat(cadvisorSeries(2, "id=/docker/"+hexA+" name=shop-api-1 container_label_com_docker_compose_service=api"),
			cadvisorSeries(2, "id=/docker/"+hexB+" name=shop-api-2 container_label_com_docker_compose_service=api"),
			goSeries(2, "job=j instance=api:6060")), "", FailAmbiguous, "2 containers match by rule compose_service"},
		"short id": {slices.Concat(cgroupSeries(2, "id=/m/libpod-"+hexA+".scope container=web"), goSeries(2, "job=j instance=10.0.0.1:1 container_id="+hexA[:12])), "container_id", "", ""},
		"whole id": {slices.Concat(cgroupSeries(2, "id=/m/libpod-"+hexA+".scope container=web"), goSeries(2, "job=j instance=10.0.0.1:1 container_id="+hexA)), "container_id", "", ""},
		"systemd":  {slices.Concat(cgroupSeries(2, "id=/system.slice/api.service"), goSeries(2, "job=api instance=host1:80")), "systemd_unit", "", ""},
		"listening port": {slices.Concat(cgroupSeries(2, "id=/s/a container=a"), cgroupSeries(2, "id=/s/b container=b"),
			port("id=/s/a container=a port=8080 address=0.0.0.0"), port("id=/s/b container=b port=9090 address=::"), goSeries(2, "job=j instance=host1:8080")), "listening_port", "", ""},
		"one port in two network namespaces": {slices.Concat(cgroupSeries(2, "id=/s/a container=a"), cgroupSeries(2, "id=/s/b container=b"),
			port("id=/s/a container=a port=8080 address=0.0.0.0"), port("id=/s/b container=b port=8080 address=::"), goSeries(2, "job=j instance=host1:8080")), "", FailAmbiguous, "2 containers match by rule listening_port: host1/a, host1/b"},
		"one port of a name": {slices.Concat(cgroupSeries(2, "id=/s/a container=a"), cgroupSeries(2, "id=/s/b container=b"), // the name is weaker than what is ambiguous
			port("id=/s/a container=a port=8080 address=0.0.0.0"), port("id=/s/b container=b port=8080 address=::"), goSeries(2, "job=a instance=host1:8080")), "", FailAmbiguous, "2 containers match by rule listening_port"},
		"a port of another host": {slices.Concat(cgroupSeries(2, "id=/s/a container=a"), port("id=/s/a container=a port=8080 address=0.0.0.0"), goSeries(2, "job=j instance=host2:8080")), "", FailNone, "no rule fits"},
		"a loopback port":        {slices.Concat(cgroupSeries(2, "id=/s/a container=a"), port("id=/s/a container=a port=8080 address=127.0.0.1"), goSeries(2, "job=j instance=host1:8080")), "", FailNone, "no rule fits"},
		"exported labels":        {slices.Concat(cgroupSeries(2, "id=/k/p1/"+hexA+" namespace=n pod=p container=app"), goSeries(2, "job=gw instance=gateway:1 exported_pod=p namespace=monitoring")), "", FailExported, "honor_labels"},
		"a service's address":    {slices.Concat(cgroupSeries(2, "id=/k/p1/"+hexA+" namespace=n pod=p container=app"), goSeries(2, "job=api instance=api.n.svc:80")), "", FailRandomBackend, "any pod may answer"},
		"host network": {slices.Concat(cgroupSeries(2, "id=/k/p1/"+hexA+" namespace=n pod=p container=app"), cgroupSeries(2, "id=/k/p1/"+hexB+" namespace=n pod=q container=app2"),
			goSeries(2, "job=j instance=host1:80")), "", FailHostNetwork, "hostNetwork"},
	} {
		t.Run(name, func(t *testing.T) {
			r := fetch(t, &server{series: c.series}, over(2))
			first := r.Containers[0]
			if first.Rule != c.rule {
				t.Errorf("%s by rule %q, want %q; problems %q", first.Labels.short(), first.Rule, c.rule, first.Problems)
			}
			if c.kind == "" {
				if len(r.Unpaired) > 0 {
					t.Errorf("unpaired: %+v", r.Unpaired)
				}
				return
			}
			if len(r.Unpaired) != 1 || r.Unpaired[0].Kind != c.kind || !strings.Contains(r.Unpaired[0].Problem, c.says) {
				t.Errorf("unpaired %+v, want one %s that says %q", r.Unpaired, c.kind, c.says)
			}
			if c.kind == FailAmbiguous && (len(r.Unpaired[0].Candidates) != 2 || len(r.Containers[1].Targets) > 0) {
				t.Errorf("candidates %v, want both and neither taken", r.Unpaired[0].Candidates)
			}
		})
	}
}

func TestBindings(t *testing.T) {
	app := func(pod string) string {
		return "id=/k/" + pod + " namespace=n pod=" + pod + " container=app"
	}
	s := &server{series: slices.Concat(cgroupSeries(2, app("p-1")), cgroupSeries(2, app("p-2")), goSeries(2, "job=gw-2 instance=gateway:1 shard=x"))}
	for name, c := range map[string]struct {
		binding Binding
		rule    string
		kind    FailureKind
	}{
		"groups":     {Binding{map[string]string{"job": `(?P<kind>gw)-(\d)`, "instance": "(.*):1"}, map[string]string{"pod": "p-$3", "namespace": "n"}}, "binding", ""},
		"named":      {Binding{map[string]string{"job": `gw-(?P<n>\d)`}, map[string]string{"pod": "p-${n}"}}, "binding", ""},
		"other":      {Binding{map[string]string{"job": `gw`}, map[string]string{"pod": "p-2"}}, "", FailNone},
		"none":       {Binding{map[string]string{"job": `gw.*`}, map[string]string{"pod": "p-$$"}}, "", FailBinding},
		"several":    {Binding{map[string]string{"shard": `x`}, map[string]string{"container": "app"}}, "", FailBinding},
		"one of two": {Binding{map[string]string{"shard": `x`}, map[string]string{"container": "app", "pod": "p-2"}}, "binding", ""},
	} {
		req := over(2)
		req.Bindings = []Binding{c.binding}
		r := fetch(t, s, req)
		if got := r.Containers[1].Rule; got != c.rule || len(r.Containers[0].Targets) > 0 {
			t.Errorf("%s: rule %q, want %q; %+v", name, got, c.rule, r.Unpaired)
		}
		if c.kind != "" && (len(r.Unpaired) != 1 || r.Unpaired[0].Kind != c.kind) {
			t.Errorf("%s: unpaired %+v, want %s", name, r.Unpaired, c.kind)
		}
	}
}

func TestWrongBindingsSaySo(t *testing.T) {
	for want, b := range map[string]Binding{
		`bindings[0]: target label job: "(": want a regular expression`:       {map[string]string{"job": "("}, map[string]string{"pod": "p"}},
		`target label "a-b": want letters`:                                    {map[string]string{"a-b": "x"}, map[string]string{"pod": "p"}},
		`container key "shape": want one of`:                                  {map[string]string{"job": "x"}, map[string]string{"shape": "p"}},
		`container pod "p-$2": $2 is no group of the target's expressions`:    {map[string]string{"job": "(x)"}, map[string]string{"pod": "p-$2"}},
		`container pod "p-${n}": ${n} is no group of the target's expression`: {map[string]string{"job": "(x)"}, map[string]string{"pod": "p-${n}"}},
		"want at least one label":                                             {},
	} {
		if err := CheckBindings([]Binding{b}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A suggested binding, written into the settings, settles the failure.
func TestSuggestionsSettle(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(2, "id=/k/p1 namespace=n pod=api-7f container=api"), goSeries(2, "job=api(1) instance=10.0.0.7:6060 namespace=n"))}
	s.series[3].labels["job"] = "api"
	for i := range s.series[3:] {
		s.series[3+i].labels["namespace"] = "n"
		s.series[3+i].labels["container"] = "main"
	}
	r := fetch(t, s, over(2))
	if len(r.Unpaired) != 1 || r.Unpaired[0].Suggestion == nil || r.Unpaired[0].Candidates[0][memory.Pod] != "api-7f" {
		t.Fatalf("unpaired %+v, want one with a suggestion", r.Unpaired)
	}
	req := over(2)
	req.Bindings = []Binding{r.Unpaired[0].Suggestion.Binding}
	if got := fetch(t, s, req); got.Containers[0].Rule != "binding" {
		t.Errorf("rule %q after %+v; %+v", got.Containers[0].Rule, req.Bindings, got.Unpaired)
	}
}

func TestPrecedenceCanBeTurned(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(2, "id=/docker/"+hexA+" container=web"), cadvisorSeries(2, "id=/docker/"+hexA+" name=web"))}
	for want, first := range map[string][]memory.DialectID{"100 100": nil, "101 101": {memory.DialectCAdvisor049}} {
		req := over(2)
		req.Precedence = map[memory.Side][]memory.DialectID{memory.CgroupSide: first}
		if got := values(fetch(t, s, req).Containers[0], memory.Usage); got != want {
			t.Errorf("%v first: usage %s, want %s", first, got, want)
		}
	}
}

func TestAToolsNumberIsNeverUsage(t *testing.T) {
	l := labelled("job=podman instance=h:9882 id=" + hexA[:12])
	s := &server{series: []series{{"podman_container_mem_usage_bytes", l, repeat(42, 2), nil},
		{"podman_container_info", withLabel(l, "name", "web"), repeat(1, 2), nil}}}
	r := fetch(t, s, over(2))
	wantNames(t, r, "h/web")
	if got := fmt.Sprint(values(r.Containers[0], memory.Usage), values(r.Containers[0], memory.Reported)); got != "- -42 42" {
		t.Errorf("usage and reported %s, want no usage", got)
	}
	wantProblem(t, r.Containers[0].Problems, "there is no breakdown. It passes on what podman stats (as exported) prints: 42 B.")
	// Beside an exporter that knows the whole id it names the container, and no more.
	s.series = append(s.series, cgroupSeries(2, "id=/machine/libpod-"+hexA+".scope")...)
	r = fetch(t, s, over(2))
	wantNames(t, r, "host1/web")
	if got := values(r.Containers[0], memory.Usage); got != "100 100" {
		t.Errorf("usage %s, want our exporter's", got)
	}
}
