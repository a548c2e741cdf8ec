package join

import (
	"fmt"
	"maps"
	"slices"

	"github.com/memledger/memledger/pkg/memory"
)

// LabelMatcher is one matcher of a selector that a person wrote in PromQL, about labels of any name.
type LabelMatcher struct {
	Name, Operator, Value string
}

// Resolved is what a selector means here.
type Resolved struct {
	Containers []*Container
	Unpaired   []*Target // Go processes that it means, and that belong to no container
	Ignored    []string  // labels that no container is known by: they chose nothing
}

// metricLabel is the label that a series' metric is.
const metricLabel = "__name__"

// Resolve finds the containers that a selector means. Its matchers are about the side whose metrics it
// names; where it names none that is known, about the side that has more of the labels named. With as
// many on both sides either will do, where a process's own labels complete its container's. An error
// names the matcher that cannot be read.
func (r *Result) Resolve(selector []LabelMatcher) (Resolved, error) {
	matchers := map[string][]matcher{}
	for _, m := range selector {
		compiled, any, err := Filter{Key: memory.Container, Operator: m.Operator, Values: []string{m.Value}}.compile()
		if err != nil {
			return Resolved{}, fmt.Errorf("matcher %s%s%q: want one of the operators = != =~ !~, and with the last two a regular expression (RE2)", m.Name, m.Operator, m.Value)
		}
		if any {
			matchers[m.Name] = append(matchers[m.Name], compiled)
		}
	}
	side := meantSide(matchers[metricLabel])
	delete(matchers, metricLabel)
	spelled := make([]map[string]string, len(r.Containers))
	for i := range r.Containers {
		spelled[i] = r.Containers[i].spelled()
	}
	cgroups, processes := r.known(spelled)
	if byCgroups, byProcesses := count(matchers, cgroups), count(matchers, processes); side == "" && byCgroups > byProcesses {
		side = memory.CgroupSide
	} else if side == "" && byProcesses > byCgroups {
		side = memory.GoSide
	}
	known := cgroups
	if side == memory.GoSide {
		known = processes
	}
	var out Resolved
	for _, name := range slices.Sorted(maps.Keys(matchers)) {
		if !known[name] {
			out.Ignored = append(out.Ignored, name)
			delete(matchers, name)
		}
	}
	keeps := func(labels map[string]string) bool {
		for name, ms := range matchers {
			if !keepsValue(ms, labels[name]) {
				return false
			}
		}
		return true
	}
	for i := range r.Containers {
		c := &r.Containers[i]
		byProcess := side != memory.CgroupSide && slices.ContainsFunc(c.Targets, func(t Target) bool {
			if side == memory.GoSide {
				return keeps(t.Labels)
			}
			return keeps(completed(t.Labels, spelled[i]))
		})
		if byProcess || (side != memory.GoSide && keeps(spelled[i])) {
			out.Containers = append(out.Containers, c)
		}
	}
	for i := range r.Unpaired {
		if t := &r.Unpaired[i]; side != memory.CgroupSide && keeps(t.Labels) {
			out.Unpaired = append(out.Unpaired, t)
		}
	}
	return out, nil
}

// meantSide is the side of the dialects' metrics that a selector may mean; "" where it is both or neither.
func meantSide(metric []matcher) (side memory.Side) {
	if len(metric) == 0 {
		return ""
	}
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		if !slices.ContainsFunc(d.Metrics(), func(name string) bool { return keepsValue(metric, name) }) {
			continue
		}
		if side != "" && side != d.Side {
			return ""
		}
		side = d.Side
	}
	return side
}

func keepsValue(ms []matcher, value string) bool {
	return keepsAll(ms, func(memory.IdentityKey) string { return value })
}

// completed are labels, and of others those that they lack.
func completed(labels, others map[string]string) map[string]string {
	all := maps.Clone(others)
	for name, value := range labels {
		if value != "" {
			all[name] = value
		}
	}
	return all
}

func count(matchers map[string][]matcher, known map[string]bool) (n int) {
	for name := range matchers {
		if known[name] {
			n++
		}
	}
	return n
}

// known are the names of the labels by which the two sides tell containers apart.
func (r *Result) known(spelled []map[string]string) (cgroups, processes map[string]bool) {
	cgroups, processes = map[string]bool{}, map[string]bool{}
	add := func(to map[string]bool, labels map[string]string) {
		for name := range labels {
			to[name] = true
		}
	}
	for i := range r.Containers {
		add(cgroups, spelled[i])
		for _, t := range r.Containers[i].Targets {
			add(processes, t.Labels)
		}
	}
	for _, t := range r.Unpaired {
		add(processes, t.Labels)
	}
	return cgroups, processes
}

// spelled are the container's identity and cgroup under every name that its exporter may give them.
// The scraped exporter's own address is none of them: it is the same for all its containers.
func (c *Container) spelled() map[string]string {
	d, ok := memory.DialectByID(c.Exporter)
	if !ok {
		d = &memory.Dialect{}
	}
	labels := map[string]string{"id": c.CgroupID}
	for _, label := range d.CgroupID {
		labels[label] = c.CgroupID
	}
	for _, key := range memory.IdentityKeys {
		labels[string(key)] = c.Labels[key]
		for _, label := range d.Identity[key] {
			if label != instanceLabel {
				labels[label] = c.Labels[key]
			}
		}
	}
	return labels
}
