package join

import (
	"context"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

const every = 15 * time.Second

// series is one series of a test: the value at each moment of noon, noon+15s, …; a missing or NaN
// one is none.
type series struct {
	name   string
	labels map[string]string
	values []float64
	taken  []float64 // age of the samples in seconds, for the marker; nil: fresh
}

// server answers as Prometheus does, without PromQL: what it holds by side, and how much.
type server struct {
	series     []series
	fail       error
	mu         sync.Mutex
	samples    int // most that one answer held
	detections int // questions of Find
	asked      int // questions besides
}

func labelled(text string) map[string]string {
	m := map[string]string{}
	for _, pair := range strings.Fields(text) {
		k, v, _ := strings.Cut(pair, "=")
		m[k] = v
	}
	return m
}

func metric(name string, labels map[string]string) model.Metric {
	m := model.Metric{}
	for k, v := range labels {
		m[model.LabelName(k)] = model.LabelValue(v)
	}
	if name != "" {
		m[model.MetricNameLabel] = model.LabelValue(name)
	}
	return m
}

func (s *server) Each(ctx context.Context, q prom.Query, visit func(*prom.Series)) (prom.Warnings, error) {
	if q.Step == 0 {
		v, w, err := s.Instant(ctx, q.Text, q.To)
		for _, x := range v {
			visit(streamed(x.Metric, model.SamplePair{Timestamp: x.Timestamp, Value: x.Value}))
		}
		return w, err
	}
	samples := 0
	for _, x := range s.answer(q.Text) {
		var pairs []model.SamplePair
		for t := q.From; !t.After(q.To); t = t.Add(q.Step) {
			if i := int(t.Sub(noon) / every); i >= 0 && i < len(x.values) && !gone(x, i) {
				pairs = append(pairs, model.SamplePair{Timestamp: model.TimeFromUnixNano(t.UnixNano()), Value: model.SampleValue(x.values[i])})
			}
		}
		samples += len(pairs)
		visit(streamed(x.metric, pairs...))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.samples = max(s.samples, samples)
	s.asked++
	return prom.Warnings{"slow"}, s.fail
}

func streamed(m model.Metric, points ...model.SamplePair) *prom.Series {
	x := &prom.Series{Labels: &prom.LabelSet{}, Points: points}
	for _, n := range slices.Sorted(maps.Keys(m)) {
		if n == model.MetricNameLabel {
			x.Name = string(m[n])
		} else if m[n] != "" {
			x.Labels.Pairs = append(x.Labels.Pairs, prom.Label{Name: string(n), Value: string(m[n])})
		}
	}
	return x
}

func (s *server) Instant(_ context.Context, query string, at time.Time) (model.Vector, prom.Warnings, error) {
	if v, ok := s.detection(query, at); ok {
		return v, nil, s.fail
	}
	var out model.Vector
	if strings.HasPrefix(query, "sum(count(") {
		return model.Vector{{Value: model.SampleValue(len(s.answer(query)))}}, nil, s.fail
	}
	for _, x := range s.answer(query) {
		if i := int(at.Sub(noon) / every); i >= 0 && i < len(x.values) && !gone(x, i) {
			out = append(out, &model.Sample{Metric: x.metric, Value: model.SampleValue(x.values[i]), Timestamp: model.TimeFromUnixNano(at.UnixNano())})
		}
	}
	return out, nil, s.fail
}

type answered struct {
	metric model.Metric
	values []float64
}

// gone: no time of a sample that is not there. A value may be NaN itself.
func gone(x answered, i int) bool {
	return x.metric[model.MetricNameLabel] == "" && math.IsNaN(x.values[i])
}

// selecting is one selector of a query: of values, or of the times of samples.
var selecting = regexp.MustCompile(`(timestamp\()?\{((?:[^"{}]|"(?:[^"\\]|\\.)*")*)\}\)*(?:, "(\w+)", "([^"]*)", "", ""\))?`)

// answer takes the series that a selector of the query matches, and for timestamp() the times of samples.
func (s *server) answer(query string) []answered {
	var out []answered
	for _, m := range selecting.FindAllStringSubmatch(query, -1) {
		passes := newPasses(matcherRow.FindAllStringSubmatch(m[2], -1))
		for _, x := range s.series {
			if !passes(x.name, x.labels) {
				continue
			}
			name, labels, values := x.name, x.labels, x.values
			if m[1] != "" {
				name, values = "", x.times()
			}
			if m[3] != "" {
				labels = withLabel(labels, m[3], m[4])
			}
			out = append(out, answered{metric(name, labels), values})
		}
	}
	return out
}

// times are when the samples were taken.
func (x series) times() []float64 {
	times := make([]float64, len(x.values))
	for i, v := range x.values {
		times[i] = float64(noon.Add(time.Duration(i) * every).Unix())
		if i < len(x.taken) {
			times[i] -= x.taken[i]
		}
		if math.IsNaN(v) {
			times[i] = v
		}
	}
	return times
}

func withLabel(labels map[string]string, k, v string) map[string]string {
	m := maps.Clone(labels)
	m[k] = v
	return m
}

// cgroupSeries is a cgroup of our exporter that holds 100 (usage), 60 (anon) and 30 (file), at all of
// n moments.
func cgroupSeries(n int, labels string) []series {
	l := labelled("job=memledger instance=host1:9100 " + labels)
	return []series{
		{"cgroup_memory_usage_bytes", l, repeat(100, n), nil},
		{"cgroup_memory_anon_bytes", l, repeat(60, n), nil},
		{"cgroup_memory_file_bytes", l, repeat(30, n), nil},
	}
}

// cadvisorSeries is the same as cAdvisor says it, with values of its own.
func cadvisorSeries(n int, labels string) []series {
	l := labelled("job=cadvisor instance=cadvisor:8080 " + labels)
	return []series{
		{"container_memory_usage_bytes", l, repeat(101, n), nil},
		{"container_memory_rss", l, repeat(61, n), nil},
		{"container_memory_cache", l, repeat(31, n), nil},
		{"container_memory_working_set_bytes", l, repeat(81, n), nil},
	}
}

func goSeries(n int, labels string) []series {
	l := labelled(labels)
	return []series{
		{"go_memstats_sys_bytes", l, repeat(50, n), nil},
		{"go_memstats_heap_alloc_bytes", l, repeat(20, n), nil},
		{"go_gc_gomemlimit_bytes", l, repeat(1000, n), nil},
		{"process_start_time_seconds", l, repeat(7, n), nil},
	}
}

func repeat(v float64, n int) []float64 { return slices.Repeat([]float64{v}, n) }

// over asks for n moments from noon.
func over(n int, filters ...Filter) Request {
	return Request{Filters: filters, From: noon, To: noon.Add(time.Duration(n-1) * every), Step: every, ScrapeInterval: every}
}

func fetch(t *testing.T, s *server, req Request) *Result {
	t.Helper()
	r, err := Fetch(t.Context(), s, req)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// names lists the containers as node/namespace/pod/container, with what is absent left out.
func names(r *Result) []string {
	var all []string
	for _, c := range r.Containers {
		all = append(all, c.Labels.short())
	}
	return all
}

func wantNames(t *testing.T, r *Result, want ...string) {
	t.Helper()
	if got := names(r); !slices.Equal(got, want) {
		t.Errorf("containers %q, want %q", got, want)
	}
}

func wantProblem(t *testing.T, problems []string, part string) {
	t.Helper()
	if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, part) }) {
		t.Errorf("problems %q, want one that says %q", problems, part)
	}
}

func values(c Container, id memory.CounterID) string {
	var all []string
	for _, p := range c.Points {
		v, ok := p.Snapshot.Get(id)
		if !ok {
			all = append(all, "-")
			continue
		}
		all = append(all, fmt.Sprint(v))
	}
	return strings.Join(all, " ")
}
