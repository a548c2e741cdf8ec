package join

import (
	"slices"

	"github.com/memledger/memledger/pkg/memory"
)

// tongue is a dialect as it is looked up for every series of an answer.
type tongue struct {
	dialect   *memory.Dialect
	rank      int            // place in the order of precedence: lower wins
	metrics   map[string]int // place of each metric that is read among a source's rows
	markers   []string
	tellApart []string // labels that tell series of one name apart
}

func newTongue(c *checked, d *memory.Dialect, rank int) *tongue {
	t := &tongue{dialect: d, rank: rank, metrics: map[string]int{}, markers: d.MarkerMetrics(), tellApart: d.Discriminators()}
	for i, m := range c.metricsOf(d) {
		t.metrics[m] = i
	}
	if c.Events {
		_, own := d.TextLabels()
		t.tellApart = sortedSet(append(t.tellApart, own...))
	}
	return t
}

// reads says whether a series is one that the dialect reads; of times those of its markers.
func (t *tongue) reads(name, time string) bool {
	if time != "" {
		return slices.Contains(t.markers, time)
	}
	_, ok := t.metrics[name]
	return ok
}

// identifies says whether a label tells one source from another.
func (t *tongue) identifies(label string) bool {
	return label != timeLabel && label != partLabel && !slices.Contains(t.tellApart, label)
}
