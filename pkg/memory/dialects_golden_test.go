package memory

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// golden is one file of testdata/dialects: an exposition and, in its first comments, which dialect
// it speaks, on which cgroup version, which series are the container's, and what made it.
type golden struct {
	name      string
	dialect   DialectID
	version   int
	label     string // with want: tells the container's series
	want      string
	made      string
	series    map[string][]map[string]string // label sets by metric
	container map[string]*dto.MetricFamily
}

func allDialects() []Dialect { return Dialects }

func dialectOf(t *testing.T, id DialectID) *Dialect {
	t.Helper()
	all := allDialects()
	i := slices.IndexFunc(all, func(d Dialect) bool { return d.ID == id })
	if i < 0 {
		t.Fatalf("dialect %q is in no table", id)
	}
	return &all[i]
}

func goldens(t *testing.T) []golden {
	t.Helper()
	files, err := filepath.Glob("testdata/dialects/*.prom")
	if err != nil || len(files) == 0 {
		t.Fatalf("testdata/dialects: no goldens: %v", err)
	}
	var all []golden
	for _, f := range files {
		all = append(all, readGolden(t, f))
	}
	return all
}

func goldenNamed(t *testing.T, name string) golden {
	t.Helper()
	return readGolden(t, filepath.Join("testdata/dialects", name+".prom"))
}

func readGolden(t *testing.T, file string) golden {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := golden{name: strings.TrimSuffix(filepath.Base(file), ".prom"), series: map[string][]map[string]string{}}
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "# TYPE") {
			break
		}
		g.header(strings.TrimSpace(line[2:]))
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(string(text)))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	g.container = families
	for name, f := range families {
		for _, m := range f.Metric {
			g.series[name] = append(g.series[name], labelsOf(m))
		}
	}
	return g
}

func (g *golden) header(line string) {
	key, value, _ := strings.Cut(line, ": ")
	switch key {
	case "dialect":
		g.dialect = DialectID(value)
	case "cgroup":
		g.version, _ = strconv.Atoi(value)
	case "container":
		g.label, g.want, _ = strings.Cut(value, "=")
	default:
		g.made += line
	}
}

func labelsOf(m *dto.Metric) map[string]string {
	labels := map[string]string{}
	for _, l := range m.Label {
		labels[l.GetName()] = l.GetValue()
	}
	return labels
}

func (g golden) held(metric string) []map[string]string { return g.series[metric] }

// sample looks a series of the golden's one container up, among those that the dialect claims.
func (g golden) sample(d *Dialect) Sample {
	return func(metric string, match map[string]string) (float64, bool) {
		for _, m := range g.container[metric].GetMetric() {
			labels := labelsOf(m)
			fits := d.Claims(labels) && d.KindOf(labels) == ContainerKind && (g.label == "" || labels[g.label] == g.want)
			for k, v := range match {
				fits = fits && labels[k] == v
			}
			if fits {
				return valueOf(m), true
			}
		}
		return 0, false
	}
}

func valueOf(m *dto.Metric) float64 {
	return m.GetGauge().GetValue() + m.GetCounter().GetValue() + m.GetUntyped().GetValue()
}

func (g golden) snapshot(d *Dialect) Snapshot {
	var s Snapshot
	d.Read(g.sample(d), &s)
	if d.Side == GoSide {
		s.GoTargets = 1
	}
	return s
}
