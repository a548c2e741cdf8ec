package join

import (
	"math"

	"github.com/memledger/memledger/pkg/memory"
)

// words are the series of metrics such as target_info, whose labels change while what they are about
// lives on; by what they have in common with the series of others.
type words map[string]*source

// about is what keeps a series of the metric.
func (w words) about(t *tongue, name string, labels map[string]string) *source {
	key := ""
	for _, info := range t.dialect.Info {
		if info.Metric == name {
			key = carriedKey(t.dialect, info, labels)
		}
	}
	if w[key] == nil {
		w[key] = &source{tongue: t, rows: make([]*row, len(t.metrics))}
	}
	return w[key]
}

// complete gives the sources the series that are about them.
func (w words) complete(by map[string]*source) {
	if len(w) == 0 {
		return
	}
	for _, s := range by {
		for _, info := range s.dialect.Info {
			if about := w[carriedKey(s.dialect, info, s.labels)]; about != nil {
				s.rows[s.metrics[info.Metric]] = about.first(info.Metric)
			}
		}
	}
}

// tell writes the words that the source tells at moment i.
func (s *source) tell(i int, told map[memory.TextID]string) {
	for _, t := range s.dialect.Texts {
		if told[t.Text] != "" {
			continue
		}
		if v := s.word(t, i); v != "" {
			told[t.Text] = v
		}
	}
}

// word is of the series that began last: Prometheus repeats one for a while after it ended.
func (s *source) word(t memory.TextSpelling, i int) string {
	if t.Metric == "" {
		return firstLabel(s.labels, t.Labels)
	}
	word, newest := "", -1
	for r := s.first(t.Metric); r != nil; r = r.next {
		if math.IsNaN(r.values[i]) {
			continue
		}
		if v, begins := firstLabel(r.labels, t.Labels), beginsAt(r.values); v != "" && begins > newest {
			word, newest = v, begins
		}
	}
	return word
}

func firstLabel(labels map[string]string, names []string) string {
	for _, n := range names {
		if v := labels[n]; v != "" {
			return v
		}
	}
	return ""
}

func beginsAt(values []float64) int {
	for i, v := range values {
		if !math.IsNaN(v) {
			return i
		}
	}
	return len(values)
}
