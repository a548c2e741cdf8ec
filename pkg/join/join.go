// Package join pairs what the kernel says of a container with what its Go processes say of
// themselves. It decides which exporter wins, which of two containers is the newest after a
// restart, and which Go targets belong to which container; what it cannot pair it names.
package join

import (
	"maps"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

// Labels is the identity of a container; a key without value is absent.
type Labels map[memory.IdentityKey]string

// Point is what is known of a container at one moment.
type Point struct {
	Time     time.Time
	Snapshot memory.Snapshot
}

// Target is one Go process as Prometheus scrapes it, with all its labels (job, instance, …).
type Target struct {
	Labels  map[string]string
	Dialect memory.DialectID
	Problem string // why it belongs to no container
	Kind    FailureKind
	Rule    string // id of the rule that paired it
	// Candidates are the containers that it may belong to, the likeliest first.
	Candidates []Labels
	Suggestion *Suggestion
}

// Container is one container over the asked range.
type Container struct {
	Labels Labels
	// HostForNode says that the node is the host of the exporter, because no label tells the node.
	HostForNode bool
	CgroupID    string // path of the cgroup; changes at every restart
	Points      []Point
	Exporter    memory.DialectID
	Targets     []Target // the Go targets that were summed; none: Go side unknown
	Rule        string   // id of the rule that paired them; "" without target
	// Origins are the metrics that each counter was last read from.
	Origins  map[memory.CounterID][]string
	Problems []string // for a person: why a side is missing, ambiguous or stale
	// Renewed are the moments at which another cgroup took over: restarts.
	Renewed []time.Time
	// Ended is what who runs the containers says of how it last ended, where the request asks for it.
	Ended memory.Snapshot
	// Seen is what memory.Happened reads, where the request asks for events.
	Seen []memory.Sighting
}

// Lasting are the labels that the container keeps as long as it is the same to a person: through its
// restarts, and those of what reports it. In a cluster an exporter's next pod has another address; there a
// pod's name tells the container apart without it.
func (c *Container) Lasting() Labels {
	if !c.HostForNode || c.Labels[memory.Pod] == "" {
		return c.Labels
	}
	l := maps.Clone(c.Labels)
	delete(l, memory.Node)
	return l
}

// TellerOf is the exporter that would have to tell a counter of the container; "": none is there.
func (c *Container) TellerOf(id memory.CounterID) memory.DialectID {
	if row, ok := memory.CounterByID(id); ok && row.Side == memory.CgroupSide {
		return c.Exporter
	}
	if len(c.Targets) == 0 {
		return ""
	}
	return c.Targets[0].Dialect
}

// Result is the answer to one Request.
type Result struct {
	Containers []Container // ordered by identity
	Unpaired   []Target    // Go targets that belong to no container, with Problems why
	Problems   []string    // partial data, for notices
	Queries    []string    // the PromQL that was sent
}
