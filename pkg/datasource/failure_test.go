package datasource

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/join"
)

const secret = "hunter2-is-secret"

// configuredWith is a data source of a server, with its secret wherever a secret can be.
func configuredWith(t *testing.T, address, jsonData string) *Datasource {
	t.Helper()
	instance, err := NewDatasource(t.Context(), backend.DataSourceInstanceSettings{
		URL: address, JSONData: json.RawMessage(jsonData), BasicAuthEnabled: true, BasicAuthUser: "grafana",
		DecryptedSecureJSONData: map[string]string{"basicAuthPassword": secret, "httpHeaderValue1": "Bearer " + secret},
	})
	if err != nil {
		t.Fatalf("an instance must exist whatever its settings, so that it can say what is wrong: %v", err)
	}
	d, ok := instance.(*Datasource)
	if !ok {
		t.Fatalf("got a %T", instance)
	}
	t.Cleanup(d.Dispose)
	return d
}

// withUser puts credentials into an address, as people do.
func withUser(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword("admin", secret)
	return u.String()
}

func answers(t *testing.T, d *Datasource, queries ...string) map[string]backend.DataResponse {
	t.Helper()
	return answersWith(t, d, nil, queries...)
}

// answersWith asks queries as A, B, …
func answersWith(t *testing.T, d *Datasource, headers map[string]string, queries ...string) map[string]backend.DataResponse {
	t.Helper()
	req := &backend.QueryDataRequest{Headers: headers}
	for i, text := range queries {
		q := asked(text)
		q.RefID = string(rune('A' + i))
		req.Queries = append(req.Queries, q)
	}
	answer, err := d.QueryData(t.Context(), req)
	if err != nil {
		t.Fatalf("a failed query must not fail the request: %v", err)
	}
	return answer.Responses
}

func health(t *testing.T, d *Datasource) *backend.CheckHealthResult {
	t.Helper()
	r, err := d.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
	if err != nil {
		t.Fatalf("of an error Grafana shows only that there was one: %v", err)
	}
	return r
}

func respond(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// failures are servers that give no answer, and what a person is told.
var failures = []struct {
	name   string
	server http.HandlerFunc
	status backend.Status
	want   []string
}{
	{"wrong URL", respond(404, "text/plain", "404 page not found"), backend.StatusBadGateway, []string{"404", "no Prometheus API at this URL", "/api/v1"}},
	{"no credentials", respond(401, "text/html", "<h1>Log in</h1>"), backend.StatusUnauthorized, []string{"401", "credentials"}},
	{"forbidden", respond(403, "application/json", `{"message":"no"}`), backend.StatusUnauthorized, []string{"403", "credentials"}},
	{"throttled", respond(429, "text/plain", "slow down"), backend.StatusTooManyRequests, []string{"429"}},
	{"a broken server", respond(500, "application/json", `{"status":"error","errorType":"internal","error":"disk full"}`), backend.StatusBadGateway, []string{"500", "disk full"}},
	{"a gateway", respond(502, "text/html", "<html>Bad Gateway</html>"), backend.StatusBadGateway, []string{"502"}},
	{"a page for JSON", respond(200, "text/html; charset=utf-8", "<html>Welcome</html>"), backend.StatusBadGateway, []string{"text/html", "want Prometheus JSON"}},
	{"a server that repeats the secret", respond(500, "application/json", `{"status":"error","errorType":"internal","error":"bad token `+secret+`"}`), backend.StatusBadGateway, []string{"500", hidden}},
}

func TestAServerThatGivesNoAnswer(t *testing.T) {
	for _, c := range failures {
		t.Run(c.name, func(t *testing.T) {
			server := httptest.NewServer(c.server)
			defer server.Close()
			d := configuredWith(t, withUser(t, server.URL), `{}`)
			r := answers(t, d, `{"queryType":"ledger"}`)["A"]
			checkFailure(t, r, c.status, c.want)
			h := health(t, d)
			if h.Status != backend.HealthStatusError {
				t.Errorf("health %s, want an error", h.Status)
			}
			checkMessage(t, h.Message, c.want)
			checkMessage(t, string(h.JSONDetails), nil)
		})
	}
}

func checkFailure(t *testing.T, r backend.DataResponse, status backend.Status, want []string) {
	t.Helper()
	if r.Error == nil {
		t.Fatal("no error")
	}
	if r.Status != status || r.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("status %d from %s, want %d from downstream: %v", r.Status, r.ErrorSource, status, r.Error)
	}
	checkMessage(t, r.Error.Error(), want)
}

func checkMessage(t *testing.T, message string, want []string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(message, w) {
			t.Errorf("message %q, want it to say %q", message, w)
		}
	}
	if strings.Contains(message, secret) || strings.Contains(message, "admin:") {
		t.Errorf("message %q holds a secret", message)
	}
}

func TestAServerThatIsDown(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	address := server.URL
	server.Close()
	d := configuredWith(t, withUser(t, address), `{}`)
	want := []string{strings.TrimPrefix(address, "http://"), "refused"}
	checkFailure(t, answers(t, d, `{"queryType":"containers"}`)["A"], backend.StatusBadGateway, want)
	checkMessage(t, health(t, d).Message, want)
}

// hanging is a server that never answers. A handler hears of a client that has gone only once it has
// read the body, so that the test must let it go.
func hanging(t *testing.T) *httptest.Server {
	t.Helper()
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	t.Cleanup(func() {
		close(release)
		server.Close()
	})
	return server
}

func TestAServerThatIsSlowerThanTheTimeout(t *testing.T) {
	server := hanging(t)
	d := configuredWith(t, server.URL, `{"queryTimeout":"50ms"}`)
	want := []string{strings.TrimPrefix(server.URL, "http://"), "within 50ms", "timeout"}
	checkFailure(t, answers(t, d, `{"queryType":"ledger"}`)["A"], backend.StatusTimeout, want)
	checkMessage(t, health(t, d).Message, want)
}

func TestSettingsThatCannotWorkSayWhatIsExpected(t *testing.T) {
	for _, c := range []struct {
		name, address, jsonData string
		want                    []string
	}{
		{"no URL", "", `{}`, []string{"no URL", "http://prometheus:9090"}},
		{"no scheme", "prometheus:9090", `{}`, []string{"want http://host:port"}},
		{"a password that breaks the URL", "http://admin:" + secret + "%zz@host", `{}`, []string{"want http://host:port"}},
		{"another scheme", "ftp://host", `{}`, []string{"want http://host:port"}},
		{"jsonData", "http://host", `{"httpMethod":5}`, []string{"jsonData", "httpMethod"}},
		{"dedup", "http://host", `{"dedup":"yes"}`, []string{"jsonData: dedup is of the kind string: want true or false"}},
		{"bindings", "http://host", `{"bindings":{}}`, []string{"jsonData: bindings is of the kind object: want a list"}},
		{"method", "http://host", `{"httpMethod":"PUT"}`, []string{`"PUT"`, "POST or GET"}},
		{"interval", "http://host", `{"timeInterval":"fast"}`, []string{`timeInterval "fast"`, "15s"}},
		{"timeout", "http://host", `{"queryTimeout":"-1s"}`, []string{`queryTimeout "-1s"`}},
		{"parameters", "http://host", `{"customQueryParameters":"token=` + secret + `%zz"}`, []string{"customQueryParameters", "name=value"}},
		{"sigV4", "http://host", `{"sigV4Auth":true}`, []string{"sigV4Auth is not supported"}},
		{"Azure", "http://host", `{"azureCredentials":{"authType":"msi"}}`, []string{"azureCredentials is not supported"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := configuredWith(t, c.address, c.jsonData)
			checkFailure(t, answers(t, d, `{"queryType":"ledger"}`)["A"], backend.StatusBadRequest, c.want)
			h := health(t, d)
			if h.Status != backend.HealthStatusError {
				t.Errorf("health %s, want an error", h.Status)
			}
			checkMessage(t, h.Message, c.want)
		})
	}
}

func TestAQuestionThatIsWithdrawnIsNoFaultOfThePlugin(t *testing.T) {
	server := hanging(t)
	d := configuredWith(t, server.URL, `{}`)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	answer, err := d.QueryData(ctx, &backend.QueryDataRequest{Queries: []backend.DataQuery{asked(`{"queryType":"ledger"}`)}})
	if err != nil {
		t.Fatal(err)
	}
	if r := answer.Responses["A"]; r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("%v from %s, want an error from downstream", r.Error, r.ErrorSource)
	}
}

func TestTooLargeAQuestionIsTheQuerysFault(t *testing.T) {
	d := configuredWith(t, "http://127.0.0.1:1", `{}`)
	got := d.failed(&join.TooMuchError{Series: 1_000_000, Points: 11_000, Max: 80_000_000})
	if got.Status != backend.StatusBadRequest || got.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("status %d from %s, want %d from %s", got.Status, got.ErrorSource, backend.StatusBadRequest, backend.ErrorSourceDownstream)
	}
}
