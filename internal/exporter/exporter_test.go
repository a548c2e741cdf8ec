package exporter

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

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
