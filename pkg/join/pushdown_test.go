package join

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/pkg/memory"
)

// sideOf is a side of a server that holds the dialects, with namespace and pod under plain names.
func sideOf(side memory.Side, ids ...memory.DialectID) *sideQuery {
	var c checked
	for _, id := range ids {
		c.Found = append(c.Found, Found{Dialect: id, Side: side, Labels: []string{"namespace", "pod"}})
	}
	return newSideQuery(&c, side)
}

func TestWhatIsPushedDown(t *testing.T) {
	const hex = `id=~".*[0-9a-f]{64}.*|.*[0-9a-f]{12}"`
	for name, c := range map[string]struct {
		filter                Filter
		ours, kubelet, golang []string
	}{
		"namespace":            {Filter{memory.Namespace, "=", []string{"a"}}, []string{`namespace="a"`, hex + `,namespace=~"(?:a)?"`}, []string{`namespace="a"`}, []string{`namespace=~"(?:a)?"`}},
		"any of":               {Filter{memory.Pod, "=|", []string{"a.", "b"}}, []string{`pod=~"a\\.|b"`, hex + `,pod=~"(?:a\\.|b)?"`}, []string{`pod=~"a\\.|b"`}, []string{`pod=~"(?:a\\.|b)?"`}},
		"matches absent":       {Filter{memory.Namespace, "!=", []string{"a"}}, nil, nil, nil},
		"regex takes absent":   {Filter{memory.Namespace, "=~", []string{".*"}}, nil, nil, nil},
		"negative":             {Filter{memory.Namespace, "!~", []string{"a|"}}, []string{`namespace!~"a|"`, hex}, []string{`namespace!~"a|"`}, []string{`namespace!~"a|"`, `namespace=""`}},
		"container falls back": {Filter{memory.Container, "=", []string{"a"}}, nil, []string{`exported_container="a"`, `exported_container="",container="a"`}, []string{`container="a"`, `container="",container_name="a"`, `container="",container_name=""`}},
		"node falls back":      {Filter{memory.Node, "=", []string{"a"}}, nil, nil, nil},
	} {
		cgroup, golang := sideOf(memory.CgroupSide, memory.DialectMemledger, memory.DialectKubelet137), sideOf(memory.GoSide, memory.DialectGo)
		narrow(cgroup, golang, &checked{matchers: []matcher{compiled(t, c.filter)}})
		for _, x := range []struct {
			got, want []string
			of        string
		}{{cgroup.down[memory.DialectMemledger].conditions(), c.ours, "our exporter"}, {cgroup.down[memory.DialectKubelet137].conditions(), c.kubelet, "kubelet"}, {golang.down[memory.DialectGo].conditions(), c.golang, "Go"}} {
			if !slices.Equal(x.got, x.want) {
				t.Errorf("%s: pushed to %s %q, want %q", name, x.of, x.got, x.want)
			}
		}
	}
}

// mixed is a cluster where each exporter spells namespace and pod in its own labels: kubelets scraped
// with and without honor_labels, our exporter with and without the pods' names, a cAdvisor of its own.
func mixed(side string) *server {
	s := &server{}
	add := func(all []series) { s.series = append(s.series, all...) }
	kubelet := func(n int, target, own string) {
		l := labelled(fmt.Sprintf("job=kubelet metrics_path=/metrics/cadvisor %s %s image=i name=k8s-%d id=/kubepods/pod%d/cri-containerd-%s.scope", target, own, n, n, hexOf(n)))
		for metric, v := range map[string]float64{"container_memory_usage_bytes": 200, "container_memory_rss": 60, "container_memory_cache": 30, "container_memory_working_set_bytes": 80,
			"container_memory_total_active_file_bytes": 5, "container_memory_file_dirty_bytes": 1} {
			add([]series{{metric, l, repeat(v+float64(n), 2), nil}})
		}
	}
	for n, namespace := range []string{"shop", "shop", "night", "night"} {
		own := fmt.Sprintf("namespace=%s pod=web-%d container=web", namespace, n)
		if n%2 == 0 {
			kubelet(n, "instance=10.1.0.1:10250 node=n1", own)
			// Our exporter knows the cgroup, and no pod.
			add(cgroupSeries(2, fmt.Sprintf("node=n1 id=/kubepods/pod%d/cri-containerd-%s.scope", n, hexOf(n))))
		} else {
			kubelet(n, "instance=10.1.0.2:10250 node=n2 namespace=monitoring pod=kubelet-x container=kubelet", strings.NewReplacer("namespace", "exported_namespace", "pod=", "exported_pod=", "container=", "exported_container=").Replace(own))
		}
		add(goSeries(2, fmt.Sprintf("job=web instance=10.2.0.%d:6060 %s", n, own)))
	}
	add(cgroupSeries(2, "node=n3 id=/kubepods/pod9/cri-containerd-"+hexOf(9)+".scope namespace=shop pod=web-9 container=web"))
	add(cgroupSeries(2, "node=n3 id=/system.slice/sshd.service"))
	add(cadvisorSeries(2, "node=n4 id=/kubepods/pod8/"+hexOf(8)+" name=k8s_side container_label_io_kubernetes_pod_namespace=shop container_label_io_kubernetes_pod_name=web-8 container_label_io_kubernetes_container_name=side"))
	add(cadvisorSeries(2, "node=n4 id=/docker/"+hexOf(7)+" name=web"))
	add(goSeries(2, "job=side instance=10.2.0.8:6060 namespace=shop pod=web-8 "+side))
	return s
}

// A filter that is pushed down leaves of the answer what it would keep of the whole: the same
// containers with the same values, by the same exporters, with the same Go targets.
func TestAFilterLeavesWhatItKeepsOfTheWhole(t *testing.T) {
	for _, side := range []string{"", "container=side"} {
		leavesWhatItKeeps(t, mixed(side))
	}
}

func leavesWhatItKeeps(t *testing.T, s *server) {
	t.Helper()
	told := func(r *Result, keeps func(Labels) bool) (all []string) {
		for _, c := range r.Containers {
			if keeps(c.Labels) {
				all = append(all, fmt.Sprint(c.Labels.short(), " ", c.Exporter, " ", c.CgroupID, " ", values(c, memory.Usage), " ", c.Rule, " ", values(c, memory.GoSys)))
			}
		}
		return all
	}
	whole := fetch(t, s, over(2))
	if len(whole.Containers) != 8 || len(whole.Unpaired) > 0 {
		t.Fatalf("%q, unpaired %+v; want eight containers", names(whole), whole.Unpaired)
	}
	pushed := 0
	for _, f := range []Filter{
		{memory.Namespace, "=", []string{"shop"}}, {memory.Namespace, "=~", []string{"s.*|x"}}, {memory.Namespace, "!=", []string{"night"}}, {memory.Namespace, "!~", []string{"night|"}},
		{memory.Namespace, "!~", []string{"night"}}, {memory.Namespace, "=", []string{"monitoring"}}, {memory.Namespace, "=|", []string{"night", "shop"}}, {memory.Namespace, "=", []string{""}},
		{memory.Pod, "=", []string{"web-1"}}, {memory.Pod, "=|", []string{"web-0", "web-8"}}, {memory.Pod, "=~", []string{"web-.*"}}, {memory.Pod, "!=", []string{"web-0"}}, {memory.Pod, "=~", []string{"kubelet.*"}},
		{memory.Container, "=", []string{"web"}}, {memory.Container, "!=", []string{"web"}}, {memory.Container, "=~", []string{"s.*"}}, {memory.Node, "=", []string{"n1"}}, {memory.Cluster, "=", []string{""}},
	} {
		for _, also := range []Filter{{}, {memory.Pod, "=~", []string{"web-[01289]"}}, {memory.Container, "=|", []string{"web", "side"}}} {
			filters := []Filter{f}
			if also.Key != "" {
				filters = append(filters, also)
			}
			req := over(2, filters...)
			c, err := req.check()
			if err != nil {
				t.Fatal(err)
			}
			want := told(whole, func(l Labels) bool {
				return keepsAll(c.matchers, func(k memory.IdentityKey) string { return l[k] })
			})
			r := fetch(t, s, req)
			if got := told(r, func(Labels) bool { return true }); !slices.Equal(got, want) {
				t.Errorf("%+v:\n%q, want\n%q", filters, got, want)
			}
			if len(r.Queries) != 2 {
				t.Errorf("%+v: %d queries, want two", filters, len(r.Queries))
			}
			if strings.Contains(r.Queries[0], partLabel) {
				pushed++
			}
		}
	}
	if pushed < 20 {
		t.Errorf("%d of the filters were pushed down, want most", pushed)
	}
}

// A binding may join what the labels contradict.
func TestAFilterLosesNoBoundTarget(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(2, "id=/k/p namespace=shop pod=p container=app"), goSeries(2, "job=gw instance=gw:1 namespace=monitoring"))}
	req := over(2, Filter{memory.Namespace, "=", []string{"shop"}})
	req.Bindings = []Binding{{map[string]string{"job": "gw"}, map[string]string{"pod": "p"}}}
	if r := fetch(t, s, req); len(r.Containers) != 1 || r.Containers[0].Rule != "binding" {
		t.Errorf("%+v, want it bound as without a filter", r.Containers)
	}
}

// Where a Go target tells no container, the others of its pod must be seen, or it would seem to have one.
func TestContainersAreAskedWholeWhereATargetTellsNone(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(2, "id=/k/p/"+hexA+" namespace=n pod=p container=app"), cgroupSeries(2, "id=/k/p/"+hexB+" namespace=n pod=p container=side"),
		goSeries(2, "job=j instance=i:1 namespace=n pod=p"))}
	r := fetch(t, s, over(2, Filter{memory.Container, "=", []string{"app"}}))
	if len(r.Containers) != 1 || len(r.Containers[0].Targets) != 0 {
		t.Fatalf("%+v, want app without a Go side", r.Containers)
	}
	wantProblem(t, r.Containers[0].Problems, "2 containers match by rule namespace_pod")
}

func TestFiltersAgainstEngines(t *testing.T) { engine.Each(t, pushesDown) }

// pushesDown asks a real server for what three exporters spell each in its own labels.
func pushesDown(t *testing.T, e engine.Engine) {
	kubelet := func(n int, own string) (page string) {
		for metric, v := range map[string]int{"container_memory_usage_bytes": 200, "container_memory_rss": 60, "container_memory_cache": 30, "container_memory_working_set_bytes": 80,
			"container_memory_total_active_file_bytes": 5, "container_memory_file_dirty_bytes": 1} {
			page += fmt.Sprintf("%s{id=\"/kubepods/pod%d/cri-containerd-%s.scope\",image=\"i\",name=\"x\",%s} %d\n", metric, n, hexOf(n), own, v+n)
		}
		return page
	}
	golang := ""
	for n, namespace := range []string{"shop", "night"} {
		golang += fmt.Sprintf("go_memstats_sys_bytes{namespace=%q,pod=\"web-%d\",container=\"web\"} 50\n", namespace, n)
	}
	p := &pages{byPath: map[string]string{
		"/plain":     kubelet(0, `namespace="shop",pod="web-0",container="web"`),
		"/exported":  kubelet(1, `exported_namespace="night",exported_pod="web-1",exported_container="web",namespace="shop",pod="kubelet-x",container="kubelet"`),
		"/memledger": fmt.Sprintf("cgroup_memory_usage_bytes{id=\"/kubepods/pod0/cri-containerd-%s.scope\"} 100\ncgroup_memory_usage_bytes{id=\"/x\",namespace=\"shop\",pod=\"db-0\",container=\"db\"} 300\n", hexOf(0)),
		"/go":        golang,
	}}
	c := p.scrapedBy(t, e, map[string]string{"/plain": "h1:10250", "/exported": "h2:10250", "/memledger": "h1:9100", "/go": "gw:80"})
	told := func(r *Result) (all []string) {
		for _, c := range r.Containers {
			all = append(all, fmt.Sprintf("%s/%s/%s %s %d", c.Labels[memory.Namespace], c.Labels[memory.Pod], c.Labels[memory.Container], values(c, memory.Usage), len(c.Targets)))
		}
		slices.Sort(all)
		return all
	}
	shop, night := []string{"shop/db-0/db 300 0", "shop/web-0/web 100 1"}, []string{"night/web-1/web 201 1"}
	eventually(t, "all targets are scraped", func() error {
		if got := told(now(t, c)); !slices.Equal(got, slices.Concat(night, shop)) {
			return fmt.Errorf("%q", got)
		}
		return nil
	})
	for _, x := range []struct {
		filters []Filter
		want    []string
	}{
		{[]Filter{{memory.Namespace, "=", []string{"shop"}}}, shop},
		{[]Filter{{memory.Namespace, "=", []string{"night"}}}, night},
		{[]Filter{{memory.Namespace, "!~", []string{"night|"}}}, shop},
		{[]Filter{{memory.Namespace, "=~", []string{"shop|night"}}, {memory.Pod, "=|", []string{"web-1", "db-0"}}}, slices.Concat(night, shop[:1])},
		{[]Filter{{memory.Container, "=", []string{"web"}}}, slices.Concat(night, shop[1:])},
		{[]Filter{{memory.Container, "=", []string{"kubelet"}}}, nil},
	} {
		r := now(t, c, x.filters...)
		if got := told(r); !slices.Equal(got, x.want) {
			t.Errorf("%+v: %q, want %q", x.filters, got, x.want)
		}
		if len(r.Queries) != 2 || !strings.Contains(r.Queries[0], partLabel) {
			t.Errorf("%+v: queries %q, want two, narrowed by dialect", x.filters, r.Queries)
		}
		// What says how many series that are is understood, and counts the times of samples.
		count := &sideQuery{}
		*count = *sideOf(memory.CgroupSide, memory.DialectMemledger, memory.DialectKubelet137)
		if v, _, err := c.Instant(t.Context(), count.count(), time.Now()); err != nil || len(v) != 1 || v[0].Value != 18 {
			t.Errorf("%s = %v, %v; want 14 series and 4 times", count.count(), v, err)
		}
	}
}
