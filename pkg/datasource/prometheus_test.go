package datasource

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// realPrometheus starts the real server over what the series say; the test is skipped where there
// is none.
func realPrometheus(t *testing.T, series ...[]promSeries) string {
	t.Helper()
	binary, err := exec.LookPath("prometheus")
	if err != nil {
		t.Skip("prometheus: not on PATH")
	}
	config := "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
	for i, s := range series {
		page := httptest.NewServer(exposition(s))
		t.Cleanup(page.Close)
		config += fmt.Sprintf("- {job_name: job%d, honor_labels: true, static_configs: [{targets: [%q]}]}\n", i, strings.TrimPrefix(page.URL, "http://"))
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "prometheus.yml")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	cmd := exec.CommandContext(t.Context(), binary, "--config.file="+file, "--storage.tsdb.path="+filepath.Join(dir, "data"), "--web.listen-address="+address, "--log.level=error")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() })
	return "http://" + address
}

// exposition prints series as an exporter does.
func exposition(series []promSeries) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		for _, s := range series {
			var labels []string
			for k, v := range s.labels {
				if k != "__name__" {
					labels = append(labels, fmt.Sprintf("%s=%q", k, v))
				}
			}
			_, _ = fmt.Fprintf(w, "%s{%s} %g\n", s.labels["__name__"], strings.Join(labels, ","), s.value)
		}
	}
}

func TestStoriesOverARealPrometheus(t *testing.T) {
	address := realPrometheus(t, incident(t)...)
	d := configuredWith(t, address, `{"timeInterval":"1s"}`)
	var h *backend.CheckHealthResult
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(200 * time.Millisecond) {
		if h = health(t, d); strings.Contains(h.Message, "1 of them paired") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("not within 30 s: %s", h.Message)
		}
	}
	time.Sleep(3 * time.Second) // a few points for the ranges
	for name, text := range stories {
		q := asked(text)
		q.TimeRange = backend.TimeRange{From: time.Now().Add(-time.Minute), To: time.Now()}
		q.Interval = time.Second
		answer, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{q}})
		if err != nil {
			t.Fatal(err)
		}
		f := frameOf(t, answer.Responses["A"])
		if f.Rows() == 0 {
			t.Errorf("%s: no rows; notices %q", name, noticesOf(f))
		}
		if name == "containers" {
			checkMessage(t, cell(t, f, "summary", 0).(string), []string{"podman stats 4.0–4.6 prints 331 MB · Go heap 1.65 MB · gap 329 MB: 97% page cache, reclaimable"})
		}
	}
}
