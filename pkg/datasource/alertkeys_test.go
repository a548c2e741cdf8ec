package datasource

import (
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/dataplane/sdata/numeric"
	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/internal/frametest"
	"github.com/memledger/memledger/pkg/memory"
)

// alertOf asks as Grafana's alerting does, of the ten minutes that rules look at.
func alertOf(t *testing.T, d *Datasource, to time.Time, text string) backend.DataResponse {
	t.Helper()
	q := asked(text)
	q.TimeRange, q.Interval = backend.TimeRange{From: to.Add(-10 * time.Minute), To: to}, time.Second
	answer, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Headers: map[string]string{"FromAlert": "true"}, Queries: []backend.DataQuery{q}})
	if err != nil {
		t.Fatal(err)
	}
	return answer.Responses["A"]
}

// alertKeys are the labels by which Grafana's alerting tells a rule's alerts apart, as its own reader finds
// them, each with its number; none is what it calls no data.
func alertKeys(t *testing.T, r backend.DataResponse) map[string]float64 {
	t.Helper()
	reader, err := numeric.CollectionReaderFromFrames(data.Frames{frameOf(t, r)})
	if err != nil {
		t.Fatal(err)
	}
	all, err := reader.GetCollection(false)
	if err != nil || all.Warning != nil {
		t.Fatal(err, all.Warning)
	}
	keys := map[string]float64{}
	for _, ref := range all.Refs {
		v, empty, err := ref.NullableFloat64Value()
		if err != nil || empty || v == nil {
			t.Fatalf("%s: %v, %v; want a number", ref.GetLabels(), v, err)
		}
		if _, twice := keys[ref.GetLabels().String()]; twice {
			t.Errorf("%s is there twice, which is an error in an alert rule", ref.GetLabels())
		}
		keys[ref.GetLabels().String()] = *v
	}
	if all.NoData() != (len(keys) == 0) {
		t.Errorf("no data %v beside %v", all.NoData(), keys)
	}
	return keys
}

// reporting is who reports two containers, one of podman's and one of a pod, and what changes of them
// while they stay the same to a person.
type reporting struct {
	what      string
	dialect   memory.DialectID
	host, pod map[string]string // labels of the one's cgroup, and of the other's
	started   float64
}

func hex64(digit string) string { return strings.Repeat(digit, 64) }

func reportings() []reporting {
	ours := func(what, address, podAddress, digit string, started float64) reporting {
		return reporting{
			what: what, dialect: memory.DialectMemledger, started: started,
			host: map[string]string{"job": "memledger", "instance": "host1:" + address, "id": "/machine.slice/libpod-" + hex64(digit) + ".scope", "container": "api"},
			pod: map[string]string{
				"job": "memledger-pods", "instance": podAddress + ":9435", "id": "/kubepods.slice/cri-containerd-" + hex64(digit + "0")[:64] + ".scope",
				"namespace": "shop", "pod": "web-0", "container": "web",
			},
		}
	}
	cadvisor := func(what, digit, image string) reporting {
		return reporting{
			what: what, dialect: memory.DialectCAdvisor, started: 300,
			host: map[string]string{"job": "cadvisor", "instance": "host1:8080", "id": "/machine.slice/libpod-" + hex64(digit) + ".scope", "name": "api", "image": "api:" + image},
			pod: map[string]string{
				"job": "kubelet", "instance": "10.0.0.3:10250", "id": "/kubepods.slice/cri-containerd-" + hex64(digit + "0")[:64] + ".scope",
				"name": hex64("d"), "image": "web:" + image, "namespace": "shop", "pod": "web-0", "container": "web",
			},
		}
	}
	return []reporting{
		ours("as they were", "9435", "10.1.0.7", "a", 100),
		ours("restarted: another id, path and start", "9435", "10.1.0.7", "b", 300),
		ours("the exporters have other addresses", "19435", "10.1.0.8", "b", 300),
		cadvisor("other exporters, with fewer counters", "b", "1"),
		cadvisor("other images", "c", "2"),
	}
}

// series are what Prometheus holds of both.
func (r reporting) series(t *testing.T) []promSeries {
	s := snapshot(t, "cgroup-v2-linux-6.1/08-off-heap")
	s.Values = maps.Clone(s.Values)
	s.Put(memory.Limit, 512<<20)
	s.Put(memory.HierarchicalLimit, 512<<20)
	s.Put(memory.ContainerStart, float64(noon.Unix())+r.started)
	return append(exposed(s, r.dialect, r.host), exposed(s, r.dialect, r.pod)...)
}

const (
	nearLimit = `{"queryType":"signal","measures":["unreclaimable_ratio"],"unknownAs":0}`
	leaks     = `{"queryType":"signal","measures":["growth_confidence"],"causes":["native_leak"],"unknownAs":0}`
)

// kept are each rule's alerts on both, whoever reports them.
var kept = map[string][]string{
	nearLimit: {"container=api, measure=unreclaimable_ratio, node=host1", "container=web, measure=unreclaimable_ratio, namespace=shop, pod=web-0"},
	leaks: {
		"cause=native_leak, container=api, measure=growth_confidence, node=host1",
		"cause=native_leak, container=web, measure=growth_confidence, namespace=shop, pod=web-0",
	},
}

// wantKept asks each of the rules who its alerts are.
func wantKept(t *testing.T, what string, d *Datasource, to time.Time) {
	t.Helper()
	for rule, want := range kept {
		got := slices.Sorted(maps.Keys(alertKeys(t, alertOf(t, d, to, rule))))
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s\nalerts %q\nwant   %q", what, rule, got, want)
		}
	}
}

func TestAlertsOutliveRestartsAndTheirExporters(t *testing.T) {
	for _, r := range reportings() {
		wantKept(t, r.what, configuredWith(t, newPromDouble(t, r.series(t)).URL, `{}`), noon)
	}
}

// A real server is asked while one takes over from the other.
func TestAlertsOutliveRestartsAndTheirExportersAgainstEngines(t *testing.T) {
	engine.Each(t, keepsAlerts)
}

func keepsAlerts(t *testing.T, e engine.Engine) {
	all := reportings()
	var at atomic.Int64
	address := scrapesOf(t, e, func() []promSeries { return all[at.Load()].series(t) })
	first := configuredWith(t, address, `{"timeInterval":"1s"}`)
	for deadline := time.Now().Add(30 * time.Second); !strings.Contains(health(t, first).Message, "found memledger exporter"); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within 30 s: %s", health(t, first).Message)
		}
	}
	for i, r := range all {
		at.Store(int64(i))
		for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(200 * time.Millisecond) {
			// A new instance looks for exporters at once, not within a minute.
			d := configuredWith(t, address, `{"timeInterval":"1s"}`)
			if reportedAs(t, d, r) {
				wantKept(t, r.what, d, time.Now())
				break
			}
			// Exporters that are exchanged may be looked for between the two; and VictoriaMetrics shows none of
			// a target's series for seconds after all of them are new, so that there is nothing to tell it by.
			if i > 0 && all[i-1].dialect == r.dialect && e.Lingers {
				wantNoOthers(t, "until "+r.what, d)
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: not within 30 s", r.what)
			}
		}
	}
}

// wantNoOthers says that in between an alert may be missing, but none is another one.
func wantNoOthers(t *testing.T, what string, d *Datasource) {
	t.Helper()
	for rule, want := range kept {
		for key := range alertKeys(t, alertOf(t, d, time.Now(), rule)) {
			if !slices.Contains(want, key) {
				t.Errorf("%s: %s: alert %q, want none but %q", what, rule, key, want)
			}
		}
	}
}

// reportedAs says whether both containers are seen as this one reports them.
func reportedAs(t *testing.T, d *Datasource, r reporting) bool {
	t.Helper()
	f := lately(t, d, `{"queryType":"containers"}`)
	seen := map[any]any{}
	for i := range f.Rows() {
		if (frametest.Cell(t, f, "exporter", i) == string(memory.DialectMemledger)) == (r.dialect == memory.DialectMemledger) {
			seen[frametest.Cell(t, f, "id", i)] = frametest.Cell(t, f, "container", i)
		}
	}
	return seen[r.host["id"]] == "api" && seen[r.pod["id"]] == "web"
}

func TestAContainersAlertDoesNotDependOnOthers(t *testing.T) {
	both := reportings()[0].series(t)
	whole := alertKeys(t, alertOf(t, configuredWith(t, newPromDouble(t, both).URL, `{}`), noon, nearLimit))
	for _, container := range []string{"api", "web"} {
		alone := slices.DeleteFunc(slices.Clone(both), func(s promSeries) bool { return s.labels["container"] != container })
		for key, v := range alertKeys(t, alertOf(t, configuredWith(t, newPromDouble(t, alone).URL, `{}`), noon, nearLimit)) {
			if was, same := whole[key]; !same || was != v || !strings.Contains(key, "container="+container) {
				t.Errorf("alone %s is %q with %v, beside the other %v", container, key, v, whole)
			}
		}
	}
	// Two that no label tells apart bring a label of their own, and no other container gets it.
	twin := maps.Clone(reportings()[0].host)
	twin["id"] = "/machine.slice/libpod-" + hex64("e") + ".scope"
	two := append(slices.Clone(both), exposed(snapshot(t, "cgroup-v2-linux-6.1/08-off-heap"), memory.DialectMemledger, twin)...)
	keys := alertKeys(t, alertOf(t, configuredWith(t, newPromDouble(t, two).URL, `{}`), noon, nearLimit))
	if _, same := keys[kept[nearLimit][1]]; !same || len(keys) != 3 {
		t.Errorf("beside twins %v, want the pod's as it was and two with their ids", keys)
	}
}

func TestWhatAnAlertIsToldWhenSomethingIsMissing(t *testing.T) {
	both := reportings()[0].series(t)
	ofBoth := kept[nearLimit]
	without := func(gone func(promSeries) bool) []promSeries { return slices.DeleteFunc(slices.Clone(both), gone) }
	for what, c := range map[string]struct {
		series []promSeries
		query  string
		want   []string
	}{
		"nothing":     {both, nearLimit, ofBoth},
		"a container": {without(func(s promSeries) bool { return s.labels["container"] == "api" }), nearLimit, ofBoth[1:]},
		"one counter: the limit": {without(func(s promSeries) bool {
			return strings.Contains(s.labels["__name__"], "limit") || strings.Contains(s.labels["__name__"], "max")
		}), nearLimit, ofBoth},
		"one counter: all but usage": {without(func(s promSeries) bool { return s.labels["__name__"] != "cgroup_memory_usage_bytes" }), nearLimit, ofBoth},
		"every container that was asked for": {
			both, `{"queryType":"signal","measures":["unreclaimable_ratio"],"unknownAs":0,"filters":[{"key":"container","operator":"=","value":"nobody"}]}`, nil},
		"every series": {nil, nearLimit, nil},
	} {
		got := slices.Sorted(maps.Keys(alertKeys(t, alertOf(t, configuredWith(t, newPromDouble(t, c.series).URL, `{}`), noon, c.query))))
		if !slices.Equal(got, c.want) {
			t.Errorf("missing is %s: alerts %q, want %q", what, got, c.want)
		}
	}
	down := newPromDouble(t, both)
	down.Close()
	if r := alertOf(t, configuredWith(t, down.URL, `{}`), noon, nearLimit); r.Error == nil || len(r.Frames) > 0 {
		t.Errorf("a server that is down: %v with %d frames, want an error and no data", r.Error, len(r.Frames))
	}
}
