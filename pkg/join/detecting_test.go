package join

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/model"
)

var (
	counted    = regexp.MustCompile(`label_replace\(count(?: by \(([^)]*)\))? ?\(\{((?:[^"{}]|"(?:[^"\\]|\\.)*")*)\}\), "memledger_selector", "([^"]*)"`)
	matcherRow = regexp.MustCompile(`([a-zA-Z_]\w*|"[^"]+")(=~|!~|!=|=)("(?:[^"\\]|\\.)*")`)
)

// detection answers the two questions of Find; false: the query is none of them.
func (s *server) detection(query string, at time.Time) (model.Vector, bool) {
	if strings.HasPrefix(query, "count by (__name__, job, instance, metrics_path, exported_job, exported_instance) (") {
		s.detections++
		return s.countBy(at, []string{"__name__", "job", "instance", "metrics_path", "exported_job", "exported_instance", "version", "tags"}, nil, ""), true
	}
	if !strings.Contains(query, selectorLabel) {
		return nil, false
	}
	s.detections++
	var out model.Vector
	for _, m := range counted.FindAllStringSubmatch(query, -1) {
		var by []string
		if m[1] != "" {
			by = strings.Split(m[1], ", ")
		}
		out = append(out, s.countBy(at, by, matcherRow.FindAllStringSubmatch(m[2], -1), m[3])...)
	}
	return out, true
}

func (s *server) countBy(at time.Time, by []string, matchers [][]string, selector string) model.Vector {
	groups := map[string]*model.Sample{}
	passes := newPasses(matchers)
	var out model.Vector
	for _, x := range s.series {
		i := int(at.Sub(noon) / every)
		labels := withLabel(x.labels, "__name__", x.name)
		if i < 0 || i >= len(x.values) || x.values[i] != x.values[i] || !passes(x.name, x.labels) {
			continue
		}
		m := model.Metric{}
		for _, l := range by {
			if v := labels[l]; v != "" {
				m[model.LabelName(l)] = model.LabelValue(v)
			}
		}
		if selector != "" {
			m[selectorLabel] = model.LabelValue(selector)
		}
		key := m.String()
		if groups[key] == nil {
			groups[key] = &model.Sample{Metric: m}
			out = append(out, groups[key])
		}
		groups[key].Value++
	}
	return out
}

// newPasses says whether a series passes all matchers, as Prometheus reads them.
func newPasses(matchers [][]string) func(name string, labels map[string]string) bool {
	var all []func(name string, labels map[string]string) bool
	for _, m := range matchers {
		label := strings.Trim(m[1], `"`)
		want, _ := strconv.Unquote(m[3])
		is := func(v string) bool { return v == want }
		if strings.HasSuffix(m[2], "~") {
			re, known := regexp.MustCompile("^(?s:"+want+")$"), map[string]bool{}
			is = func(v string) bool {
				ok, have := known[v]
				if !have {
					ok = re.MatchString(v)
					known[v] = ok
				}
				return ok
			}
		}
		not := strings.HasPrefix(m[2], "!")
		all = append(all, func(name string, labels map[string]string) bool {
			if label == model.MetricNameLabel {
				return is(name) != not
			}
			return is(labels[label]) != not
		})
	}
	return func(name string, labels map[string]string) bool {
		return !slices.ContainsFunc(all, func(one func(string, map[string]string) bool) bool { return !one(name, labels) })
	}
}
