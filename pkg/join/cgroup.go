package join

import (
	"path"
	"regexp"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// idLabel holds the path of a cgroup.
const idLabel = "id"

// tree is the cgroups that one scraped target reports, by path.
type tree map[string][]*source

// trees sorts the cgroups by the target that reports them.
func trees(all []*source) []tree {
	byTarget, order := map[string]tree{}, []tree{}
	for _, s := range all {
		if !s.required() {
			continue
		}
		key := string(s.dialect.ID)
		for _, l := range targetLabels {
			key += "\x00" + s.labels[l]
		}
		if byTarget[key] == nil {
			byTarget[key] = tree{}
			order = append(order, byTarget[key])
		}
		id := s.labels[idLabel]
		byTarget[key][id] = append(byTarget[key][id], s)
	}
	return order
}

func (s *source) required() bool {
	for _, l := range s.dialect.Requires {
		if s.labels[l] == "" {
			return false
		}
	}
	return true
}

// named says whether a label names the cgroup as a container. A pod's own cgroup has the pod but no
// container; its sandbox, under containerd, has an image and a name besides, which are not the pod's.
func (s *source) named() bool {
	labels := s.dialect.Identity[memory.Container]
	if s.excluded() || (s.pod() != "" && len(labels) > 0 && s.labels[labels[0]] == "") {
		return false
	}
	name, _ := s.identity(memory.Container)
	return name != ""
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

// containerID finds the 64 digits that a runtime gives to a container, where the last part of a
// path is the container's and not its monitor's (libpod-conmon-…).
var containerID = regexp.MustCompile(`^(?:(?:docker|libpod|crio|nerdctl|cri-containerd)-)?([0-9a-f]{64})(?:\.scope)?$`)

// cgroupKey is the same for every exporter that sees a cgroup. An id is unique among machines; any
// other path is only so on its host.
func cgroupKey(s *source) string {
	id := s.labels[idLabel]
	if m := containerID.FindStringSubmatch(path.Base(id)); m != nil {
		return m[1]
	}
	cluster, _ := s.identity(memory.Cluster)
	node, own := s.identity(memory.Node)
	if !own {
		node = s.host()
	}
	return strings.Join([]string{cluster, node, id}, "\x00")
}
