package join

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// carriage is the labels that metrics such as target_info carry for the series of others, by what
// both have in common: of each label the values, and when they were told.
type carriage map[string]map[string]map[string]told

// told is when a value was first and last told.
type told struct{ first, last model.Time }

// take keeps the labels of a series that is there only for them.
func (c carriage) take(d *memory.Dialect, name string, labels map[string]string, pairs []model.SamplePair) bool {
	for _, info := range d.Info {
		if info.Metric != name {
			continue
		}
		known := func(p model.SamplePair) bool { return !math.IsNaN(float64(p.Value)) }
		from := slices.IndexFunc(pairs, known)
		if from < 0 {
			return true
		}
		to := len(pairs) - 1
		for !known(pairs[to]) {
			to--
		}
		key := carriedKey(d, info, labels)
		if c[key] == nil {
			c[key] = map[string]map[string]told{}
		}
		for _, l := range info.Gives {
			if v := labels[l]; v != "" {
				c.keep(key, l, v, told{pairs[from].Timestamp, pairs[to].Timestamp})
			}
		}
		return true
	}
	return false
}

func (c carriage) keep(key, label, value string, at told) {
	if c[key][label] == nil {
		c[key][label] = map[string]told{}
	}
	if have, ok := c[key][label][value]; ok {
		at = told{min(at.first, have.first), max(at.last, have.last)}
	}
	c[key][label][value] = at
}

// carriedKey is what both series have in common. A target's info stands on the same target; its
// metrics_path may be another, or none.
func carriedKey(d *memory.Dialect, info memory.Info, labels map[string]string) string {
	parts := []string{string(d.ID), info.Metric, labels["job"], labels[instanceLabel]}
	for _, l := range slices.Concat(relaying, info.On) {
		parts = append(parts, labels[l])
	}
	return strings.Join(parts, "\x00")
}

// complete gives the sources the labels that they lack.
func (c carriage) complete(by map[string]*source, g grid) {
	if len(c) == 0 {
		return
	}
	for _, s := range by {
		for _, info := range s.dialect.Info {
			carried := c[carriedKey(s.dialect, info, s.labels)]
			for _, l := range slices.Sorted(maps.Keys(carried)) {
				if s.labels[l] != "" {
					continue
				}
				value, other := newestTold(carried[l], g)
				if other != "" && s.dialect.Side == memory.GoSide {
					s.contradicted = fmt.Sprintf("%s says of it %s=%q and %s=%q at the same time", info.Metric, l, min(value, other), l, max(value, other))
				}
				s.labels[l] = value
			}
		}
	}
}

// newestTold is the value told last, and another that was told beside it for longer than what is gone
// lingers; at one moment any is.
func newestTold(values map[string]told, g grid) (value, other string) {
	enough := min(lingers, g.at(g.n-1).Sub(g.from)/2)
	last := model.Time(math.MinInt64)
	for _, v := range slices.Sorted(maps.Keys(values)) {
		if at := values[v]; at.last > last {
			value, last = v, at.last
		}
	}
	for _, v := range slices.Sorted(maps.Keys(values)) {
		at, newest := values[v], values[value]
		if v != value && at.last.Sub(max(at.first, newest.first)) >= enough {
			other = v
		}
	}
	return value, other
}
