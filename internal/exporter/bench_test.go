package exporter

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

// BenchmarkScrape measures whole scrapes, from the kernel's files to the answer's last byte.
func BenchmarkScrape(b *testing.B) {
	for _, v := range []struct {
		version int
		open    func(testing.TB, string, map[string]cgrouptest.Files) *cgroup.FS
		files   cgrouptest.Files
	}{{1, cgrouptest.NewV1, cgrouptest.V1}, {2, cgrouptest.NewV2, cgrouptest.V2}} {
		for _, n := range []int{100, 1000} {
			groups := map[string]cgrouptest.Files{}
			for i := range n {
				groups[fmt.Sprintf("/system.slice/docker-%064x.scope", i)] = v.files
			}
			fs := v.open(b, b.TempDir(), groups)
			for _, encoding := range []string{"identity", "gzip"} {
				b.Run(fmt.Sprintf("v%d/cgroups=%d/%s", v.version, n, encoding), func(b *testing.B) { benchmarkScrape(b, fs, encoding) })
			}
		}
	}
}

func benchmarkScrape(b *testing.B, fs *cgroup.FS, encoding string) {
	handler, err := Handler(Config{
		TelemetryPath: "/metrics", FS: fs, Identities: cgroup.NewIdentities(cgroup.State{}),
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		b.Fatal(err)
	}
	request := httptest.NewRequest("GET", "/metrics", nil)
	request.Header.Set("Accept-Encoding", encoding)
	b.ReportAllocs()
	for b.Loop() {
		answer := discarded{header: http.Header{}}
		handler.ServeHTTP(&answer, request)
		if answer.status != 0 {
			b.Fatalf("status %d", answer.status)
		}
		b.SetBytes(answer.bytes)
	}
}

// discarded is an answer that nobody reads, so that only the exporter is measured.
type discarded struct {
	header http.Header
	status int
	bytes  int64
}

func (d *discarded) Header() http.Header    { return d.header }
func (d *discarded) WriteHeader(status int) { d.status = status }
func (d *discarded) Write(b []byte) (int, error) {
	d.bytes += int64(len(b))
	return len(b), nil
}
