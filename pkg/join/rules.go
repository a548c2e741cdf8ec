package join

import (
	"net"
	"path"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// Rule is one way to tell to which container a Go target belongs.
type Rule struct {
	ID, Help string
	// Same are labels that both sides must have, with the same value.
	Same []memory.IdentityKey
	// Names, if set, takes from the target what the container may be called, and Of what the
	// container is called; nil: its container label.
	Names func(*goTarget) []string
	Of    func(*unit) []string
	// SameHost: the target and the exporter must be on one host, by their instances or the node.
	SameHost bool
	// OneHost: all targets that a container gets by this rule must be on one host. Without that, the
	// processes of a whole fleet would add up in one container of a common name.
	OneHost bool
	// Own: it reads what the process says of itself, and not the address that is scraped.
	Own bool
	// Bound: the settings say it.
	Bound bool
	// Doubt is what a reader must know of a pairing by this rule; "" where labels of both sides prove it.
	Doubt string
}

// Rules in order of strength. The first that any container fits decides, and only if exactly one does.
var Rules = []Rule{
	{ID: "binding", Help: "the data source's settings bind them", Bound: true},
	{ID: "namespace_pod_container", Help: "namespace, pod and container are the same",
		Same: []memory.IdentityKey{memory.Namespace, memory.Pod, memory.Container}, Own: true},
	{ID: "container_id", Help: "the id that the container runtime gave is the same, whole or its first 12 digits", Names: idsOfTarget, Of: idsOf, Own: true},
	{ID: "listening_port", Help: "a process of the container listens on the target's port, on the same host", Names: portOf, Of: portsOf, SameHost: true},
	{ID: "pod_container", Help: "pod and container are the same",
		Same: []memory.IdentityKey{memory.Pod, memory.Container}, Own: true},
	{ID: "container_host", Help: "container is the same, and so is the host of the instance",
		Same: []memory.IdentityKey{memory.Container}, SameHost: true},
	{ID: "container", Help: "container is the same, and only one container is called so",
		Same: []memory.IdentityKey{memory.Container}, OneHost: true, Own: true},
	{ID: "namespace_pod", Help: "namespace and pod are the same, and the pod has one container only",
		Same: []memory.IdentityKey{memory.Namespace, memory.Pod}, Own: true},
	{ID: "instance_host", Help: "the host of the target's instance is the container's name", Names: hostsOf},
	{ID: "compose_service", Help: "the host of the target's instance is the container's Compose service", Names: hostsOf, Of: servicesOf},
	{ID: "job_host", Help: "the job is the container's name, and the host of the instance is the same", Names: jobOf, SameHost: true},
	{ID: "systemd_unit", Help: "the job is the systemd unit's name, and the host of the instance is the same", Names: jobOf, Of: systemdUnitsOf, SameHost: true},
	{ID: "job", Help: "the job is the container's name, and only one container is called so", Names: jobOf, OneHost: true,
		Doubt: "paired by the job's name alone, as no label tells the target's host: a binding in the data source's settings makes it sure"},
}

func hostsOf(t *goTarget) []string { return []string{hostOf(t.Labels[instanceLabel])} }
func jobOf(t *goTarget) []string   { return []string{t.Labels["job"]} }

func portOf(t *goTarget) []string {
	_, port, err := net.SplitHostPort(t.Labels[instanceLabel])
	if err != nil {
		return nil
	}
	return []string{port}
}

func idsOfTarget(t *goTarget) []string {
	if id := runtimeID(t.source.id()); id != "" {
		return []string{id[:shortID]}
	}
	return nil
}

// idsOf are the first digits of the ids; whole ones are compared by sameID.
func idsOf(u *unit) (ids []string) {
	for _, c := range u.all() {
		for _, s := range c.sources {
			if id := runtimeID(s.id()); id != "" {
				ids = append(ids, id[:shortID])
			}
		}
	}
	return ids
}

func servicesOf(u *unit) (names []string) {
	u.eachSource(func(s *source) {
		for _, l := range s.dialect.Also {
			names = append(names, s.labels[l])
		}
	})
	return names
}

// systemdUnitsOf are the names of a unit's cgroup, as a job may be called.
func systemdUnitsOf(u *unit) (names []string) {
	for _, c := range u.cgroups {
		base := path.Base(c.id)
		if name, ok := strings.CutSuffix(base, ".service"); ok {
			names = append(names, name, base)
		}
	}
	return names
}

// portsOf are the ports on which the container's processes listen for others.
func portsOf(u *unit) (ports []string) {
	u.eachSource(func(s *source) {
		for r := s.first(s.dialect.Listens.Metric); r != nil; r = r.next {
			if ip := net.ParseIP(r.labels[s.dialect.Listens.Address]); ip == nil || !ip.IsLoopback() || strings.HasPrefix(s.host(), "localhost") || s.host() == ip.String() {
				ports = append(ports, r.labels[s.dialect.Listens.Port])
			}
		}
	})
	return ports
}

func (u *unit) eachSource(do func(*source)) {
	for _, c := range u.all() {
		for _, s := range c.sources {
			do(s)
		}
	}
}

func (r *Rule) namesOf(u *unit) []string {
	if r.Of == nil {
		return []string{u.labels[memory.Container]}
	}
	return sortedSet(r.Of(u))
}

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
	if (t.relayed() && (!r.Own || !t.tellsItself())) || !compatible(t, u) || (r.SameHost && !u.onHost(t)) {
		return false
	}
	for _, k := range r.Same {
		if v := t.identity(k); v == "" || v != u.labels[k] {
			return false
		}
	}
	if r.Names == nil {
		return true
	}
	names := r.namesOf(u)
	return slices.ContainsFunc(r.Names(t), func(n string) bool { return n != "" && slices.Contains(names, n) })
}

// determines says whether the rule compares a key, so that no container of another value can fit.
func (r *Rule) determines(t *goTarget, k memory.IdentityKey) bool {
	if t.identity(k) != "" {
		return true
	}
	return k == memory.Container && r.Names != nil && r.Of == nil
}

// onHost says whether an exporter that reports the container is on the target's host.
func (u *unit) onHost(t *goTarget) bool {
	host, on := t.host(), false
	if host == "" {
		return false
	}
	u.eachSource(func(s *source) { on = on || s.host() == host })
	node := t.identity(memory.Node)
	return on || (u.ownNode && (u.labels[memory.Node] == host || u.labels[memory.Node] == node))
}
