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
	// loose are sources that name the container and tell none of its lives from another: they speak
	// where no cgroup does.
	loose *cgroup
	// twin is the id that tells it from another container of the same labels; notice says so.
	twin, notice string
}

// units finds the containers among the cgroup side's sources, ordered by identity.
func units(all []*source) []*unit {
	ts, loose := trees(all)
	byLabels := map[string]*unit{}
	byKey := cgroupsOf(ts)
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		c := byKey[key]
		c.arrange()
		c.id = c.sources[0].id()
		labels, ownNode := c.labels()
		u, ok := byLabels[labels.text()]
		if !ok {
			u = &unit{labels: labels, ownNode: ownNode}
			byLabels[labels.text()] = u
		}
		u.cgroups = append(u.cgroups, c)
	}
	addLoose(byLabels, loose)
	sorted := make([]*unit, 0, len(byLabels))
	for _, text := range slices.Sorted(maps.Keys(byLabels)) {
		sorted = append(sorted, byLabels[text])
	}
	return sorted
}

// cgroupsOf brings together what several targets say of one cgroup.
func cgroupsOf(ts []tree) map[string]*cgroup {
	byKey := map[string]*cgroup{}
	for _, t := range ts {
		for _, variants := range t.containers() {
			key := cgroupKey(variants[0])
			if byKey[key] == nil {
				byKey[key] = &cgroup{key: key}
			}
			byKey[key].sources = append(byKey[key].sources, variants...)
		}
	}
	whole := wholeIDs(byKey)
	for key, c := range byKey {
		if w := whole[key]; w != "" {
			byKey[w].sources = append(byKey[w].sources, c.sources...)
			delete(byKey, key)
		}
	}
	return byKey
}

// arrange puts the sources of the first dialect first.
func (c *cgroup) arrange() {
	slices.SortFunc(c.sources, func(a, b *source) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return strings.Compare(a.key, b.key)
	})
}

// addLoose gives sources without an id to the one container that they name, or makes them one.
func addLoose(byLabels map[string]*unit, loose []*source) {
	byName := map[string][]*unit{}
	name := func(l Labels) string {
		return l[memory.Namespace] + "\x00" + l[memory.Pod] + "\x00" + l[memory.Container]
	}
	for _, u := range byLabels {
		byName[name(u.labels)] = append(byName[name(u.labels)], u)
	}
	own := map[string]*unit{}
	for _, s := range loose {
		if !s.named() {
			continue
		}
		c := &cgroup{key: s.key, sources: []*source{s}}
		labels, ownNode := c.labels()
		u, many := theOne(byName[name(labels)], labels, ownNode)
		if many {
			continue // each of them has numbers of its own
		}
		if u == nil {
			if u = own[labels.text()]; u == nil {
				u = &unit{labels: labels, ownNode: ownNode}
				own[labels.text()] = u
			}
		}
		if u.loose == nil {
			u.loose = c
			continue
		}
		u.loose.sources = append(u.loose.sources, s)
		u.loose.arrange()
	}
	for text, u := range own {
		if byLabels[text] == nil {
			byLabels[text] = u
		}
	}
}

// theOne is the container that the labels mean, if they do not contradict; many: they mean several.
func theOne(named []*unit, labels Labels, ownNode bool) (one *unit, many bool) {
	var fit []*unit
	for _, u := range named {
		if u.labels.text() == labels.text() {
			return u, false
		}
		differ := func(k memory.IdentityKey) bool {
			return labels[k] != "" && u.labels[k] != "" && labels[k] != u.labels[k]
		}
		if !differ(memory.Cluster) && (!ownNode || !u.ownNode || !differ(memory.Node)) {
			fit = append(fit, u)
		}
	}
	if len(fit) != 1 {
		return nil, len(fit) > 1
	}
	return fit[0], false
}

// labels are what the sources say together: an exporter that knows the pod completes one that does
// not. What stands in for a name counts only where none has the name itself.
func (c *cgroup) labels() (l Labels, ownNode bool) {
	l = Labels{}
	for _, key := range memory.IdentityKeys {
		var standIn string
		for _, s := range c.sources {
			v, own := s.identity(key)
			if own && (key != memory.Container || (s.named() && runtimeID(v) == "")) {
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
		l[memory.Container] = path.Base(c.sources[0].id())
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
func (u *unit) short() string { return strings.TrimSuffix(u.labels.short()+" "+u.twin, " ") }

func (l Labels) short() string {
	var parts []string
	for _, k := range memory.IdentityKeys {
		if l[k] != "" {
			parts = append(parts, l[k])
		}
	}
	return strings.Join(parts, "/")
}
