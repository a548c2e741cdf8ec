package cgroup

import (
	"context"
	"fmt"
	"strings"
)

// Options say which cgroups a walk reports. The zero value reports all.
type Options struct {
	// Keep says whether the cgroup of a path is reported; nil = every one. The processes of a
	// cgroup that is not reported count in its ancestors all the same.
	Keep func(path string) bool
	// MaxDepth limits how deep a reported cgroup lies, 1 being a child of the root; 0 = no limit.
	MaxDepth int
}

// Stats say how a walk went.
type Stats struct {
	// Vanished is how many cgroups were removed between being listed and being read.
	Vanished int
}

// Walk visits the cgroups that have memory counters, descendants before their parent and siblings
// in the order of their names. The group is valid only during the call. A cgroup without memory
// counters (the root of v2; one whose parent has the controller off) is skipped, but its descendants
// are not. The error is that of the root directory, of ctx or of visit; those of single files are
// in Group.Errs.
func (f *FS) Walk(ctx context.Context, o Options, visit func(*Group) error) (Stats, error) {
	w := walk{fs: f, ctx: ctx, options: o, visit: visit, reader: f.reader()}
	defer f.readers.Put(w.reader)
	root, err := openDirectory(f.Root)
	if err != nil {
		return w.stats, fmt.Errorf("cgroup root: %w", err)
	}
	defer root.close()
	_, err = w.enter(place{dir: root, path: "/"})
	return w.stats, err
}

// Groups returns all cgroups that a walk visits, in its order.
func (f *FS) Groups(ctx context.Context, o Options) ([]*Group, Stats, error) {
	var groups []*Group
	stats, err := f.Walk(ctx, o, func(g *Group) error {
		groups = append(groups, g.Clone())
		return nil
	})
	return groups, stats, err
}

// Group reads one cgroup, with the processes of its subtree and its ancestors' limits. The error
// says that there is no such cgroup, or that it has no memory counters.
func (f *FS) Group(ctx context.Context, path string) (*Group, error) {
	path = f.Clean(path)
	w := walk{fs: f, ctx: ctx, reader: f.reader()}
	defer f.readers.Put(w.reader)
	w.options.Keep = func(p string) bool { return p == path }
	var found *Group
	w.visit = func(g *Group) error { found = g.Clone(); return nil }
	dir, err := openDirectory(f.directory(path))
	if err != nil {
		return nil, fmt.Errorf("cgroup %q: %w", path, err)
	}
	defer dir.close()
	if _, err := w.enter(place{dir: dir, path: path, inherited: f.inheritedLimit(path)}); err != nil {
		return nil, err
	}
	if found == nil {
		return nil, fmt.Errorf("cgroup %q: no memory counters: want %s in %s", path, filesOf(f.Version)[0].Name, f.directory(path))
	}
	return found, nil
}

// inheritedLimit is the smallest memory.max of a v2 cgroup's ancestors in bytes; 0 = none.
func (f *FS) inheritedLimit(path string) uint64 {
	if f.Version == 1 {
		return 0 // memory.stat of v1 says it
	}
	var limit uint64
	r := f.reader()
	defer f.readers.Put(r)
	for i, c := range path {
		if c != '/' || i == 0 {
			continue
		}
		if d, err := openDirectory(f.directory(path[:i])); err == nil {
			limit = r.limit(d, &Group{Path: path[:i], Version: f.Version}, limit)
			d.close()
		}
	}
	return limit
}

type walk struct {
	fs      *FS
	ctx     context.Context
	options Options
	visit   func(*Group) error
	reader  *reader
	stats   Stats
}

// frame is the memory of one level of the tree, used again for the next cgroup of that level.
type frame struct {
	group    Group
	children []string
}

func (r *reader) frame(depth int) *frame {
	for len(r.frames) <= depth {
		r.frames = append(r.frames, &frame{})
	}
	return r.frames[depth]
}

// place is where a walk is.
type place struct {
	dir       directory
	parent    *directory // nil at the root
	name      string     // in parent
	path      string
	inherited uint64 // smallest limit of the ancestors; 0 = none
	depth     int
}

// removed says whether the cgroup is no longer where it was found.
func (p place) removed() bool { return p.parent != nil && !p.parent.has(p.name) }

// enter reads a cgroup and its descendants, reports it, and returns how many processes they have.
func (w *walk) enter(p place) (processes int, err error) {
	if err := w.ctx.Err(); err != nil {
		return 0, fmt.Errorf("cgroup %q: %w", p.path, err)
	}
	fr := w.reader.frame(p.depth)
	g := &fr.group
	g.reset(p.path, w.fs.Version)
	reported := w.keeps(p) && w.reader.readMemory(p.dir, g)
	g.Limit = w.reader.limit(p.dir, g, p.inherited)
	own := w.reader.count(p.dir, g)
	if own < 0 && p.removed() { // the last file read is the first to tell
		w.stats.Vanished++
		return 0, nil
	}
	below, err := w.descend(p, fr, g.Limit)
	if err != nil {
		return 0, err
	}
	if own >= 0 {
		g.Processes = own + below
	}
	if reported {
		err = w.visit(g)
	}
	return max(own, 0) + below, err
}

func (w *walk) keeps(p place) bool {
	return (w.options.Keep == nil || w.options.Keep(p.path)) && (w.options.MaxDepth == 0 || p.depth <= w.options.MaxDepth)
}

// descend enters the children and adds up their processes.
func (w *walk) descend(p place, fr *frame, limit uint64) (processes int, err error) {
	if fr.children, err = p.dir.subdirectories(fr.children[:0], w.reader.buf); err != nil {
		fr.group.Errs = append(fr.group.Errs, FileError{Cgroup: p.path, Err: err})
	}
	for _, name := range fr.children {
		child := place{parent: &p.dir, name: name, path: strings.TrimSuffix(p.path, "/") + "/" + name, inherited: limit, depth: p.depth + 1}
		n, err := w.open(child)
		if err != nil {
			return 0, err
		}
		processes += n
	}
	return processes, nil
}

// open enters a child. One that was removed since it was listed counts as vanished.
func (w *walk) open(p place) (processes int, err error) {
	p.dir, err = p.parent.open(p.name)
	if isGone(err) {
		w.stats.Vanished++
		return 0, nil
	}
	if err != nil {
		g := Group{Path: p.path, Version: w.fs.Version, Processes: -1, Errs: []FileError{{Cgroup: p.path, Err: err}}}
		return 0, w.visit(&g)
	}
	defer p.dir.close()
	return w.enter(p)
}
