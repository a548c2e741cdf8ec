package prom

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

const vectorJSON = `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up"},"value":[1700000000,"NaN"]}]},"warnings":["slow"],"infos":["counter?"]}`

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func client(t *testing.T, address string, opts Options) *Client {
	t.Helper()
	c, err := New(http.DefaultClient, address, opts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// asked is what a request held when it came to the server.
type asked struct {
	method string
	path   string
	query  url.Values
	form   url.Values
}

func TestMethodAndParameters(t *testing.T) {
	custom := url.Values{"max_source_resolution": {"5m"}, "query": {"hijack"}}
	for name, c := range map[string]struct {
		opts    Options
		refuse  int // status of every POST
		methods []string
	}{
		"post":          {Options{CustomQueryParameters: custom}, 0, []string{"POST"}},
		"get":           {Options{Method: "get", CustomQueryParameters: custom}, 0, []string{"GET"}},
		"post refused":  {Options{CustomQueryParameters: custom}, http.StatusMethodNotAllowed, []string{"POST", "GET"}},
		"not supported": {Options{CustomQueryParameters: custom}, http.StatusNotImplemented, []string{"POST", "GET"}},
		"forbidden":     {Options{CustomQueryParameters: custom}, http.StatusForbidden, []string{"POST", "GET"}},
	} {
		t.Run(name, func(t *testing.T) {
			var seen []asked
			u := serve(t, func(w http.ResponseWriter, r *http.Request) {
				_ = r.ParseForm()
				seen = append(seen, asked{r.Method, r.URL.Path, r.URL.Query(), r.Form})
				if c.refuse != 0 && r.Method == http.MethodPost {
					http.Error(w, "no", c.refuse)
					return
				}
				_, _ = w.Write([]byte(vectorJSON))
			})
			v, warnings, err := client(t, u+"/prefix/", c.opts).Instant(t.Context(), "up", time.Unix(1700000000, 0))
			if err != nil || len(v) != 1 {
				t.Fatalf("got %v, %v, want one sample", v, err)
			}
			if want := (Warnings{"slow", "counter?"}); !slices.Equal(warnings, want) {
				t.Errorf("warnings %q, want %q", warnings, want)
			}
			var methods []string
			for _, a := range seen {
				methods = append(methods, a.method)
				if a.path != "/prefix/api/v1/query" || a.form.Get("query") != "up" || a.query.Get("max_source_resolution") != "5m" {
					t.Errorf("asked %+v, want query up at /prefix/api/v1/query with the custom parameter", a)
				}
			}
			if !slices.Equal(methods, c.methods) {
				t.Errorf("methods %v, want %v", methods, c.methods)
			}
		})
	}
}

func TestOtherQuestions(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/api/v1/status/buildinfo":
			_, _ = w.Write([]byte(`{"status":"success","data":{"version":"3.5.0","goVersion":"go1.26"}}`))
		case "/api/v1/label/namespace/values":
			_, _ = w.Write([]byte(`{"status":"success","data":["a","b"]}`))
		default:
			_, _ = w.Write([]byte(`{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"2"]],"histograms":[[1,{"count":"1","sum":"1"}]]}]}}`))
		}
	})
	c := client(t, u, Options{})
	if b, err := c.BuildInfo(t.Context()); err != nil || b.Version != "3.5.0" || b.GoVersion != "go1.26" {
		t.Errorf("build info %+v, %v", b, err)
	}
	if vs, err := c.LabelValues(t.Context(), "namespace", []string{"up"}, time.Unix(0, 0), time.Unix(9, 0)); err != nil || !slices.Equal(vs, []string{"a", "b"}) {
		t.Errorf("label values %q, %v", vs, err)
	}
	if m, _, err := c.Range(t.Context(), "up", time.Unix(0, 0), time.Unix(9, 0), time.Second); err != nil || len(m) != 1 || len(m[0].Values) != 1 {
		t.Errorf("matrix %v, %v", m, err)
	}
	if _, _, err := c.Instant(t.Context(), "up", time.Unix(0, 0)); err == nil || !strings.Contains(err.Error(), "want a vector") {
		t.Errorf("a matrix for an instant query: %v, want an error that says so", err)
	}
}

func TestNewRefuses(t *testing.T) {
	for _, address := range []string{"", "prometheus:9090", "ftp://h/", "http://", "http://user:hunter2@ho st:90"} {
		if _, err := New(http.DefaultClient, address, Options{}); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v, want an error without the password", address, err)
		}
	}
	if _, err := New(http.DefaultClient, "http://h", Options{Method: "PUT"}); err == nil || !strings.Contains(err.Error(), `"PUT"`) {
		t.Errorf("method PUT: %v, want an error that names it", err)
	}
}

func TestCanceledAndTimeout(t *testing.T) {
	done := make(chan struct{})
	u := serve(t, func(http.ResponseWriter, *http.Request) { <-done })
	t.Cleanup(func() { close(done) }) // before the server closes, which waits for its handlers
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, _, err := client(t, u, Options{}).Instant(ctx, "up", time.Unix(0, 0))
	wantKind(t, err, KindTimeout, true)
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	_, _, err = client(t, u, Options{}).Instant(ctx, "up", time.Unix(0, 0))
	wantKind(t, err, KindCanceled, true)
	c, _ := New(&http.Client{Timeout: 20 * time.Millisecond}, u, Options{})
	_, _, err = c.Instant(t.Context(), "up", time.Unix(0, 0))
	wantKind(t, err, KindTimeout, true)
}
