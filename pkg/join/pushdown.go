package join

import (
	"maps"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// mostWays bounds the selectors of one dialect. A filter that would need more is applied after the join.
const mostWays = 4

// pushable are the keys of filters that a server may be asked for. For a node without name the
// instance stands in.
var pushable = []memory.IdentityKey{memory.Cluster, memory.Namespace, memory.Pod, memory.Container}

// longestQuery is how many bytes of PromQL VictoriaMetrics reads (-search.maxQueryLen); Prometheus reads more.
const longestQuery = 16 << 10

// pushed is what of the filters a dialect is asked under: any one of the ways, or, for cgroups whose
// name another exporter may know, none of the labels.
type pushed struct {
	ways    []string
	unnamed []string // all of these hold
	open    bool     // there may be such cgroups
}

// conditions are the selectors' parts, of which any one may hold.
func (p pushed) conditions() []string {
	if !p.open {
		return p.ways
	}
	return append(slices.Clone(p.ways), strings.Join(sortedSet(slices.Clone(p.unnamed)), ","))
}

// narrow pushes filters down, for each dialect in its own labels. What a server is asked for is never
// less than what the filter keeps after the join. On the Go side targets without the label pass: one
// that says another namespace than the container is never paired with it; one that says none may be.
// What the settings bind may say anything.
func narrow(cgroup, golang *sideQuery, c *checked) {
	for _, m := range c.matchers {
		if m.keeps("") || !slices.Contains(pushable, m.key) {
			continue
		}
		if m.key != memory.Container || !c.bare(m.key) {
			if cgroup.narrow(m, cgroup.named) {
				cgroup.pushed = append(cgroup.pushed, m.key)
			}
		}
		if len(c.bindings) == 0 {
			golang.narrow(m, golang.orNone)
		}
	}
}

// narrow adds the filter to each dialect that has ways to say it, and tells whether any has. Where the
// question grows too long it adds none.
func (q *sideQuery) narrow(m matcher, say func(*memory.Dialect, matcher) pushed) (any bool) {
	before := maps.Clone(q.down)
	for _, d := range q.dialects {
		have, more := q.down[d.ID], say(d, m)
		if len(more.ways) == 0 || max(len(have.ways), 1)*len(more.ways) > mostWays {
			continue
		}
		any = true
		next := pushed{open: have.open || more.open, unnamed: append(slices.Clone(have.unnamed), more.unnamed...)}
		for _, w := range more.ways {
			if len(have.ways) == 0 {
				next.ways = append(next.ways, w)
			}
			for _, b := range have.ways {
				next.ways = append(next.ways, b+","+w)
			}
		}
		q.down[d.ID] = next
	}
	if any && len(q.text()) > longestQuery {
		q.down = before
		return false
	}
	return any
}

// named is under which conditions a series of the dialect may belong to a container that the filter
// keeps; none: that cannot be said. A cgroup without the label may have its name from another exporter:
// by the id of its runtime, for by a path alone none has a pod.
func (q *sideQuery) named(d *memory.Dialect, m matcher) (p pushed) {
	labels := q.carriers(d, m.key)
	if len(labels) == 0 || informed(d, labels) || !q.names(d, m.key) {
		return p
	}
	p.ways, _ = firstThere(labels, m)
	if len(p.ways) == 1 {
		p.unnamed = p.ways
	}
	if m.key == memory.Container || len(q.dialects) == 1 || len(d.CgroupID) == 0 || requiresOne(d, labels) {
		return p
	}
	p.open, p.unnamed = true, nil
	if len(d.CgroupID) == 1 {
		p.unnamed = []string{quotedLabel(d.CgroupID[0]) + `=~".*[0-9a-f]{64}.*|.*[0-9a-f]{12}"`}
	}
	if text, ok := m.promQLOrEmpty(quotedLabel(labels[0])); ok && len(labels) == 1 {
		p.unnamed = append(p.unnamed, text)
	}
	return p
}

// orNone are the same for Go targets, where one without the label may be anyone's.
func (q *sideQuery) orNone(d *memory.Dialect, m matcher) (p pushed) {
	labels := q.carriers(d, m.key)
	if len(labels) == 0 || informed(d, labels) {
		return p
	}
	if text, ok := m.promQLOrEmpty(quotedLabel(labels[0])); ok && len(labels) == 1 {
		p.ways = []string{text}
		return p
	}
	all, none := firstThere(labels, m)
	p.ways = append(all, none)
	return p
}

// firstThere says that of labels that stand in for each other the first that is there matches; and that
// none is there.
func firstThere(labels []string, m matcher) (all []string, none string) {
	var empty []string
	for _, l := range labels {
		all = append(all, strings.Join(append(slices.Clone(empty), m.promQL(quotedLabel(l))), ","))
		empty = append(empty, quotedLabel(l)+`=""`)
	}
	return all, strings.Join(empty, ",")
}

// names says whether the dialect's own labels tell the key. The name of a container it tells only where
// no path stands in for it, and, where there are other exporters, that of a pod's container.
func (q *sideQuery) names(d *memory.Dialect, key memory.IdentityKey) bool {
	return key != memory.Container || (!d.Leaves && (len(q.dialects) == 1 || requiresOne(d, d.Identity[memory.Pod])))
}

func requiresOne(d *memory.Dialect, labels []string) bool {
	return slices.ContainsFunc(labels, func(l string) bool { return slices.Contains(d.Requires, l) })
}

// carriers are the labels of a key, as far as the server has them.
func (q *sideQuery) carriers(d *memory.Dialect, key memory.IdentityKey) []string {
	known := len(d.Identity[key]) > 1 && slices.Contains(identityChoices, key)
	return slices.DeleteFunc(slices.Clone(d.Identity[key]), func(l string) bool {
		return !slices.Contains(q.labels, l) || (known && !slices.Contains(q.found[d.ID].Labels, l))
	})
}

// informed says whether another metric may carry one of the labels, so that a series without it is meant too.
func informed(d *memory.Dialect, labels []string) bool {
	return slices.ContainsFunc(d.Info, func(i memory.Info) bool {
		return slices.ContainsFunc(labels, func(l string) bool { return slices.Contains(i.Gives, l) })
	})
}
