package upstream

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const secret = "s3cr3t-t0ken"

func TestCredentialsReachTheServerAndNoOther(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	elsewhere := ""
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { elsewhere += r.Header.Get("Authorization") }))
	defer other.Close()
	otherURL := strings.Replace(other.URL, "127.0.0.1", "localhost", 1) // another host
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.Header.Get("Authorization"))
		http.Redirect(w, r, otherURL+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer server.Close()
	for name, c := range map[string]struct {
		server Server
		want   string
	}{
		"token":  {Server{URL: server.URL, Token: secret}, "Bearer " + secret},
		"file":   {Server{URL: server.URL, TokenFile: write("token", secret+"\n")}, "Bearer " + secret},
		"config": {Server{URL: server.URL, ConfigFile: write("http.yml", "authorization: {credentials: "+secret+"}\n")}, "Bearer " + secret},
		"user":   {Server{URL: strings.Replace(server.URL, "://", "://me:"+secret+"@", 1)}, "Basic "},
	} {
		got = nil
		client, where, err := c.server.Client()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		_, _, err = client.Instant(t.Context(), "up", time.Now())
		if len(got) == 0 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%s: the server got %q, want %q", name, got, c.want)
		}
		if err == nil || strings.Contains(err.Error()+where, secret) {
			t.Errorf("%s: %v at %s, want an error without the secret", name, err, where)
		}
	}
	if elsewhere != "" {
		t.Errorf("another host got %q", elsewhere)
	}
}

func TestWrongServersAreNamedWithoutSecrets(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "http.yml")
	if err := os.WriteFile(broken, []byte("authorization: "+secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, s := range map[string]Server{
		"want the URL of a Prometheus-compatible server": {URL: "ftp://me:" + secret + "@host"},
		"want the URL":                      {URL: "http://" + secret + ":x y/"},
		"more than one way to authenticate": {URL: "http://me:" + secret + "@127.0.0.1", Token: secret},
		"want an HTTP client configuration": {URL: "http://127.0.0.1", ConfigFile: broken},
		"no such file":                      {URL: "http://127.0.0.1", ConfigFile: broken + "x"},
	} {
		_, _, err := s.Client()
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%v, want %q and no secret", err, want)
		}
	}
	down, where, err := Server{URL: "127.0.0.1:1"}.Client()
	if err != nil || where != "http://127.0.0.1:1" {
		t.Fatalf("%s, %v, want the scheme put before it", where, err)
	}
	if _, err := Ask(t.Context(), down, question("api")); err == nil || !strings.Contains(err.Error(), "127.0.0.1:1") || !strings.Contains(err.Error(), "want a Prometheus-compatible server that listens there") {
		t.Errorf("a server that is down: %v", err)
	}
	page := httptest.NewServer(http.NotFoundHandler())
	defer page.Close()
	wrong, _, err := Server{URL: page.URL}.Client()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Ask(t.Context(), wrong, question("api")); err == nil || !strings.Contains(err.Error(), "no Prometheus API at this URL") {
		t.Errorf("no Prometheus: %v", err)
	}
}
