package join

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// Whatever keeps a Go target from its container, no container shows its numbers, and both say why.
func TestNoFailedJoinShowsANumber(t *testing.T) {
	app := func(pod, hex, container string) []series {
		return cgroupSeries(3, "id=/k/"+pod+"/"+hex+" namespace=n pod="+pod+" container="+container)
	}
	port := func(id string) []series {
		return []series{{"cgroup_listening_port", labelled("job=memledger instance=host1:9100 port=6060 address=0.0.0.0 " + id), repeat(1, 3), nil}}
	}
	for name, c := range map[string]struct {
		all      []series
		bindings []Binding
		filters  []Filter
		kind     FailureKind
		blamed   bool // the containers say so too
	}{
		"no rule":             {all: slices.Concat(app("p", hexA, "app"), goSeries(3, "job=x instance=10.9.9.9:1")), kind: FailNone},
		"two of one name":     {all: slices.Concat(app("p", hexA, "app"), app("q", hexB, "app"), goSeries(3, "job=x instance=10.9.9.9:1 container=app")), kind: FailAmbiguous, blamed: true},
		"two ports":           {all: slices.Concat(app("p", hexA, "app"), app("q", hexB, "app"), port("id=/k/p/"+hexA+" namespace=n pod=p container=app"), port("id=/k/q/"+hexB+" namespace=n pod=q container=app"), goSeries(3, "job=x instance=host1:6060")), kind: FailAmbiguous, blamed: true},
		"outside the filter":  {all: slices.Concat(app("p", hexA, "app"), goSeries(3, "job=x instance=10.9.9.9:1 container=app")), filters: []Filter{{memory.Namespace, "=", []string{"n"}}}, kind: FailUnproven, blamed: true},
		"hosts of a fleet":    {all: slices.Concat(app("p", hexA, "app"), goSeries(3, "job=app instance=10.9.9.8:1"), goSeries(3, "job=app instance=10.9.9.9:1")), kind: FailHosts, blamed: true},
		"exported labels":     {all: slices.Concat(app("p", hexA, "app"), goSeries(3, "job=gw instance=gw:1 exported_namespace=n exported_pod=p exported_container=app")), kind: FailExported},
		"a service's address": {all: slices.Concat(app("p", hexA, "app"), goSeries(3, "job=api instance=app.n.svc.cluster.local:80")), kind: FailRandomBackend},
		"a host's address":    {all: slices.Concat(app("p", hexA, "app"), app("q", hexB, "other"), goSeries(3, "job=x instance=host1:80")), kind: FailHostNetwork},
		"a binding to two":    {all: slices.Concat(app("p", hexA, "app"), app("q", hexB, "app"), goSeries(3, "job=x instance=10.9.9.9:1")), bindings: []Binding{{map[string]string{"job": "x"}, map[string]string{"container": "app"}}}, kind: FailBinding, blamed: true},
		"another pod's":       {all: slices.Concat(app("p", hexA, "app"), goSeries(3, "job=app instance=app:1 namespace=n pod=z container=app")), kind: FailNone},
	} {
		for _, instant := range []bool{false, true} {
			req := over(3, c.filters...)
			req.Bindings = c.bindings
			if instant {
				req.From, req.Step = req.To, 0
			}
			r := fetch(t, &server{series: c.all}, req)
			if len(r.Unpaired) == 0 && len(c.filters) == 0 {
				t.Errorf("%s: no failure", name)
			}
			for _, u := range r.Unpaired {
				if u.Kind != c.kind || u.Problem == "" {
					t.Errorf("%s: %s: %q, want %s and why", name, u.Kind, u.Problem, c.kind)
				}
			}
			if len(r.Containers) == 0 {
				t.Fatalf("%s: no containers", name)
			}
			for _, got := range r.Containers {
				if len(got.Targets) > 0 || got.Rule != "" {
					t.Errorf("%s: %s has %+v by %q", name, got.Labels.short(), got.Targets, got.Rule)
				}
				for _, p := range got.Points {
					for id := range p.Snapshot.Values {
						if row, _ := memory.CounterByID(id); row.Side == memory.GoSide || p.Snapshot.GoTargets != 0 {
							t.Errorf("%s: %s shows %s of %d targets", name, got.Labels.short(), id, p.Snapshot.GoTargets)
						}
					}
				}
				if c.blamed {
					wantProblem(t, got.Problems, "not counted")
				}
			}
		}
	}
}

func TestTheWinnerAfterARestartIsWhole(t *testing.T) {
	// The new container is larger in some counters and smaller in others: at each moment the answer is
	// one of the two, whatever the order of the series and however long the old one lingers.
	old := cgroupSeries(6, "id=/docker/"+hexA+" container=web")
	fresh := beginning(cgroupSeries(6, "id=/docker/"+hexB+" container=web"), 3)
	for i, by := range []float64{0.5, 2, 0.1} {
		fresh[i] = scaled(fresh[i:i+1:i+1], by)[0]
	}
	want := []map[memory.CounterID]float64{{memory.Usage: 100, memory.Anon: 60, memory.File: 30}, {memory.Usage: 50, memory.Anon: 120, memory.File: 3}}
	for _, all := range [][]series{slices.Concat(old, fresh), slices.Concat(fresh, old), slices.Concat(old[2:], fresh[:1], old[:2], fresh[1:])} {
		r := fetch(t, &server{series: all}, over(9))
		if len(r.Containers) != 1 {
			t.Fatalf("%q, want one", idsOfAll(r))
		}
		for i, p := range r.Containers[0].Points {
			if !slices.ContainsFunc(want, func(w map[memory.CounterID]float64) bool { return maps.Equal(w, p.Snapshot.Values) }) {
				t.Errorf("moment %d: %v is neither %v nor %v", i, p.Snapshot.Values, want[0], want[1])
			}
		}
		if last := r.Containers[0].Points[8].Snapshot.Values; !maps.Equal(last, want[1]) {
			t.Errorf("at the end %v, want the new one's %v", last, want[1])
		}
	}
}

// However many series the filters leave and however wide the range: no question brings more than it
// may, and a split is said; what cannot be split so is refused.
func TestNoQuestionBringsMoreThanItMay(t *testing.T) {
	s := &server{}
	for n := range 12 {
		s.series = append(s.series, cgroupSeries(60, fmt.Sprintf("id=/%d namespace=n%d container=c%d", n, n%2, n))...)
		s.series = append(s.series, series{"cgroup_listening_port", labelled(fmt.Sprintf("job=memledger instance=host1:9100 id=/%d namespace=n%d container=c%d port=1 address=::", n, n%2, n)), repeat(1, 60), nil},
			series{"cgroup_listening_port", labelled(fmt.Sprintf("job=memledger instance=host1:9100 id=/%d namespace=n%d container=c%d port=2 address=::", n, n%2, n)), repeat(1, 60), nil})
		if n > 3 { // most are gone at the end
			for i := range s.series[len(s.series)-5:] {
				x := &s.series[len(s.series)-5+i]
				x.values = x.values[:40]
			}
		}
	}
	split := 0
	for most := 100; most <= 100_000; most *= 2 {
		for _, filters := range [][]Filter{nil, {{memory.Namespace, "=", []string{"n1"}}}} {
			req := over(60, filters...)
			req.MaxSamples = most
			s.samples, s.asked = 0, 0
			r, err := Fetch(t.Context(), s, req)
			if err != nil {
				if !strings.Contains(err.Error(), "filter by namespace or pod") {
					t.Errorf("at most %d: %v", most, err)
				}
				continue
			}
			if s.samples > most {
				t.Errorf("at most %d, %+v: %d samples in one answer", most, filters, s.samples)
			}
			if s.asked > 2 {
				split++
				wantProblem(t, r.Problems, fmt.Sprintf("parts, each within %d samples", most))
			}
		}
	}
	if split < 3 {
		t.Errorf("%d questions were split, want several", split)
	}
}
