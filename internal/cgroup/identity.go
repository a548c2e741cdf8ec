package cgroup

import (
	"sync"
	"time"
)

// Identity is what is known of the container, pod or unit that a cgroup belongs to. A field that is
// not known is empty: a runtime's state that cannot be read never makes reading memory fail.
type Identity struct {
	Container   string // name; of a systemd unit its name without ".service"; "POD" for a pod's sandbox
	Pod         string
	Namespace   string
	Runtime     string // docker, podman, containerd, cri-o, lxc, systemd or, of a pod, kubernetes
	ContainerID string // 64 hexadecimal digits
	Image       string
	Unit        string // systemd unit, with its suffix
	PodUID      string // with dashes, as Kubernetes prints it
	// Of docker compose; the service is the host name that its neighbours know it by.
	ComposeProject string
	ComposeService string
}

// named says whether all is known that the path promises: no need to ask again soon.
func (i Identity) named() bool {
	return i == Identity{} || i.Container != "" || (i.ContainerID == "" && i.Pod != "")
}

// How long an answer holds. A name can change (podman rename), and a runtime may write its state a
// moment after it made the cgroup. Where there is no state to read, asking again gets rarer.
const (
	namedFor   = 5 * time.Minute
	unnamedFor = 10 * time.Second
	// forgetAfter is how long the answer for a cgroup is kept that nobody asks about.
	forgetAfter = 15 * time.Minute
)

// Identities tells containers by the path of their cgroup and by the state of the runtimes. It may
// be used by several goroutines.
type Identities struct {
	state State
	clock func() time.Time

	mu    sync.Mutex
	known map[string]*answer
	swept time.Time
	store map[string]*podmanStore
}

type answer struct {
	identity Identity
	unnamed  time.Duration // how long the last answer without a name held
	until    time.Time
	used     time.Time
}

// NewIdentities returns one that reads the given state directories.
func NewIdentities(s State) *Identities {
	return &Identities{state: s, clock: time.Now, known: map[string]*answer{}, store: map[string]*podmanStore{}}
}

// Of returns the identity of the cgroup of a path. Only the cgroup of a container, pod or unit
// itself has one: its parents and children have the zero Identity, so that nothing counts twice.
func (s *Identities) Of(path string) Identity {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock()
	a, ok := s.known[path]
	if !ok {
		s.sweep(now)
		a = &answer{}
		s.known[path] = a
	}
	if a.used = now; now.Before(a.until) {
		return a.identity
	}
	a.identity = s.lookUp(path)
	hold := namedFor
	if !a.identity.named() {
		a.unnamed = min(max(2*a.unnamed, unnamedFor), namedFor)
		hold = a.unnamed
	}
	a.until = now.Add(hold)
	return a.identity
}

func (s *Identities) lookUp(path string) Identity {
	fromPath, ok := identify(path)
	if !ok {
		return Identity{}
	}
	for _, r := range resolvers {
		if fromPath.ContainerID == "" && fromPath.PodUID == "" {
			break
		}
		if fromState, ok := r(s, fromPath); ok {
			fromPath = fill(fromPath, fromState)
		}
	}
	return fromPath
}

// fill takes from b what a does not know.
func fill(a, b Identity) Identity {
	for _, f := range []struct{ to, from *string }{
		{&a.Container, &b.Container}, {&a.Pod, &b.Pod}, {&a.Namespace, &b.Namespace}, {&a.Runtime, &b.Runtime},
		{&a.ContainerID, &b.ContainerID}, {&a.Image, &b.Image}, {&a.Unit, &b.Unit}, {&a.PodUID, &b.PodUID},
		{&a.ComposeProject, &b.ComposeProject}, {&a.ComposeService, &b.ComposeService},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	return a
}

// sweep forgets cgroups that are gone, at most once a minute.
func (s *Identities) sweep(now time.Time) {
	if now.Sub(s.swept) < time.Minute {
		return
	}
	s.swept = now
	for path, a := range s.known {
		if now.Sub(a.used) > forgetAfter {
			delete(s.known, path)
		}
	}
}
