package memory

import "strings"

// CounterID names one number as the kernel or the Go runtime reports it. Ids of cgroup counters
// follow the kernel's cgroup v2 keys.
type CounterID string

// Side says who reports a counter.
type Side string

const (
	CgroupSide  Side = "cgroup"  // the kernel, of a cgroup
	GoSide      Side = "go"      // the Go runtime, of itself
	ProcessSide Side = "process" // the kernel, of a process
	NodeSide    Side = "node"    // the kernel, of the machine
)

// Unit of a counter's value.
type Unit string

const (
	Bytes   Unit = "bytes"
	Count   Unit = "count"   // things there are now
	Events  Unit = "events"  // monotonically increasing
	Seconds Unit = "seconds" // monotonically increasing, but for timestamps
	Percent Unit = "percent"
)

// Source is the place a cgroup counter stands in: a file, and a key in it where the file has keys.
// The zero Source means that this cgroup version does not report the counter.
type Source struct{ File, Key string }

// Counter is one row of the counters table.
type Counter struct {
	ID          CounterID
	Side        Side
	Unit        Unit
	V1, V2      Source    // cgroup side: where it stands, by cgroup version
	Go          string    // Go side: runtime/metrics name or sum of them; process side: /proc file and key
	SubsetOf    CounterID // the counter whose bytes include this one's
	Covers      []ClassID // the classes whose bytes this counter includes; nil where it is no part of usage
	ZeroUnknown bool      // the kernel prints 0 where it does not count at all
	Printed     bool      // a tool's own number, which an exporter passes on: no part of any sum
	Optional    string    // why a complete reader may still lack it; such a counter is never "missing"
	Since       string    // first kernel or Go version that has it; "" = as old as anything supported
	Help        string
	Ref         string
}

// CounterByID returns the row of id, and whether there is one.
func CounterByID(id CounterID) (*Counter, bool) {
	c, ok := countersByID[id]
	return c, ok
}

var countersByID = indexCounters()

func indexCounters() map[CounterID]*Counter {
	m := make(map[CounterID]*Counter, len(Counters))
	for i := range Counters {
		m[Counters[i].ID] = &Counters[i]
	}
	return m
}

// StatUnit tells the unit of a key of memory.stat on either cgroup version: Bytes or Events. The
// second result is false for a key that no table row knows, such as one of a future kernel.
// On v1 "total_" before a key means the whole subtree and does not change its unit.
func StatUnit(key string) (Unit, bool) {
	u, ok := statUnits[strings.TrimPrefix(key, "total_")]
	return u, ok
}

var statUnits = indexStatUnits()

func indexStatUnits() map[string]Unit {
	m := map[string]Unit{}
	for _, k := range statEventKeys {
		m[k] = Events
	}
	for _, c := range Counters {
		for _, s := range []Source{c.V1, c.V2} {
			if s.File == "memory.stat" {
				m[strings.TrimPrefix(s.Key, "total_")] = c.Unit
			}
		}
	}
	return m
}
