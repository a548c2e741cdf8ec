package join

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// Found is one dialect that the server holds.
type Found struct {
	Dialect        memory.DialectID
	Side           memory.Side
	Jobs           []string
	Places         []Place              // the scrape targets that speak it
	Markers        []string             // of its marker metrics those that are there
	Labels         []string             // of labels that stand in for each other those that are there
	Bare           []memory.IdentityKey // Go side: keys of which some series has no label
	Series         int                  // of its markers, whoever's they are
	Cgroups        int                  // cgroup side: cgroups, slices and pods too where labels do not tell
	Targets        int                  // other sides: scrape targets
	ScrapeInterval time.Duration        // 0: not known
	Missing        []string             // metrics that would tell more, were they there
}

// Detect tells which exporters and Go series the server holds at a moment, and what is missing.
func Detect(ctx context.Context, api API, at time.Time) ([]Found, error) {
	found, err := Find(ctx, api, at)
	if err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	for i := range found {
		// These two are for people who look at the settings: where they fail (a server may refuse a
		// wide count) a query is answered all the same.
		wg.Go(func() { found[i].Missing, _ = missing(ctx, api, &found[i], at) })
		wg.Go(func() { found[i].ScrapeInterval, _ = scrapeInterval(ctx, api, &found[i], at) })
	}
	wg.Wait()
	return found, nil
}

// Intervals adds to what Find told how often each exporter is scraped, for people who look at it.
func Intervals(ctx context.Context, api API, found []Found, at time.Time) []Found {
	found = slices.Clone(found)
	var wg sync.WaitGroup
	for i := range found {
		wg.Go(func() { found[i].ScrapeInterval, _ = scrapeInterval(ctx, api, &found[i], at) })
	}
	wg.Wait()
	return found
}

// inJobs selects metrics of the jobs that have the dialect.
func (f *Found) inJobs(names []string) string {
	return fmt.Sprintf(`{%s,job=~%s}`, nameMatcher(names), strconv.Quote(alternation(f.Jobs)))
}

// missing lists, for each counter of which the dialect has no series at all, the metric that it wants.
func missing(ctx context.Context, api API, f *Found, at time.Time) ([]string, error) {
	d, ok := memory.DialectByID(f.Dialect)
	if !ok {
		return nil, nil
	}
	v, _, err := api.Instant(ctx, "count by (__name__) ("+f.inJobs(d.Metrics())+")", at)
	if err != nil {
		return nil, err
	}
	there := map[string]bool{"": true}
	for _, s := range v {
		there[string(s.Metric[model.MetricNameLabel])] = true
	}
	told := map[memory.CounterID]bool{}
	for _, sp := range d.Spellings {
		if there[sp.Metric] && there[sp.Less] && !slices.ContainsFunc(sp.Plus, func(p memory.Series) bool { return !there[p.Metric] }) {
			told[sp.Counter] = true
		}
	}
	var lacks []string
	version := versionOf(d, there)
	for _, sp := range d.Spellings {
		if !told[sp.Counter] && reportedOn(sp.Counter, version) && (sp.Only == 0 || version == 0 || sp.Only == version) {
			lacks = append(lacks, sp.Metric)
			told[sp.Counter] = true
		}
	}
	return lacks, nil
}

// versionOf tells the cgroup version by which metrics there are; 0: not known.
func versionOf(d *memory.Dialect, there map[string]bool) int {
	for _, e := range d.Versions {
		if e.AboveZero {
			return 0 // only a value tells
		}
		if there[e.Metric] {
			return e.Version
		}
	}
	return 0
}

// reportedOn says whether the kernel reports a counter on a cgroup version; on an unknown one,
// whether it does on both.
func reportedOn(id memory.CounterID, version int) bool {
	c, ok := memory.CounterByID(id)
	if !ok {
		return false
	}
	if c.Side != memory.CgroupSide {
		return true
	}
	v1, v2 := c.V1 != memory.Source{}, c.V2 != memory.Source{}
	return (v1 || version == 2) && (v2 || version == 1)
}

// scrapeInterval counts the samples of the series that has most: one that is scraped throughout. In
// the last minute, so that a server which has just begun tells it soon, or else in the last five.
func scrapeInterval(ctx context.Context, api API, f *Found, at time.Time) (time.Duration, error) {
	marker := f.inJobs(f.Markers)
	query := fmt.Sprintf("60 / (max(count_over_time(%s[1m])) > 1) or 300 / (max(count_over_time(%s[5m])) > 1)", marker, marker)
	v, _, err := api.Instant(ctx, query, at)
	if err != nil || len(v) == 0 {
		return 0, err
	}
	return time.Duration(float64(v[0].Value) * float64(time.Second)).Round(time.Second), nil
}
