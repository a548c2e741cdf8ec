package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
)

// A real server scrapes what the exporter exposed of a capture whose memory.current is 553811968.
func TestReportFromPrometheus(t *testing.T) {
	engine.Each(t, func(t *testing.T, e engine.Engine) {
		page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; version=0.0.4")
			http.ServeFile(w, r, "../../internal/exporter/testdata/v2.prom")
		}))
		t.Cleanup(page.Close)
		server := e.Start(t, fmt.Sprintf("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n- {job_name: cgroups, static_configs: [{targets: [%q]}]}\n", strings.TrimPrefix(page.URL, "http://")))
		var out bytes.Buffer
		for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(300 * time.Millisecond) {
			out.Reset()
			err := execute(t.Context(), []string{"report", "--json", "--from-prometheus=" + server, "--container=shop-web-1", "--scrape-interval=1s", "--window=1h"}, &out, &out)
			if err == nil {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("not within 30 s: %v", err)
			}
		}
		var r struct {
			Container string
			Labels    map[string]string
			Usage     float64
			Verdict   struct{ Level, Trend struct{ Cause string } }
		}
		if err := json.Unmarshal(out.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if r.Container != "shop-web-1" || r.Labels["container"] != "shop-web-1" || r.Usage != 553811968 || r.Verdict.Level.Cause == "" || r.Verdict.Trend.Cause == "" {
			t.Errorf("%+v, want the capture's container and both halves of a verdict", r)
		}
	})
}
