package join

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// id is what tells one life of the container from the next: the path of the cgroup, or the id that
// the runtime gave; "" where the exporter tells neither.
func (s *source) id() string { return s.labels[s.idLabel()] }

func (s *source) idLabel() string {
	labels := s.dialect.CgroupID
	if len(labels) == 0 && slices.Contains(s.dialect.Requires, "id") {
		labels = []string{"id"}
	}
	for _, l := range labels {
		if s.labels[l] != "" {
			return l
		}
	}
	return ""
}

// tree is the cgroups that one scraped target reports, by path.
type tree map[string][]*source

// trees sorts the cgroups by the target that reports them. Sources without an id stand in no tree.
func trees(all []*source) (ts []tree, loose []*source) {
	byTarget := map[string]tree{}
	for _, s := range all {
		id := s.id()
		if id == "" {
			loose = append(loose, s)
			continue
		}
		key := s.target()
		if byTarget[key] == nil {
			byTarget[key] = tree{}
			ts = append(ts, byTarget[key])
		}
		byTarget[key][id] = append(byTarget[key][id], s)
	}
	return ts, loose
}

// named says whether a label names the cgroup as a container. A pod's own cgroup has the pod but no
// container; its sandbox, under containerd, has an image and a name besides, which are not the pod's.
func (s *source) named() bool {
	if s.excluded() || s.dialect.KindOf(s.labels) != memory.ContainerKind {
		return false
	}
	if own := s.podsOwn(); s.pod() != "" && !slices.ContainsFunc(own, func(l string) bool { return s.labels[l] != "" }) {
		return false
	}
	name, _ := s.identity(memory.Container)
	return name != ""
}

// podsOwn are the labels that name a container of a pod; what stands after them names others.
func (s *source) podsOwn() []string {
	labels := s.dialect.Identity[memory.Container]
	return labels[:min(len(labels), len(s.dialect.Identity[memory.Pod]))]
}

func (s *source) pod() string {
	v, _ := s.identity(memory.Pod)
	return v
}

// containers lists the paths of the tree that are containers, and of each the sources.
func (t tree) containers() map[string][]*source {
	named := map[string]*source{}
	for id, variants := range t {
		for _, s := range variants {
			if s.named() && id != "/" {
				named[id] = s
			}
		}
	}
	found := map[string][]*source{}
	for id := range t.outermost(named) {
		found[id] = t[id]
	}
	parents := t.parents()
	for id, variants := range t {
		if leaf(id, variants) && !parents[id] && !within(id, found) {
			found[id] = variants
		}
	}
	return found
}

// outermost drops a named cgroup that is within one of the same name, of which it is a part, and
// one that has containers of other names within, whose usage it includes.
func (t tree) outermost(named map[string]*source) map[string]*source {
	kept := map[string]*source{}
	for id, s := range named {
		kept[id] = s
	}
	for id, s := range named {
		for _, a := range ancestors(id) {
			above, ok := named[a]
			if !ok {
				continue
			}
			if sameContainer(s, above) {
				delete(kept, id)
			} else {
				delete(kept, a)
			}
		}
	}
	return kept
}

func sameContainer(a, b *source) bool {
	for _, k := range []memory.IdentityKey{memory.Namespace, memory.Pod, memory.Container} {
		av, _ := a.identity(k)
		bv, _ := b.identity(k)
		if av != bv {
			return false
		}
	}
	return true
}

// leaf says whether a cgroup without a name may count under its path.
func leaf(id string, variants []*source) bool {
	if id == "/" {
		return false
	}
	for _, s := range variants {
		if !s.dialect.Leaves || s.excluded() || s.pod() != "" {
			return false
		}
	}
	return true
}

func (s *source) excluded() bool {
	for l, v := range s.dialect.Excludes {
		if s.labels[l] == v {
			return true
		}
	}
	return false
}

func (t tree) parents() map[string]bool {
	parents := map[string]bool{}
	for id := range t {
		for _, a := range ancestors(id) {
			parents[a] = true
		}
	}
	return parents
}

func within(id string, found map[string][]*source) bool {
	for _, a := range ancestors(id) {
		if _, ok := found[a]; ok {
			return true
		}
	}
	return false
}

// ancestors lists the paths above one, the root left out.
func ancestors(id string) []string {
	var all []string
	for p := path.Dir(id); p != "/" && p != "."; p = path.Dir(p) {
		all = append(all, p)
	}
	return all
}

// containerID finds the 64 digits that a runtime gives to a container, or the first 12 of them, where
// the last part of a path is the container's and not its monitor's (libpod-conmon-…).
var containerID = regexp.MustCompile(`^(?:(?:docker|libpod|crio|nerdctl|cri-containerd)-)?([0-9a-f]{64}|[0-9a-f]{12})(?:\.scope)?$`)

// shortID is how long an id is that some tools cut.
const shortID = 12

// runtimeID is the id that the runtime gave; "" where the path tells none.
func runtimeID(id string) string {
	if m := containerID.FindStringSubmatch(path.Base(id)); m != nil {
		return m[1]
	}
	return ""
}

// cgroupKey is the same for every exporter that sees a cgroup. An id is unique among machines; any
// other path is only so on its host.
func cgroupKey(s *source) string {
	if id := runtimeID(s.id()); id != "" {
		return id
	}
	cluster, _ := s.identity(memory.Cluster)
	node, _ := s.identity(memory.Node)
	return strings.Join([]string{cluster, node, s.id()}, "\x00")
}

// wholeIDs leads from the first digits of an id to all of it, where there is one such only.
func wholeIDs(keys map[string]*cgroup) map[string]string {
	whole := map[string]string{}
	for key := range keys {
		if len(key) <= shortID || runtimeID(key) == "" {
			continue
		}
		short := key[:shortID]
		if _, twice := whole[short]; twice {
			key = "" // two begin alike: neither is meant for sure
		}
		whole[short] = key
	}
	return whole
}
