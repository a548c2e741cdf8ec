package datasource

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/internal/frametest"
)

// scrapes starts a real server over what the series say.
func scrapes(t *testing.T, e engine.Engine, series ...[]promSeries) string {
	t.Helper()
	var pages []func() []promSeries
	for _, s := range series {
		pages = append(pages, func() []promSeries { return s })
	}
	return scrapesOf(t, e, pages...)
}

// scrapesOf starts one over what each page says when it is scraped.
func scrapesOf(t *testing.T, e engine.Engine, pages ...func() []promSeries) string {
	t.Helper()
	config := "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
	for i, series := range pages {
		page := httptest.NewServer(exposition(series))
		t.Cleanup(page.Close)
		config += fmt.Sprintf("- {job_name: job%d, honor_labels: true, static_configs: [{targets: [%q]}]}\n", i, strings.TrimPrefix(page.URL, "http://"))
	}
	return e.Start(t, config)
}

// exposition prints series as an exporter does: with labels in the same order each time, or
// VictoriaMetrics takes a line for a series that is new, and the line before it for one that ended.
func exposition(series func() []promSeries) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		for _, s := range series() {
			var labels []string
			for k, v := range s.labels {
				if k != "__name__" {
					labels = append(labels, fmt.Sprintf("%s=%q", k, v))
				}
			}
			slices.Sort(labels)
			_, _ = fmt.Fprintf(w, "%s{%s} %g\n", s.labels["__name__"], strings.Join(labels, ","), s.at(float64(time.Now().Unix())))
		}
	}
}

func TestStoriesOverEngines(t *testing.T) { engine.Each(t, tellsStories) }

func tellsStories(t *testing.T, e engine.Engine) {
	var kills atomic.Int64
	address := scrapes(t, e, incidentWith(t, oomKills("api", func(float64) float64 { return float64(kills.Load()) }))...)
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
	kills.Store(1)
	for name, text := range stories {
		f := lately(t, d, text)
		for deadline := time.Now().Add(30 * time.Second); f.Rows() == 0 && time.Now().Before(deadline); f = lately(t, d, text) {
			time.Sleep(time.Second)
		}
		if f.Rows() == 0 {
			t.Errorf("%s: no rows within 30 s; notices %q", name, noticesOf(f))
		}
		if name == "containers" {
			checkMessage(t, frametest.Cell(t, f, "summary", 0).(string), []string{"podman stats 4.0–4.6 prints 331 MB · Go heap 1.65 MB · gap 329 MB: 97% of it is page cache, reclaimable"})
		}
	}
}

// lately asks of the last minute.
func lately(t *testing.T, d *Datasource, text string) *data.Frame {
	t.Helper()
	q := asked(text)
	q.TimeRange = backend.TimeRange{From: time.Now().Add(-time.Minute), To: time.Now()}
	q.Interval = time.Second
	answer, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{q}})
	if err != nil {
		t.Fatal(err)
	}
	return frameOf(t, answer.Responses["A"])
}
