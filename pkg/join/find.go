package join

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// Place is one scrape target. Exporters share metric names, so that only what one target holds as a
// whole tells which of them it is.
type Place struct{ Job, Instance, Path, ExportedJob, ExportedInstance string }

func placeOf(label func(string) string) Place {
	return Place{label("job"), label(instanceLabel), label("metrics_path"), label(relaying[0]), label(relaying[1])}
}

// selectorLabel marks, in the second question of Find, which selector a count is of.
const selectorLabel = "memledger_selector"

// releaseLabels are what the evidence of a release is read from.
var releaseLabels = []string{"version", "tags"}

// holdings is what a server holds: by target, the label sets of each metric as far as they are asked.
type holdings map[Place]metrics

type metrics map[string]metricHeld

type metricHeld struct {
	series int
	labels []map[string]string
}

func (m metrics) held(name string) []map[string]string { return m[name].labels }

// Find tells, in two cheap questions, which exporters each scrape target of the server is.
func Find(ctx context.Context, api API, at time.Time) ([]Found, error) {
	holds, err := presence(ctx, api, at)
	if err != nil {
		return nil, fmt.Errorf("detect exporters: %w", err)
	}
	asked := claimsOf(holds)
	err = asked.ask(ctx, api, at)
	if err != nil && holds.dropDotted() {
		// A server may hold names with dots and not read quoted labels (older VictoriaMetrics): then all
		// but what has them is asked for.
		asked = claimsOf(holds)
		err = asked.ask(ctx, api, at)
	}
	if err != nil {
		return nil, fmt.Errorf("detect exporters by their labels: %w", err)
	}
	byID := map[memory.DialectID]*Found{}
	for place, has := range holds {
		var fit []*memory.Dialect
		for i := range memory.Dialects {
			d := &memory.Dialects[i]
			if asked.claimed(d, place) > 0 && d.FitsBeside(has.held) {
				fit = append(fit, d)
			}
		}
		for _, d := range memory.Unrefined(fit) {
			if byID[d.ID] == nil {
				byID[d.ID] = &Found{Dialect: d.ID, Side: d.Side}
			}
			byID[d.ID].add(d, place, has, asked)
		}
	}
	found := []Found{} // not nil: nil is "not asked"
	for _, d := range memory.Dialects {
		if f := byID[d.ID]; f != nil {
			f.sort()
			found = append(found, *f)
		}
	}
	return found, nil
}

// presence asks which of the telling metrics each target holds, and how many series of them.
func presence(ctx context.Context, api API, at time.Time) (holdings, error) {
	var names, releases []string
	for i := range memory.Dialects {
		for _, r := range memory.Dialects[i].Told.Release {
			releases = append(releases, r.Metric)
		}
	}
	for i := range memory.Dialects {
		for _, n := range memory.Dialects[i].DetectionMetrics() {
			if !slices.Contains(releases, n) {
				names = append(names, n)
			}
		}
	}
	by := "__name__, " + strings.Join(targetLabels, ", ")
	query := fmt.Sprintf(`count by (%s) ({__name__=~%s}) or count by (%s, %s) ({__name__=~%s})`, by, strconv.Quote(strings.Join(escaped(sortedSet(names)), "|")),
		by, strings.Join(releaseLabels, ", "), strconv.Quote(strings.Join(escaped(sortedSet(releases)), "|")))
	v, _, err := api.Instant(ctx, query, at)
	if err != nil {
		return nil, err
	}
	holds := holdings{}
	for _, s := range v {
		place, name := placeOf(func(l string) string { return string(s.Metric[model.LabelName(l)]) }), string(s.Metric[model.MetricNameLabel])
		if holds[place] == nil {
			holds[place] = metrics{}
		}
		h := holds[place][name]
		labels := map[string]string{}
		for _, l := range releaseLabels {
			labels[l] = string(s.Metric[model.LabelName(l)])
		}
		holds[place][name] = metricHeld{h.series + int(s.Value), append(h.labels, labels)}
	}
	return holds, nil
}

// dropDotted forgets the metrics whose names have dots, and tells whether there were any.
func (h holdings) dropDotted() (any bool) {
	for _, m := range h {
		for name := range m {
			if strings.Contains(name, ".") {
				any = true
				delete(m, name)
			}
		}
	}
	return any
}

// escaped makes names literal in a regular expression: OpenTelemetry's have dots.
func escaped(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.ReplaceAll(n, ".", `\.`)
	}
	return out
}

func (f *Found) add(d *memory.Dialect, place Place, has metrics, asked *claims) {
	f.Jobs, f.Places = append(f.Jobs, place.Job), append(f.Places, place)
	n := asked.claimed(d, place)
	if f.Side == memory.CgroupSide {
		f.Cgroups += n
	} else {
		f.Targets++
	}
	for _, m := range d.MarkerMetrics() {
		if h, ok := has[m]; ok {
			f.Markers = append(f.Markers, m)
			f.Series += h.series
		}
	}
	f.Labels, f.Bare = asked.labels(d), asked.bare(d)
}

func (f *Found) sort() {
	f.Jobs, f.Markers, f.Places = sortedSet(f.Jobs), sortedSet(f.Markers), sortedPlaces(f.Places)
}

func (p Place) parts() []string {
	return []string{p.Job, p.Instance, p.Path, p.ExportedJob, p.ExportedInstance}
}

func sortedPlaces(all []Place) []Place {
	slices.SortFunc(all, func(a, b Place) int {
		return slices.Compare(a.parts(), b.parts())
	})
	return all
}
