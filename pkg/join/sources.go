package join

import (
	"slices"
	"strings"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// sources collects the answer of one side.
type sources struct {
	grid     grid
	dialects []*memory.Dialect
	rank     map[memory.DialectID]int
	metrics  map[memory.DialectID]map[string]bool
	spoken   map[Place][]*memory.Dialect // what each target speaks
	waiting  map[Place][]sampled         // series of targets of which that is not known yet
	by       map[string]*source
	carried  carriage
	// tellApart are the discriminators of each dialect.
	tellApart map[memory.DialectID][]string
	names     []string
	key       []byte
}

// sampled is one series of an answer.
type sampled struct {
	metric model.Metric
	pairs  []model.SamplePair
}

func newSources(g grid, q *sideQuery) *sources {
	s := &sources{
		grid: g, dialects: q.dialects, rank: map[memory.DialectID]int{}, metrics: map[memory.DialectID]map[string]bool{},
		spoken: map[Place][]*memory.Dialect{}, waiting: map[Place][]sampled{}, by: map[string]*source{}, carried: carriage{}, tellApart: map[memory.DialectID][]string{},
	}
	for i, d := range q.dialects {
		s.rank[d.ID], s.metrics[d.ID], s.tellApart[d.ID] = i, map[string]bool{}, d.Discriminators()
		for _, m := range metricsOf(d) {
			s.metrics[d.ID][m] = true
		}
		for _, p := range q.found[d.ID].Places {
			s.spoken[p] = append(s.spoken[p], d)
		}
	}
	return s
}

// addSeries keeps one series of a range answer. Histograms are no values of a counter.
func (s *sources) addSeries(m model.Metric, pairs []model.SamplePair) {
	place := placeOf(func(l string) string { return string(m[model.LabelName(l)]) })
	if spoken, known := s.spoken[place]; known {
		s.keep(spoken, m, pairs)
		return
	}
	s.waiting[place] = append(s.waiting[place], sampled{m, pairs})
}

// addSample keeps one sample of an answer about one moment.
func (s *sources) addSample(v *model.Sample) {
	s.addSeries(v.Metric, []model.SamplePair{{Timestamp: v.Timestamp, Value: v.Value}})
}

// settle finds out what the targets speak that detection did not know: those that are gone, or new.
// Their own series tell; where they tell too little, what the rest of the job speaks.
func (s *sources) settle() {
	ofJob := map[string][]*memory.Dialect{}
	for p, ds := range s.spoken {
		for _, d := range ds {
			if !slices.Contains(ofJob[p.Job], d) {
				ofJob[p.Job] = append(ofJob[p.Job], d)
			}
		}
	}
	for p, all := range s.waiting {
		held := map[string][]map[string]string{}
		for _, x := range all {
			name := string(x.metric[model.MetricNameLabel])
			held[name] = append(held[name], textLabels(x.metric))
		}
		spoken := s.detect(func(name string) []map[string]string { return held[name] })
		if len(spoken) == 0 {
			spoken = ofJob[p.Job]
		}
		s.spoken[p] = spoken
		for _, x := range all {
			s.keep(spoken, x.metric, x.pairs)
		}
	}
	s.waiting = map[Place][]sampled{}
	s.carried.complete(s.by)
}

func (s *sources) detect(held memory.Held) []*memory.Dialect {
	var fit []*memory.Dialect
	for _, d := range s.dialects {
		if d.Fits(held) {
			fit = append(fit, d)
		}
	}
	return memory.Unrefined(fit)
}

func textLabels(m model.Metric) map[string]string {
	labels := make(map[string]string, len(m))
	for n, v := range m {
		labels[string(n)] = string(v)
	}
	return labels
}

// keep puts the values of a series where they go, for every dialect of the target that it belongs to.
func (s *sources) keep(spoken []*memory.Dialect, m model.Metric, pairs []model.SamplePair) {
	name, time, labels := string(m[model.MetricNameLabel]), string(m[timeLabel]), textLabels(m)
	for _, d := range spoken {
		if s.carried.take(d, name, labels) || !s.reads(d, name, time) || !d.Claims(labels) {
			continue
		}
		src := s.source(d, labels)
		values := src.taken
		if time == "" {
			values = src.place(name, labels, s.tellApart[d.ID], s.grid.n)
		}
		for _, p := range pairs {
			if i, ok := s.grid.index(p.Timestamp); ok {
				values[i] = float64(p.Value)
			}
		}
	}
}

func (s *sources) reads(d *memory.Dialect, name, time string) bool {
	if time != "" {
		return slices.Contains(d.MarkerMetrics(), time)
	}
	return s.metrics[d.ID][name]
}

// source finds the source of a series, by all its labels that are neither name nor discriminator.
func (s *sources) source(d *memory.Dialect, labels map[string]string) *source {
	discriminators := s.tellApart[d.ID]
	names := s.names[:0]
	for name, v := range labels {
		if name != model.MetricNameLabel && name != timeLabel && v != "" && !slices.Contains(discriminators, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	key := append(s.key[:0], d.ID...)
	for _, n := range names {
		key = append(append(append(append(key, 0), n...), 0), labels[n]...)
	}
	s.names, s.key = names, key // kept for the next: a fleet has half a million series
	if src, ok := s.by[string(key)]; ok {
		return src
	}
	own := make(map[string]string, len(names))
	for _, n := range names {
		own[n] = labels[n]
	}
	src := &source{dialect: d, rank: s.rank[d.ID], labels: own, rows: map[string][]*row{}, taken: absent(s.grid.n), key: string(key)}
	s.by[src.key] = src
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
