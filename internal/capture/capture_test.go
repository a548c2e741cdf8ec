package capture

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
	"github.com/memledger/memledger/pkg/memory"
)

const metrics = "go_memstats_alloc_bytes 4.0e+06\n"

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL + "/metrics"
}

func serveMetrics(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(metrics)) }

// A capture that was written and read again says what the live cgroup said.
func TestThereAndBack(t *testing.T) {
	child := cgrouptest.V2.With(cgrouptest.Files{"memory.max": "1000000\n", "memory.numa_stat": "anon N0=1\n"})
	for name, fs := range map[string]*cgroup.FS{
		"v1": cgrouptest.NewV1(t, t.TempDir(), map[string]cgrouptest.Files{"/lxc/web": cgrouptest.V1, "/lxc/web/init": cgrouptest.V1}),
		"v2": cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/lxc": cgrouptest.V2.With(cgrouptest.Files{"memory.max": "500000\n"}), "/lxc/web": child, "/lxc/web/init": child}),
	} {
		t.Run(name, func(t *testing.T) {
			ids := cgroup.NewIdentities(cgroup.State{})
			taken, err := Take(context.Background(), Request{FS: fs, Identities: ids, Query: cgroup.Query{Container: "web"}, Target: serve(t, serveMetrics)})
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "new", "folder")
			if err := taken.Write(dir); err != nil {
				t.Fatal(err)
			}
			got, err := Read(dir)
			if err != nil {
				t.Fatal(err)
			}
			live, err := fs.Group(context.Background(), "/lxc/web")
			if err != nil {
				t.Fatal(err)
			}
			want := live.Snapshot()
			want.Put(memory.NodeMemory, 16<<20)
			want.Put(memory.NodeSwapFree, 1<<20)
			if !reflect.DeepEqual(got.Snapshot(), want) {
				t.Errorf("got %v\nwant %v", got.Snapshot(), want)
			}
			if string(got.Metrics) != metrics || got.About.Container != "web" || got.Group.Path != "/lxc/web" || time.Since(got.About.Taken) > time.Minute {
				t.Errorf("metrics %q, about %+v", got.Metrics, got.About)
			}
		})
	}
}

func TestReadsTheCaptures(t *testing.T) {
	for name, dir := range cgrouptest.Captures(t) {
		c, err := Read(dir)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if want := 1 + strings.Count(name, "cgroup-v2"); c.Group.Version != want || !strings.Contains(string(c.Metrics), "\ngo_memstats_alloc_bytes ") {
			t.Errorf("%s: version %d, want %d; %d bytes of metrics", name, c.Group.Version, want, len(c.Metrics))
		}
	}
}

func TestReadErrors(t *testing.T) {
	for name, c := range map[string]struct {
		files cgrouptest.Files
		want  string
	}{
		"empty":       {nil, "has neither memory.usage_in_bytes (v1) nor memory.current (v2)"},
		"broken":      {cgrouptest.V2.With(cgrouptest.Files{"memory.stat": "slab x\n"}), `parse memory.stat:1 "slab x": want "key uint"`},
		"broken note": {cgrouptest.V2.With(cgrouptest.Files{AboutFile: "{"}), "parse capture.json"},
	} {
		dir := t.TempDir()
		cgrouptest.Write(t, dir, c.files)
		if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	dir := t.TempDir()
	taken := &Taken{Files: map[string][]byte{"memory.stat": []byte("anon 1\n")}}
	if err := taken.Write(dir); err != nil {
		t.Fatalf("an empty folder: %v", err)
	}
	if err := taken.Write(dir); err == nil || !strings.Contains(err.Error(), "want a new or an empty one") {
		t.Errorf("error %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := taken.Write(file); err == nil {
		t.Error("no error for a file in the folder's place")
	}
}

func TestTargetErrors(t *testing.T) {
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/lxc/web": cgrouptest.V2})
	for name, c := range map[string]struct {
		target string
		want   string
	}{
		"status":        {serve(t, http.NotFound) + "?token=secret", "got HTTP 404 Not Found, want 200"},
		"hangs":         {serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), "deadline exceeded"},
		"no HTTP":       {"ftp://localhost/metrics", "want a URL such as"},
		"not listening": {"http://127.0.0.1:1/metrics", "refused"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
			defer cancel()
			_, err := Take(ctx, Request{FS: fs, Identities: cgroup.NewIdentities(cgroup.State{}), Query: cgroup.Query{Path: "/lxc/web"}, Target: c.target})
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
