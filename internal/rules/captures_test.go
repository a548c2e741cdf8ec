package rules

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	prom "github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// What real exporters print, with the labels that they print it with, reaches the rules printed for them:
// a matcher of a label that an exporter does not have would leave every alert dead, in silence.
func TestRulesReadWhatTheirExporterPrints(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "pkg", "memory", "testdata", "dialects", "*.prom"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d captures, %v", len(files), err)
	}
	process, _ := memory.DialectByID(memory.DialectGo)
	dir, stories := t.TempDir(), []string(nil)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, head, _ := strings.Cut(string(text), "# dialect: ")
		id, _, _ := strings.Cut(head, "\n")
		d, ok := memory.DialectByID(memory.DialectID(id))
		if !ok {
			t.Fatalf("%s: no dialect %q", file, id)
		}
		series := seriesOf(t, text, d)
		if d.Side != memory.CgroupSide || len(series) == 0 {
			continue
		}
		printed, err := Prometheus{Cgroup: d, Go: process}.Print()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(printed, []byte("memledger:cgroup:")) {
			continue // it tells nothing that a rule asks for, and the file says so
		}
		name := strings.TrimSuffix(filepath.Base(file), ".prom")
		story := filepath.Join(dir, name+".test.yaml")
		stories = append(stories, story)
		save(t, filepath.Join(dir, name+".yaml"), printed)
		save(t, story, []byte(fmt.Sprintf(captureStory, name, name, strings.Join(series, ""))))
	}
	if len(stories) < 15 {
		t.Fatalf("%d captures of containers", len(stories))
	}
	if out, err := runPromtool(t, append([]string{"test", "rules"}, stories...)...); err != nil {
		t.Errorf("promtool: %s", out)
	}
}

// At least one container, and none without a name.
const captureStory = `
rule_files: [%s.yaml]
evaluation_interval: 1m
tests:
  - name: %s
    interval: 1m
    input_series:
%s    promql_expr_test:
      - { expr: 'count({__name__=~"memledger:cgroup:.+"}) > bool 0', eval_time: 5m, exp_samples: [{ value: 1 }] }
      - { expr: 'count({__name__=~"memledger:cgroup:.+",container=""})', eval_time: 5m, exp_samples: [] }
`

// seriesOf are a capture's series as promtool takes them, of names that PromQL reads without quotes; none
// where no metric of the dialect has such a name.
func seriesOf(t *testing.T, text []byte, d *memory.Dialect) (all []string) {
	t.Helper()
	parser := expfmt.NewTextParser(prom.UTF8Validation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(d.Metrics(), func(name string) bool { return families[name] != nil && isPlain(name) }) {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(families)) {
		for _, m := range families[name].Metric {
			if labels, ok := labelsOf(m); ok && isPlain(name) {
				v := m.GetGauge().GetValue() + m.GetCounter().GetValue() + m.GetUntyped().GetValue()
				all = append(all, fmt.Sprintf("      - { series: '%s{%s}', values: '%sx10' }\n", name, labels, number(v)))
			}
		}
	}
	return all
}

func labelsOf(m *dto.Metric) (string, bool) {
	labels := []string{`instance="host:1"`, `job="containers"`}
	for _, l := range m.Label {
		if !isPlain(l.GetName()) {
			return "", false
		}
		labels = append(labels, fmt.Sprintf("%s=%q", l.GetName(), strings.ReplaceAll(l.GetValue(), "'", "")))
	}
	return strings.Join(labels, ","), true
}

func save(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
