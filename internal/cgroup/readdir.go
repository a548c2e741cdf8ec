package cgroup

import "fmt"

// ReadDir reads one directory with the files of one cgroup, such as a capture. The name of the usage
// file tells the cgroup version. Group.Path is "/"; on v2 Group.Limit is the cgroup's own limit, and
// Group.Processes are its own. The error names the directory and what it lacks.
func ReadDir(dir string) (*Group, error) {
	d, err := openDirectory(dir)
	if err != nil {
		return nil, fmt.Errorf("cgroup files: %w", err)
	}
	defer d.close()
	for _, version := range []int{1, 2} {
		g := &Group{Path: "/", Version: version, Processes: -1}
		r := &reader{parser: newParser(), buf: make([]byte, bufferSize)}
		if !r.readMemory(d, g) {
			continue
		}
		g.Limit = r.limit(d, g, 0)
		g.Processes = r.count(d, g)
		if len(g.Errs) > 0 {
			return nil, fmt.Errorf("cgroup files in %s: %w", dir, g.Errs[0].Err)
		}
		return g, nil
	}
	return nil, fmt.Errorf("cgroup files: %s has neither %s (v1) nor %s (v2)", dir, filesV1[0].Name, filesV2[0].Name)
}
