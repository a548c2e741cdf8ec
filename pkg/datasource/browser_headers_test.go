package datasource

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// forwarded puts a browser's headers onto a request, as the SDK does with a resource call.
func forwarded(headers map[string]string) httpclient.Middleware {
	return httpclient.MiddlewareFunc(func(_ httpclient.Options, next http.RoundTripper) http.RoundTripper {
		return httpclient.RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			for k, v := range headers {
				r.Header.Set(k, v)
			}
			return next.RoundTrip(r)
		})
	})
}

func TestHeadersOfTheBrowserStayHere(t *testing.T) {
	var seen http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header.Clone()
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			_, _ = io.WriteString(w, "plain")
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, "compressed")
		_ = z.Close()
	}))
	defer server.Close()
	d := configuredWith(t, server.URL, `{}`)
	ctx := httpclient.WithContextualMiddleware(t.Context(), forwarded(map[string]string{
		"Accept-Encoding": "gzip, deflate, br, zstd", "Referer": "http://grafana/secret-board", "Sec-Fetch-Mode": "cors", "X-Id-Token": "kept",
	}))
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := d.settings.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, _ := io.ReadAll(answer.Body)
	if string(body) != "compressed" {
		t.Errorf("answer %q: want it read, whatever encodings a browser knows", body)
	}
	for _, name := range []string{"Referer", "Sec-Fetch-Mode"} {
		if v := seen.Get(name); v != "" {
			t.Errorf("%s: %s went upstream", name, v)
		}
	}
	if seen.Get("X-Id-Token") != "kept" {
		t.Error("X-Id-Token did not go upstream: want credentials forwarded")
	}
}
