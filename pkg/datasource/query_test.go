package datasource

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

var noon = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// asked is a query as Grafana sends it for a dashboard's last hour.
func asked(json string) backend.DataQuery {
	return backend.DataQuery{
		RefID: "A", JSON: []byte(json), MaxDataPoints: 500, Interval: 15 * time.Second,
		TimeRange: backend.TimeRange{From: noon.Add(-time.Hour), To: noon},
	}
}

func TestABadQueryNamesTheInputAndWhatWasExpected(t *testing.T) {
	for _, c := range []struct {
		name, query string
		want        []string
	}{
		{"no JSON", `{`, []string{"cannot be read"}},
		{"a word for a number", `{"version":"1"}`, []string{"cannot be read", "version"}},
		{"a newer version", `{"version":2,"queryType":"ledger"}`, []string{"version 2", "1 at most"}},
		{"a negative version", `{"version":-1,"queryType":"ledger"}`, []string{"version -1"}},
		{"no type", `{"version":1}`, []string{`queryType ""`, "ledger, divergence, tools, signal, containers, fleet, verdict, events, variable"}},
		{"unknown type", `{"version":1,"queryType":"nonsense"}`, []string{`queryType "nonsense"`, "ledger"}},
		{"unknown tool", `{"queryType":"ledger","tool":"podmann"}`, []string{`tool "podmann"`, "podman_5_6"}},
		{"unknown heap", `{"queryType":"divergence","heap":"rss"}`, []string{`heap "rss"`, "alloc, inuse, marked, go_total"}},
		{"unknown class", `{"queryType":"ledger","classes":["cache"]}`, []string{`class "cache"`, "file_inactive"}},
		{"unknown by", `{"queryType":"ledger","by":["pod"]}`, []string{`by "pod"`, "id, class, group"}},
		{"unknown format", `{"queryType":"tools","format":"logs"}`, []string{`format "logs"`, "time_series, table"}},
		{"unknown variable kind", `{"queryType":"variable","variable":{"kind":"jobs"}}`, []string{`variable kind "jobs"`, "namespaces"}},
		{"negative rows", `{"queryType":"containers","maxRows":-1}`, []string{"maxRows -1"}},
		{"no measure", `{"queryType":"signal"}`, []string{"0 measures", "exactly one", "unreclaimable_ratio"}},
		{"two measures", `{"queryType":"signal","measures":["divergence_bytes","divergence_ratio"]}`, []string{"2 measures", "exactly one"}},
		{"a measure of another type", `{"queryType":"divergence","measures":["unreclaimable_ratio"]}`, []string{`measure "unreclaimable_ratio"`, "reported, heap, divergence, ratio"}},
		{"unknown key", `{"queryType":"ledger","filters":[{"key":"job","operator":"=","value":"x"}]}`, []string{`filter key "job"`, "cluster, node, namespace, pod, container"}},
		{"unknown operator", `{"queryType":"ledger","filters":[{"key":"pod","operator":"==","value":"x"}]}`, []string{`operator "=="`, "=~"}},
		{"a bad regular expression", `{"queryType":"ledger","filters":[{"key":"pod","operator":"=~","value":"(a"}]}`, []string{`"(a"`, "regular expression"}},
		{"many values for one", `{"version":1,"queryType":"ledger","filters":[{"key":"pod","operator":"=","values":["a","b"]}]}`, []string{"2 values", "=|"}},
		{"a bad moment", `{"queryType":"containers","at":"yesterday"}`, []string{`at "yesterday"`, "2026-01-31T12:00:00Z"}},
		{"an unresolved tool", `{"queryType":"ledger","tool":"${tool}"}`, []string{`tool "${tool}"`, "variable ${tool} has no value"}},
		{"an unresolved moment", `{"queryType":"containers","at":"$at"}`, []string{"variable $at has no value"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse(asked(c.query), false, defaultScrapeInterval)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q, want it to say %q", err, want)
				}
			}
		})
	}
}

func TestAnUnresolvedVariableIsAnErrorThatSaysSo(t *testing.T) {
	for _, value := range []string{"$container", "${container}", "${container:regex}", "[[container]]", "api-$env-.*"} {
		for _, operator := range []string{"=", "!=", "=~", "!~", "=|", "!=|"} {
			text, _ := json.Marshal(model{QueryType: "ledger", Version: 1, Filters: []filter{{Key: "container", Operator: operator, Value: value}}})
			_, err := parse(asked(string(text)), false, defaultScrapeInterval)
			if err == nil || !strings.Contains(err.Error(), "has no value here") {
				t.Errorf("%s %q: error %v, want one that says that the variable has no value", operator, value, err)
			}
		}
	}
	for _, value := range []string{"api-.*$", "a$|b$", "[[:alpha:]]+", "costs-5$"} {
		text, _ := json.Marshal(model{QueryType: "ledger", Version: 1, Filters: []filter{{Key: "container", Operator: "=~", Value: value}}})
		if _, err := parse(asked(string(text)), false, defaultScrapeInterval); err != nil {
			t.Errorf("%q: %v, want it taken for the regular expression that it is", value, err)
		}
	}
}

func TestFiltersThatMatchEverythingFallAway(t *testing.T) {
	for _, c := range []struct {
		filters string
		want    []join.Filter
	}{
		{`[{"key":"container","operator":"=","value":"$__all"}]`, nil},
		{`[{"key":"container","operator":"=|","values":["api","$__all"]}]`, nil},
		{`[{"key":"container","operator":"=|","values":[]}]`, nil},
		{`[{"key":"container","operator":"="}]`, nil},
		{`[{"key":"container","operator":"=~","value":""}]`, nil},
		{`[{"key":"container","operator":"=","value":"api"}]`, []join.Filter{{Key: memory.Container, Operator: "=", Values: []string{"api"}}}},
		{`[{"key":"pod","operator":"!=|","values":["a","b"]}]`, []join.Filter{{Key: memory.Pod, Operator: "!=|", Values: []string{"a", "b"}}}},
		{`[{"key":"pod","operator":"=|","value":"a"}]`, []join.Filter{{Key: memory.Pod, Operator: "=|", Values: []string{"a"}}}},
		{`[{"key":"pod","operator":"=","value":"\"}) or vector(1)"}]`, []join.Filter{{Key: memory.Pod, Operator: "=", Values: []string{`"}) or vector(1)`}}}},
	} {
		q, err := parse(asked(`{"version":1,"queryType":"ledger","filters":`+c.filters+`}`), false, defaultScrapeInterval)
		if err != nil {
			t.Errorf("%s: %v", c.filters, err)
		} else if !reflect.DeepEqual(q.request.Filters, c.want) {
			t.Errorf("%s: filters %v, want %v", c.filters, q.request.Filters, c.want)
		}
	}
}

func TestAQueryWithoutVersionIsMigrated(t *testing.T) {
	q, err := parse(asked(`{"filters":[{"key":"pod","operator":"!=","values":["a","b"]}]}`), false, defaultScrapeInterval)
	if err != nil {
		t.Fatal(err)
	}
	want := []join.Filter{{Key: memory.Pod, Operator: "!=|", Values: []string{"a", "b"}}}
	if q.Version != 1 || q.Type != "ledger" || !reflect.DeepEqual(q.request.Filters, want) {
		t.Errorf("version %d, type %q, filters %v; want version 1, a ledger, %v", q.Version, q.Type, q.request.Filters, want)
	}
}

func TestDefaults(t *testing.T) {
	q, err := parse(asked(`{"queryType":"divergence"}`), false, defaultScrapeInterval)
	if err != nil {
		t.Fatal(err)
	}
	if q.Tool.ID != "usage" || q.Heap.ID != "alloc" || q.Measures != nil || q.MaxRows != 10_000 || q.handler.table {
		t.Errorf("got tool %s, heap %s, measures %v, rows %d, table %v; want the contract's defaults", q.Tool.ID, q.Heap.ID, q.Measures, q.MaxRows, q.handler.table)
	}
	if q, err := parse(asked(`{"queryType":"divergence"}`), true, defaultScrapeInterval); err != nil || q.MaxRows != 0 {
		t.Errorf("a rule is answered with %d series at most, %v: want them all", q.MaxRows, err)
	}
	if q, err := parse(asked(`{"queryType":"tools"}`), false, defaultScrapeInterval); err != nil || !q.handler.table || q.MaxRows != 1000 {
		t.Errorf("tools without a format: %v, want a table", err)
	}
}

func TestNowIsTheEndOfTheRange(t *testing.T) {
	at := noon.Add(-10 * time.Minute)
	for _, c := range []struct {
		query string
		want  time.Time
	}{
		{`{"queryType":"containers"}`, noon},
		{`{"queryType":"signal","measures":["divergence_bytes"]}`, noon},
		{`{"queryType":"containers","at":"2026-01-31T11:50:00Z"}`, at},
		{`{"queryType":"divergence","format":"table","at":1769860200000}`, at},
		{`{"queryType":"tools","at":"1769860200000"}`, at},
		{`{"queryType":"tools","at":""}`, noon},
	} {
		q, err := parse(asked(c.query), false, defaultScrapeInterval)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
		} else if !q.request.To.Equal(c.want) || q.request.Step != 0 {
			t.Errorf("%s: at %s, step %s; want one moment, %s", c.query, q.request.To, q.request.Step, c.want)
		}
	}
}

func TestAnAlertsIntervalOfASecondIsNoStep(t *testing.T) {
	from := asked(`{"queryType":"ledger"}`)
	from.Interval, from.MaxDataPoints = time.Second, 43200
	q, err := parse(from, true, defaultScrapeInterval)
	if err != nil {
		t.Fatal(err)
	}
	if q.request.Step < defaultScrapeInterval {
		t.Errorf("step %s, want the scrape interval at the least", q.request.Step)
	}
	if r := q.request; r.From.UnixNano()%int64(r.Step) != 0 || r.To.UnixNano()%int64(r.Step) != 0 {
		t.Errorf("%s to %s is not aligned to %s", r.From, r.To, r.Step)
	}
}

func TestAnAlertRuleCannotAskForATable(t *testing.T) {
	for _, query := range []string{`{"refId":"A"}`, `{"queryType":"containers"}`, `{"queryType":"tools"}`, `{"queryType":"divergence","format":"table"}`, `{"queryType":"variable"}`} {
		_, err := parse(asked(query), true, defaultScrapeInterval)
		if err == nil || !strings.Contains(err.Error(), `"signal"`) || !strings.Contains(err.Error(), "unreclaimable_ratio") {
			t.Errorf("%s: error %v, want one that names signal and its measures", query, err)
		}
	}
	for _, query := range []string{`{"queryType":"ledger"}`, `{"queryType":"divergence"}`, `{"queryType":"tools","format":"time_series"}`, `{"queryType":"signal","measures":["unreclaimable_bytes"]}`} {
		if _, err := parse(asked(query), true, defaultScrapeInterval); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestATimeRangeMustNotEndBeforeItBegins(t *testing.T) {
	from := asked(`{"queryType":"ledger"}`)
	from.TimeRange.From, from.TimeRange.To = from.TimeRange.To, from.TimeRange.From
	if _, err := parse(from, false, defaultScrapeInterval); err == nil || !strings.Contains(err.Error(), "time range") {
		t.Errorf("error %v, want one about the time range", err)
	}
}

func FuzzParseNeverPanics(f *testing.F) {
	f.Add(`{"queryType":"ledger","filters":[{"key":"pod","operator":"=~","values":["a"]}],"at":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = parse(asked(text), false, defaultScrapeInterval)
	})
}
