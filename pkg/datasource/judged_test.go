package datasource

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/internal/frametest"
	"github.com/memledger/memledger/pkg/frame"
	"github.com/memledger/memledger/pkg/memory"
)

// leaking is a container whose live heap grew by bytes an hour until noon, at half a gigabyte of limit.
func leaking(t *testing.T, name string, perHour float64) [][]promSeries {
	s := snapshot(t, "cgroup-v2-linux-6.1/08-off-heap")
	s.Values = maps.Clone(s.Values)
	s.Put(memory.Limit, 512<<20)
	s.Put(memory.HierarchicalLimit, 512<<20)
	sides := [][]promSeries{exposed(s, memory.DialectMemledger, cgroupOf(name)), exposed(s, memory.DialectGo, goOf(name))}
	grows := map[string]bool{}
	for _, id := range []memory.CounterID{memory.Usage, memory.Anon, memory.InactiveAnon, memory.GoHeapAlloc, memory.GoHeapInuse, memory.GoHeapSys, memory.GoHeapLive, memory.GoSys, memory.RSS, memory.RSSAnon} {
		for _, d := range []memory.DialectID{memory.DialectMemledger, memory.DialectGo} {
			dialect, _ := memory.DialectByID(d)
			for _, sp := range dialect.Spellings {
				if sp.Counter == id {
					grows[sp.Metric] = true
				}
			}
		}
	}
	for _, side := range sides {
		for i := range side {
			if x := &side[i]; grows[x.labels["__name__"]] {
				was := x.value + 200<<20
				x.of = func(at float64) float64 { return was + perHour*(at-float64(noon.Unix()))/3600 }
			}
		}
	}
	return sides
}

func leakyFleet(t *testing.T) *promDouble {
	return newPromDouble(t, append(append(leaking(t, "quiet", 0), leaking(t, "leaky", 2<<20)...), leaking(t, "slow", 1<<20)...)...)
}

func column(t *testing.T, f *data.Frame, name string) (all []any) {
	t.Helper()
	for i := range f.Rows() {
		all = append(all, frametest.Cell(t, f, name, i))
	}
	return all
}

func TestAVerdictSaysWhatGrows(t *testing.T) {
	server := leakyFleet(t)
	d := configuredWith(t, server.URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"verdict"}`)["A"])
	trends := map[any]any{}
	for i, name := range column(t, f, "container") {
		trends[name] = column(t, f, "trend")[i]
	}
	if f.Rows() != 3 || trends["leaky"] != "heap_leak" || trends["quiet"] != "none" {
		t.Errorf("trends %v, want a heap leak of leaky and none of quiet", trends)
	}
	if evidence, _ := frametest.Cell(t, f, "evidence", 0).(string); !strings.Contains(evidence, " a day") {
		t.Errorf("evidence %q, want the growth a day", evidence)
	}
	if docs, _ := f.FieldByName("docs"); docs == nil || len(docs.Config.Links) != 1 || docs.Config.Links[0].URL != "${__value.raw}" {
		t.Errorf("docs %+v, want a column that links to what it holds", docs)
	}
	for i, docs := range column(t, f, "docs") {
		page, _ := strings.CutPrefix(docs.(string), "https://github.com/memledger/memledger/blob/main/")
		if _, err := os.Stat(filepath.Join("..", "..", page)); err != nil {
			t.Errorf("docs %v in row %d: %v, want a page of the repository", docs, i, err)
		}
	}
	for _, field := range f.Fields {
		for i := range field.Len() {
			if v, ok := field.At(i).(*float64); ok && v != nil && (*v != *v || *v > 1e300) {
				t.Errorf("%s is %v in row %d", field.Name, *v, i)
			}
		}
	}
	// Two questions about now, two about the past of at most eight counters, at most 200 times.
	var ranges []string
	for _, q := range server.asked() {
		if strings.HasPrefix(q, "max by (__name__") {
			ranges = append(ranges, q)
		}
	}
	past := strings.Join(ranges[min(2, len(ranges)):], "\n") // the sides of one moment come in any order
	if len(ranges) != 4 || strings.Contains(past, "cgroup_memory_percpu_bytes") || !strings.Contains(past, "cgroup_memory_anon_bytes") {
		t.Errorf("asked %d times: %q; want two for now and two for the past of what the trend reads", len(ranges), ranges)
	}
	answers(t, d, `{"queryType":"verdict","maxRows":1}`, `{"queryType":"signal","measures":["confidence"],"causes":["heap_leak"]}`)
	if n := len(server.asked()); n != 4+4 { // detection asks twice, now and where the past begins
		t.Errorf("%d questions, want those of the first query: verdicts of one moment are drawn once", n)
	}
}

// still is a capture's container in which nothing moves.
func still(t *testing.T, name, capture string, limit float64) [][]promSeries {
	s := snapshot(t, capture)
	s.Values = maps.Clone(s.Values)
	s.Put(memory.Limit, limit)
	s.Put(memory.HierarchicalLimit, limit)
	return [][]promSeries{exposed(s, memory.DialectMemledger, cgroupOf(name)), exposed(s, memory.DialectGo, goOf(name))}
}

func TestWhoHasNoHoursIsRankedByWhatCannotBeReclaimed(t *testing.T) {
	// Page cache far from the limit, and memory outside Go near it: the gap does not say which of them is nearer.
	server := newPromDouble(t, append(still(t, "cache", "cgroup-v1-podman-4.3.1/01-page-cache", 4<<30), still(t, "native", "cgroup-v2-linux-6.1/08-off-heap", 384<<20)...)...)
	d := configuredWith(t, server.URL, `{}`)
	for rank, want := range map[string]string{"divergence": "[cache native]", "hours_to_limit": "[native cache]"} {
		f := frameOf(t, answers(t, d, fmt.Sprintf(`{"queryType":"fleet","rank":%q}`, rank))["A"])
		if got := fmt.Sprint(column(t, f, "container")); got != want {
			t.Errorf("by %s %s, hours %v, want %s", rank, got, column(t, f, "hours_to_limit"), want)
		}
	}
}

func TestAFleetIsRankedAndCut(t *testing.T) {
	server := leakyFleet(t)
	d := configuredWith(t, server.URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"fleet"}`)["A"])
	if n := len(server.asked()); n != 4 { // detection asks twice
		t.Errorf("%d questions, want two but for detection: the rank needs no past", n)
	}
	if f.Rows() != 3 || frametest.Cell(t, f, "cause", 0) == nil || frametest.Cell(t, f, "trend", 0) != nil || frametest.Cell(t, f, "growth", 0) != nil {
		t.Errorf("%d rows, cause %v, trend %v; want what makes it large now, and nothing of the past", f.Rows(), frametest.Cell(t, f, "cause", 0), frametest.Cell(t, f, "trend", 0))
	}
	f = frameOf(t, answers(t, d, `{"queryType":"fleet","rank":"cause","maxRows":2}`)["A"])
	if got := fmt.Sprint(column(t, f, "container")); !strings.HasPrefix(got, "[leaky") && !strings.HasPrefix(got, "[slow") {
		t.Errorf("containers %s, want what grows first", got)
	}
	if f.Rows() != 2 || !strings.Contains(noticesOf(f), "2 of 3 shown") {
		t.Errorf("%d rows, notices %q; want two of three", f.Rows(), noticesOf(f))
	}
	for _, rank := range frame.Ranks {
		if f := frameOf(t, answers(t, d, fmt.Sprintf(`{"queryType":"fleet","rank":%q}`, rank.ID))["A"]); f.Rows() != 3 {
			t.Errorf("rank %s: %d rows, want three", rank.ID, f.Rows())
		}
	}
}

func TestAConfidenceHasARowForEachCauseOfEachContainer(t *testing.T) {
	d := configuredWith(t, leakyFleet(t).URL, `{}`)
	f := frameOf(t, answersWith(t, d, map[string]string{"FromAlert": "true"}, `{"queryType":"signal","measures":["confidence"],"causes":["heap_leak","native_leak"]}`)["A"])
	values := map[string]any{}
	for i, name := range column(t, f, "container") {
		values[fmt.Sprint(name, " ", frametest.Cell(t, f, "cause", i))] = frametest.Cell(t, f, "value", i)
	}
	if len(values) != 6 || values["leaky heap_leak"].(float64) < memory.Sure || values["quiet heap_leak"] != 0.0 || values["leaky native_leak"] != 0.0 {
		t.Errorf("%v, want a number for each cause of each of three containers, above 0.8 for the leak alone", values)
	}
	f = frameOf(t, answersWith(t, d, map[string]string{"FromAlert": "true"}, `{"queryType":"signal","measures":["hours_to_limit"]}`)["A"])
	if f.Rows() != 3 {
		t.Errorf("%d rows, want one for each container with a limit", f.Rows())
	}
	for i := range f.Rows() {
		if v := frametest.Cell(t, f, "value", i).(float64); v < 0 || v > 8760 {
			t.Errorf("%v hours, want 0 to 8760", v)
		}
	}
}

func TestTablesOfVerdictsAreNoAlertsAndBadOnesSayWhatWasExpected(t *testing.T) {
	d := configuredWith(t, leakyFleet(t).URL, `{}`)
	for query, want := range map[string]string{
		`{"queryType":"verdict"}`:                                                    `want "signal"`,
		`{"queryType":"fleet"}`:                                                      `want "signal"`,
		`{"queryType":"events"}`:                                                     `want "signal"`,
		`{"queryType":"signal","measures":["confidence"]}`:                           "want causes, one or more of ",
		`{"queryType":"signal","measures":["confidence"],"causes":["leak"]}`:         `cause "leak" is not known: want one of `,
		`{"queryType":"signal","measures":["hours_to_limit"],"window":"5m"}`:         `window "5m": want a time from 1h to 30d`,
		`{"queryType":"signal","measures":["hours_to_limit"],"window":"$w"}`:         "the variable $w has no value here",
		`{"queryType":"signal","measures":["hours_to_limit"],"sensitivity":"extra"}`: `sensitivity "extra" is not known: want one of low, normal, high`,
	} {
		r := answersWith(t, d, map[string]string{"FromAlert": "true"}, query)["A"]
		if r.Error == nil || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v, want %q", query, r.Error, want)
		}
	}
	r := answers(t, d, `{"queryType":"fleet","rank":"size"}`)["A"]
	if r.Error == nil || !strings.Contains(r.Error.Error(), `rank "size" is not known: want one of divergence, unreclaimable_ratio, growth, hours_to_limit, cause`) {
		t.Errorf("%v, want the ranks there are", r.Error)
	}
}

func TestTheWindowIsWhatIsLookedAt(t *testing.T) {
	server := leakyFleet(t)
	d := configuredWith(t, server.URL, `{}`)
	answers(t, d, `{"queryType":"verdict","window":"6h"}`)
	server.mu.Lock()
	defer server.mu.Unlock()
	for _, r := range server.ranges {
		if want := noon.Add(-6 * time.Hour).Unix(); r[0] != float64(want) || r[1] != float64(noon.Unix()) {
			t.Errorf("asked from %v to %v, want six hours until noon", r[0], r[1])
		}
	}
	if len(server.ranges) != 2 {
		t.Errorf("%d ranges, want two", len(server.ranges))
	}
}

// killed is a quiet container whose processes the OOM killer ended: twice two days ago, and once ten minutes ago.
func killed(t *testing.T, name string) [][]promSeries {
	sides := leaking(t, name, 0)
	for i := range sides[0] {
		if x := &sides[0][i]; x.labels["__name__"] == "cgroup_memory_events_oom_kill_total" {
			x.value, x.of = 8, func(at float64) float64 {
				switch ago := float64(noon.Unix()) - at; {
				case ago < 600:
					return 8
				case ago < 48*3600:
					return 7
				}
				return 5
			}
		}
	}
	return sides
}

func TestKillsOfTheWindowStandInTheSummary(t *testing.T) {
	d := configuredWith(t, newPromDouble(t, append(leaking(t, "quiet", 0), killed(t, "loop")...)...).URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"verdict"}`)["A"])
	for i, name := range column(t, f, "container") {
		summary, trend := fmt.Sprint(frametest.Cell(t, f, "summary", i)), frametest.Cell(t, f, "trend", i)
		if told := strings.Contains(summary, "the OOM killer ended a process 3 times in the last 3 days"); told != (name == "loop") || (trend == "none") == told {
			t.Errorf("%v: %q, trend %v; want three kills of loop alone, which is not quiet", name, summary, trend)
		}
	}
}

func TestKillsOfTheLastHourAreASignal(t *testing.T) {
	d := configuredWith(t, newPromDouble(t, append(leaking(t, "quiet", 0), killed(t, "loop")...)...).URL, `{}`)
	f := frameOf(t, answersWith(t, d, map[string]string{"FromAlert": "true"}, `{"queryType":"signal","measures":["oom_kills"],"unknownAs":0}`)["A"])
	values := map[any]any{}
	for i, name := range column(t, f, "container") {
		values[name] = frametest.Cell(t, f, "value", i)
	}
	if len(values) != 2 || values["loop"] != 1.0 || values["quiet"] != 0.0 {
		t.Errorf("%v, want one kill of loop, and a row for each container", values)
	}
}
