package exporter

import (
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

var update = flag.Bool("update", false, "write the goldens anew")

func config(fs *cgroup.FS) Config {
	return Config{TelemetryPath: "/metrics", FS: fs, Identities: cgroup.NewIdentities(cgroup.State{}), Logger: slog.New(slog.DiscardHandler)}
}

func handler(t *testing.T, c Config) http.Handler {
	t.Helper()
	h, err := Handler(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func scraped(t *testing.T, h http.Handler) string {
	t.Helper()
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	return answer.Body.String()
}

func parsed(t *testing.T, text string) map[string]*dto.MetricFamily {
	t.Helper()
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatalf("not in the text format: %v", err)
	}
	return families
}

// capturedTrees puts captures into trees as container runtimes would: with docker on v2, podman on v1.
func capturedTrees(t *testing.T) map[string]Config {
	t.Helper()
	captures := cgrouptest.Captures(t)
	id := strings.Repeat("0123456789abcdef", 4)
	trees := map[string]Config{}
	for name, c := range map[string]struct {
		capture, path string
		open          func(testing.TB, string, map[string]cgrouptest.Files) *cgroup.FS
		state         cgrouptest.Files
	}{
		"v1": {"cgroup-v1-podman-4.3.1/09-sockets", "/libpod_parent/libpod-" + id, cgrouptest.NewV1,
			cgrouptest.Files{"var/lib/containers/storage/overlay-containers/containers.json": `[{"id":"` + id + `","names":["web"],"metadata":"{\"image-name\":\"localhost/web:latest\"}"}]`}},
		"v2": {"cgroup-v2-linux-6.1/11-dentries", "/system.slice/docker-" + id + ".scope", cgrouptest.NewV2,
			cgrouptest.Files{"var/lib/docker/containers/" + id + "/config.v2.json": `{"Name":"/shop-web-1","Config":{"Image":"web:1","Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"web"}}}`}},
	} {
		root := t.TempDir()
		cgrouptest.Write(t, root, c.state)
		fs := c.open(t, filepath.Join(root, "sys/fs/cgroup"), map[string]cgrouptest.Files{c.path: copied(t, captures[c.capture])})
		trees[name] = config(fs)
		with := trees[name]
		with.Identities = cgroup.NewIdentities(cgroup.DefaultState(root))
		with.Options.Keep = func(path string) bool { return path != "/" } // which is made up here
		trees[name] = with
	}
	return trees
}

func copied(t *testing.T, dir string) cgrouptest.Files {
	t.Helper()
	if dir == "" {
		t.Skipf("%s: the capture is not there", t.Name())
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := cgrouptest.Files{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

// The whole of what is exposed of one container, as the captures have it: the list of our metrics that
// other parts are tested against. go test ./internal/exporter -update writes it anew.
func TestGolden(t *testing.T) {
	for name, c := range capturedTrees(t) {
		t.Run(name, func(t *testing.T) {
			text := cgroupsOnly(scraped(t, handler(t, c)))
			golden := filepath.Join("testdata", name+".prom")
			if *update {
				if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if text != string(want) {
				t.Errorf("the exposition differs from %s; if it should, run go test ./internal/exporter -update", golden)
			}
		})
	}
}

// cgroupsOnly leaves out what the exporter says of itself.
func cgroupsOnly(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		name := strings.TrimPrefix(strings.TrimPrefix(line, "# HELP "), "# TYPE ")
		if strings.HasPrefix(name, "cgroup_") && !strings.HasPrefix(name, "cgroup_exporter_") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestHostileNames(t *testing.T) {
	names := []string{"quote\"d", "back\\slash", "new\nline", "bad\xffbytes", "bad\xfebytes", "ünïcode", "re\rturn", `{a="b"} 1`, "�"}
	groups := map[string]cgrouptest.Files{}
	for _, n := range names {
		groups["/"+n] = cgrouptest.V2
	}
	families := parsed(t, scraped(t, handler(t, config(cgrouptest.NewV2(t, t.TempDir(), groups)))))
	ids := map[string]bool{}
	for _, m := range families["cgroup_memory_usage_bytes"].Metric {
		for _, l := range m.Label {
			if l.GetName() == "id" {
				ids[l.GetValue()] = true
			}
		}
	}
	for _, want := range []string{"/quote\"d", "/back\\slash", "/new\nline", `/bad\xffbytes`, `/bad\xfebytes`, "/ünïcode", "/re\rturn", `/{a="b"} 1`, "/�"} {
		if !ids[want] {
			t.Errorf("no id %q in %v", want, ids)
		}
	}
	if len(ids) != len(names) {
		t.Errorf("%d ids of %d cgroups", len(ids), len(names))
	}
}

func value(families map[string]*dto.MetricFamily, name string) float64 {
	var sum float64
	for _, m := range families[name].GetMetric() {
		sum += m.GetCounter().GetValue() + m.GetGauge().GetValue() + m.GetUntyped().GetValue()
	}
	return sum
}

func TestWhatGoesWrongIsCounted(t *testing.T) {
	root := t.TempDir()
	fs := cgrouptest.NewV2(t, root, map[string]cgrouptest.Files{
		"/a": cgrouptest.V2, "/bad": cgrouptest.V2.With(cgrouptest.Files{"memory.stat": "anon 1\nslab x\n"}), "/gone": cgrouptest.V2,
	})
	c := config(fs)
	c.Options.Keep = func(path string) bool {
		if path == "/gone" {
			if err := os.RemoveAll(filepath.Join(root, "gone")); err != nil {
				t.Error(err)
			}
		}
		return true
	}
	text := scraped(t, handler(t, c))
	families := parsed(t, text)
	if !strings.Contains(text, `cgroup_exporter_unreadable_files_total{file="memory.stat"} 1`) {
		t.Error("the file that does not parse is not counted")
	}
	if got := value(families, "cgroup_exporter_vanished_cgroups_total"); got != 1 {
		t.Errorf("%v vanished, want 1", got)
	}
	if got := len(families["cgroup_memory_usage_bytes"].Metric); got != 2 {
		t.Errorf("usage of %d cgroups, want 2: /a, and /bad without the rest of its memory.stat", got)
	}
}

func TestUnknownKeys(t *testing.T) {
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/a": cgrouptest.V2.With(cgrouptest.Files{
		"memory.stat": "anon 1\nfrom_the_future 7\n\xffodd\" 8\n", "memory.events": "oom 1\nNot-plain 9\n",
	})})
	text := scraped(t, handler(t, config(fs)))
	parsed(t, text)
	for _, want := range []string{`key="from_the_future"} 7`, `key="\\xffodd\""} 8`, `key="memory.events Not-plain"} 9`} {
		if !strings.Contains(text, `cgroup_memory_stat_unknown{id="/a",container="",pod="",namespace="",runtime="",container_id="",`+want) {
			t.Errorf("no unknown key with %s", want)
		}
	}
}

func TestNoHierarchyIsAnError(t *testing.T) {
	root := t.TempDir()
	fs := cgrouptest.NewV2(t, root, nil)
	h := handler(t, config(fs))
	if err := os.RemoveAll(root); err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if answer.Code != http.StatusInternalServerError || !strings.Contains(answer.Body.String(), root) {
		t.Errorf("status %d, %s", answer.Code, answer.Body)
	}
}

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
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/metrics", nil))
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
