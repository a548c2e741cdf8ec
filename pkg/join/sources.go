package join

import (
	"math"
	"slices"
	"strings"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// sources collects the answer of one side. A fleet has half a million series and some ten thousand
// sets of labels, so that what a set means is found out once.
type sources struct {
	grid    grid
	tongues []*tongue
	spoken  map[Place][]*tongue // what each target speaks
	waiting map[Place][]sampled // series of targets of which that is not known yet
	sets    map[*prom.LabelSet]*labelSet
	by      map[string]*source
	carried carriage
	words   words // nil: they are not asked for
	key     []byte
	rows    []row     // not yet used
	values  []float64 // not yet used
}

// sampled is one series of an answer.
type sampled struct {
	name  string
	set   *labelSet
	pairs []model.SamplePair
}

// labelSet is the labels of series, and where their values go.
type labelSet struct {
	labels   map[string]string
	pairs    []prom.Label // the same, sorted
	time     string       // the marker whose times the values are; "" where they are values
	place    Place
	speakers []speaker // one for each dialect of the target; nil: not known yet
}

// speaker is a dialect that may tell what a series is.
type speaker struct {
	*tongue
	claims bool
	source *source // nil: no series of it yet
}

func newSources(c *checked, q *sideQuery) *sources {
	s := &sources{
		grid: c.grid, spoken: map[Place][]*tongue{}, waiting: map[Place][]sampled{},
		sets: map[*prom.LabelSet]*labelSet{}, by: map[string]*source{}, carried: carriage{},
	}
	if c.Events {
		s.words = words{}
	}
	for i, d := range q.dialects {
		t := newTongue(c, d, i)
		s.tongues = append(s.tongues, t)
		for _, p := range q.found[d.ID].Places {
			s.spoken[p] = append(s.spoken[p], t)
		}
	}
	return s
}

// add keeps one series of an answer.
func (s *sources) add(x *prom.Series) {
	if s.addTimes(x) {
		return
	}
	set := s.setOf(x.Labels)
	if set.speakers == nil {
		spoken, known := s.spoken[set.place]
		if !known {
			s.waiting[set.place] = append(s.waiting[set.place], sampled{x.Name, set, slices.Clone(x.Points)})
			return
		}
		set.speak(spoken)
	}
	s.keep(x.Name, set, x.Points)
}

// addTimes keeps when samples were taken, where all that they may be of is known already: as many sets
// of labels again as there are containers, each of one series. False: nothing was kept.
func (s *sources) addTimes(x *prom.Series) bool {
	label := func(name string) string {
		i := slices.IndexFunc(x.Labels.Pairs, func(l prom.Label) bool { return l.Name == name })
		if i < 0 {
			return ""
		}
		return x.Labels.Pairs[i].Value
	}
	time := label(timeLabel)
	if time == "" {
		return false
	}
	spoken := s.spoken[placeOf(label)]
	if len(spoken) != 1 || !spoken[0].reads("", time) {
		return false
	}
	src, ok := s.by[string(s.keyOf(spoken[0], x.Labels.Pairs))]
	if ok {
		s.fill(src.taken, x.Points)
	}
	return ok
}

func (s *sources) setOf(from *prom.LabelSet) *labelSet {
	if set, ok := s.sets[from]; ok {
		return set
	}
	set := &labelSet{labels: make(map[string]string, len(from.Pairs)), pairs: from.Pairs}
	for _, l := range from.Pairs {
		set.labels[l.Name] = l.Value
	}
	set.time = set.labels[timeLabel]
	set.place = placeOf(func(l string) string { return set.labels[l] })
	if set.time == "" {
		s.sets[from] = set // of times there is one series a set
	}
	return set
}

func (set *labelSet) speak(spoken []*tongue) {
	set.speakers = make([]speaker, len(spoken))
	for i, t := range spoken {
		set.speakers[i] = speaker{tongue: t, claims: t.dialect.Claims(set.labels)}
	}
}

// settle finds out what the targets speak that detection did not know: those that are gone, or new.
// Their own series tell; where they tell too little, what the rest of the job speaks.
func (s *sources) settle() {
	ofJob := map[string][]*tongue{}
	for p, ts := range s.spoken {
		for _, t := range ts {
			if !slices.Contains(ofJob[p.Job], t) {
				ofJob[p.Job] = append(ofJob[p.Job], t)
			}
		}
	}
	for p, all := range s.waiting {
		held := map[string][]map[string]string{}
		for _, x := range all {
			held[x.name] = append(held[x.name], x.set.labels)
		}
		spoken := s.detect(func(name string) []map[string]string { return held[name] })
		if len(spoken) == 0 {
			spoken = ofJob[p.Job]
		}
		s.spoken[p] = spoken
		for _, x := range all {
			if x.set.speakers == nil {
				x.set.speak(spoken)
			}
			s.keep(x.name, x.set, x.pairs)
		}
	}
	s.waiting, s.sets = nil, nil
	s.carried.complete(s.by, s.grid)
	s.words.complete(s.by)
}

func (s *sources) detect(held memory.Held) []*tongue {
	var fit []*memory.Dialect
	for _, t := range s.tongues {
		if t.dialect.Fits(held) {
			fit = append(fit, t.dialect)
		}
	}
	var spoken []*tongue
	for _, d := range memory.Unrefined(fit) {
		spoken = append(spoken, s.tongues[slices.IndexFunc(s.tongues, func(t *tongue) bool { return t.dialect == d })])
	}
	return spoken
}

// keep puts the values of a series where they go, for every dialect of the target that it belongs to.
func (s *sources) keep(name string, set *labelSet, pairs []model.SamplePair) {
	for i := range set.speakers {
		sp := &set.speakers[i]
		if s.carried.take(sp.dialect, name, set.labels, pairs) {
			if s.words != nil {
				s.fill(s.place(s.words.about(sp.tongue, name, set.labels), name, set.labels), pairs)
			}
			continue
		}
		if !sp.reads(name, set.time) || !sp.claims {
			continue
		}
		if sp.source == nil {
			sp.source = s.source(sp.tongue, set)
		}
		values := sp.source.taken
		if set.time == "" {
			values = s.place(sp.source, name, set.labels)
		}
		s.fill(values, pairs)
	}
}

func (s *sources) fill(values []float64, pairs []model.SamplePair) {
	for _, p := range pairs {
		if i, ok := s.grid.index(p.Timestamp); ok {
			values[i] = float64(p.Value)
		}
	}
}

// keyOf is unique to a source: its dialect, and all labels that are neither name nor discriminator. It
// is valid until the next.
func (s *sources) keyOf(t *tongue, pairs []prom.Label) []byte {
	key := append(s.key[:0], t.dialect.ID...)
	for _, l := range pairs {
		if t.identifies(l.Name) {
			key = append(append(append(append(key, 0), l.Name...), 0), l.Value...)
		}
	}
	s.key = key
	return key
}

// source finds the source of a series.
func (s *sources) source(t *tongue, set *labelSet) *source {
	key := s.keyOf(t, set.pairs)
	if src, ok := s.by[string(key)]; ok {
		return src
	}
	own := set.labels
	others := slices.ContainsFunc(set.pairs, func(l prom.Label) bool { return !t.identifies(l.Name) })
	if others || len(t.dialect.Info) > 0 { // whose series complete the labels of each
		own = make(map[string]string, len(set.pairs))
		for _, l := range set.pairs {
			if t.identifies(l.Name) {
				own[l.Name] = l.Value
			}
		}
	}
	src := &source{tongue: t, labels: own, rows: make([]*row, len(t.metrics)), taken: s.absent(), key: string(key)}
	s.by[src.key] = src
	return src
}

// place is where the values of a series go; discriminators tell it from others of its name.
func (s *sources) place(src *source, name string, labels map[string]string) []float64 {
	at := &src.rows[src.metrics[name]]
	if *at == nil {
		src.held++
	}
	for ; *at != nil; at = &(*at).next {
		if !slices.ContainsFunc(src.tellApart, func(d string) bool { return (*at).labels[d] != labels[d] }) {
			return (*at).values
		}
	}
	r := s.row()
	for _, d := range src.tellApart {
		if v := labels[d]; v != "" {
			if r.labels == nil {
				r.labels = map[string]string{}
			}
			r.labels[d] = v
		}
	}
	*at = r
	return r.values
}

// atOnce is how many rows are made at a time.
const atOnce = 1024

func (s *sources) row() *row {
	if len(s.rows) == 0 {
		s.rows = make([]row, atOnce)
	}
	r := &s.rows[0]
	s.rows, r.values = s.rows[1:], s.absent()
	return r
}

// absent is a row's values before any is known.
func (s *sources) absent() []float64 {
	n := s.grid.n
	if len(s.values) < n {
		s.values = make([]float64, max(n, atOnce))
		for i := range s.values {
			s.values[i] = math.NaN()
		}
	}
	v := s.values[:n:n]
	s.values = s.values[n:]
	return v
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
