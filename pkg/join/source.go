package join

import (
	"math"
	"slices"
	"strings"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// row is one series of a source: its values on the grid, NaN where there is none.
type row struct {
	labels map[string]string // the discriminators
	values []float64
}

// source is one cgroup, or one Go process, as one scraped target reports it under one set of labels.
type source struct {
	dialect *memory.Dialect
	rank    int               // place of the dialect in memory.Dialects: lower wins
	labels  map[string]string // without name and discriminators
	rows    map[string][]*row // by metric
	taken   []float64         // when the sample of each moment was taken, Unix seconds
	key     string            // of labels, for a stable order
}

// sources collects the answer of one side.
type sources struct {
	grid     grid
	dialects map[string][]*memory.Dialect // by metric
	byID     map[memory.DialectID]*memory.Dialect
	rank     map[memory.DialectID]int
	by       map[string]*source
}

func newSources(g grid, q *sideQuery) *sources {
	s := &sources{
		grid: g, by: map[string]*source{}, dialects: map[string][]*memory.Dialect{},
		byID: map[memory.DialectID]*memory.Dialect{}, rank: map[memory.DialectID]int{},
	}
	for i, d := range q.dialects {
		s.byID[d.ID], s.rank[d.ID] = d, i
		for _, m := range metricsOf(d) {
			s.dialects[m] = append(s.dialects[m], d)
		}
	}
	return s
}

// addSeries keeps one series of a range answer. Histograms are no values of a counter.
func (s *sources) addSeries(m model.Metric, pairs []model.SamplePair) {
	for _, values := range s.places(m) {
		for _, p := range pairs {
			if i, ok := s.grid.index(p.Timestamp); ok {
				values[i] = float64(p.Value)
			}
		}
	}
}

// addSample keeps one sample of an answer about one moment.
func (s *sources) addSample(v *model.Sample) {
	for _, values := range s.places(v.Metric) {
		values[0] = float64(v.Value)
	}
}

// places finds, for every dialect that a series belongs to, where its values go.
func (s *sources) places(m model.Metric) [][]float64 {
	if d, ok := s.byID[memory.DialectID(m[timeLabel])]; ok {
		return [][]float64{s.source(d, m).taken}
	}
	var all [][]float64
	for _, d := range s.dialects[string(m[model.MetricNameLabel])] {
		all = append(all, s.source(d, m).place(m, s.grid.n))
	}
	return all
}

// source finds the source of a series, by all its labels that are neither name nor discriminator.
func (s *sources) source(d *memory.Dialect, m model.Metric) *source {
	labels, names := map[string]string{}, make([]string, 0, len(m))
	discriminators := d.Discriminators()
	for n, v := range m {
		name := string(n)
		if name == model.MetricNameLabel || name == timeLabel || v == "" || slices.Contains(discriminators, name) {
			continue
		}
		labels[name] = string(v)
		names = append(names, name)
	}
	slices.Sort(names)
	var key strings.Builder
	key.WriteString(string(d.ID))
	for _, n := range names {
		key.WriteString("\x00" + n + "\x00" + labels[n])
	}
	src, ok := s.by[key.String()]
	if !ok {
		src = &source{dialect: d, rank: s.rank[d.ID], labels: labels, rows: map[string][]*row{}, taken: absent(s.grid.n), key: key.String()}
		s.by[src.key] = src
	}
	return src
}

// sorted lists the sources, those of the first dialect first.
func (s *sources) sorted() []*source {
	all := make([]*source, 0, len(s.by))
	for _, src := range s.by {
		all = append(all, src)
	}
	slices.SortFunc(all, func(a, b *source) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return strings.Compare(a.key, b.key)
	})
	return all
}

func absent(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}

func (s *source) place(m model.Metric, n int) []float64 {
	name, labels := string(m[model.MetricNameLabel]), map[string]string{}
	for _, d := range s.dialect.Discriminators() {
		labels[d] = string(m[model.LabelName(d)])
	}
	for _, r := range s.rows[name] {
		if matches(r.labels, labels) {
			return r.values
		}
	}
	r := &row{labels: labels, values: absent(n)}
	s.rows[name] = append(s.rows[name], r)
	return r.values
}

func matches(labels, want map[string]string) bool {
	for k, v := range want {
		if labels[k] != v {
			return false
		}
	}
	return true
}

// sample looks a metric up at moment i, for memory.Dialect.Read.
func (s *source) sample(i int) memory.Sample {
	return func(metric string, match map[string]string) (float64, bool) {
		for _, r := range s.rows[metric] {
			if v := r.values[i]; !math.IsNaN(v) && matches(r.labels, match) {
				return v, true
			}
		}
		return 0, false
	}
}

// snapshot reads all counters at moment i.
func (s *source) snapshot(i int) memory.Snapshot {
	var snap memory.Snapshot
	s.dialect.Read(s.sample(i), &snap)
	return snap
}

// sampled says when the sample of moment i was taken, in Unix seconds; false: there is none. A server
// that does not tell is believed to have taken it just then.
func (s *source) sampled(g grid, i int) (float64, bool) {
	v, ok := s.sample(i)(s.dialect.Marker, nil)
	if !ok || !memory.Plausible(v) {
		return 0, false
	}
	if t := s.taken[i]; !math.IsNaN(t) {
		return t, true
	}
	return float64(g.at(i).UnixMilli()) / 1000, true
}

// identity returns the value of a key and whether it is the key's own label that says so: the
// instance of the scraped exporter stands in for a node without name.
func (s *source) identity(key memory.IdentityKey) (value string, own bool) {
	for _, l := range s.dialect.Identity[key] {
		if v := s.labels[l]; v != "" {
			return v, l != instanceLabel
		}
	}
	return "", false
}

const instanceLabel = "instance"

// host is the host part of the instance of the scraped target.
func (s *source) host() string { return hostOf(s.labels[instanceLabel]) }

func hostOf(instance string) string {
	if rest, ok := strings.CutPrefix(instance, "["); ok {
		host, _, _ := strings.Cut(rest, "]")
		return host
	}
	if i := strings.LastIndexByte(instance, ':'); i >= 0 && strings.IndexByte(instance, ':') == i {
		return instance[:i]
	}
	return instance
}
