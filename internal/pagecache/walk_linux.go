package pagecache

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

const (
	deepest   = 256 // folders within each other; each is open meanwhile
	atOnce    = 256 // names of a folder that are listed at a time
	pathFlags = unix.O_PATH | unix.O_NOFOLLOW | unix.O_CLOEXEC
)

// entry looks at what fd, opened with O_PATH, refers to, and below it. Nothing is opened by a path of
// more than one name, so that no link that is put there meanwhile leads anywhere else.
func (l *look) entry(p *process, fd int, path string, depth int) error {
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		l.seen.fail(reason(err), path, 0)
		return nil
	}
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return l.file(fd, &st, File{Path: path})
	case unix.S_IFDIR:
		return l.folder(p, fd, path, depth)
	}
	return nil
}

func (l *look) folder(p *process, at int, path string, depth int) error {
	if depth > deepest {
		l.seen.fail("folders lie too deep", path, 0)
		return nil
	}
	fd, err := openRetry(at, ".", unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NONBLOCK|unix.O_CLOEXEC)
	if err != nil {
		l.seen.fail(reason(err), path, 0)
		return nil
	}
	dir := os.NewFile(uintptr(fd), path)
	defer func() { _ = dir.Close() }()
	for {
		names, err := dir.Readdirnames(atOnce)
		for _, name := range names {
			if err := l.child(p, fd, filepath.Join(path, name), name, depth); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || isGone(err) {
			return nil
		}
		if err != nil {
			l.seen.fail(reason(err), path, 0)
			return nil
		}
	}
}

func (l *look) child(p *process, dir int, path, name string, depth int) error {
	if err := l.stop(path); err != nil {
		return err
	}
	if _, skip := p.places.skip[path]; skip {
		return nil
	}
	fd, err := openRetry(dir, name, pathFlags)
	if err != nil {
		if !isGone(err) {
			l.seen.fail(reason(err), path, 0)
		}
		return nil
	}
	defer func() { _ = unix.Close(fd) }()
	return l.entry(p, fd, path, depth+1)
}

// find opens a path below the process's root with O_PATH, name by name: no part of it may be a
// symbolic link, and none lies on a file system that is not looked at (skip is set then).
func (p *process) find(path string) (fd int, skip bool, err error) {
	fd, err = openRetry(p.root, ".", pathFlags)
	at := ""
	for name := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if name == "" || err != nil {
			break
		}
		at += "/" + name
		if _, skip = p.places.skip[at]; skip {
			_ = unix.Close(fd)
			return -1, true, errors.New("lies on a file system that is not looked at")
		}
		next, openErr := openRetry(fd, name, pathFlags)
		_ = unix.Close(fd)
		fd, err = next, openErr
		if err == nil && isLink(fd) {
			_ = unix.Close(fd)
			return -1, false, errors.New(Escape(at) + " is a symbolic link: want the folder itself")
		}
	}
	return fd, false, err
}

func isLink(fd int) bool {
	var st unix.Stat_t
	return unix.Fstat(fd, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFLNK
}
