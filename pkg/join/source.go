package join

import (
	"math"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// row is one series of a source: its values on the grid, NaN where there is none.
type row struct {
	labels map[string]string // the discriminators
	values []float64
	next   *row // of the same name
}

// source is one cgroup, or one Go process, as one scraped target reports it under one set of labels.
type source struct {
	*tongue
	labels map[string]string // without name and discriminators; others may hold them
	rows   []*row            // by metric, the first of each
	held   int               // metrics that have a row
	taken  []float64         // when the sample of each moment was taken, Unix seconds
	key    string            // of labels, for a stable order
	// contradicted says how the metrics that carry labels for it disagree; "": they do not.
	contradicted string
}

// first is the first row of a metric; nil: there is none.
func (s *source) first(metric string) *row {
	if i, ok := s.metrics[metric]; ok {
		return s.rows[i]
	}
	return nil
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
		for r := s.first(metric); r != nil; r = r.next {
			if v := r.values[i]; !math.IsNaN(v) && matches(r.labels, match) {
				return v, true
			}
		}
		return 0, false
	}
}

// snapshot reads all counters at moment i, and has room for as many more.
func (s *source) snapshot(i, more int) memory.Snapshot {
	snap := memory.Snapshot{Values: make(map[memory.CounterID]float64, s.held+more)}
	s.dialect.Read(s.sample(i), &snap)
	return snap
}

// sampled says when the sample of moment i was taken, in Unix seconds; false: there is none. A server
// that does not tell is believed to have taken it just then.
func (s *source) sampled(g grid, i int) (float64, bool) {
	if !slices.ContainsFunc(s.markers, func(m string) bool {
		v, ok := s.sample(i)(m, nil)
		return ok && memory.Plausible(v)
	}) {
		return 0, false
	}
	if t := s.taken[i]; !math.IsNaN(t) {
		return t, true
	}
	return float64(g.at(i).UnixMilli()) / 1000, true
}

// identity returns the value of a key and whether it is the key's own label that says so: the host of
// the scraped exporter stands in for a node without name. Not its port, which another exporter on that
// host does not have: a container would be another one wherever the exporter is exchanged.
func (s *source) identity(key memory.IdentityKey) (value string, own bool) {
	for _, l := range s.dialect.Identity[key] {
		v := s.labels[l]
		if l == instanceLabel {
			v = s.host()
		}
		if v != "" {
			return v, l != instanceLabel
		}
	}
	return "", false
}

const instanceLabel = "instance"

// relaying are what the job and the instance of a series become where another target passes it on (a
// Pushgateway, a collector, federation) and honor_labels is off: job and instance are then the relay's.
var relaying = []string{"exported_job", "exported_instance"}

// instance is that of what the series are of, not of what passed them on.
func (s *source) instance() string {
	if v := s.labels["exported_instance"]; v != "" {
		return v
	}
	return s.labels[instanceLabel]
}

// host is the host part of the instance.
func (s *source) host() string { return hostOf(s.instance()) }

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
