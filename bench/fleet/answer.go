//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"golang.org/x/sys/unix"

	"github.com/memledger/memledger/pkg/datasource"
)

// source is a data source that knows what the server holds and has no answer yet.
type source struct {
	*datasource.Datasource
	settings backend.DataSourceInstanceSettings
}

// newSource asks one cheap question, of no container, so that detection is done.
func newSource(ctx context.Context, url string) (*source, error) {
	s := backend.DataSourceInstanceSettings{UID: "bench", Type: datasource.PluginID, URL: url, JSONData: []byte(`{"timeInterval":"30s","queryTimeout":"5m"}`)}
	made, err := datasource.NewDatasource(ctx, s)
	if err != nil {
		return nil, err
	}
	src := &source{made.(*datasource.Datasource), s}
	_, err = src.ask(ctx, map[string]any{"queryType": "containers", "version": 1, "filters": []any{map[string]any{"key": "namespace", "operator": "=", "value": "none"}}})
	return src, err
}

// answer is what one question costs and brings.
type answer struct {
	seconds float64
	cpu     float64 // of this process, in seconds: what else the machine does hardly changes it
	rows    int
	fields  int
	bytes   int // as Grafana gets it
	notices []string
}

// ask answers a question as Grafana's server gets it: with the frames encoded.
func (s *source) ask(ctx context.Context, model map[string]any) (*answer, error) {
	text, err := json.Marshal(model)
	if err != nil {
		return nil, err
	}
	began, used := time.Now(), usedCPU()
	resp, err := s.QueryData(ctx, &backend.QueryDataRequest{
		PluginContext: backend.PluginContext{DataSourceInstanceSettings: &s.settings},
		Queries: []backend.DataQuery{{
			RefID: "A", JSON: text, MaxDataPoints: 1000, Interval: time.Second,
			TimeRange: backend.TimeRange{From: moment.Add(-30 * time.Second), To: moment},
		}},
	})
	if err != nil {
		return nil, err
	}
	if err := resp.Responses["A"].Error; err != nil {
		return nil, err
	}
	sent, err := backend.ToProto().QueryDataResponse(backend.DataFrameFormat_ARROW, resp)
	if err != nil {
		return nil, err
	}
	a := &answer{seconds: time.Since(began).Seconds(), cpu: usedCPU() - used}
	for _, frame := range sent.Responses["A"].Frames {
		a.bytes += len(frame)
	}
	f := resp.Responses["A"].Frames[0]
	for _, n := range f.Meta.Notices {
		a.notices = append(a.notices, n.Text)
	}
	a.fields = len(f.Fields)
	a.rows, err = f.RowLen()
	return a, err
}

// usedCPU is the CPU time of this process in seconds, user and system.
func usedCPU() float64 {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		panic(err) // of this process there always is one
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// model is the question of a type, as the query editor writes it.
func (o options) model() (map[string]any, error) {
	switch o.queryType {
	case "containers", "tools", "ledger":
		return map[string]any{"queryType": o.queryType, "version": 1}, nil
	}
	return nil, fmt.Errorf("query type %q: want containers, tools or ledger", o.queryType)
}
