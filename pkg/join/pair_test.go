package join

import (
	"slices"
	"testing"
)

func TestPairing(t *testing.T) {
	const app, side = "id=/k/p1/" + hexA + " namespace=n pod=p container=app", "id=/k/p1/" + hexB + " namespace=n pod=p container=side"
	for name, c := range map[string]struct {
		cgroups []string
		targets []string
		filters []Filter
		rule    string // of the first container that has targets
		n       int    // how many it has
		problem string // of the first container
	}{
		"namespace, pod, container":  {cgroups: []string{app, side}, targets: []string{"job=j instance=10.0.0.1:80 namespace=n pod=p container=app"}, rule: "namespace_pod_container", n: 1},
		"pod and container":          {cgroups: []string{app, side}, targets: []string{"job=j instance=i:1 pod=p container=app"}, rule: "pod_container", n: 1},
		"container":                  {cgroups: []string{app}, targets: []string{"job=j instance=i:1 container=app"}, rule: "container", n: 1},
		"another namespace":          {cgroups: []string{app}, targets: []string{"job=app instance=app:1 namespace=m pod=p container=app"}},
		"pod of one container":       {cgroups: []string{app}, targets: []string{"job=j instance=i:1 namespace=n pod=p"}, rule: "namespace_pod", n: 1},
		"pod of two containers":      {cgroups: []string{app, side}, targets: []string{"job=j instance=i:1 namespace=n pod=p"}, problem: "Go target j at i:1 is not counted: 2 containers match by rule namespace_pod: host1/n/p/app, host1/n/p/side"},
		"host of the instance":       {cgroups: []string{"id=/web container=web"}, targets: []string{"job=j instance=web:6060"}, rule: "instance_host", n: 1},
		"two ports of one host":      {cgroups: []string{"id=/web container=web"}, targets: []string{"job=j instance=web:6060", "job=j instance=web:6061"}, rule: "instance_host", n: 2},
		"job":                        {cgroups: []string{"id=/web container=web"}, targets: []string{"job=web instance=10.0.0.1:80"}, rule: "job", n: 1, problem: "paired by the job's name alone"},
		"a fleet of one job":         {cgroups: []string{"id=/web container=web"}, targets: []string{"job=web instance=10.0.0.1:80", "job=web instance=10.0.0.2:80"}, problem: "2 Go targets are not counted: they match by rule job from different hosts: 10.0.0.1, 10.0.0.2"},
		"a service on each host":     {cgroups: []string{"id=/s/web container=web", "id=/s/web container=web instance=host2:9100"}, targets: []string{"job=web instance=host1:80", "job=web instance=host2:80"}, rule: "job_host", n: 1},
		"two containers of one name": {cgroups: []string{"id=/s/web container=web", "id=/s/web container=web instance=host2:9100"}, targets: []string{"job=j instance=web:80"}, problem: "2 containers match by rule instance_host: host1/web, host2/web"},
		"container, on its host":     {cgroups: []string{"id=/s/web container=web", "id=/s/web container=web instance=host2:9100"}, targets: []string{"job=j instance=host1:80 container=web"}, rule: "container_host", n: 1},
		"another container label":    {cgroups: []string{"id=/web container=web"}, targets: []string{"job=web instance=web:80 container=db"}},
		"another node":               {cgroups: []string{"id=/web container=web node=n1"}, targets: []string{"job=web instance=web:80 node=n2"}},
		"a node beside an instance":  {cgroups: []string{"id=/web container=web"}, targets: []string{"job=j instance=web:80 node=n2"}, rule: "instance_host", n: 1},
		"two jobs on one address":    {cgroups: []string{"id=/web container=web"}, targets: []string{"job=j instance=web:80", "job=k instance=web:80"}, rule: "instance_host", n: 1, problem: "scraped by the jobs j and k: it is counted once"},
		"two jobs, two paths":        {cgroups: []string{"id=/web container=web"}, targets: []string{"job=j instance=web:80", "job=k instance=web:80 metrics_path=/internal/metrics"}, rule: "instance_host", n: 1, problem: "scraped by the jobs j and k: it is counted once"},
		"none":                       {cgroups: []string{"id=/web container=web"}, targets: []string{"job=j instance=i:80"}},
		"no label to be sure by": {cgroups: []string{app}, targets: []string{"job=j instance=i:1 container=app"}, filters: []Filter{{"namespace", "=", []string{"n"}}},
			problem: "it has no label namespace, and outside the filter on namespace another container could match"},
		"sure within a filter": {cgroups: []string{app}, targets: []string{"job=j instance=i:1 namespace=n pod=p"}, filters: []Filter{{"namespace", "=", []string{"n"}}}, rule: "namespace_pod", n: 1},
		"IPv6":                 {cgroups: []string{"id=/web container=web"}, targets: []string{"job=web instance=[::1]:80"}, rule: "job", n: 1, problem: "paired by the job's name alone"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &server{}
			for _, l := range c.cgroups {
				s.series = append(s.series, cgroupSeries(2, l)...)
			}
			for _, l := range c.targets {
				s.series = append(s.series, goSeries(2, l)...)
			}
			r := fetch(t, s, over(2, c.filters...))
			if len(r.Containers) == 0 {
				t.Fatal("no containers")
			}
			first := r.Containers[0]
			if first.Rule != c.rule || len(first.Targets) != c.n || first.Points[0].Snapshot.GoTargets != c.n {
				t.Errorf("%d targets by rule %q, want %d by %q; problems %q", len(first.Targets), first.Rule, c.n, c.rule, first.Problems)
			}
			if c.problem != "" {
				wantProblem(t, first.Problems, c.problem)
			} else if len(first.Problems) > 0 {
				t.Errorf("problems %q, want none", first.Problems)
			}
			if c.n == 0 && len(c.filters) == 0 && len(r.Unpaired) != len(c.targets) {
				t.Errorf("%d unpaired, want %d", len(r.Unpaired), len(c.targets))
			}
		})
	}
}

func TestRulesAreTold(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if r.ID == "" || r.Help == "" || seen[r.ID] || (r.Names == nil && len(r.Same) == 0 && !r.Bound) {
			t.Errorf("rule %+v: want an id of its own, a help and something to compare", r)
		}
		seen[r.ID] = true
	}
}

func TestGoSidesAddUp(t *testing.T) {
	a, b := goSeries(3, "job=j instance=web:1"), goSeries(2, "job=j instance=web:2")
	a[1].values[1] = nan // one lacks the heap at the second moment
	b[2].values[0] = 500 // another limit
	b[3].values = repeat(3, 2)
	s := &server{series: slices.Concat(cgroupSeries(4, "id=/web container=web"), a, b)}
	c := fetch(t, s, over(4)).Containers[0]
	for id, want := range map[string]string{
		"go_sys":             "100 100 50 -", // the second process has ended, then the first
		"go_heap_alloc":      "40 - 20 -",
		"go_memlimit":        "1500 2000 1000 -", // together they may use the sum
		"process_start_time": "3 3 7 -",
		"usage":              "100 100 100 100",
	} {
		if got := values(c, counter(id)); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	var n []int
	for _, p := range c.Points {
		n = append(n, p.Snapshot.GoTargets)
	}
	if want := []int{2, 2, 1, 2}; !slices.Equal(n, want) {
		t.Errorf("targets %v, want %v", n, want)
	}
	wantProblem(t, c.Problems, "the Go side has no data at 1 of 4 points")
}

func TestGapOfOneTargetIsNoSmallerSum(t *testing.T) {
	b := goSeries(3, "job=j instance=web:2")
	b[0].values[1] = nan
	s := &server{series: slices.Concat(cgroupSeries(3, "id=/web container=web"), goSeries(3, "job=j instance=web:1"), b)}
	if got := values(fetch(t, s, over(3)).Containers[0], "go_sys"); got != "100 - 100" {
		t.Errorf("sys %s, want none where one of two is missing", got)
	}
}

// TestAnotherAddressAfterARestart: first the exporter's own host, later a name that only the container's label
// ties to it. One after the other they are one container's; beside each other the weaker is left out.
func TestAnotherAddressAfterARestart(t *testing.T) {
	const n = 12
	for name, c := range map[string]struct {
		until, from int // the first target's last moment, and the second's first
		heap        string
		unpaired    int
	}{
		"one after the other":   {6, 6, "20 20 20 20 20 20 30 30 30 30 30 30", 0},
		"both at the same time": {n, 0, "20 20 20 20 20 20 20 20 20 20 20 20", 1},
	} {
		t.Run(name, func(t *testing.T) {
			before, after := goSeries(n, "job=web instance=host1:80 container=web"), goSeries(n, "job=web instance=g:1 container=web")
			after[1].values = repeat(30, n)
			for i := range before {
				for k := range n {
					if k >= c.until {
						before[i].values[k] = nan
					}
					if k < c.from {
						after[i].values[k] = nan
					}
				}
			}
			s := &server{series: slices.Concat(cgroupSeries(n, "id=/s/web container=web"), before, after)}
			r := fetch(t, s, over(n))
			if got := values(r.Containers[0], "go_heap_alloc"); got != c.heap || len(r.Unpaired) != c.unpaired {
				t.Errorf("heap %s, %d unpaired, problems %q; want %s, %d", got, len(r.Unpaired), r.Containers[0].Problems, c.heap, c.unpaired)
			}
		})
	}
}
