package pagecache

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// look is one pass over the files of some processes.
type look struct {
	ctx     context.Context
	request Request
	counter *counter
	seen    Seen
	known   map[key]bool      // files that were counted: hard links, and what several processes reach, count once
	roots   map[string]string // labels of the roots met, by namespace; that of the first is empty
	root    string            // the label of the root that is looked at
	failed  error             // of the last process that could not be looked at at all
	reached int               // processes that could
}

// key tells files apart.
type key struct{ device, inode uint64 }

// errStopped ends a look; why stands in Seen.Stopped.
var errStopped = errors.New("stopped")

var errEnded = errors.New("its processes have ended")

// Look finds the cached files of processes: those they have open and mapped, and all below their
// roots. It follows no symbolic link and reads no data. When ctx ends, or enough files were looked at,
// what was found so far is returned, and Seen.Stopped says so. The error is of processes none of which
// could be reached, or of a folder that was asked for and is not there.
func Look(ctx context.Context, r Request) (*Seen, error) {
	l := &look{ctx: ctx, request: r, counter: newCounter(r.Proc), known: map[key]bool{}, roots: map[string]string{}}
	var roots []*process // one for each root that the processes have
	defer func() {
		for _, p := range roots {
			p.close()
		}
	}()
	for _, pid := range slices.Sorted(slices.Values(r.PIDs)) {
		p, err := l.process(pid)
		switch {
		case p != nil && p.first:
			roots = append(roots, p)
		case p != nil:
			p.close()
		}
		if errors.Is(err, errStopped) {
			break
		}
		l.note(pid, err)
	}
	if l.reached == 0 && l.seen.Stopped == "" {
		return nil, cmp.Or(l.failed, errEnded)
	}
	if err := l.walkAll(roots); err != nil {
		return nil, err
	}
	slices.SortFunc(l.seen.Files, func(a, b File) int {
		return cmp.Or(cmp.Compare(b.Cached, a.Cached), cmp.Compare(a.Root, b.Root), cmp.Compare(a.Path, b.Path))
	})
	return &l.seen, nil
}

// note keeps what came of a process. One that ended meanwhile has no files.
func (l *look) note(pid int, err error) {
	switch {
	case err == nil:
		l.reached++
	case isGone(err):
	default:
		l.failed = fmt.Errorf("process %d: %w: want root, or the rights of who started it", pid, err)
		l.seen.fail("process: "+reason(err), fmt.Sprintf("process %d", pid), 0)
	}
}

// walkAll walks the roots, each once.
func (l *look) walkAll(roots []*process) error {
	for _, p := range roots {
		if p.shares && len(l.request.Folders) == 0 {
			continue
		}
		l.root = l.roots[p.namespace]
		for _, err := range l.walk(p) {
			if errors.Is(err, errStopped) {
				return nil
			}
			if l.root == "" { // the other roots need not have what was asked for
				return err
			}
		}
	}
	return nil
}

// walk walks what is asked for of one root.
func (l *look) walk(p *process) (errs []error) {
	folders := l.request.Folders
	if len(folders) == 0 {
		folders = []string{"/"}
	}
	l.seen.Skipped = append(l.seen.Skipped, p.skipped()...)
	for _, folder := range folders {
		folder = filepath.Clean("/" + folder)
		fd, _, err := p.find(folder)
		if err == nil {
			err = l.entry(p, fd, folder, 0)
			_ = unix.Close(fd)
		}
		if err != nil && !errors.Is(err, errStopped) {
			err = fmt.Errorf("folder %q of process %d: %w", folder, p.pid, err)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// file counts the pages of the file that path, opened with O_PATH, refers to. The only error is
// errStopped.
func (l *look) file(path int, st *unix.Stat_t, found File) error {
	k := key{st.Dev, st.Ino}
	if l.known[k] {
		return nil
	}
	if err := l.stop(found.Path); err != nil {
		return err
	}
	l.seen.Examined++
	if st.Size == 0 { // no page, and no entry in known
		return nil
	}
	l.known[k] = true
	system, err := l.counter.systemOf(path, st.Dev)
	if err != nil || system.none {
		return nil
	}
	found.Size, found.Root, found.Shared = st.Size, l.root, system.shared
	if found.Deleted = st.Nlink == 0; found.Deleted {
		found.Path = strings.TrimSuffix(found.Path, deleted)
	}
	found.Cached, err = l.counter.cached(l.ctx, path, st.Size, system)
	switch {
	case l.ctx.Err() != nil && err != nil:
		return l.stop(found.Path)
	case isGone(err):
	case err != nil:
		l.seen.fail(reason(err), found.Path, st.Size)
	case found.Cached > 0:
		l.seen.Files = append(l.seen.Files, found)
	}
	return nil
}

// stop returns errStopped where it is time to end, and says why.
func (l *look) stop(at string) error {
	switch {
	case l.seen.Stopped != "":
	case l.ctx.Err() != nil:
		l.seen.Stopped = "time was up at " + Escape(at)
	case l.request.Most > 0 && l.seen.Examined >= l.request.Most:
		l.seen.Stopped = fmt.Sprintf("%d files were looked at, up to %s", l.seen.Examined, Escape(at))
	default:
		return nil
	}
	return errStopped
}

// reason is an error without the name that it is about, so that many of one kind count as one.
func reason(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}

// isGone says whether an error means that a file or process has ended meanwhile.
func isGone(err error) bool {
	return errors.Is(err, unix.ENOENT) || errors.Is(err, unix.ESRCH)
}
