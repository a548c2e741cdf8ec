package datasource

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/internal/frametest"
)

// clock is set by a test while answers are still awaited.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// detections is how often a server was asked what it holds.
func (p *promDouble) detections() (n int) {
	for _, q := range p.asked() {
		if strings.HasPrefix(q, "count by (__name__, job, instance, metrics_path, exported_job, exported_instance)") {
			n++
		}
	}
	return n
}

// renewing says whether an answer is being asked anew.
func (s *shared[V]) renewing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.calls {
		if c.renewed {
			return true
		}
	}
	return false
}

// await is for what is asked in the background.
func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within 10 s: %s", what)
		}
	}
}

func TestDetectionIsKeptAndRefreshed(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{}`)
	c := &clock{at: noon}
	d.now = c.now
	for _, step := range []struct {
		after time.Duration
		path  string
		want  int
	}{{0, "setup", 1}, {foundFresh, "setup", 1}, {time.Second, "setup?refresh=1", 2}, {foundKept - time.Second, "setup", 3}, {2 * time.Second, "setup", 3}, {foundKept, "setup", 4}} {
		c.add(step.after)
		if status, body := setupAnswer(t, d, step.path); status != http.StatusOK {
			t.Fatalf("%d %s", status, body)
		}
		await(t, fmt.Sprintf("%s after %s: %d detections", step.path, step.after, step.want), func() bool { return server.detections() >= step.want })
		// It was asked, and may not be kept yet.
		await(t, "the renewed answer is kept", func() bool { return !d.detections.renewing() })
		if got := server.detections(); got != step.want {
			t.Errorf("%s after %s: %d detections, want %d", step.path, step.after, got, step.want)
		}
	}
	// Another data source, as after a change of the settings, asks anew.
	setupAnswer(t, configuredWith(t, server.URL, `{}`), "setup")
	if got := server.detections(); got != 5 {
		t.Errorf("%d detections with new settings, want 5", got)
	}
}

// An exporter of another kind in a job that was there: a query does not wait for it to be found, and
// the next one has it.
func TestAnExporterAddedToAnOldJobIsSeenWithinAMinute(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{}`)
	c := &clock{at: noon}
	d.now = c.now
	containers := func() (found []string) {
		q := asked(`{"queryType":"containers"}`)
		q.TimeRange = backend.TimeRange{From: c.now().Add(-time.Minute), To: c.now()}
		before, looked := len(server.asked()), server.detections()
		answer, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{q}})
		if err != nil {
			t.Fatal(err)
		}
		f := frameOf(t, answer.Responses["A"])
		for i := range f.Rows() {
			found = append(found, fmt.Sprint(frametest.Cell(t, f, "container", i)))
		}
		slices.Sort(found)
		if n := strings.Count(f.Meta.ExecutedQueryString, "\n") + 1; n != 2 {
			t.Errorf("%d queries, want two", n)
		}
		if looked > 0 && server.detections() == looked && len(server.asked())-before != 2 {
			t.Errorf("%d questions, want two", len(server.asked())-before)
		}
		return found
	}
	if got := containers(); !slices.Equal(got, []string{"api"}) {
		t.Fatalf("containers %q, want api", got)
	}
	job := server.series[0].labels["job"]
	server.mu.Lock()
	for name, v := range map[string]float64{"container_memory_usage_bytes": 200, "container_memory_rss": 60, "container_memory_cache": 30, "container_memory_working_set_bytes": 80} {
		server.series = append(server.series, promSeries{labels: map[string]string{"__name__": name, "job": job, "instance": "new:8080", "id": "/docker/x", "name": "added"}, value: v})
	}
	server.mu.Unlock()
	c.add(30 * time.Second)
	if got := containers(); !slices.Equal(got, []string{"api"}) || server.detections() != 1 {
		t.Errorf("containers %q after %d detections, want the kept one believed", got, server.detections())
	}
	c.add(foundFresh)
	containers()
	await(t, "another detection", func() bool {
		found, err := d.detect(t.Context(), credentialsOf(nil, backend.PluginContext{}), c.now())
		return err == nil && len(found) == 3
	})
	c.add(15 * time.Second)
	if got := containers(); !slices.Equal(got, []string{"added", "api"}) || server.detections() != 2 {
		t.Errorf("containers %q after %d detections, want the new one with one detection more", got, server.detections())
	}
}

// Where the look fails, what was found before serves its time.
func TestALookThatFailsLosesNothing(t *testing.T) {
	server := newPromDouble(t, incident(t)...)
	d := configuredWith(t, server.URL, `{}`)
	c := &clock{at: noon}
	d.now = c.now
	find := func() (int, error) {
		found, err := d.detect(t.Context(), "", c.now())
		return len(found), err
	}
	want, err := find()
	if err != nil || want == 0 {
		t.Fatalf("%d, %v", want, err)
	}
	server.Close()
	for range 3 {
		c.add(foundFresh + time.Second)
		if got, err := find(); err != nil || got != want {
			t.Errorf("%d, %v; want the %d of before", got, err, want)
		}
	}
	c.add(foundKept)
	if _, err := find(); err == nil {
		t.Error("no error of a server that is gone, want one once what was kept is old")
	}
}
