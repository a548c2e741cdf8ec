package join

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
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

// scrapedBy starts a real server, which scrapes each page every second, and returns a client of it.
func (p *pages) scrapedBy(t *testing.T, e engine.Engine, instances map[string]string) *prom.Client {
	t.Helper()
	targets := httptest.NewServer(p)
	t.Cleanup(targets.Close)
	config := "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
	for _, path := range slices.Sorted(maps.Keys(instances)) {
		config += fmt.Sprintf("- job_name: %s\n  metrics_path: %s\n  static_configs: [{targets: [%q], labels: {instance: %q}}]\n",
			strings.Trim(path, "/"), path, strings.TrimPrefix(targets.URL, "http://"), instances[path])
	}
	c, err := prom.New(http.DefaultClient, e.Start(t, config), prom.Options{})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, e.Name+" is ready", func() error {
		_, err := c.BuildInfo(t.Context())
		return err
	})
	return c
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
