package cgroup

import (
	"cmp"
	"context"
	"fmt"
)

// eachProcs calls visit with the processes of every cgroup that has some itself: on v2 those are
// leaves, on v1 nearly always. Hidden is how many more it has in other PID namespaces, whose numbers
// are printed as 0 (v2; v1 leaves them out). Cgroups that vanish meanwhile have none.
func (f *FS) eachProcs(ctx context.Context, visit func(path string, pids []int, hidden int)) error {
	root, err := openDirectory(f.Root)
	if err != nil {
		return fmt.Errorf("cgroup root: %w", err)
	}
	defer root.close()
	r := f.reader()
	defer f.readers.Put(r)
	return r.eachProcs(ctx, root, "", visit)
}

// eachProcs enters the cgroup of a path, without the slash at the end; a directory that cannot be
// read has been reported by the walk that reads memory.
func (r *reader) eachProcs(ctx context.Context, d directory, path string, visit func(string, []int, int)) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("cgroup %q: %w", path+"/", err)
	}
	data, grown, err := d.read(procsFile, r.buf, true)
	r.buf = grown
	if err == nil && len(data) > 0 {
		if pids, err := parsePIDs(procsFile, data); err == nil {
			visit(cmp.Or(path, "/"), pids, countLines(data)-len(pids))
		}
	}
	children, _ := d.subdirectories(nil, r.buf)
	for _, name := range children {
		child, err := d.open(name)
		if err != nil {
			continue
		}
		err = r.eachProcs(ctx, child, path+"/"+name, visit)
		child.close()
		if err != nil {
			return err
		}
	}
	return nil
}
