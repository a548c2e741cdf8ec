package join

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// VictoriaMetrics keeps the dots of names that are pushed, and may not read the quoted labels that
// such names want: one program that pushes them must not hide all others.
func TestDotsThatAServerDoesNotRead(t *testing.T) {
	engine.Each(t, func(t *testing.T, e engine.Engine) {
		if e.Name != "VictoriaMetrics" {
			t.Skip(e.Name + " takes no push of this format")
		}
		address := e.Start(t, "scrape_configs: []\n")
		c, err := prom.New(http.DefaultClient, address, prom.Options{})
		if err != nil {
			t.Fatal(err)
		}
		at := time.Now().UnixMilli()
		pushed := ""
		for _, name := range []string{`"container.memory.usage.total","job":"otel","container.name":"shop"`, `"container.memory.file","job":"otel","container.name":"shop"`,
			`"cgroup_memory_usage_bytes","job":"memledger","instance":"host1:9100","id":"/x/a","container":"web"`} {
			pushed += fmt.Sprintf("{\"metric\":{\"__name__\":%s},\"values\":[100],\"timestamps\":[%d]}\n", name, at)
		}
		eventually(t, "what is pushed is taken", func() error {
			r, err := http.Post(address+"/api/v1/import", "application/json", strings.NewReader(pushed))
			if err == nil {
				_ = r.Body.Close()
			}
			return err
		})
		eventually(t, "the container of the other exporter is there", func() error {
			r, err := Fetch(t.Context(), c, Request{To: time.Now(), ScrapeInterval: time.Minute})
			if err == nil && (len(r.Containers) == 0 || values(r.Containers[0], memory.Usage) != "100") {
				err = fmt.Errorf("containers %q", names(r))
			}
			return err
		})
	})
}
