package join

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

var nan = math.NaN()

func counter(id string) memory.CounterID { return memory.CounterID(id) }

// lingering repeats the last of n samples for more moments, with the age that it then has.
func lingering(all []series, n, more int) []series {
	for i := range all {
		last := all[i].values[n-1]
		all[i].taken = make([]float64, n+more)
		for k := range more {
			all[i].values = append(all[i].values[:n+k:n+k], last)
			all[i].taken[n+k] = float64(k+1) * every.Seconds()
		}
	}
	return all
}

// beginning puts moments without samples in front.
func beginning(all []series, after int) []series {
	for i := range all {
		all[i].values = append(repeat(nan, after), all[i].values...)
	}
	return all
}

func scaled(all []series, by float64) []series {
	for i := range all {
		for k := range all[i].values {
			all[i].values[k] *= by
		}
	}
	return all
}

func TestRestart(t *testing.T) {
	// The old container stops after three samples, and its last one lingers; the new one begins at
	// the fourth moment with twice the usage, later with a hundredth of it.
	old := lingering(cadvisorSeries(3, "id=/docker/"+hexA+" name=web"), 3, 5)
	fresh := beginning(scaled(cadvisorSeries(5, "id=/docker/"+hexB+" name=web"), 2), 3)
	fresh[0].values[6] = 1
	s := &server{series: slices.Concat(old, fresh)}
	r := fetch(t, s, over(8))
	wantNames(t, r, "cadvisor/web")
	c := r.Containers[0]
	if got, want := values(c, memory.Usage), "101 101 101 202 202 202 1 202"; got != want {
		t.Errorf("usage %s, want %s", got, want)
	}
	if got, want := values(c, memory.Anon), "61 61 61 122 122 122 122 122"; got != want {
		t.Errorf("anon %s, want %s: the whole of one container", got, want)
	}
	if c.CgroupID != "/docker/"+hexB || len(c.Problems) > 0 {
		t.Errorf("id %s, problems %q, want the new one's and none", c.CgroupID, c.Problems)
	}
}

func TestRestartAtOneMoment(t *testing.T) {
	for name, c := range map[string]struct {
		aAge, bAge     float64
		aStart, bStart float64
		want           string
	}{
		"the newer sample":               {40, 5, 0, 0, hexB},
		"the newer sample, other order":  {5, 40, 0, 0, hexA},
		"the later start":                {5, 10, 100, 200, hexB},
		"a start that has gone silent":   {5, 200, 100, 200, hexA},
		"older than two scrapes by both": {250, 200, 0, 0, hexB},
	} {
		a, b := cadvisorSeries(1, "id=/docker/"+hexA+" name=web"), cadvisorSeries(1, "id=/docker/"+hexB+" name=web")
		a[0].taken, b[0].taken = []float64{c.aAge}, []float64{c.bAge}
		a = append(a, series{"container_start_time_seconds", a[0].labels, []float64{c.aStart}, nil})
		b = append(b, series{"container_start_time_seconds", b[0].labels, []float64{c.bStart}, nil})
		r := fetch(t, &server{series: slices.Concat(a, b)}, Request{To: noon})
		if len(r.Containers) != 1 || r.Containers[0].CgroupID != "/docker/"+c.want {
			t.Errorf("%s: %+v, want the cgroup %s", name, r.Containers, c.want)
		}
		if name == "older than two scrapes by both" {
			wantProblem(t, r.Containers[0].Problems, "last sample is 3m20s old")
		}
	}
}

func TestStaleGoSideIsNotJoined(t *testing.T) {
	golang := lingering(goSeries(2, "job=j instance=web:1"), 2, 4)
	s := &server{series: slices.Concat(cgroupSeries(6, "id=/web container=web"), golang)}
	c := fetch(t, s, over(6)).Containers[0]
	if got := values(c, memory.GoSys); got != "50 50 50 50 - -" {
		t.Errorf("sys %s, want none once it is older than two scrapes", got)
	}
	wantProblem(t, c.Problems, "the Go side has no data at 2 of 6 points (at 2 of them its last sample is older than two scrapes)")
}

func TestNaNIsAbsent(t *testing.T) {
	cg, golang := cgroupSeries(4, "id=/web container=web"), goSeries(4, "job=j instance=web:1")
	cg[0].values = []float64{100, nan, math.Inf(1), -1}
	cg[1].values = []float64{nan, 60, 60, 60}
	golang[1].values[0] = math.Inf(-1)
	r := fetch(t, &server{series: slices.Concat(cg, golang)}, over(4))
	c := r.Containers[0]
	if len(c.Points) != 1 || values(c, memory.Anon) != "-" || values(c, memory.GoHeapAlloc) != "-" {
		t.Errorf("points %+v, want the one with a usage, without what is no number", c.Points)
	}
}

func TestOneSideOnly(t *testing.T) {
	r := fetch(t, &server{series: cgroupSeries(2, "id=/web container=web")}, over(2))
	wantNames(t, r, "host1/web")
	wantProblem(t, r.Problems, "no Go process is reported: want series of client_golang")
	r = fetch(t, &server{series: goSeries(2, "job=j instance=web:1")}, over(2))
	wantNames(t, r)
	wantProblem(t, r.Problems, "no container is reported: want series of memledger exporter (cgroup_memory_usage_bytes) or cAdvisor")
	if len(r.Unpaired) != 1 || r.Unpaired[0].Labels["instance"] != "web:1" {
		t.Errorf("unpaired %v, want the Go target", r.Unpaired)
	}
	r = fetch(t, &server{}, over(2))
	if len(r.Containers)+len(r.Unpaired) > 0 || len(r.Problems) < 2 || len(r.Queries) != 2 {
		t.Errorf("nothing there: %+v", r)
	}
	some := over(2)
	some.Only = []memory.CounterID{memory.Anon}
	if r = fetch(t, &server{}, some); strings.Contains(strings.Join(r.Problems, " "), "is reported") {
		t.Errorf("of some counters: %v, want no word of what is not there", r.Problems)
	}
}

func TestSplitsByTime(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(40, "id=/web container=web"), goSeries(40, "job=j instance=web:1"))}
	whole := fetch(t, s, over(40))
	req := over(40)
	req.MaxSamples = 50
	s.samples = 0
	r := fetch(t, s, req)
	if got, want := values(r.Containers[0], memory.Usage), values(whole.Containers[0], memory.Usage); got != want {
		t.Errorf("in parts %s, want %s", got, want)
	}
	wantProblem(t, r.Problems, "the cgroup side was asked in 4 parts, each within 50 samples")
	if s.samples > req.MaxSamples {
		t.Errorf("%d samples in one answer, want at most %d", s.samples, req.MaxSamples)
	}
	req.MaxSamples = 10
	var tooMuch *TooMuchError
	if _, err := Fetch(t.Context(), s, req); !errors.As(err, &tooMuch) || !strings.Contains(err.Error(), "filter by namespace or pod") {
		t.Errorf("got %v, want an error that says what to do", err)
	}
}

func TestFailures(t *testing.T) {
	down := errors.New("down")
	req := over(2)
	if _, err := Fetch(t.Context(), &server{fail: down}, req); !errors.Is(err, down) || !strings.Contains(err.Error(), "detect") {
		t.Errorf("got %v, want the cause, and that it was detection", err)
	}
	req.Found = []Found{}
	if _, err := Fetch(t.Context(), &server{fail: down}, req); !errors.Is(err, down) || !strings.Contains(err.Error(), "side") {
		t.Errorf("got %v, want the cause and the side", err)
	}
	if _, err := Detect(t.Context(), &server{fail: down}, noon); !errors.Is(err, down) {
		t.Errorf("got %v, want the cause", err)
	}
	for _, req := range []Request{{}, {From: noon.Add(every), To: noon, Step: every}, {To: noon, Step: -1}} {
		if _, err := Fetch(t.Context(), &server{}, req); err == nil || !strings.Contains(err.Error(), "want from before to") {
			t.Errorf("%+v: %v, want an error", req, err)
		}
	}
}
