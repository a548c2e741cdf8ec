package upstream

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

const exposition = "../exporter/testdata/v2.prom" // of the capture below, container shop-web-1

// capture is the folder of ../shared/captures that the exposition is made of.
const capture = "../../../shared/captures/cgroup-v2-linux-6.1/11-dentries"

// scraped starts a server that scrapes the exporter's exposition of the capture under several names, one
// of them on two nodes, and the capture's Go process.
func scraped(t *testing.T, e engine.Engine) string {
	t.Helper()
	cgroups, err := os.ReadFile(exposition)
	if err != nil {
		t.Fatal(err)
	}
	golang, err := os.ReadFile(filepath.Join(capture, "metrics.prom"))
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		switch name := strings.TrimPrefix(r.URL.Path, "/"); name {
		case "golang":
			_, _ = w.Write(golang)
		default: // of a container of that name, and an id of its own
			id := fmt.Sprintf("%064x", name)
			name, _, _ = strings.Cut(name, "/")
			_, _ = w.Write([]byte(strings.NewReplacer("shop-web-1", name, strings.Repeat("0123456789abcdef", 4), id).Replace(string(cgroups))))
		}
	}))
	t.Cleanup(page.Close)
	job := func(name, path, instance string) string {
		return fmt.Sprintf("- {job_name: %s, metrics_path: %s, static_configs: [{targets: [%q], labels: {instance: %q}}]}\n", name, path, strings.TrimPrefix(page.URL, "http://"), instance)
	}
	return e.Start(t, "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"+
		job("cgroups", "/shop-web-1", "one:9435")+job("others", "/db", "one:9436")+job("twins", "/twin/1", "one:9437")+job("twins2", "/twin/2", "two:9435")+
		job("shop-web-1", "/golang", "one:6060"))
}

func question(container string) Question {
	return Question{Container: container, At: time.Now(), ScrapeInterval: time.Second, Options: memory.Options{Window: time.Hour}}
}

// answered asks until the server has scraped all.
func answered(t *testing.T, s Server, name string) *Answer {
	t.Helper()
	c, _, err := s.Client()
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(300 * time.Millisecond) {
		a, err := Ask(t.Context(), c, question(name))
		if err == nil && a.Container.Points[len(a.Container.Points)-1].Snapshot.GoTargets == 1 && all(t, c) {
			return a
		}
		if time.Now().After(deadline) {
			t.Fatalf("not within 30 s: %v", err)
		}
	}
}

// all says whether the other jobs, which a server scrapes in an order of its own, are there too.
func all(t *testing.T, c join.API) bool {
	t.Helper()
	_, err := Ask(t.Context(), c, question(""))
	return err != nil && strings.Contains(err.Error(), "4 containers")
}

func TestAskEngines(t *testing.T) {
	engine.Each(t, func(t *testing.T, e engine.Engine) {
		s := Server{URL: scraped(t, e)}
		a := answered(t, s, "shop-web-1")
		last := a.Container.Points[len(a.Container.Points)-1]
		// memory.current and go_memstats_heap_alloc_bytes of the capture's files.
		if usage, _ := last.Snapshot.Get(memory.Usage); usage != 553811968 {
			t.Errorf("usage %.0f, want 553811968", usage)
		}
		if alloc, _ := last.Snapshot.Get(memory.GoHeapAlloc); alloc < 70<<20 || alloc > 80<<20 {
			t.Errorf("heap %.0f, want the capture's 74 MiB", alloc)
		}
		if v := a.Verdict; v.Level.Cause == "" || v.Trend.Cause != memory.CauseInconclusive || v.Summary == "" {
			t.Errorf("verdict %+v, want a level, and no trend of seconds", v)
		}
		client, _, err := s.Client()
		if err != nil {
			t.Fatal(err)
		}
		checkNames(t, client)
	})
}

// checkNames asks for what is not one container.
func checkNames(t *testing.T, client join.API) {
	t.Helper()
	for name, want := range map[string][]string{
		"none": {`no container "none"`, "shop-web-1", "db"},
		"twin": {`container "twin": the server has 2 of them`, "node=one", "node=two"},
		"":     {"the server has 4 containers", "db"},
	} {
		_, err := Ask(t.Context(), client, question(name))
		var not *NotOneError
		if !errors.As(err, &not) {
			t.Errorf("%q: %v, want that it is not one container", name, err)
			continue
		}
		for _, text := range want {
			if !strings.Contains(err.Error(), text) {
				t.Errorf("%q: %v, want %q in it", name, err, text)
			}
		}
	}
	q := question("twin")
	q.Labels = map[memory.IdentityKey]string{memory.Node: "two"}
	a, err := Ask(t.Context(), client, q)
	if err != nil || a.Container.Labels[memory.Node] != "two" {
		t.Errorf("twin of node two: %v, want that one", err)
	}
	q = question("db")
	q.At = time.Now().Add(-24 * time.Hour)
	if _, err = Ask(t.Context(), client, q); err == nil || !strings.Contains(err.Error(), "the server has no container then") {
		t.Errorf("a day ago: %v, want that there was none", err)
	}
}

func TestAContainersNameIsOneLine(t *testing.T) {
	e := &NotOneError{Known: []join.Labels{{memory.Container: "a\n  b"}, {memory.Container: "c"}}}
	if lines := strings.Split(e.Error(), "\n"); len(lines) != 3 || lines[1] != "  a?  b" {
		t.Errorf("%q, want a line for each of two", lines)
	}
}
