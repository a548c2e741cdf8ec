package rules

import (
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

func printedWith(o Prometheus) ([]byte, error) {
	o.Cgroup, _ = memory.DialectByID(memory.DialectMemledger)
	o.Go, _ = memory.DialectByID(memory.DialectGo)
	return o.Print()
}

func TestWhatIsNoMatcherIsRefused(t *testing.T) {
	for _, text := range []string{
		`namespace=`, `{namespace="shop"}`, `namespace=~"("`, `__name__="x"`, `__name__="series"`, `__name__!="x"`, `"x"`, `namespace="shop"} or vector(1) #`, `namespace="shop"} #`, `namespace`, `=`, `a="b" c="d"`,
	} {
		if out, err := printedWith(Prometheus{Selector: text}); err == nil || !strings.Contains(err.Error(), "selector") {
			t.Errorf("selector %q: %d bytes, %v; want it refused by name", text, len(out), err)
		}
		if out, err := printedWith(Prometheus{GoSelector: text}); err == nil || !strings.Contains(err.Error(), "go-selector") {
			t.Errorf("go-selector %q: %d bytes, %v; want it refused by name", text, len(out), err)
		}
	}
	for _, text := range []string{`a b`, `0`, `a"`, `k8s.container.name`} {
		if _, err := printedWith(Prometheus{GoContainer: text}); err == nil {
			t.Errorf("go-container %q is taken", text)
		}
	}
}

func TestMatchersAreReadAsPrometheusReadsThem(t *testing.T) {
	for text, want := range map[string]string{
		`namespace="shop"`:            `,namespace="shop"}`,
		` namespace = 'shop', `:       `,namespace="shop"}`,
		`zone!~"a|b", namespace="#}"`: `,namespace="#}",zone!~"a|b"}`,
		"":                            `,id!=""}`,
	} {
		out, err := printedWith(Prometheus{Selector: text})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if !strings.Contains(string(out), `cgroup_memory_usage_bytes{container!="POD",container!="",id!=""`) || !strings.Contains(string(out), want) {
			t.Errorf("%q: want %s", text, want)
		}
		if said := promtool(t, "check", "rules", write(t, out)); !strings.Contains(said, "SUCCESS") {
			t.Errorf("%q: %s", text, said)
		}
	}
}
