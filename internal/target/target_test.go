package target

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/memledger/memledger/pkg/memory"
)

// This test's own process is the truth: its runtime is asked beside its /metrics.
func TestReadAgreesWithTheRuntime(t *testing.T) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics(collectors.MetricsAll)), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	server := httptest.NewServer(promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	defer server.Close()
	runtime.GC()
	// The answer's own making grows this small heap, so it lies between what the runtime says before
	// and after.
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	text, err := Fetch(context.Background(), server.URL, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	var s memory.Snapshot
	if err := Read(text, &s); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	for id, of := range map[memory.CounterID]func(runtime.MemStats) uint64{
		memory.GoSys:       func(m runtime.MemStats) uint64 { return m.Sys },
		memory.GoHeapSys:   func(m runtime.MemStats) uint64 { return m.HeapSys },
		memory.GoHeapInuse: func(m runtime.MemStats) uint64 { return m.HeapInuse },
	} {
		got, ok := s.Get(id)
		if a, b := float64(of(before)), float64(of(after)); !ok || got < min(a, b)/2 || got > max(a, b)*2 {
			t.Errorf("%s = %.0f (known %v), the runtime says %.0f before and %.0f after", id, got, ok, a, b)
		}
	}
	parts := 0.0
	for _, id := range []memory.CounterID{memory.GoHeapSys, memory.GoStackSys, memory.GoMSpanSys, memory.GoMCacheSys, memory.GoBuckHashSys, memory.GoGCSys, memory.GoOtherSys} {
		v, _ := s.Get(id)
		parts += v
	}
	if sys, _ := s.Get(memory.GoSys); parts != sys {
		t.Errorf("parts of Sys add up to %.0f, want %.0f", parts, sys)
	}
	if _, ok := s.Get(memory.GoMemLimit); ok {
		t.Error("GOMEMLIMIT is not set, yet it has a value")
	}
	if s.GoTargets != 1 {
		t.Errorf("targets = %d, want 1", s.GoTargets)
	}
}

func TestFetchSaysWhatWasWrong(t *testing.T) {
	refused := httptest.NewServer(http.NotFoundHandler())
	refused.Close()
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer slow.Close()
	missing := httptest.NewServer(http.NotFoundHandler())
	defer missing.Close()
	for name, c := range map[string]struct{ url, want string }{
		"no URL":  {"::", "want a URL such as"},
		"scheme":  {"ftp://x", "want a URL such as"},
		"refused": {refused.URL, "connection refused"},
		"slow":    {slow.URL, "deadline exceeded"},
		"404":     {missing.URL, "404"},
		"token":   {missing.URL + "/metrics?token=hunter2", "404"},
		"secret":  {strings.Replace(missing.URL, "://", "://u:hunter2@", 1), "404"},
	} {
		_, err := Fetch(context.Background(), c.url, 200*time.Millisecond)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the password is in %v", name, err)
		}
	}
}

func TestReadRefusesWhatIsNoGoProcess(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"HTML":  {"<html>\n", "want Prometheus text"},
		"no Go": {"up 1\n", "go_memstats_sys_bytes"},
		"empty": {"", "go_memstats_sys_bytes"},
	} {
		var s memory.Snapshot
		if err := Read([]byte(c.text), &s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

func TestNaNIsAbsent(t *testing.T) {
	var s memory.Snapshot
	if err := Read([]byte("go_memstats_sys_bytes NaN\ngo_goroutines 3\n"), &s); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(memory.GoSys); ok {
		t.Error("NaN was kept, want it absent")
	}
}

func TestResidentAnonIsTheKernels(t *testing.T) {
	keep := bytes.Repeat([]byte{1}, 8<<20)
	got, err := ResidentAnon("/proc", os.Getpid())
	if err != nil {
		t.Skipf("RssAnon: %v", err)
	}
	runtime.KeepAlive(keep)
	if got < 8<<20 || got > 4<<30 {
		t.Errorf("RssAnon = %.0f, want at least the 8 MiB just written", got)
	}
	if _, err := parseRSSAnon("status", "RssAnon: x kB\n"); err == nil {
		t.Error("RssAnon: x kB was accepted")
	}
}

func TestRedactedKeepsNoSecret(t *testing.T) {
	if got := Redacted("http://user:pass@host:6060/metrics?token=x"); got != "http://host:6060/metrics" {
		t.Errorf("got %s", got)
	}
}
