package datasource

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/memory"
)

// setupAnswer asks the resource as Grafana does.
func setupAnswer(t *testing.T, d *Datasource, path string) (int, []byte) {
	t.Helper()
	var status int
	var body []byte
	err := d.CallResource(t.Context(), &backend.CallResourceRequest{Method: http.MethodGet, Path: "setup", URL: path}, backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		status, body = r.Status, append(body, r.Body...)
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return status, body
}

func TestSetupTellsWhatIsFoundJoinedAndMissing(t *testing.T) {
	s := snapshot(t, "cgroup-v2-linux-6.1/10-shm")
	lonely := exposed(s, memory.DialectGo, map[string]string{"job": "api", "instance": "10.9.9.9:6060"})
	d := configuredWith(t, newPromDouble(t, append(incident(t), lonely)...).URL, `{}`)
	status, body := setupAnswer(t, d, "setup")
	var got setup
	if err := json.Unmarshal(body, &got); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s: %v", status, body, err)
	}
	if got.Paired != 1 || got.PairsTotal != 1 || len(got.Pairs) != 1 || got.Pairs[0].Rule == "" || got.Pairs[0].Container["container"] == "" {
		t.Errorf("pairs %+v, want one with its rule", got.Pairs)
	}
	if len(got.Exporters) != 2 || !got.Exporters[0].Read || !got.Exporters[0].Ledger || got.Exporters[0].Targets != 1 {
		t.Errorf("exporters %+v, want two that are read", got.Exporters)
	}
	if len(got.Precedence.Cgroup) < 10 || got.Precedence.Cgroup[0].Dialect != memory.DialectMemledger || !got.Precedence.Cgroup[0].Found || got.Precedence.Overridden {
		t.Errorf("precedence %+v", got.Precedence)
	}
	if len(got.Failures) != 1 || got.Failures[0].Kind == "" || got.Failures[0].Reason == "" || len(got.Next) == 0 || len(got.Rules) < 5 {
		t.Errorf("failures %+v, next %q", got.Failures, got.Next)
	}
	if suggested, led := got.Failures[0].Suggestion != nil, strings.Contains(got.Next[0], "under Not joined"); suggested != led {
		t.Errorf("next %q, with a suggestion: %t", got.Next, suggested)
	}
	for _, list := range []string{`"missing":[`, `"candidates":[`, `"next":[`, `"suggestion":`} {
		if !strings.Contains(string(body), list) {
			t.Errorf("%s lacks %s", body, list)
		}
	}
}

func TestSetupSaysWhatIsWrong(t *testing.T) {
	status, body := setupAnswer(t, configuredWith(t, "", `{}`), "setup")
	if status < 400 || !strings.Contains(string(body), "no URL") {
		t.Errorf("%d %s, want the reason", status, body)
	}
}

func TestScaleOutSettingsReachTheServer(t *testing.T) {
	var mu sync.Mutex
	seen := map[string]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		mu.Lock()
		defer mu.Unlock()
		seen["tenant"] = r.Header.Get(tenantHeader)
		for _, p := range []string{"partial_response", "dedup", "max_source_resolution"} {
			seen[p] = r.Form.Get(p)
		}
		respond(200, "application/json", `{"status":"success","data":{"resultType":"vector","result":[]}}`)(w, r)
	}))
	defer server.Close()
	d := configuredWith(t, server.URL, `{"tenant":"team-a|team-b","partialResponse":false,"dedup":true,"maxSourceResolution":"5m"}`)
	answers(t, d, `{"queryType":"containers"}`)
	mu.Lock()
	defer mu.Unlock()
	for name, want := range map[string]string{"tenant": "team-a|team-b", "partial_response": "false", "dedup": "true", "max_source_resolution": "5m"} {
		if seen[name] != want {
			t.Errorf("%s %q, want %q", name, seen[name], want)
		}
	}
}

func TestWrongSettingsAreNamed(t *testing.T) {
	for jsonData, want := range map[string]string{
		`{"tenant":"a b"}`:                `tenant "a b": want letters`,
		`{"tenant":"a|"}`:                 "several joined by |",
		`{"maxSourceResolution":"1d"}`:    `maxSourceResolution "1d": want one of 0s, 5m, 1h, auto`,
		`{"precedence":{"cgroup":["x"]}}`: `precedence of cgroup: "x" is no exporter of that side: want one of memledger`,
		`{"precedence":{"pod":[]}}`:       `precedence "pod": want cgroup or go`,
		`{"bindings":[{"target":{"job":"("},"container":{"pod":"p"}}]}`:                           `bindings[0]: target label job`,
		`{"tenant":"a","httpHeaderName1":"X-Scope-OrgID"}`:                                        "want one of the two",
		`{"bindings":[{"target":{"job":"(a)"},"container":{"pod":"$1"}},{"target":{"job":"x"}}]}`: "bindings[1]",
	} {
		h := health(t, configuredWith(t, "http://127.0.0.1:1", jsonData))
		if h.Status != backend.HealthStatusError || !strings.Contains(h.Message, want) {
			t.Errorf("%s: %s %q, want %q", jsonData, h.Status, h.Message, want)
		}
	}
}

func TestOverriddenPrecedenceIsShown(t *testing.T) {
	d := configuredWith(t, newPromDouble(t, incident(t)...).URL, `{"precedence":{"cgroup":["kubelet_1_37","cadvisor"]}}`)
	h := health(t, d)
	checkMessage(t, string(h.JSONDetails), []string{`"precedence":{"cgroup":[{"dialect":"kubelet_1_37"`, `"overridden":true`})
}
