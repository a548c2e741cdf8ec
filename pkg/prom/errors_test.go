package prom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func wantKind(t *testing.T, err error, kind Kind, downstream bool) {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Kind != kind {
		t.Fatalf("got %v, want an *Error of kind %s", err, kind)
	}
	if IsDownstream(fmt.Errorf("wrapped: %w", err)) != downstream {
		t.Errorf("%v: downstream %t, want %t", err, !downstream, downstream)
	}
}

func kindOfError(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

func TestKinds(t *testing.T) {
	const failed = `{"status":"error","errorType":"%s","error":"it said so"}`
	for name, c := range map[string]struct {
		status     int
		mime, body string
		kind       Kind
		downstream bool
		says       string
	}{
		"401":             {401, "text/plain", "who?", KindAuth, true, "HTTP 401 Unauthorized"},
		"403":             {403, "application/json", fmt.Sprintf(failed, "bad_data"), KindAuth, true, "want credentials"},
		"404":             {404, "text/html", "<html>", KindNotFound, true, "no Prometheus API at this URL"},
		"404 of grafana":  {404, "application/json", `{"message":"Not found"}`, KindNotFound, true, "/api/v1"},
		"429":             {429, "text/plain", "slow down", KindThrottled, true, "HTTP 429"},
		"500":             {500, "text/plain", "oh", KindServer, true, "HTTP 500"},
		"502":             {502, "text/html", "<html>bad gateway</html>", KindServer, true, "got text/html"},
		"503 timeout":     {503, "application/json", fmt.Sprintf(failed, "timeout"), KindTimeout, true, "it said so"},
		"504":             {504, "", "", KindTimeout, true, "HTTP 504"},
		"login page":      {200, "text/html; charset=utf-8", "<html>secret-token</html>", KindNotJSON, true, "got text/html: want Prometheus JSON: is the URL right? It may be a login page"},
		"unlabelled page": {200, "", "<!DOCTYPE html><html>", KindNotJSON, true, "got text/html"},
		"empty":           {200, "application/json", "", KindNotJSON, true, "got an empty answer"},
		"cut JSON":        {200, "application/json", `{"status":"success","data":{"resul`, KindNotJSON, true, "want Prometheus JSON"},
		"other JSON":      {200, "application/json", `{"hello":"world"}`, KindUnexpected, false, "want a vector"},
		"bad PromQL":      {400, "application/json", fmt.Sprintf(failed, "bad_data"), KindBadQuery, false, "it said so: want PromQL that the server accepts: this is a fault of the plugin (asked: up)"},
		"too many":        {422, "application/json", fmt.Sprintf(failed, "execution"), KindExecution, true, "it said so: want a query within the server's limits"},
		"error in a 200":  {200, "application/json", fmt.Sprintf(failed, "execution"), KindExecution, true, "it said so"},
		"teapot":          {418, "", "", KindUnexpected, false, "HTTP 418"},
	} {
		t.Run(name, func(t *testing.T) {
			u := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.mime)
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.body))
			})
			_, _, err := client(t, u, Options{}).Instant(t.Context(), "up", time.Unix(0, 0))
			wantKind(t, err, c.kind, c.downstream)
			_, _, each := visited(t, client(t, u, Options{}), 0)
			wantKind(t, each, c.kind, c.downstream)
			if !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "instant query at http://127.0.0.1") {
				t.Errorf("got %q, want it to say %q and what was asked where", err, c.says)
			}
			if strings.Contains(err.Error(), "secret-token") {
				t.Errorf("%q repeats a page", err)
			}
		})
	}
}

func TestUnreachable(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	_, _, err := client(t, s.URL, Options{}).Range(t.Context(), "up", time.Unix(0, 0), time.Unix(60, 0), time.Second)
	wantKind(t, err, KindUnreachable, true)
	if !strings.Contains(err.Error(), "range query at "+s.URL) || !strings.Contains(err.Error(), "refused") {
		t.Errorf("got %q, want what was asked, where, and why it failed", err)
	}
}

func TestTooLarge(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(vectorJSON)) })
	_, _, err := client(t, u, Options{MaxResponseBytes: 100}).Instant(t.Context(), "up", time.Unix(0, 0))
	wantKind(t, err, KindTooLarge, true)
	if _, _, err = client(t, u, Options{MaxResponseBytes: int64(len(vectorJSON))}).Instant(t.Context(), "up", time.Unix(0, 0)); err != nil {
		t.Errorf("an answer of just that size: %v", err)
	}
}

func TestRedirectIsNamed(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/new") {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"status":"error","errorType":"bad_data","error":"no expression found"}`))
			return
		}
		http.Redirect(w, r, "/new"+r.URL.Path, http.StatusMovedPermanently)
	})
	_, _, err := client(t, u, Options{}).Instant(t.Context(), "up", time.Unix(0, 0))
	wantKind(t, err, KindNotFound, true)
	if !strings.Contains(err.Error(), "after a redirect to "+u+"/new/api/v1/query") {
		t.Errorf("got %q, want where it was redirected to", err)
	}
}

// TestNoSecrets fails every way there is with secrets in the URL and the parameters.
func TestNoSecrets(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	echo := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = fmt.Fprintf(w, `{"status":"error","errorType":"bad_data","error":"bad parameter %s"}`, r.URL.Query().Get("token"))
	})
	page := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = fmt.Fprintf(w, "<html>%s", r.URL) })
	loop := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.String()+"&again=1", http.StatusFound)
	})
	for _, address := range []string{closed.URL, echo, page, loop} {
		withUser := strings.Replace(address, "http://", "http://admin:hunter2@", 1)
		c := client(t, withUser+"?apikey=hunter3", Options{CustomQueryParameters: url.Values{"token": {"hunter4"}}})
		_, _, err := c.Instant(t.Context(), "up", time.Unix(0, 0))
		if err == nil || strings.Contains(err.Error(), "hunter") || strings.Contains(err.Error(), "admin") {
			t.Errorf("got %v, want an error without secrets", err)
		}
	}
}

func TestIsDownstream(t *testing.T) {
	for err, want := range map[error]bool{
		errors.New("a fault of ours"):              false,
		fmt.Errorf("ask: %w", context.Canceled):    true,
		fmt.Errorf("x: %w", &Error{Kind: "bogus"}): false,
	} {
		if IsDownstream(err) != want {
			t.Errorf("%v: downstream %t, want %t", err, !want, want)
		}
	}
}
