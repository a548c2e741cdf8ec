package datasource

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/memory"
)

var update = flag.Bool("update", false, "rewrite testdata")

func TestMain(m *testing.M) {
	log.DefaultLogger, backend.Logger = log.NewNullLogger(), log.NewNullLogger()
	m.Run()
}

// snapshot is the counters of a real capture; pkg/frame keeps them.
func snapshot(t *testing.T, capture string) memory.Snapshot {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "frame", "testdata", "snapshots.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]memory.Snapshot
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	s, ok := all[capture]
	if !ok {
		t.Fatalf("no capture %q", capture)
	}
	return s
}

// exposed is what Prometheus holds of a snapshot that an exporter of the dialect has shown it.
func exposed(s memory.Snapshot, dialect memory.DialectID, labels map[string]string) []promSeries {
	d, ok := memory.DialectByID(dialect)
	if !ok {
		panic("no dialect " + dialect)
	}
	metrics := map[memory.CounterID]string{}
	for _, sp := range d.Spellings {
		// Where a counter has a name for each cgroup version, that of v1 stands first.
		if _, have := metrics[sp.Counter]; sp.Less == "" && (!have || s.CgroupVersion == 2) {
			metrics[sp.Counter] = sp.Metric
		}
	}
	var all []promSeries
	for _, c := range memory.Counters {
		v, known := s.Get(c.ID)
		if name := metrics[c.ID]; known && name != "" {
			l := map[string]string{"__name__": name}
			for k, v := range labels {
				l[k] = v
			}
			all = append(all, promSeries{labels: l, value: v})
		}
	}
	return all
}

func cgroupOf(name string) map[string]string {
	return map[string]string{"job": "memledger", "instance": "host1:9753", "id": "/kubepods/" + name, "namespace": "shop", "pod": name + "-0", "container": name}
}

func goOf(name string) map[string]string {
	return map[string]string{"job": "apps", "instance": name + ":6060", "namespace": "shop", "pod": name + "-0", "container": name}
}

// incident is the service that the design is built from: page cache that a backup filled, and a
// heap of less than two megabytes. Half a minute before noon one of its processes is killed.
func incident(t *testing.T) [][]promSeries {
	return incidentWith(t, oomKilled("api", noon.Add(-30*time.Second)))
}

func incidentWith(t *testing.T, kill promSeries) [][]promSeries {
	s := snapshot(t, "cgroup-v1-podman-4.3.1/01-page-cache")
	delete(s.Values, memory.EventsOOMKill)
	return [][]promSeries{append(exposed(s, memory.DialectMemledger, cgroupOf("api")), kill), exposed(s, memory.DialectGo, goOf("api"))}
}

// oomKilled is the counter of a container that ends a process at a time.
func oomKilled(name string, at time.Time) promSeries {
	return oomKills(name, func(t float64) float64 {
		if t < float64(at.Unix()) {
			return 0
		}
		return 1
	})
}

func oomKills(name string, of func(at float64) float64) promSeries {
	labels := maps.Clone(cgroupOf(name))
	labels["__name__"] = "cgroup_memory_oom_control_oom_kill_total"
	return promSeries{labels: labels, of: of}
}

// stories are the query types, each asked of the incident.
var stories = map[string]string{
	"ledger":           `{"queryType":"ledger","tool":"podman_4_0"}`,
	"ledger-groups":    `{"queryType":"ledger","by":["group"]}`,
	"divergence":       `{"queryType":"divergence","tool":"podman_4_0"}`,
	"divergence-table": `{"queryType":"divergence","tool":"podman_4_0","format":"table"}`,
	"tools":            `{"queryType":"tools","format":"time_series"}`,
	"tools-table":      `{"queryType":"tools"}`,
	"signal":           `{"queryType":"signal","measures":["unreclaimable_ratio"]}`,
	"containers":       `{"queryType":"containers","tool":"podman_4_0"}`,
	"events":           `{"queryType":"events"}`,
	"variable":         `{"queryType":"variable","variable":{"kind":"containers"}}`,
	"variable-tools":   `{"queryType":"variable","variable":{"kind":"tools"}}`,
}

// short is the last minute: five moments.
func short(q backend.DataQuery) backend.DataQuery {
	q.TimeRange.From = q.TimeRange.To.Add(-60e9)
	return q
}

func TestStories(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{}`)
	for name, text := range stories {
		t.Run(name, func(t *testing.T) {
			answer, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{short(asked(text))}})
			if err != nil {
				t.Fatal(err)
			}
			r := answer.Responses["A"]
			if r.Error != nil || len(r.Frames) != 1 {
				t.Fatalf("%v, %d frames; want one frame", r.Error, len(r.Frames))
			}
			golden(t, name, told(t, r.Frames[0]))
		})
	}
}

// told is a frame for a reader: a line for each notice, and each field with its values.
func told(t *testing.T, f *data.Frame) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", f.Meta.Type)
	for _, n := range f.Meta.Notices {
		text, _, _ := strings.Cut(n.Text, ". ") // what an exporter lacks stands in pkg/memory's tables
		fmt.Fprintf(&b, "notice: %s\n", text)
	}
	for _, field := range f.Fields {
		fmt.Fprintf(&b, "%s %s:", field.Name, field.Labels)
		for i := range field.Len() {
			v, _ := field.ConcreteAt(i)
			if field.NilAt(i) {
				v = "null"
			}
			fmt.Fprintf(&b, " %v |", v)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i, g := range gotLines {
		if i >= len(wantLines) || g != wantLines[i] {
			t.Fatalf("%s:%d differs; go test ./pkg/datasource -update rewrites it\ngot  %s", path, i+1, g)
		}
	}
	if len(gotLines) != len(wantLines) {
		t.Fatalf("%s has %d lines, got %d", path, len(wantLines), len(gotLines))
	}
}
