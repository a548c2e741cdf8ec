package deploy

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/config"
	_ "github.com/prometheus/prometheus/discovery/kubernetes" // of kubernetes_sd_configs
	"sigs.k8s.io/yaml"
)

func TestPrometheusWithPromtool(t *testing.T) {
	promtool := program(t, "promtool")
	out, err := exec.Command(promtool, "check", "config", filepath.Join(repository, "deploy/scrape/prometheus.yaml")).CombinedOutput()
	// Debian builds it without; TestPrometheus loads the same file with Prometheus's own package.
	if strings.Contains(string(out), "field kubernetes_sd_configs not found") {
		t.Skipf("%s: %s was built without the discovery of Kubernetes", t.Name(), promtool)
	}
	if err != nil {
		t.Errorf("promtool check config: %v\n%s", err, out)
	}
}

// jobs loads a configuration as Prometheus does; a key that it does not know is an error.
func jobs(t *testing.T, text string) []*config.ScrapeConfig {
	t.Helper()
	loaded, err := config.Load(text, promslog.NewNopLogger())
	if err != nil {
		t.Fatal(err)
	}
	scrapes, err := loaded.GetScrapeConfigs()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scrapes {
		if !s.HonorLabels || s.MetricsPath != "/metrics" {
			t.Errorf("job %s: honor_labels %v, path %s", s.JobName, s.HonorLabels, s.MetricsPath)
		}
	}
	if len(scrapes) != 2 {
		t.Errorf("%d jobs, want one for machines and one for pods", len(scrapes))
	}
	return scrapes
}

func TestPrometheus(t *testing.T) {
	jobs(t, read(t, "scrape/prometheus.yaml"))
}

// collector is the part of the OpenTelemetry Collector's configuration that all components share. The
// inner configuration of its prometheus receiver is Prometheus's own, and is loaded as such.
type collector struct {
	Receivers struct {
		Prometheus struct {
			Config map[string]any `json:"config"`
		} `json:"prometheus"`
	} `json:"receivers"`
	Processors map[string]any `json:"processors"`
	Exporters  map[string]any `json:"exporters"`
	Service    struct {
		Pipelines map[string]struct {
			Receivers  []string `json:"receivers"`
			Processors []string `json:"processors"`
			Exporters  []string `json:"exporters"`
		} `json:"pipelines"`
	} `json:"service"`
}

func TestCollector(t *testing.T) {
	text := read(t, "scrape/otel-collector.yaml")
	var c collector
	strictly(t, text, &c)
	for name, p := range c.Service.Pipelines {
		if !slices.Equal(p.Receivers, []string{"prometheus"}) || len(p.Processors) != len(c.Processors) || len(p.Exporters) != len(c.Exporters) {
			t.Errorf("pipeline %s does not use what is defined: %+v", name, p)
		}
		for _, used := range append(p.Processors, p.Exporters...) {
			_, processor := c.Processors[used]
			if _, exporter := c.Exporters[used]; !processor && !exporter {
				t.Errorf("pipeline %s: %s is not defined", name, used)
			}
		}
	}
	inner, err := yaml.Marshal(c.Receivers.Prometheus.Config)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(inner), "$") {
		t.Error("a $ in the receiver's configuration: the collector wants $$")
	}
	got, want := jobs(t, string(inner)), jobs(t, read(t, "scrape/prometheus.yaml"))
	for i := range want {
		if a, b := asYAML(t, got[i]), asYAML(t, want[i]); a != b {
			t.Errorf("differs from prometheus.yaml:\n%s\nwant\n%s", a, b)
		}
	}
}

func asYAML(t *testing.T, c *config.ScrapeConfig) string {
	t.Helper()
	text, err := c.MarshalYAML()
	if err != nil {
		t.Fatal(err)
	}
	out, err := yaml.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
