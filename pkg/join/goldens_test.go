package join

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

const goldensDir = "../memory/testdata/dialects"

// golden is one exposition of pkg/memory's testdata, as series of one scrape target.
type golden struct {
	name    string
	dialect *memory.Dialect
	text    string
}

func golden1(t *testing.T, name string) golden {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(goldensDir, name+".prom"))
	if err != nil {
		t.Fatal(err)
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# dialect: "), "\n")
	return golden{name, dialectsOf(t, memory.DialectID(id))[0], string(text)}
}

func allGoldens(t *testing.T) (all []golden) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(goldensDir, "*.prom"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no goldens: %v", goldensDir, err)
	}
	for _, f := range files {
		all = append(all, golden1(t, strings.TrimSuffix(filepath.Base(f), ".prom")))
	}
	return all
}

// series are the golden's own with the labels of a target.
func (g golden) series(t *testing.T, n int, target string) (all []series) {
	t.Helper()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(g.text))
	if err != nil {
		t.Fatalf("%s: %v", g.name, err)
	}
	for name, f := range families {
		for _, m := range f.Metric {
			labels := labelled(target)
			for _, l := range m.Label {
				if l.GetValue() != "" {
					labels[l.GetName()] = l.GetValue()
				}
			}
			all = append(all, series{name, labels, repeat(sampleOf(m), n), nil})
		}
	}
	return all
}

func sampleOf(m *dto.Metric) float64 {
	return m.GetGauge().GetValue() + m.GetCounter().GetValue() + m.GetUntyped().GetValue()
}

// TestGoldensThroughFetch reads every exporter's own words: its container is found once, joined with
// a Go target, and balanced; or what is shown of it says why there is no breakdown.
func TestGoldensThroughFetch(t *testing.T) {
	for _, g := range allGoldens(t) {
		if g.dialect.Side != memory.CgroupSide {
			continue
		}
		t.Run(g.name, func(t *testing.T) {
			s := &server{series: g.series(t, 2, "job=exporter instance=host1:9100")}
			alone := fetch(t, s, over(2))
			one := containerOf(t, alone, g.dialect.ID)
			target := "job=app instance=10.0.0.1:6060"
			for _, k := range []memory.IdentityKey{memory.Namespace, memory.Pod, memory.Container} {
				if v := one.Labels[k]; v != "" && !strings.ContainsAny(v, " =") {
					target += " " + string(k) + "=" + v
				}
			}
			s.series = append(s.series, golden1(t, "client_golang_1_20").series(t, 2, target)...)
			joined := containerOf(t, fetch(t, s, over(2)), g.dialect.ID)
			if len(joined.Targets) != 1 || joined.Targets[0].Dialect != memory.DialectGo120 {
				t.Errorf("targets %+v by %q, want client_golang's one; problems %q", joined.Targets, joined.Rule, joined.Problems)
			}
			balanced(t, joined)
		})
	}
}

// containerOf is the golden's container; slices and units may stand beside it.
func containerOf(t *testing.T, r *Result, id memory.DialectID) Container {
	t.Helper()
	all := slices.DeleteFunc(slices.Clone(r.Containers), func(c Container) bool { return c.Exporter != id })
	if i := slices.IndexFunc(all, func(c Container) bool { return strings.Contains(c.Labels[memory.Container], "shop") }); i >= 0 {
		return all[i]
	}
	if len(all) == 0 {
		t.Fatalf("containers %q, want one of %s; problems %q", names(r), id, r.Problems)
	}
	return all[0]
}

func balanced(t *testing.T, c Container) {
	t.Helper()
	snap := c.Points[len(c.Points)-1].Snapshot
	l, err := memory.Attribute(snap)
	if err != nil {
		wantProblem(t, c.Problems, "there is no breakdown")
		return
	}
	sum := 0.0
	for _, a := range l.Amounts {
		sum += a.Bytes
	}
	if sum != l.Usage || l.Usage == 0 {
		t.Errorf("Σ classes = %v, want usage %v", sum, l.Usage)
	}
}

func TestGoGoldensThroughFetch(t *testing.T) {
	for _, g := range allGoldens(t) {
		if g.dialect.Side != memory.GoSide {
			continue
		}
		t.Run(g.name, func(t *testing.T) {
			s := &server{series: slices.Concat(cgroupSeries(2, "id=/web container=web"), g.series(t, 2, "job=app instance=web:6060"))}
			for i := range s.series[:3] {
				s.series[i].values = repeat(float64((4-i)<<30), 2)
			}
			c := fetch(t, s, over(2)).Containers[0]
			if len(c.Targets) != 1 || c.Targets[0].Dialect != g.dialect.ID || c.Rule != "instance_host" {
				t.Fatalf("targets %+v by %q, want one of %s", c.Targets, c.Rule, g.dialect.ID)
			}
			balanced(t, c)
		})
	}
}

// Processes that are no Go programs and an orchestrator's series are no containers and no targets.
func TestOtherSidesAreNoContainers(t *testing.T) {
	s := &server{}
	for _, name := range []string{"process", "process_rss_anon", "kube_state_metrics"} {
		s.series = append(s.series, golden1(t, name).series(t, 2, "job="+name+" instance=h:1")...)
	}
	if r := fetch(t, s, over(2)); len(r.Containers)+len(r.Unpaired) > 0 {
		t.Errorf("containers %q, unpaired %+v, want none", names(r), r.Unpaired)
	}
}
