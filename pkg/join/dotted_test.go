package join

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/pkg/memory"
)

// TestDotsAgainstEngines asks real servers that hold OpenTelemetry's names untranslated, beside
// one exporter that knows the container by the first digits of its id alone.
func TestDotsAgainstEngines(t *testing.T) {
	engine.Each(t, func(t *testing.T, e engine.Engine) {
		if !e.Dots {
			t.Skip(e.Name + " keeps no names with dots")
		}
		keepsDots(t, e)
	})
}

func keepsDots(t *testing.T, e engine.Engine) {
	p := &pages{byPath: map[string]string{}}
	instances := map[string]string{}
	for path, name := range map[string]string{"/docker": "otel_docker_stats_v2_dots", "/gostats": "otel_go_deprecated_dots", "/podman": "podman_exporter_1_18"} {
		p.set(path, golden1(t, name).text)
		instances[path] = path[1:] + ":1"
	}
	instances["/gostats"] = "shop:6060"
	c := p.scrapedBy(t, e, instances)
	var r *Result
	eventually(t, "all targets are scraped and the container is joined", func() error {
		r = now(t, c)
		shop, err := find(r, "shop")
		if err != nil || len(shop.Targets) == 0 || shop.Exporter != memory.DialectDockerStats {
			return fmt.Errorf("%w: %q, unpaired %+v, problems %q", err, names(r), r.Unpaired, r.Problems)
		}
		return nil
	})
	shop, _ := find(r, "shop")
	if len(r.Containers) != 1 || shop.Targets[0].Dialect != memory.DialectOTelGoDeprecated || shop.Rule != "instance_host" {
		t.Errorf("%s with %+v by %s, want docker_stats' alone, with OpenTelemetry's Go by the host", shop.Exporter, shop.Targets, shop.Rule)
	}
	balanced(t, shop)
	if text := strings.Join(r.Queries, "\n"); !strings.Contains(text, `"k8s.container.name"`) || len(r.Queries) != 2 {
		t.Errorf("queries %s, want two, with quoted labels", text)
	}
	eventually(t, "every exporter is detected", func() error {
		found, err := Detect(t.Context(), c, time.Now())
		if err == nil && len(found) != len(instances) {
			err = fmt.Errorf("found %+v, want %d exporters", found, len(instances))
		}
		return err
	})
}
