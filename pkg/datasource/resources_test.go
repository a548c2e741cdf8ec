package datasource

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/memory"
)

// callResource asks a resource as Grafana does.
func callResource(t *testing.T, d *Datasource, method, path, body string) (int, string) {
	t.Helper()
	var got *backend.CallResourceResponse
	path, query, _ := strings.Cut(path, "?")
	err := d.CallResource(t.Context(), &backend.CallResourceRequest{Method: method, Path: path, URL: path + "?" + query, Body: []byte(body)},
		backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
			got = r
			return nil
		}))
	if err != nil || got == nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return got.Status, strings.TrimSpace(string(got.Body))
}

func TestSuggest(t *testing.T) {
	s := snapshot(t, "cgroup-v2-linux-6.1/10-shm")
	d := configuredWith(t, newPromDouble(t, append(incident(t), exposed(s, memory.DialectMemledger, cgroupOf("cart")))...).URL, `{}`)
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"GET", "suggest?key=container", "", 200, `["api","cart"]`},
		{"GET", "suggest?key=container&search=AR", "", 200, `["cart"]`},
		{"GET", "suggest?key=container&limit=1", "", 200, `["api"]`},
		{"GET", "suggest?key=namespace", "", 200, `["shop"]`},
		{"GET", "suggest?key=cluster", "", 200, `[]`},
		{"POST", "suggest", `{"key":"pod","filters":[{"key":"container","operator":"=","value":"cart"}]}`, 200, `["cart-0"]`},
		{"GET", "suggest?key=job", "", 400, `{"message":"filter key \"job\" is not known: want one of cluster, node, namespace, pod, container, workload"}`},
		{"GET", "suggest?key=pod&limit=many", "", 400, `{"message":"limit \"many\": want a number"}`},
		{"POST", "suggest", `{`, 400, `{"message":"the body cannot be read: want JSON: unexpected EOF"}`},
	} {
		status, body := callResource(t, d, c.method, c.path, c.body)
		if status != c.status || body != c.want {
			t.Errorf("%s %s %s: %d %s, want %d %s", c.method, c.path, c.body, status, body, c.status, c.want)
		}
	}
}

func TestExplainTellsThePromQL(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{}`)
	status, body := callResource(t, d, "POST", "explain", `{"query":{"queryType":"ledger","filters":[{"key":"namespace","operator":"=","value":"shop"}]},"from":1769856600000,"to":1769860800000}`)
	var answer struct {
		PromQL []string `json:"promql"`
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || status != 200 {
		t.Fatalf("%d %s: %v", status, body, err)
	}
	if all := strings.Join(answer.PromQL, "\n"); !strings.Contains(all, "cgroup_memory_usage_bytes") || !strings.Contains(all, "go_memstats_sys_bytes") {
		t.Errorf("promql %q, want both sides", all)
	}
	if status, body := callResource(t, d, "POST", "explain", `{"query":{"queryType":"variable","variable":{"kind":"tools"}}}`); status != 200 || body != `{"promql":[]}` {
		t.Errorf("%d %s, want no PromQL for what stands in a table", status, body)
	}
	if status, body := callResource(t, d, "POST", "explain", `{"query":{"queryType":"nonsense"}}`); status != 400 || !strings.Contains(body, `queryType \"nonsense\"`) {
		t.Errorf("%d %s, want a message about the type", status, body)
	}
}

func TestResourcesAnswerErrorsAsJSON(t *testing.T) {
	server := httptest.NewServer(respond(401, "text/plain", "no"))
	defer server.Close()
	d := configuredWith(t, withUser(t, server.URL), `{}`)
	status, body := callResource(t, d, "GET", "suggest?key=pod", "")
	if status != 502 || !json.Valid([]byte(body)) {
		t.Errorf("%d %s, want 502: Grafana's front end takes a 401 for the end of its own login", status, body)
	}
	checkMessage(t, body, []string{"401", "credentials"})
	if status, body := callResource(t, d, "GET", "nothing", ""); status != 404 || !strings.Contains(body, "/suggest") {
		t.Errorf("%d %s, want 404 and what there is", status, body)
	}
}

func TestResolve(t *testing.T) {
	s := snapshot(t, "cgroup-v2-linux-6.1/10-shm")
	d := configuredWith(t, newPromDouble(t, append(incident(t), exposed(s, memory.DialectMemledger, cgroupOf("cart")))...).URL, `{}`)
	api := `{"container":"api","namespace":"shop","node":"host1","pod":"api-0"}`
	for _, c := range []struct {
		body   string
		status int
		want   string
	}{
		{`{"selectors":[[{"name":"namespace","operator":"=","value":"shop"},{"name":"pod","operator":"=~","value":"api-.*"},{"name":"image","operator":"!=","value":""}]]}`, 200,
			`{"containers":[` + api + `],"containersTotal":1,"unpaired":[],"unpairedTotal":0,"ignored":["image"]}`},
		{`{"selectors":[[{"name":"job","operator":"=","value":"apps"}],[{"name":"pod","operator":"=","value":"api-0"}]]}`, 200,
			`{"containers":[` + api + `],"containersTotal":1,"unpaired":[],"unpairedTotal":0,"ignored":[]}`},
		{`{"selectors":[]}`, 400, `{"message":"selectors: want a list of at least one list of {name, operator, value}"}`},
		{`{"selectors":[[{"name":"pod","operator":"~","value":"a"}]]}`, 400,
			`{"message":"matcher pod~\"a\": want one of the operators = != =~ !~, and with the last two a regular expression (RE2)"}`},
	} {
		status, body := callResource(t, d, "POST", "resolve", c.body)
		if status != c.status || body != c.want {
			t.Errorf("%s: %d %s, want %d %s", c.body, status, body, c.status, c.want)
		}
	}
}
