package datasource

import (
	"maps"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/internal/frametest"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

func frameOf(t *testing.T, r backend.DataResponse) *data.Frame {
	t.Helper()
	if r.Error != nil || len(r.Frames) != 1 {
		t.Fatalf("%v, %d frames; want one frame", r.Error, len(r.Frames))
	}
	return r.Frames[0]
}

func noticesOf(f *data.Frame) string {
	var texts []string
	for _, n := range f.Meta.Notices {
		texts = append(texts, n.Text)
	}
	return strings.Join(texts, "\n")
}

func TestAnEmptyServerIsNoDataAndSaysSo(t *testing.T) {
	d := configuredWith(t, newPromDouble(t).URL, `{}`)
	for name, text := range stories {
		if strings.HasPrefix(name, "variable-") {
			continue
		}
		f := frameOf(t, answers(t, d, text)["A"])
		if f.Rows() != 0 || !strings.Contains(noticesOf(f), "No container") {
			t.Errorf("%s: %d rows, notices %q; want none and a notice", name, f.Rows(), noticesOf(f))
		}
	}
	h := health(t, d)
	if h.Status != backend.HealthStatusError {
		t.Errorf("health %s, want an error: there is nothing to show", h.Status)
	}
	checkMessage(t, h.Message, []string{"3.8.0", "neither a container exporter nor Go series", "Next:"})
}

func TestOnlyTheContainersSide(t *testing.T) {
	d := configuredWith(t, newPromDouble(t, incident(t)[0]).URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"containers"}`)["A"])
	if frametest.Cell(t, f, "status", 0) != "no_go" || frametest.Cell(t, f, "heap", 0) != nil || frametest.Cell(t, f, "usage", 0) == nil {
		t.Errorf("status %v, heap %v, usage %v; want no_go, null and a number", frametest.Cell(t, f, "status", 0), frametest.Cell(t, f, "heap", 0), frametest.Cell(t, f, "usage", 0))
	}
	checkMessage(t, frametest.Cell(t, f, "summary", 0).(string), []string{"cannot tell: heap objects (go_heap_alloc) missing"})
	if f := frameOf(t, answers(t, d, `{"queryType":"signal","measures":["divergence_bytes"]}`)["A"]); f.Rows() != 0 {
		t.Errorf("%d rows of a gap that no one knows", f.Rows())
	}
	h := health(t, d)
	if h.Status != backend.HealthStatusOk {
		t.Errorf("health %s, want OK with a warning", h.Status)
	}
	checkMessage(t, h.Message, []string{"found memledger exporter but no go_memstats_*", "scrape the /metrics"})
}

func TestOnlyTheGoSide(t *testing.T) {
	d := configuredWith(t, newPromDouble(t, incident(t)[1]).URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"containers"}`)["A"])
	if frametest.Cell(t, f, "status", 0) != "no_cgroup" || frametest.Cell(t, f, "container", 0) != "api" {
		t.Errorf("status %v of %v, want no_cgroup of api", frametest.Cell(t, f, "status", 0), frametest.Cell(t, f, "container", 0))
	}
	h := health(t, d)
	checkMessage(t, h.Message, []string{"client_golang", "no container exporter", "cAdvisor"})
}

func TestHealthCountsWhatIsPaired(t *testing.T) {
	h := health(t, configuredWith(t, newPromDouble(t, incident(t)...).URL, `{"prometheusType":"Mimir"}`))
	if h.Status != backend.HealthStatusOk {
		t.Errorf("health %s: %s", h.Status, h.Message)
	}
	checkMessage(t, h.Message, []string{"Mimir 3.8.0", "memledger exporter", "1 container, 1 of them paired with Go targets, 0 Go targets without"})
	checkMessage(t, string(h.JSONDetails), []string{`"dialect":"memledger"`, `"paired":1`})
}

func TestHealthWarnsOfAShorterIntervalThanTheScrapes(t *testing.T) {
	r := report{Exporters: []exporter{{Name: "cAdvisor"}, {Name: "client_golang"}}}
	r.compareIntervals([]join.Found{{ScrapeInterval: time.Minute}, {ScrapeInterval: 16 * time.Second}}, 15*time.Second)
	if len(r.Next) != 1 || !strings.Contains(r.Next[0], "1m0s: cAdvisor") {
		t.Errorf("next %q, want one line about cAdvisor's minute", r.Next)
	}
}

func TestNaNNeverComesThrough(t *testing.T) {
	series := incident(t)
	for i := range series[1] {
		if series[1][i].labels["__name__"] == "go_memstats_heap_alloc_bytes" {
			series[1][i].value = math.NaN()
		}
	}
	d := configuredWith(t, newPromDouble(t, series...).URL, `{}`)
	for name, text := range stories {
		for _, field := range frameOf(t, answers(t, d, text)["A"]).Fields {
			for i := range field.Len() {
				if v, err := field.FloatAt(i); err == nil && !field.NilAt(i) && math.IsNaN(v) {
					t.Errorf("%s: %s %s holds NaN", name, field.Name, field.Labels)
				}
			}
		}
	}
}

func TestAHostileFilterValueStaysAValue(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{}`)
	for _, operator := range []string{"=", "=|", "!=", "!=|"} {
		for _, key := range []string{"namespace", "container"} {
			text := `{"queryType":"containers","version":1,"filters":[{"key":"` + key + `","operator":"` + operator + `","value":"\"}) or vector(1)"}]}`
			f := frameOf(t, answers(t, d, text)["A"])
			want := 0
			if strings.HasPrefix(operator, "!") {
				want = 1
			}
			if f.Rows() != want {
				t.Errorf("%s %s: %d rows, want %d", key, operator, f.Rows(), want)
			}
		}
	}
}

func TestAFilterKeepsWhatItNames(t *testing.T) {
	s := snapshot(t, "cgroup-v2-linux-6.1/10-shm")
	series := append(incident(t), exposed(s, memory.DialectMemledger, cgroupOf("cart")), exposed(s, memory.DialectGo, goOf("cart")))
	d := configuredWith(t, newPromDouble(t, series...).URL, `{}`)
	for filter, want := range map[string]int{
		`{"key":"container","operator":"=","value":"cart"}`:             1,
		`{"key":"container","operator":"=~","value":"ca.*|ap."}`:        2,
		`{"key":"container","operator":"!=","value":"cart"}`:            1,
		`{"key":"pod","operator":"=|","values":["cart-0","api-0"]}`:     2,
		`{"key":"namespace","operator":"=","value":"$__all"}`:           2,
		`{"key":"namespace","operator":"=","value":"night"}`:            0,
		`{"key":"container","operator":"=|","values":["api","nobody"]}`: 1,
	} {
		f := frameOf(t, answers(t, d, `{"queryType":"containers","filters":[`+filter+`]}`)["A"])
		if f.Rows() != want {
			t.Errorf("%s: %d rows, want %d", filter, f.Rows(), want)
		}
	}
}

func TestOneBadQueryLeavesTheOthersAlone(t *testing.T) {
	d := configuredWith(t, newPromDouble(t, incident(t)...).URL, `{}`)
	r := answers(t, d, `{"queryType":"ledger"}`, `{"queryType":"ledger","tool":"podmann"}`, `{"queryType":"containers"}`)
	if r["A"].Error != nil || r["C"].Error != nil {
		t.Errorf("A %v, C %v; want answers", r["A"].Error, r["C"].Error)
	}
	checkFailure(t, r["B"], backend.StatusBadRequest, []string{`tool "podmann"`})
}

func TestAnAlertRuleIsToldToAskForASignal(t *testing.T) {
	d := configuredWith(t, newPromDouble(t, incident(t)...).URL, `{}`)
	alert := map[string]string{"FromAlert": "true"}
	checkFailure(t, answersWith(t, d, alert, `{"queryType":"containers"}`)["A"], backend.StatusBadRequest, []string{`"signal"`})
	f := frameOf(t, answersWith(t, d, alert, `{"queryType":"signal","measures":["divergence_ratio"]}`)["A"])
	if f.Meta.Type != data.FrameTypeNumericLong || f.Rows() != 1 {
		t.Errorf("type %s with %d rows, want numeric-long with one", f.Meta.Type, f.Rows())
	}
}

func TestPanelsOfOneMomentShareOneAnswer(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{}`)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() { answers(t, d, `{"queryType":"ledger"}`, `{"queryType":"divergence"}`) })
	}
	wait.Wait()
	// Two sides, and before them what there is at both ends of the range, two questions each.
	if all := server.asked(); len(all) != 6 {
		t.Errorf("asked %d questions, want 6:\n%s", len(all), strings.Join(all, "\n\n"))
	}
	before := len(server.asked())
	answersWith(t, d, map[string]string{"http_X-Panel-Id": "7"}, `{"queryType":"ledger"}`)
	if n := len(server.asked()); n != before {
		t.Errorf("another panel asked %d more", n-before)
	}
	answersWith(t, d, map[string]string{"Authorization": "Bearer other"}, `{"queryType":"ledger"}`)
	if n := len(server.asked()); n == before {
		t.Error("another person got an answer that was not asked in their name")
	}
}

func TestCredentialsOfTheSettingsReachTheServer(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{"httpHeaderName1":"X-Token"}`)
	answers(t, d, `{"queryType":"containers"}`)
	server.mu.Lock()
	defer server.mu.Unlock()
	for _, h := range server.headers {
		if h.Get("X-Token") != "Bearer "+secret {
			t.Errorf("header X-Token %q, want the configured one", h.Get("X-Token"))
		}
		if user, password, _ := (&http.Request{Header: h}).BasicAuth(); user != "grafana" || password != secret {
			t.Errorf("basic auth of %q, want the configured one", user)
		}
	}
}

func TestALedgerWithAHole(t *testing.T) {
	series := incident(t)
	for i := range series[1] {
		series[1][i].since = noon.Add(-30 * time.Second)
	}
	d := configuredWith(t, newPromDouble(t, series...).URL, `{}`)
	answer, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{short(asked(`{"queryType":"ledger"}`))}})
	if err != nil {
		t.Fatal(err)
	}
	f := frameOf(t, answer.Responses["A"])
	classes := map[string]bool{}
	for _, field := range f.Fields[1:] {
		classes[field.Name] = true
		if field.Name == "heap_objects" && (!field.NilAt(0) || field.NilAt(field.Len()-1)) {
			t.Error("the heap is known before its target was there, or not after")
		}
	}
	if got := slices.Collect(maps.Keys(classes)); !classes["heap_objects"] || !classes["anon_non_go"] {
		t.Errorf("classes %v, want those of both times", got)
	}
}
