package cgroup

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Query names one cgroup. Exactly one of the fields is set.
type Query struct {
	// Container is a container's name, "pod/container", "namespace/pod/container", a unit's name with
	// or without ".service", or the beginning of a container's id.
	Container string
	Path      string // in the hierarchy, or of the directory
	PID       int    // a process; its container's cgroup is meant, where it is in one
}

func (q Query) String() string {
	switch {
	case q.Path != "":
		return fmt.Sprintf("cgroup %q", q.Path)
	case q.PID != 0:
		return fmt.Sprintf("process %d", q.PID)
	}
	return fmt.Sprintf("container %q", q.Container)
}

// Candidate is a cgroup and whose it is.
type Candidate struct {
	Path     string
	Identity Identity
}

// Name is the shortest name of a candidate that a Query takes and that tells what it is.
func (c Candidate) Name() string {
	i := c.Identity
	parts := slices.DeleteFunc([]string{i.Namespace, i.Pod, i.Container}, func(s string) bool { return s == "" })
	switch {
	case i.Container != "":
		return strings.Join(parts, "/")
	case i.ContainerID != "":
		return i.ContainerID[:12]
	}
	return c.Path
}

// unique is a name that a Query takes and that no other candidate shares, where there is one.
func (c Candidate) unique() string {
	switch {
	case c.Identity.Unit != "":
		return c.Identity.Unit
	case len(c.Identity.ContainerID) >= 12:
		return c.Identity.ContainerID[:12]
	}
	return "--cgroup " + c.Path
}

// AmbiguousError is a name that several cgroups have.
type AmbiguousError struct {
	Query      Query
	Candidates []Candidate
}

func (e *AmbiguousError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s is ambiguous, want one of:", e.Query)
	named := map[string]int{}
	for _, c := range e.Candidates {
		named[c.Name()]++
	}
	for _, c := range e.Candidates {
		name := c.Name()
		if named[name] > 1 {
			name = c.unique()
		}
		fmt.Fprintf(&b, "\n  %s (%s)", name, c.Path)
	}
	return b.String()
}

// NotFoundError is a name that no cgroup has.
type NotFoundError struct {
	Query Query
	Known []Candidate // the containers and units there are
	// Unreadable are the state directories of runtimes that may not be read: names stand in them.
	Unreadable []string
}

func (e *NotFoundError) Error() string {
	names := make([]string, 0, len(e.Known))
	for _, c := range e.Known {
		names = append(names, c.Name())
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > 20 {
		names = append(names[:20], fmt.Sprintf("and %d more", len(names)-20))
	}
	text := fmt.Sprintf("no %s: there are no containers or units here", e.Query)
	if len(names) > 0 {
		text = fmt.Sprintf("no %s: want one of %s", e.Query, strings.Join(names, ", "))
	}
	if len(e.Unreadable) > 0 {
		text += fmt.Sprintf("; names could not be read from %s (permission denied): run it as root, or, for podman of an own user, in podman unshare", strings.Join(e.Unreadable, ", "))
	}
	return text
}

// Find reads the cgroup that a query means. The error is a *NotFoundError or *AmbiguousError where
// the name is at fault.
func (f *FS) Find(ctx context.Context, ids *Identities, q Query) (*Group, Identity, error) {
	path, err := f.find(ctx, ids, q)
	if err != nil {
		return nil, Identity{}, err
	}
	g, err := f.Group(ctx, path)
	if err != nil {
		return nil, Identity{}, err
	}
	return g, ids.Of(g.Path), nil
}

func (f *FS) find(ctx context.Context, ids *Identities, q Query) (string, error) {
	switch {
	case q.Path != "":
		return f.Clean(q.Path), nil
	case q.PID != 0:
		path, err := f.OfPID(q.PID)
		return containerOf(ids, path), err
	case q.Container == "":
		return "", fmt.Errorf("want a container, a cgroup or a process")
	}
	all, err := f.Containers(ctx, ids)
	if err != nil {
		return "", err
	}
	for _, match := range matchers {
		found := slices.DeleteFunc(slices.Clone(all), func(c Candidate) bool { return !match(c, q.Container) })
		switch len(found) {
		case 0:
			continue
		case 1:
			return found[0].Path, nil
		}
		return "", &AmbiguousError{Query: q, Candidates: found}
	}
	return "", &NotFoundError{Query: q, Known: all, Unreadable: ids.state.unreadable()}
}

// matchers in the order they are tried: a name wins over the beginning of an id.
var matchers = []func(c Candidate, name string) bool{
	func(c Candidate, name string) bool { return c.Identity.Unit != "" && c.Identity.Unit == name },
	func(c Candidate, name string) bool { return c.Identity.Container == name },
	func(c Candidate, name string) bool {
		return strings.Contains(name, "/") && c.Identity.Container != "" && strings.HasSuffix("/"+c.Name(), "/"+name)
	},
	func(c Candidate, name string) bool { return strings.HasPrefix(c.Identity.ContainerID, name) },
}

// containerOf climbs to the container that a cgroup lies in, as a process's often does where systemd
// runs in the container; the path itself where there is none.
func containerOf(ids *Identities, path string) string {
	return climb(path, func(at string) bool { return ids.Of(at).ContainerID != "" })
}

// climb returns the first of a path and its ancestors, the root excepted, that is wanted; the path
// itself where none is.
func climb(path string, wanted func(string) bool) string {
	for p := path; p != "" && p != "/"; p = p[:strings.LastIndexByte(p, '/')] {
		if wanted(p) {
			return p
		}
	}
	return path
}

// Containers lists the cgroups of containers and units, in the order of their paths.
func (f *FS) Containers(ctx context.Context, ids *Identities) ([]Candidate, error) {
	var all []Candidate
	_, err := f.Walk(ctx, Options{Keep: func(path string) bool {
		if id := ids.Of(path); id.Container != "" || id.ContainerID != "" {
			all = append(all, Candidate{path, id})
		}
		return false
	}}, func(*Group) error { return nil })
	slices.SortFunc(all, func(a, b Candidate) int { return strings.Compare(a.Path, b.Path) })
	return all, err
}
