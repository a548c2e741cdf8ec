package join

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/model"
)

var (
	counted    = regexp.MustCompile(`label_replace\(count(?: by \(([^)]*)\))? ?\(\{((?:[^"{}]|"(?:[^"\\]|\\.)*")*)\}\), "memledger_selector", "([^"]*)"`)
	matcherRow = regexp.MustCompile(`([a-zA-Z_]\w*|"[^"]+")(=~|!=|=)("(?:[^"\\]|\\.)*")`)
)

// detection answers the two questions of Find; false: the query is none of them.
func (s *server) detection(query string, at time.Time) (model.Vector, bool) {
	if strings.HasPrefix(query, "count by (__name__, job, instance, metrics_path) (") {
		s.detections++
		return s.countBy(at, []string{"__name__", "job", "instance", "metrics_path", "version", "tags"}, nil, ""), true
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
	var out model.Vector
	for _, x := range s.series {
		i := int(at.Sub(noon) / every)
		labels := withLabel(x.labels, "__name__", x.name)
		if i < 0 || i >= len(x.values) || x.values[i] != x.values[i] || !passes(labels, matchers) {
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

func passes(labels map[string]string, matchers [][]string) bool {
	for _, m := range matchers {
		name := strings.Trim(m[1], `"`)
		want, _ := strconv.Unquote(m[3])
		ok := labels[name] == want
		switch m[2] {
		case "!=":
			ok = !ok
		case "=~":
			ok = regexp.MustCompile("^(?:" + want + ")$").MatchString(labels[name])
		}
		if !ok {
			return false
		}
	}
	return true
}
