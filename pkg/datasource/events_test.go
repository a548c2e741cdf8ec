package datasource

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/internal/frametest"
	"github.com/memledger/memledger/pkg/memory"
)

// Grafana draws an annotation of these fields, and shows its text as HTML.
func TestEventsAreAnnotations(t *testing.T) {
	const hostile = `<img src=x onerror=alert(1)>&amp;`
	s := snapshot(t, "cgroup-v1-podman-4.3.1/01-page-cache")
	delete(s.Values, memory.EventsOOMKill)
	kill := noon.Add(-20 * time.Minute)
	server := newPromDouble(t, exposed(s, memory.DialectMemledger, cgroupOf(hostile)), []promSeries{oomKilled(hostile, kill)})
	d := configuredWith(t, server.URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"events"}`)["A"])
	if f.Rows() != 1 || f.Meta.DataTopic != data.DataTopicAnnotations {
		t.Fatalf("%d rows, topic %q; want one annotation", f.Rows(), f.Meta.DataTopic)
	}
	if got := frametest.Cell(t, f, "time", 0).(time.Time); !got.Equal(kill) {
		t.Errorf("time %v, want %v", got, kill)
	}
	if text := frametest.Cell(t, f, "text", 0).(string); strings.ContainsAny(text, "<>") || !strings.Contains(text, "the OOM killer ended 1 of its processes; usage was 315 MiB") {
		t.Errorf("text %q, want what happened, without markup", text)
	}
	if got := frametest.Cell(t, f, "container", 0); got != hostile {
		t.Errorf("container %q, want the name as it is: the panel places the mark by it", got)
	}
	if got, want := frametest.Cell(t, f, "id", 0), fmt.Sprintf("oom_kill//host1/shop/%s-0/%s/%d", hostile, hostile, kill.Unix()); got != want {
		t.Errorf("id %q, want %q", got, want)
	}
	for _, name := range []string{"title", "tags", "kind", "color"} {
		if got, want := frametest.Cell(t, f, name, 0), map[string]string{"title": "OOM kill", "tags": "oom_kill", "kind": "oom_kill", "color": "red"}[name]; got != want {
			t.Errorf("%s %q, want %q", name, got, want)
		}
	}
	f = frameOf(t, answers(t, d, `{"queryType":"events","format":"table"}`)["A"])
	if f.Rows() != 1 || f.Meta.DataTopic != "" {
		t.Errorf("%d rows, topic %q; want a table that any panel shows", f.Rows(), f.Meta.DataTopic)
	}
}

func TestThatNothingHappenedIsNoWarningButThatItCannotBeToldIs(t *testing.T) {
	quiet := oomKilled("api", noon.Add(time.Hour))
	d := configuredWith(t, newPromDouble(t, incidentWith(t, quiet)...).URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"events"}`)["A"])
	if f.Rows() != 0 || len(f.Fields) == 0 || len(f.Meta.Notices) > 0 {
		t.Errorf("%d rows, %d fields, notices %q; want a typed empty frame without a word", f.Rows(), len(f.Fields), noticesOf(f))
	}
	s := snapshot(t, "cgroup-v2-linux-6.1/08-off-heap")
	delete(s.Values, memory.EventsOOMKill)
	d = configuredWith(t, newPromDouble(t, exposed(s, memory.DialectCAdvisor, map[string]string{"job": "cadvisor", "instance": "host1:8080", "id": "/docker/1", "name": "api"})).URL, `{}`)
	f = frameOf(t, answers(t, d, `{"queryType":"events"}`)["A"])
	if want := "OOM kills cannot be told of api: container_oom_events_total of cAdvisor 0.50–0.59 is absent"; !strings.Contains(noticesOf(f), want) {
		t.Errorf("notices %q, want %q", noticesOf(f), want)
	}
}
