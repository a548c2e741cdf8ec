package frame

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/dataplane/sdata/numeric"
	"github.com/grafana/dataplane/sdata/reader"
	"github.com/grafana/dataplane/sdata/timeseries"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// kinds is every kind of answer, asked of the same fleet.
func kinds(t *testing.T) map[string]func(*join.Result) *data.Frame {
	ratio, ok := memory.MeasureByID("unreclaimable_ratio")
	if !ok {
		t.Fatal("no measure unreclaimable_ratio")
	}
	q := func(queryType string) Query { return asked(t, queryType) }
	groups := q("ledger")
	groups.ByGroup = true
	return map[string]func(*join.Result) *data.Frame{
		"ledger":           func(r *join.Result) *data.Frame { return Ledger(q("ledger"), r) },
		"ledger-groups":    func(r *join.Result) *data.Frame { return Ledger(groups, r) },
		"divergence":       func(r *join.Result) *data.Frame { return Divergence(q("divergence"), r) },
		"divergence-table": func(r *join.Result) *data.Frame { return Breakdown(q("divergence"), atEnd(r)) },
		// podman with the page cache in its number, and a tool that counts less than what Go holds.
		"divergence-table-incident": func(r *join.Result) *data.Frame { return Breakdown(gapOf(t, "podman_4_0", "alloc"), atPoint(r, 1)) },
		"divergence-table-negative": func(r *join.Result) *data.Frame { return Breakdown(gapOf(t, "cadvisor_rss", "go_total"), atEnd(r)) },
		"tools-table": func(r *join.Result) *data.Frame {
			few := q("tools")
			few.MaxRows = 1 // one container is enough to read
			return Tools(few, atEnd(r))
		},
		"tools":      func(r *join.Result) *data.Frame { return ToolSeries(q("tools"), r) },
		"signal":     func(r *join.Result) *data.Frame { return Signal(q("signal"), ratio, atEnd(r)) },
		"containers": func(r *join.Result) *data.Frame { return Containers(q("containers"), atEnd(r)) },
		"variable": func(r *join.Result) *data.Frame {
			return Variable(q("variable"), Values(r, memory.Container), r)
		},
	}
}

func TestGoldenFrames(t *testing.T) {
	for name, write := range kinds(t) {
		t.Run(name, func(t *testing.T) {
			checkGolden(t, name, write(fleet(t)))
		})
	}
}

func TestEveryFrameIsTypedAndTheSameEachTime(t *testing.T) {
	for name, write := range kinds(t) {
		first, again := write(fleet(t)), write(fleet(t))
		if a, b := jsonOf(t, first), jsonOf(t, again); a != b {
			t.Errorf("%s: two answers to one question differ", name)
		}
		if first.Meta.Type == "" || first.Meta.TypeVersion != typeVersion {
			t.Errorf("%s: type %q %s, want one of version 0.1", name, first.Meta.Type, first.Meta.TypeVersion)
		}
		if first.Meta.ExecutedQueryString == "" {
			t.Errorf("%s: no executedQueryString", name)
		}
	}
}

func jsonOf(t *testing.T, f *data.Frame) string {
	t.Helper()
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestNoFrameHoldsNaN(t *testing.T) {
	for name, write := range kinds(t) {
		r := fleet(t)
		// Put refuses these; a reader that does not use it must not get through either.
		for _, p := range r.Containers[0].Points {
			p.Snapshot.Values[memory.GoHeapAlloc] = math.NaN()
			p.Snapshot.Values[memory.Limit] = math.Inf(1)
			delete(p.Snapshot.Values, memory.HierarchicalLimit)
		}
		for _, f := range write(r).Fields {
			for i := range f.Len() {
				if v, err := f.FloatAt(i); err == nil && !f.NilAt(i) && (math.IsNaN(v) || math.IsInf(v, 0)) {
					t.Errorf("%s: field %s %s holds %g", name, f.Name, f.Labels, v)
				}
			}
		}
	}
}

// alertKinds are those that an alert rule can evaluate.
var alertKinds = []string{"ledger", "ledger-groups", "divergence", "tools", "signal"}

func TestAlertRulesCanReadEveryTypedFrame(t *testing.T) {
	for _, name := range alertKinds {
		f := kinds(t)[name](fleet(t))
		if _, err := reader.CanReadBasedOnMeta(data.Frames{f}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, labels := range labelSets(t, f) {
			if labels == "" {
				t.Errorf("%s: a series without labels", name)
			}
		}
		if all := labelSets(t, f); len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) {
			t.Errorf("%s: two series have the same labels, which is an error in an alert rule: %v", name, all)
		}
	}
}

// labelSets are the label sets that Grafana's own reader sees, names left out as alerting does.
func labelSets(t *testing.T, f *data.Frame) (sets []string) {
	t.Helper()
	if f.Meta.Type == data.FrameTypeNumericLong {
		r, err := numeric.CollectionReaderFromFrames(data.Frames{f})
		if err != nil {
			t.Fatal(err)
		}
		c, err := r.GetCollection(false)
		if err != nil || c.Warning != nil {
			t.Fatal(err, c.Warning)
		}
		for _, ref := range c.Refs {
			if v, empty, err := ref.NullableFloat64Value(); err != nil || empty || v == nil {
				t.Errorf("%s: a row without value", ref.GetLabels())
			}
			sets = append(sets, ref.GetLabels().String())
		}
		return sets
	}
	r, err := timeseries.CollectionReaderFromFrames(data.Frames{f})
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.GetCollection(true)
	if err != nil || c.Warning != nil || len(c.RemainderIndices) > 0 {
		t.Fatal(err, c.Warning, c.RemainderIndices)
	}
	for _, ref := range c.Refs {
		sets = append(sets, ref.GetLabels().String())
	}
	return sets
}

func TestAnEmptyAnswerIsATypedFrameThatSaysSo(t *testing.T) {
	for name, write := range kinds(t) {
		f := write(&join.Result{Queries: []string{"up"}})
		if f.Rows() != 0 || f.Meta == nil || f.Meta.Type == "" {
			t.Errorf("%s: %d rows, want a typed frame without any", name, f.Rows())
		}
		if len(f.Meta.Notices) != 1 || f.Meta.Notices[0].Text != NoData {
			t.Errorf("%s: notices %v, want one that says that there is no data", name, f.Meta.Notices)
		}
		if slices.Contains(alertKinds, name) && len(f.Fields) != 0 {
			t.Errorf("%s: %d fields, want none: that is the contract's no data", name, len(f.Fields))
		}
	}
}

// The classes of a moment add up to usage; overlays are never among them.
func TestLedgerBooksBalanceInTheFrame(t *testing.T) {
	r := fleet(t)
	f := Ledger(asked(t, "ledger"), r)
	for _, c := range r.Containers {
		for i, p := range c.Points {
			var sum float64
			for _, field := range f.Fields[1:] {
				if field.Labels["container"] != c.Labels[memory.Container] || field.Labels["group"] == overlayGroup {
					continue
				}
				if v, _ := field.NullableFloatAt(i); v != nil {
					sum += *v
				}
			}
			if want, _ := p.Snapshot.Get(memory.Usage); sum != want {
				t.Errorf("%s at point %d: Σ classes = %.0f, want usage %.0f", c.Labels[memory.Container], i, sum, want)
			}
		}
	}
}

func TestAClassThatWasNotToldApartIsNullAndNotZero(t *testing.T) {
	f := Ledger(asked(t, "ledger"), fleet(t))
	for class, want := range map[string][]bool{"file": {true, false, false, false}, "file_inactive": {false, true, true, false}} {
		for _, field := range f.Fields {
			if field.Name != class || field.Labels["container"] != "cart" {
				continue
			}
			for i, there := range want {
				if got := !field.NilAt(i); got != there {
					t.Errorf("%s of cart at point %d: known = %v, want %v", class, i, got, there)
				}
			}
		}
	}
}

func TestLedgerKeepsTheClassesAskedFor(t *testing.T) {
	q := asked(t, "ledger")
	q.Classes = map[string]bool{"heap_idle": true, "limit": true, "goroutines": true}
	for _, f := range Ledger(q, fleet(t)).Fields[1:] {
		if !q.Classes[f.Labels["class"]] {
			t.Errorf("field %s %s, want only %v", f.Name, f.Labels, q.Classes)
		}
		if f.Name == "goroutines" && f.Config.Unit != "short" {
			t.Errorf("goroutines have the unit %q, want short", f.Config.Unit)
		}
	}
}

func TestTwoCgroupsOfOneIdentityGetTheirID(t *testing.T) {
	r := fleet(t)
	twin := r.Containers[0]
	twin.CgroupID = "/machine.slice/libpod-2.scope"
	r.Containers = append(r.Containers, twin)
	for _, name := range alertKinds {
		sets := labelSets(t, kinds(t)[name](r))
		if n := len(slices.Compact(slices.Sorted(slices.Values(sets)))); n != len(sets) {
			t.Errorf("%s: %d label sets for %d series", name, n, len(sets))
		}
	}
}

func TestTablesAreCutWithANotice(t *testing.T) {
	q := asked(t, "containers")
	q.MaxRows = 2
	f := Containers(q, atEnd(fleet(t)))
	if f.Rows() != 2 {
		t.Errorf("%d rows, want 2", f.Rows())
	}
	if !slices.ContainsFunc(f.Meta.Notices, func(n data.Notice) bool { return strings.HasPrefix(n.Text, "2 of 4 shown") }) {
		t.Errorf("notices %v, want one that says 2 of 4 shown", f.Meta.Notices)
	}
}

// TestSeriesAreCutByTheLargestContainers: those that are shown are whole, and stand where they stood.
func TestSeriesAreCutByTheLargestContainers(t *testing.T) {
	q, r := asked(t, "ledger"), fleet(t)
	q.MaxRows = 0
	all := Ledger(q, r)
	usage := func(c join.Container) float64 {
		v, _ := c.Points[len(c.Points)-1].Snapshot.Get(memory.Usage)
		return v
	}
	smallest := slices.MinFunc(r.Containers, func(a, b join.Container) int { return cmp.Compare(usage(a), usage(b)) }).Labels[memory.Container]
	var want []string
	for _, f := range all.Fields {
		if f.Labels["container"] != smallest {
			want = append(want, f.Name+f.Labels.String())
		}
	}
	q.MaxRows = len(all.Fields) - 2 // one series too few
	var got []string
	cut := Ledger(q, r)
	for _, f := range cut.Fields {
		got = append(got, f.Name+f.Labels.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("shown are\n%q, want all but the smallest container, %s:\n%q", got, smallest, want)
	}
	const notice = "2 of 3 containers shown, those with the largest usage: narrow the filter or raise maxRows"
	if !slices.ContainsFunc(cut.Meta.Notices, func(n data.Notice) bool { return n.Text == notice }) {
		t.Errorf("notices %v, want %q", cut.Meta.Notices, notice)
	}
	if q.MaxRows = 1; len(Ledger(q, r).Fields) < 3 {
		t.Error("no container is shown whole, want one at the least")
	}
}

func TestLinksCarryHostileNamesEscaped(t *testing.T) {
	s := series{Container: join.Container{Labels: join.Labels{memory.Container: `a&b=${__user.login}"`}}}
	if got, want := (Query{}).link(s)[0].URL, "/d/memledger-container-memory?var-container=a%26b%3D%24%7B__user.login%7D%22&${__url_time_range}"; got != want {
		t.Errorf("link %s, want %s", got, want)
	}
}

// Groups come from here so that no panel has to add classes up.
func TestGroupsOfTheGapAreTheSumsOfTheirClasses(t *testing.T) {
	for _, name := range []string{"divergence-table", "divergence-table-incident", "divergence-table-negative"} {
		f := kinds(t)[name](fleet(t))
		for whole, part := range map[string]string{"group_bytes": "bytes", "group_counted": "counted", "group_in_heap": "in_heap", "group_step": "step"} {
			sums, told := map[string]float64{}, map[string]float64{}
			for i := range f.Rows() {
				group, container := cell(t, f, "group", i), cell(t, f, "container", i)
				key := fmt.Sprint(container, "/", group)
				if v := number(t, f, part, i); v != nil {
					sums[key] += *v
					told[key] = *number(t, f, whole, i)
				}
			}
			if !maps.Equal(sums, told) {
				t.Errorf("%s: %s is %v, want Σ %s = %v", name, whole, told, part, sums)
			}
		}
	}
}

func cell(t *testing.T, f *data.Frame, name string, row int) string {
	t.Helper()
	field, _ := f.FieldByName(name)
	if field == nil {
		t.Fatalf("no column %q", name)
	}
	if v, ok := field.ConcreteAt(row); ok {
		return fmt.Sprint(v)
	}
	return ""
}

func number(t *testing.T, f *data.Frame, name string, row int) *float64 {
	t.Helper()
	field, _ := f.FieldByName(name)
	if field == nil {
		t.Fatalf("no column %q", name)
	}
	v, err := field.NullableFloatAt(row)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTheGapSaysWhichMomentItIsOf(t *testing.T) {
	f := kinds(t)["divergence-table-incident"](fleet(t))
	if got, want := cell(t, f, "at", 0), noon.Add(15*time.Second); got != want.String() {
		t.Errorf("at = %s, want %s", got, want)
	}
}

func TestGapReadsInTheUnitsOfTheTool(t *testing.T) {
	q := asked(t, "divergence")
	for tool, want := range map[memory.FormulaID]string{"podman_5_6": "decbytes", "docker_20_10": "bytes"} {
		q.Tool, _ = memory.FormulaByID(tool)
		f, _ := Divergence(q, fleet(t)).FieldByName("reported")
		if f == nil || f.Config.Unit != want {
			t.Errorf("%s: field %v, want the unit %s", tool, f, want)
		}
		table := Breakdown(q, atEnd(fleet(t)))
		for _, name := range []string{"bytes", "from", "reported", "divergence", "group_step"} {
			if f, _ := table.FieldByName(name); f == nil || f.Config.Unit != want {
				t.Errorf("%s: column %s %v, want the unit %s", tool, name, f, want)
			}
		}
	}
}

// A person who chose podman sees MB everywhere, as podman prints.
func TestLedgerAndToolsReadInTheUnitsOfTheTool(t *testing.T) {
	for tool, want := range map[memory.FormulaID]string{"podman_3": "decbytes", "usage": "bytes"} {
		for kind, write := range map[string]func(Query, *join.Result) *data.Frame{"ledger": Ledger, "tools": Tools} {
			q := gapOf(t, tool, "alloc")
			q.Type = kind
			for _, f := range write(q, fleet(t)).Fields {
				if f.Config != nil && strings.HasSuffix(f.Config.Unit, "bytes") && f.Config.Unit != want {
					t.Errorf("%s of %s: %s has unit %q, want %q", kind, tool, f.Name, f.Config.Unit, want)
				}
			}
		}
	}
}

// Go tells math.MaxInt64 where GOMEMLIMIT is not set; of a process that does not tell it nothing is known.
func TestALimitThatIsNotSetIsToldFromOneThatIsNotKnown(t *testing.T) {
	notSet := func(limits ...float64) any {
		r := atEnd(fleet(t))
		r.Containers = r.Containers[:1]
		for _, v := range limits {
			r.Containers[0].Points[0].Snapshot.Put(memory.GoMemLimit, v)
		}
		q := asked(t, "ledger")
		q.Classes = map[string]bool{"gomemlimit": true, "gogc": true}
		return Ledger(q, r).Meta.Custom.(map[string]any)["memledger"].(map[string]any)["notSet"]
	}
	if got, ok := notSet(math.MaxInt64).([]string); !ok || !slices.Equal(got, []string{"gomemlimit"}) {
		t.Errorf("math.MaxInt64: not set %v, want gomemlimit", got)
	}
	for _, limits := range [][]float64{{}, {1 << 30}} {
		if got := notSet(limits...); got != nil {
			t.Errorf("%v: not set %v, want nothing", limits, got)
		}
	}
}

func TestLinksStayWithTheDataSourceThatAnswered(t *testing.T) {
	q := asked(t, "ledger")
	q.Source = "my/uid"
	f := Ledger(q, fleet(t))
	if got := f.Fields[1].Config.Links[0].URL; !strings.Contains(got, "?var-datasource=my%2Fuid&") {
		t.Errorf("link %s, want it to name the data source", got)
	}
}

func TestEmptyAnswerOfASparseRangeSaysSo(t *testing.T) {
	q := asked(t, "ledger")
	for step, want := range map[time.Duration]bool{43 * time.Minute: true, 15 * time.Second: false} {
		q.Step = step
		f := Ledger(q, &join.Result{})
		if got := slices.ContainsFunc(f.Meta.Notices, func(n data.Notice) bool { return strings.Contains(n.Text, "read every 43m") }); got != want {
			t.Errorf("step %s: notices %v", step, f.Meta.Notices)
		}
	}
}

// Of 40 MiB that the collector found live 10 are in swap: the class is what is in RAM, the overlay what is live.
func TestTheLiveHeapIsToldWholeBesideItsResidentPart(t *testing.T) {
	const mib = 1 << 20
	r := atEnd(fleet(t))
	r.Containers = r.Containers[:1]
	r.Containers[0].Points[0].Snapshot = memory.Snapshot{CgroupVersion: 2, GoTargets: 1, Values: map[memory.CounterID]float64{
		memory.Usage: 30 * mib, memory.Anon: 30 * mib, memory.RSSAnon: 30 * mib, memory.GoHeapLive: 40 * mib, memory.GoHeapAlloc: 40 * mib, memory.GoHeapInuse: 40 * mib,
		memory.GoHeapIdle: 0, memory.GoHeapReleased: 0, memory.GoHeapSys: 40 * mib, memory.GoStackInuse: 0, memory.GoStackSys: 0, memory.GoSys: 40 * mib,
	}}
	q := asked(t, "ledger")
	q.Classes = map[string]bool{"heap_marked": true, "heap_live": true}
	f := Ledger(q, r)
	for name, want := range map[string]float64{"heap_marked": 30 * mib, "heap_live": 40 * mib} {
		field, _ := f.FieldByName(name)
		if field == nil {
			t.Fatalf("no %s", name)
		}
		if got, ok := field.ConcreteAt(field.Len() - 1); !ok || got != want {
			t.Errorf("%s %v, want %.0f", name, got, want)
		}
	}
}
