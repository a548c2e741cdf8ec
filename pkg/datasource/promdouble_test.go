package datasource

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// promDouble is a Prometheus that holds a few series of constant value and knows as much PromQL as
// pkg/join asks. What it cannot read it refuses as Prometheus does, so that a query that a hostile
// filter has broken is a failed test.
type promDouble struct {
	*httptest.Server
	mu      sync.Mutex
	series  []promSeries
	queries []string
	ranges  [][2]float64 // of queries of a range, from and to
	headers []http.Header
}

// promSeries has its samples at all times from since on; the zero time is always.
type promSeries struct {
	labels map[string]string
	value  float64
	since  time.Time
	of     func(at float64) float64 // nil: always value
}

func (s promSeries) at(at float64) float64 {
	if s.of != nil {
		return s.of(at)
	}
	return s.value
}

func newPromDouble(t *testing.T, series ...[]promSeries) *promDouble {
	t.Helper()
	p := &promDouble{series: slices.Concat(series...)}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/v1/query", p.serve)
	mux.HandleFunc("/api/v1/query_range", p.serve)
	mux.HandleFunc("/api/v1/status/buildinfo", respond(200, "application/json", `{"status":"success","data":{"version":"3.8.0"}}`))
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// asked is the PromQL that came, in order.
func (p *promDouble) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.queries)
}

func (p *promDouble) serve(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	text := r.Form.Get("query")
	p.mu.Lock()
	p.queries, p.headers = append(p.queries, text), append(p.headers, r.Header.Clone())
	if r.Form.Get("step") != "" {
		p.ranges = append(p.ranges, [2]float64{seconds(r.Form.Get("start")), seconds(r.Form.Get("end"))})
	}
	p.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	data, err := p.evaluate(text, r)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"status": "error", "errorType": "bad_data", "error": err.Error()})
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"status": "success", "data": data})
}

type promResult struct {
	Metric map[string]string `json:"metric"`
	Value  *[2]any           `json:"value,omitempty"`
	Values [][2]any          `json:"values,omitempty"`
}

func (p *promDouble) evaluate(text string, r *http.Request) (any, error) {
	parser := &promParser{double: p, text: text}
	rows, err := parser.all()
	if err != nil {
		return nil, err
	}
	results := []promResult{}
	if r.Form.Get("step") == "" {
		at := seconds(r.Form.Get("time"))
		for _, row := range rows {
			if v, ok := row.at(at); ok {
				results = append(results, promResult{Metric: row.labels, Value: &[2]any{at, v}})
			}
		}
		return map[string]any{"resultType": "vector", "result": results}, nil
	}
	for _, row := range rows {
		one := promResult{Metric: row.labels}
		for at := seconds(r.Form.Get("start")); at <= seconds(r.Form.Get("end")); at += seconds(r.Form.Get("step")) {
			if v, ok := row.at(at); ok {
				one.Values = append(one.Values, [2]any{at, v})
			}
		}
		if len(one.Values) > 0 {
			results = append(results, one)
		}
	}
	return map[string]any{"resultType": "matrix", "result": results}, nil
}

func seconds(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}
