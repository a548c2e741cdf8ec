package join

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// cgroup is one cgroup as all exporters see it.
type cgroup struct {
	key     string
	id      string    // path, as the first of the sources says it
	sources []*source // those of the first dialect first
}

// unit is one container: its cgroups, of which there are several after a restart.
type unit struct {
	labels  Labels
	ownNode bool // the node has a label of its own: no instance stands in for it
	cgroups []*cgroup
}

// units finds the containers among the cgroup side's sources, ordered by identity.
func units(all []*source) []*unit {
	byKey := map[string]*cgroup{}
	for _, t := range trees(all) {
		for id, variants := range t.containers() {
			key := cgroupKey(variants[0])
			if byKey[key] == nil {
				byKey[key] = &cgroup{key: key, id: id}
			}
			byKey[key].sources = append(byKey[key].sources, variants...)
		}
	}
	byLabels := map[string]*unit{}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		c := byKey[key]
		slices.SortFunc(c.sources, func(a, b *source) int {
			if a.rank != b.rank {
				return a.rank - b.rank
			}
			return strings.Compare(a.key, b.key)
		})
		c.id = c.sources[0].labels[idLabel]
		labels, ownNode := c.labels()
		u, ok := byLabels[labels.text()]
		if !ok {
			u = &unit{labels: labels, ownNode: ownNode}
			byLabels[labels.text()] = u
		}
		u.cgroups = append(u.cgroups, c)
	}
	sorted := make([]*unit, 0, len(byLabels))
	for _, text := range slices.Sorted(maps.Keys(byLabels)) {
		sorted = append(sorted, byLabels[text])
	}
	return sorted
}

// labels are what the sources say together: an exporter that knows the pod completes one that does
// not. What stands in for a name counts only where none has the name itself.
func (c *cgroup) labels() (l Labels, ownNode bool) {
	l = Labels{}
	for _, key := range memory.IdentityKeys {
		var standIn string
		for _, s := range c.sources {
			v, own := s.identity(key)
			if own && (key != memory.Container || s.named()) {
				l[key] = v
				break
			}
			if standIn == "" {
				standIn = v
			}
		}
		if key == memory.Node {
			ownNode = l[key] != ""
		}
		if l[key] == "" && standIn != "" {
			l[key] = standIn
		}
	}
	if l[memory.Container] == "" {
		l[memory.Container] = path.Base(c.id)
	}
	return l, ownNode
}

// text is unique to a set of labels, and sorts by the keys in their order.
func (l Labels) text() string {
	parts := make([]string, len(memory.IdentityKeys))
	for i, k := range memory.IdentityKeys {
		parts[i] = l[k]
	}
	return strings.Join(parts, "\x00")
}

// short is how a problem names a container.
func (l Labels) short() string {
	var parts []string
	for _, k := range memory.IdentityKeys {
		if l[k] != "" {
			parts = append(parts, l[k])
		}
	}
	return strings.Join(parts, "/")
}
