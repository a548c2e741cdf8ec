package programs

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/exporter"
	"github.com/memledger/memledger/pkg/datasource"
)

func TestMain(m *testing.M) {
	backend.Logger = log.NewNullLogger()
	log.DefaultLogger = backend.Logger
	m.Run()
}

// patience is how long a server may take to have scraped what a test asks for.
const patience = 45 * time.Second

type target struct{ job, address string }

// scrapeConfig scrapes each target every second, under the time of the scrape: a recorded page says
// when it was recorded.
func scrapeConfig(targets []target) string {
	config := "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
	for _, t := range targets {
		config += fmt.Sprintf("- {job_name: %q, honor_timestamps: false, static_configs: [{targets: [%q]}]}\n", t.job, t.address)
	}
	return config
}

// memledgerExporter serves our exporter over the cgroups of this machine.
func memledgerExporter(t *testing.T) string {
	t.Helper()
	fs, err := cgroup.New(cgroup.DefaultRoot, cgroup.DefaultProc)
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	handler, err := exporter.Handler(exporter.Config{
		TelemetryPath: "/metrics", FS: fs, Identities: cgroup.NewIdentities(cgroup.DefaultState("/")), Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

// source is the data source over a real server.
type source struct{ backend.QueryDataHandler }

func newSource(t *testing.T, url string) source {
	t.Helper()
	instance, err := datasource.NewDatasource(t.Context(), backend.DataSourceInstanceSettings{URL: url, JSONData: []byte(`{"timeInterval":"1s"}`)})
	if err != nil {
		t.Fatal(err)
	}
	return source{instance.(backend.QueryDataHandler)}
}

// ask returns the one frame of a query over the last minute, or why there is none.
func (d source) ask(t *testing.T, query map[string]any) (*data.Frame, error) {
	t.Helper()
	text, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	answer, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{{
		RefID: "A", JSON: text, Interval: time.Second, MaxDataPoints: 60, TimeRange: backend.TimeRange{From: now.Add(-time.Minute), To: now},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	r := answer.Responses["A"]
	if r.Error != nil {
		return nil, r.Error
	}
	return r.Frames[0], nil
}

// row is one container of a `containers` answer, by column.
type row map[string]any

func (r row) want(t *testing.T, column string, value any) {
	t.Helper()
	if got := fmt.Sprint(r[column]); got != fmt.Sprint(value) {
		t.Errorf("%s: %s, want %s", column, got, value)
	}
}

// joined waits until a container is paired with its Go process.
func (d source) joined(t *testing.T, container string) row {
	t.Helper()
	var last any
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(time.Second) {
		f, err := d.ask(t, map[string]any{"queryType": "containers", "version": 1})
		if err != nil {
			last = err
			continue
		}
		for i := range f.Rows() {
			r := row{}
			for _, field := range f.Fields {
				r[field.Name], _ = field.ConcreteAt(i)
			}
			if r["container"] == container {
				last = r
				if r["status"] == "paired" {
					return r
				}
			}
		}
	}
	t.Fatalf("%s is not joined within %s: %v", container, patience, last)
	return nil
}

// ledger is the answer of a `ledger` query, by class; a moment that is not whole is left out.
type ledger struct {
	times             []string
	sums              []float64
	classes, overlays map[string][]float64
}

func (d source) ledger(t *testing.T, container string) (l ledger) {
	t.Helper()
	time.Sleep(4 * time.Second) // a few moments
	f, err := d.ask(t, map[string]any{
		"queryType": "ledger", "version": 1,
		"filters": []map[string]any{{"key": "container", "operator": "=", "value": container}},
	})
	if err != nil {
		t.Fatal(err)
	}
	l.classes, l.overlays = map[string][]float64{}, map[string][]float64{}
	for i := range f.Rows() {
		moment := map[string]float64{}
		sum := 0.0
		for _, field := range f.Fields[1:] {
			v, known := field.ConcreteAt(i)
			if !known {
				continue
			}
			if field.Labels["group"] != "overlay" {
				sum += v.(float64)
			}
			moment[field.Labels["group"]+"/"+field.Labels["class"]] = v.(float64)
		}
		if _, known := moment["overlay/reported"]; !known {
			continue
		}
		l.times, l.sums = append(l.times, fmt.Sprint(f.Fields[0].At(i))), append(l.sums, sum)
		for name, v := range moment {
			group, class, _ := strings.Cut(name, "/")
			to := l.classes
			if group == "overlay" {
				to = l.overlays
			}
			to[class] = append(to[class], v)
		}
	}
	return l
}
