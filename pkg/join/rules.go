package join

import (
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// Rule is one way to tell to which container a Go target belongs.
type Rule struct {
	ID, Help string
	// Same are labels that both sides must have, with the same value.
	Same []memory.IdentityKey
	// Name, if set, takes from the target what the container's name must be.
	Name func(Target) string
	// SameHost: the target and the exporter must be on one host, by their instances.
	SameHost bool
	// OneHost: all targets that a container gets by this rule must be on one host. Without that, the
	// processes of a whole fleet would add up in one container of a common name.
	OneHost bool
}

// Rules in order of strength. The first that any container fits decides, and only if exactly one does.
var Rules = []Rule{
	{ID: "namespace_pod_container", Help: "namespace, pod and container are the same",
		Same: []memory.IdentityKey{memory.Namespace, memory.Pod, memory.Container}},
	{ID: "pod_container", Help: "pod and container are the same",
		Same: []memory.IdentityKey{memory.Pod, memory.Container}},
	{ID: "container_host", Help: "container is the same, and so is the host of the instance",
		Same: []memory.IdentityKey{memory.Container}, SameHost: true},
	{ID: "container", Help: "container is the same, and only one container is called so",
		Same: []memory.IdentityKey{memory.Container}, OneHost: true},
	{ID: "namespace_pod", Help: "namespace and pod are the same, and the pod has one container only",
		Same: []memory.IdentityKey{memory.Namespace, memory.Pod}},
	{ID: "instance_host", Help: "the host of the target's instance is the container's name",
		Name: func(t Target) string { return hostOf(t.Labels[instanceLabel]) }},
	{ID: "job_host", Help: "the job is the container's name, and the host of the instance is the same",
		Name: func(t Target) string { return t.Labels["job"] }, SameHost: true},
	{ID: "job", Help: "the job is the container's name, and only one container is called so",
		Name: func(t Target) string { return t.Labels["job"] }, OneHost: true},
}

// goTarget is one Go process. Of several dialects that one target speaks the first that was sampled
// speaks for it, and the others add what it does not tell: it is all of one scrape.
type goTarget struct {
	Target
	source *source
	more   []*source
}

// goTargets are the processes among the Go side's sources.
func goTargets(all []*source, g grid) []*goTarget {
	byLabels := map[string]*goTarget{}
	var ts []*goTarget
	for _, s := range all {
		if _, _, ok := span(s, g); !ok {
			continue
		}
		_, key, _ := strings.Cut(s.key, "\x00")
		if t, ok := byLabels[key]; ok {
			t.more = append(t.more, s)
			continue
		}
		byLabels[key] = &goTarget{Target: Target{Labels: s.labels, Dialect: s.dialect.ID}, source: s}
		ts = append(ts, byLabels[key])
	}
	return ts
}

func (t *goTarget) snapshot(i int) memory.Snapshot {
	snap := t.source.snapshot(i)
	for _, s := range t.more {
		s.dialect.Read(s.sample(i), &snap)
	}
	return snap
}

func (t *goTarget) identity(k memory.IdentityKey) string {
	v, _ := t.source.identity(k)
	return v
}

func (t *goTarget) host() string { return t.source.host() }

// name is how a problem names a target.
func (t Target) name() string { return t.Labels["job"] + " at " + t.Labels[instanceLabel] }

// compatible refuses a pair of which both sides name a key differently. A node counts only where it
// has a label of its own. By rules that know the name from elsewhere, a container label still counts.
func compatible(t *goTarget, u *unit) bool {
	for _, k := range memory.IdentityKeys {
		if k == memory.Node && !u.ownNode {
			continue
		}
		tv, uv := t.identity(k), u.labels[k]
		if tv != "" && uv != "" && tv != uv {
			return false
		}
	}
	return true
}

// fits says whether a container satisfies the rule for a target.
func (r *Rule) fits(t *goTarget, u *unit) bool {
	if !compatible(t, u) || (r.SameHost && !u.onHost(t.host())) {
		return false
	}
	for _, k := range r.Same {
		if v := t.identity(k); v == "" || v != u.labels[k] {
			return false
		}
	}
	if r.Name == nil {
		return true
	}
	name := r.Name(t.Target)
	return name != "" && name == u.labels[memory.Container]
}

// determines says whether the rule compares a key, so that no container of another value can fit.
func (r *Rule) determines(t *goTarget, k memory.IdentityKey) bool {
	if t.identity(k) != "" {
		return true
	}
	return k == memory.Container && r.Name != nil
}

func (u *unit) onHost(host string) bool {
	if host == "" {
		return false
	}
	for _, c := range u.all() {
		for _, s := range c.sources {
			if s.host() == host {
				return true
			}
		}
	}
	return false
}
