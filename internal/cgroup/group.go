package cgroup

import (
	"fmt"
	"slices"

	"github.com/memledger/memledger/pkg/memory"
)

// Group is one cgroup as read at one moment.
type Group struct {
	// Path is the path in the hierarchy, starting with "/", as the kernel has it: any bytes.
	Path string
	// Version is that of the hierarchy the memory controller is in: 1 or 2.
	Version int
	// Files are the files that could be read, each with its values as printed. A limit that is not
	// set is a file without values.
	Files []File
	// Limit is the smallest hard limit of the cgroup and its ancestors in bytes; 0 = none. On v1 it
	// is memory.stat's hierarchical_memory_limit.
	Limit uint64
	// Processes is how many processes the cgroup and its descendants have; -1 = not known.
	Processes int
	// Errs are the files that exist and could not be read or parsed.
	Errs []FileError
}

// File is what one file of a cgroup holds.
type File struct {
	Name string
	// Values in the order printed, in bytes, counts or, with Scale 1e-6, microseconds.
	Values []Value
	// Scale turns a value into bytes, counts or seconds.
	Scale float64
}

// FileError is a file that could not be read or parsed.
type FileError struct {
	Cgroup string // path in the hierarchy
	File   string // name, such as memory.stat; empty when the directory itself could not be read
	Err    error
}

func (e FileError) Error() string { return fmt.Sprintf("cgroup %q: %v", e.Cgroup, e.Err) }

// Unwrap returns the cause.
func (e FileError) Unwrap() error { return e.Err }

// File returns the values of a file and whether it was read.
func (g *Group) File(name string) (File, bool) {
	for _, f := range g.Files {
		if f.Name == name {
			return f, true
		}
	}
	return File{}, false
}

// Value returns the number that stands in a source, in the unit of its counter: bytes, counts,
// events or seconds. The second result is false for what was not printed or is unlimited.
func (g *Group) Value(s memory.Source) (float64, bool) {
	if s.File == procsFile {
		return float64(g.Processes), g.Processes >= 0
	}
	f, _ := g.File(s.File)
	for _, v := range f.Values {
		if v.Key == s.Key {
			return float64(v.Value) * f.Scale, true
		}
	}
	return 0, false
}

// Source returns where a counter stands in cgroups of this group's version.
func (g *Group) Source(c *memory.Counter) memory.Source {
	if g.Version == 1 {
		return c.V1
	}
	return c.V2
}

// Snapshot returns the group's counters as the domain knows them: every row of memory.Counters that
// has a source in this cgroup version and a value in the group.
func (g *Group) Snapshot() memory.Snapshot {
	s := memory.Snapshot{CgroupVersion: g.Version}
	for i := range memory.Counters {
		c := &memory.Counters[i]
		if v, ok := g.Value(g.Source(c)); ok {
			s.Put(c.ID, v)
		}
	}
	// No file of v2 prints this one: it is the smallest memory.max up to the root.
	if g.Limit > 0 {
		s.Put(memory.HierarchicalLimit, float64(g.Limit))
	}
	return s
}

// Clone returns a copy that shares nothing with g.
func (g *Group) Clone() *Group {
	c := *g
	c.Errs = slices.Clone(g.Errs)
	c.Files = slices.Clone(g.Files)
	for i := range c.Files {
		c.Files[i].Values = slices.Clone(c.Files[i].Values)
	}
	return &c
}

// reset empties g for another cgroup and keeps its memory.
func (g *Group) reset(path string, version int) {
	g.Path, g.Version, g.Limit, g.Processes = path, version, 0, -1
	g.Files, g.Errs = g.Files[:0], g.Errs[:0]
}

// nextFile appends a file and returns it with the memory of the values that stood there before.
func (g *Group) nextFile() *File {
	if len(g.Files) < cap(g.Files) {
		g.Files = g.Files[:len(g.Files)+1]
	} else {
		g.Files = append(g.Files, File{})
	}
	f := &g.Files[len(g.Files)-1]
	f.Values = f.Values[:0]
	return f
}
