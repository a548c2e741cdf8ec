package exporter

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

// A later scrape uses the memory of an earlier one; two at once do not share it.
func TestScrapesRepeatAndOverlap(t *testing.T) {
	fs := cgrouptest.NewV1(t, t.TempDir(), map[string]cgrouptest.Files{"/a": cgrouptest.V1, "/b": cgrouptest.V1})
	h := handler(t, config(fs))
	first := cgroupsOnly(scraped(t, h))
	var wg sync.WaitGroup
	for range maxScrapesInFlight {
		wg.Go(func() {
			for range 5 {
				if again := cgroupsOnly(scraped(t, h)); again != first {
					t.Error("a later scrape of the same cgroups differs")
				}
			}
		})
	}
	wg.Wait()
	cgrouptest.Write(t, filepath.Join(fs.Root, "c"), cgrouptest.V1)
	if err := os.RemoveAll(filepath.Join(fs.Root, "a")); err != nil {
		t.Fatal(err)
	}
	text := scraped(t, h)
	if strings.Contains(text, `id="/a"`) || !strings.Contains(text, `id="/c"`) {
		t.Error("the scrape after a change does not show it")
	}
}

func TestGzip(t *testing.T) {
	h := handler(t, config(cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/a": cgrouptest.V2})))
	for accept, want := range map[string]string{"gzip": "gzip", "deflate, gzip;q=0.5": "gzip", "": "", "identity": "", "gzip;q=0": ""} {
		request := httptest.NewRequest(http.MethodGet, "/metrics", nil)
		request.Header.Set("Accept-Encoding", accept)
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, request)
		if got := answer.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q: got %q, want %q", accept, got, want)
			continue
		}
		var body io.Reader = answer.Body
		if want == "gzip" {
			z, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = z
		}
		text, err := io.ReadAll(body)
		if err != nil || !bytes.Contains(text, []byte("cgroup_memory_usage_bytes{")) {
			t.Errorf("%q: %v, %d bytes", accept, err, len(text))
		}
		if got := answer.Header().Get("Content-Type"); !strings.HasPrefix(got, "text/plain; version=0.0.4") {
			t.Errorf("content type %q", got)
		}
	}
}

func TestTooManyScrapes(t *testing.T) {
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/a": cgrouptest.V2})
	c := config(fs)
	entered, leave := make(chan struct{}), make(chan struct{})
	c.Options.Keep = func(string) bool {
		entered <- struct{}{}
		<-leave
		return false
	}
	h := handler(t, c)
	var wg sync.WaitGroup
	for range maxScrapesInFlight {
		wg.Go(func() {
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/metrics", nil))
		})
		<-entered
	}
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if answer.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d, want 503", answer.Code)
	}
	go func() {
		for range entered { // the second cgroup of each
		}
	}()
	close(leave)
	wg.Wait()
	close(entered)
}
