package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

const port = "3333"

// echo is a data source that answers with what it was asked.
type echo struct{ asked *backend.QueryDataRequest }

func (e *echo) QueryData(_ context.Context, r *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	e.asked = r
	answer := backend.NewQueryDataResponse()
	for _, q := range r.Queries {
		if q.QueryType == "broken" {
			answer.Responses[q.RefID] = backend.ErrDataResponse(backend.StatusBadRequest, "queryType \"broken\": want another")
			continue
		}
		frame := data.NewFrame(q.QueryType, data.NewField("bytes", nil, []float64{42}))
		answer.Responses[q.RefID] = backend.DataResponse{Frames: data.Frames{frame}}
	}
	return answer, nil
}

func (e *echo) CheckHealth(context.Context, *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	return &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: "no exporter found"}, nil
}

func (e *echo) CallResource(_ context.Context, r *backend.CallResourceRequest, s backend.CallResourceResponseSender) error {
	if r.Path == "fails" {
		return errors.New("upstream is down")
	}
	return s.Send(&backend.CallResourceResponse{Status: http.StatusAccepted, Body: []byte(r.Method + " " + r.URL + " " + string(r.Body))})
}

func call(t *testing.T, change func(*http.Request), method, target, body string) (int, string, *echo) {
	t.Helper()
	source := &echo{}
	assets := fstest.MapFS{"index.html": {Data: []byte("the page")}}
	r := httptest.NewRequest(method, "http://127.0.0.1:"+port+target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	Handler(Source{Instance: source}, assets, port).ServeHTTP(w, r)
	answer, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(answer), source
}

func TestOnlyByLoopbackName(t *testing.T) {
	for host, want := range map[string]int{
		"127.0.0.1:3333": 200, "localhost:3333": 200, "[::1]:3333": 200,
		"127.0.0.1": 403, "localhost:80": 403, "rebound.example:3333": 403, "127.0.0.1.example:3333": 403, "": 403,
	} {
		code, body, _ := call(t, func(r *http.Request) { r.Host = host }, "GET", "/", "")
		if code != want {
			t.Errorf("host %q: %d %s; want %d", host, code, body, want)
		}
	}
}

func TestOtherSitesCannotAsk(t *testing.T) {
	question := `{"from":"1","to":"2","queries":[{"refId":"A"}]}`
	code, body, source := call(t, func(r *http.Request) { r.Header.Set("Origin", "https://example.com") }, "POST", "/api/ds/query", question)
	if code != http.StatusForbidden || source.asked != nil {
		t.Errorf("a question from another site: %d %s", code, body)
	}
}

func TestQueryIsPassedThrough(t *testing.T) {
	question := `{"from":"1000","to":61000,"queries":[{"refId":"A","queryType":"ledger","intervalMs":5000,"maxDataPoints":300,"tool":"usage"},{"refId":"B","queryType":"broken"}]}`
	code, body, source := call(t, nil, "POST", "/api/ds/query", question)
	if code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	q := source.asked.Queries[0]
	if q.QueryType != "ledger" || q.Interval != 5*time.Second || q.MaxDataPoints != 300 || !strings.Contains(string(q.JSON), `"tool":"usage"`) {
		t.Errorf("query arrived as %+v", q)
	}
	if q.TimeRange.From.UnixMilli() != 1000 || q.TimeRange.To.UnixMilli() != 61000 {
		t.Errorf("time range arrived as %v", q.TimeRange)
	}
	if source.asked.PluginContext.DataSourceInstanceSettings == nil {
		t.Error("the plugin context has no data source")
	}
	var answer struct {
		Results map[string]struct {
			Error  string
			Frames []struct{ Data struct{ Values [][]float64 } }
		}
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	if f := answer.Results["A"].Frames; len(f) != 1 || f[0].Data.Values[0][0] != 42 {
		t.Errorf("frames of A = %+v in %s", f, body)
	}
	if e := answer.Results["B"].Error; !strings.Contains(e, "broken") {
		t.Errorf("error of B = %q", e)
	}
}

func TestBadQuestions(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"no JSON":        {"<html>", "want {from, to, queries}"},
		"empty":          {"", "want {from, to, queries}"},
		"no range":       {`{"queries":[{}]}`, "want from before to"},
		"range reversed": {`{"from":"2","to":"1","queries":[{}]}`, "want from before to"},
		"words":          {`{"from":"now-1h","to":"now","queries":[{}]}`, `time "now-1h": want milliseconds`},
		"no queries":     {`{"from":"1","to":"2"}`, "no queries"},
		"query is text":  {`{"from":"1","to":"2","queries":["x"]}`, "query 1"},
		"same refId":     {`{"from":"1","to":"2","queries":[{"refId":"A"},{"refId":"A"}]}`, `refId "A"`},
		"too long":       {`{"from":"1","to":"2","queries":["` + strings.Repeat("x", maxBody) + `"]}`, "too large"},
	} {
		t.Run(name, func(t *testing.T) {
			code, body, source := call(t, nil, "POST", "/api/ds/query", c.body)
			var answer struct{ Message string }
			_ = json.Unmarshal([]byte(body), &answer)
			if code != http.StatusBadRequest || !strings.Contains(answer.Message, c.want) || source.asked != nil {
				t.Errorf("%d %s; want 400 and %q", code, body, c.want)
			}
		})
	}
}

func TestHealthAndResources(t *testing.T) {
	for _, c := range []struct {
		method, target, body string
		code                 int
		want                 string
	}{
		{"GET", "/api/datasources/uid/memledger/health", "", 400, `"message":"no exporter found"`},
		{"GET", "/api/datasources/uid/other/health", "", 404, `\"other\"`},
		{"POST", "/api/datasources/uid/memledger/resources/explain?a=1", "body", 202, "POST explain?a=1 body"},
		{"GET", "/api/datasources/uid/memledger/resources/fails", "", 500, "upstream is down"},
		{"GET", "/api/datasources/uid/other/resources/suggest", "", 404, `\"other\"`},
		{"GET", "/api/search", "", 404, "no such thing"},
		{"GET", "/", "", 200, "the page"},
		{"GET", "/..%2fgo.mod", "", 404, ""},
		{"POST", "/", "", 405, ""},
	} {
		code, body, _ := call(t, nil, c.method, c.target, c.body)
		if code != c.code || !strings.Contains(body, c.want) {
			t.Errorf("%s %s: %d %s; want %d %q", c.method, c.target, code, body, c.code, c.want)
		}
	}
}

func TestRunRefusesWhatIsNotLoopback(t *testing.T) {
	logger := slog.New(slog.DiscardHandler)
	for _, listen := range []string{":3333", "0.0.0.0:3333", "192.0.2.1:3333", "3333", "example.com:3333"} {
		if err := Run(t.Context(), Config{Listen: listen, Assets: t.TempDir(), Logger: logger}); err == nil || !strings.Contains(err.Error(), listen) {
			t.Errorf("listen %q: %v; want an error that names it", listen, err)
		}
	}
	if err := Run(t.Context(), Config{Listen: "127.0.0.1:0", Assets: t.TempDir(), Logger: logger}); err == nil || !strings.Contains(err.Error(), "index.html") {
		t.Errorf("without a page: %v; want an error that names index.html", err)
	}
}
