package cgroup

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// Listener is one TCP address that a process waits for connections on, in the network namespace of
// its cgroup. 0.0.0.0 and :: are every address; most programs that listen on :: take IPv4 too.
type Listener struct {
	Address netip.Addr
	Port    uint16
}

func (a Listener) compare(b Listener) int {
	return cmp.Or(cmp.Compare(a.Port, b.Port), a.Address.Compare(b.Address))
}

// Listening is what the processes of one container, unit or other cgroup listen on.
type Listening struct {
	Listeners []Listener // by port, each once
	// Unknown is how many processes could not be asked: no permission, another PID namespace, or over
	// the limits of one look. Their listeners, if any, are missing: none is not the same as not known.
	Unknown int
}

// portsFor is how long a look at all processes holds. Listeners change with deploys, and a look costs
// more than reading the memory of the same cgroups.
const portsFor = 15 * time.Second

// Ports finds the TCP listeners of every cgroup that has processes. It may be used by several goroutines.
type Ports struct {
	fs     *FS
	ids    *Identities
	clock  func() time.Time
	limits limits

	mu    sync.Mutex
	known map[string]Listening
	until time.Time
}

// NewPorts returns one that looks at the processes of a hierarchy.
func NewPorts(fs *FS, ids *Identities) *Ports {
	return &Ports{fs: fs, ids: ids, clock: time.Now, limits: defaultLimits}
}

// Look returns what each cgroup listens on, by path: a container's or unit's own, also where its
// processes are in a child of it, as with crun and with systemd in a container. The map is shared and
// not to be changed. Errors are of processes that could not be asked, and come once, with the look
// that met them and not with those answered from memory.
func (p *Ports) Look(ctx context.Context) (map[string]Listening, []FileError, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock()
	if now.Before(p.until) {
		return p.known, nil, nil
	}
	l := &look{proc: p.fs.Proc, left: p.limits, tables: map[string]table{}, groups: map[string]*found{}}
	err := p.fs.eachProcs(ctx, func(path string, pids []int, hidden int) {
		l.cgroup(p.owner(path), path, pids, hidden)
	})
	if err != nil {
		return nil, l.errs, fmt.Errorf("listening ports: %w", err)
	}
	p.known, p.until = l.listening(), now.Add(portsFor)
	return p.known, l.errs, nil
}

// owner climbs to the container that a cgroup lies in, otherwise to the unit.
func (p *Ports) owner(path string) string {
	if c := containerOf(p.ids, path); p.ids.Of(c).ContainerID != "" {
		return c
	}
	return climb(path, func(at string) bool { return p.ids.Of(at).Container != "" })
}

// found is what is known of one cgroup during a look.
type found struct {
	listeners map[Listener]bool
	unknown   int
}

func (l *look) listening() map[string]Listening {
	all := make(map[string]Listening, len(l.groups))
	for path, f := range l.groups {
		listeners := slices.SortedFunc(maps.Keys(f.listeners), Listener.compare)
		all[path] = Listening{Listeners: listeners, Unknown: f.unknown}
	}
	return all
}
