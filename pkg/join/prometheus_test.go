package join

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/memledger/memledger/pkg/prom"
)

// pages is what the scraped targets print, by path; each is a job of its own.
type pages struct {
	sync.Mutex
	byPath map[string]string
}

func (p *pages) set(path, text string) {
	p.Lock()
	defer p.Unlock()
	p.byPath[path] = text
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.Lock()
	defer p.Unlock()
	text, ok := p.byPath[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write([]byte(text))
}

// prometheus starts the real server, which scrapes each page every second, and returns a client of
// it. The test is skipped where there is none.
func prometheus(t *testing.T, p *pages, instances map[string]string) *prom.Client {
	t.Helper()
	binary, err := exec.LookPath("prometheus")
	if err != nil {
		t.Skip("prometheus: not on PATH")
	}
	targets := httptest.NewServer(p)
	t.Cleanup(targets.Close)
	dir, address := t.TempDir(), freeAddress(t)
	config := "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
	for _, path := range slices.Sorted(maps.Keys(instances)) {
		config += fmt.Sprintf("- job_name: %s\n  metrics_path: %s\n  static_configs: [{targets: [%q], labels: {instance: %q}}]\n",
			strings.Trim(path, "/"), path, strings.TrimPrefix(targets.URL, "http://"), instances[path])
	}
	file := filepath.Join(dir, "prometheus.yml")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, binary, "--config.file="+file, "--storage.tsdb.path="+filepath.Join(dir, "data"), "--web.listen-address="+address, "--log.level=error")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = cmd.Wait() })
	c, err := prom.New(http.DefaultClient, "http://"+address, prom.Options{})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "Prometheus is ready", func() error {
		_, err := c.BuildInfo(t.Context())
		return err
	})
	return c
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// eventually tries until there is no error.
func eventually(t *testing.T, what string, try func() error) {
	t.Helper()
	var err error
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		if err = try(); err == nil {
			return
		}
	}
	t.Fatalf("%s: not within 30 s: %v", what, err)
}

// now asks for this moment.
func now(t *testing.T, c *prom.Client, filters ...Filter) *Result {
	t.Helper()
	r, err := Fetch(t.Context(), c, Request{To: time.Now(), ScrapeInterval: time.Second, Filters: filters})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// find returns the one container of a name.
func find(r *Result, container string) (Container, error) {
	var found []Container
	for _, c := range r.Containers {
		if c.Labels["container"] == container {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return Container{}, fmt.Errorf("%d containers %q among %q, want 1", len(found), container, names(r))
	}
	return found[0], nil
}
