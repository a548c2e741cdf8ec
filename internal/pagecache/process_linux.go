package pagecache

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// process is one whose files are looked at. Its directory stays open: the kernel answers from it for
// this process and no other, also when the number is given anew.
type process struct {
	pid       int
	dir       int
	root      int    // its root, opened with O_PATH; -1 = not opened
	namespace string // which root that is, and in which mount namespace
	first     bool   // none before it had this root
	shares    bool   // the root is the machine's
	places    places
}

func (p *process) close() {
	_ = unix.Close(p.dir)
	if p.root >= 0 {
		_ = unix.Close(p.root)
	}
}

// process opens a process and looks at its open and mapped files.
func (l *look) process(pid int) (*process, error) {
	dir, err := openRetry(unix.AT_FDCWD, filepath.Join(l.request.Proc, strconv.Itoa(pid)), unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC)
	if err != nil {
		return nil, err
	}
	p := &process{pid: pid, dir: dir, root: -1}
	if err := l.request.Belongs(pid); err != nil {
		return p, err
	}
	if err := p.open(l.request); err != nil {
		return p, err
	}
	if err := l.stop("process " + strconv.Itoa(pid)); err != nil {
		return p, err
	}
	l.meet(p)
	if len(l.request.Folders) > 0 {
		return p, nil
	}
	if err := l.openFiles(p); err != nil {
		return p, err
	}
	return p, l.mappedFiles(p)
}

// meet gives the root of a process its label.
func (l *look) meet(p *process) {
	label, known := l.roots[p.namespace]
	if p.first = !known; p.first {
		if len(l.roots) > 0 {
			label = "process " + strconv.Itoa(p.pid)
		}
		l.roots[p.namespace] = label
	}
	l.root = label
	l.seen.SharesRoot = l.seen.SharesRoot || p.shares
}

// open opens the root and reads the mounts.
func (p *process) open(r Request) error {
	text, err := p.read("mountinfo")
	if err != nil {
		return err
	}
	mounts, err := parseMounts(string(text))
	if err != nil {
		return err
	}
	p.places = placesOf(mounts, r.Network)
	if p.root, err = openRetry(p.dir, "root", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC); err != nil {
		return fmt.Errorf("root: %w", err)
	}
	var st unix.Stat_t
	if err := unix.Fstat(p.root, &st); err != nil {
		return err
	}
	namespace, err := readLinkAt(p.dir, "ns/mnt")
	p.namespace = fmt.Sprint(namespace, st.Dev, st.Ino)
	p.shares = r.sharesRoot(key{st.Dev, st.Ino})
	return err
}

// sharesRoot says whether a root is that of the machine's first process, which is none of those asked
// for: of a unit, mostly. Without the right to see that one's, the own root stands for it.
func (r Request) sharesRoot(root key) bool {
	var st unix.Stat_t
	if unix.Stat(filepath.Join(r.Proc, "1", "root"), &st) != nil && unix.Stat("/", &st) != nil {
		return false
	}
	return root == key{st.Dev, st.Ino} && r.Belongs(1) != nil
}

func (p *process) skipped() (all []Mount) {
	for _, m := range p.places.skip {
		all = append(all, m)
	}
	return all
}

// openFiles looks at what the process has open.
func (l *look) openFiles(p *process) error {
	fd, err := openRetry(p.dir, "fd", unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC)
	if err != nil {
		return err
	}
	dir := os.NewFile(uintptr(fd), "fd")
	defer func() { _ = dir.Close() }()
	for {
		names, err := dir.Readdirnames(atOnce)
		for _, name := range names {
			mounted := func() bool { return p.onSkipped(name) }
			if err := l.linked(p, "fd/"+name, mounted); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || isGone(err) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// onSkipped says whether an open file is on a file system that is not looked at.
func (p *process) onSkipped(name string) bool {
	text, err := p.read("fdinfo/" + name)
	if err != nil {
		return true
	}
	for line := range bytes.Lines(text) {
		if f := bytes.Fields(line); len(f) == 2 && string(f[0]) == "mnt_id:" {
			id, err := strconv.Atoi(string(f[1]))
			return err != nil || p.places.byID[id].Kind != ""
		}
	}
	return false
}

// mappedFiles looks at what the process has mapped: by name below its root, and what has no name any
// more by the links of map_files, which want CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE (proc(5)).
func (l *look) mappedFiles(p *process) error {
	text, err := p.read("maps")
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		at, inode, path, ok := parseMap(line)
		if !ok || done[path+inode] {
			continue
		}
		done[path+inode] = true
		if isDeleted(path) {
			err = l.linked(p, "map_files/"+at, func() bool { return false })
		} else {
			err = l.named(p, path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parseMap takes from a line of /proc/PID/maps the addresses as map_files spells them, the inode and
// the path; false for what is no mapping of a file. Source: proc_pid_maps(5).
func parseMap(line string) (at, inode, path string, ok bool) {
	f := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 6)
	if len(f) != 6 || f[4] == "0" {
		return "", "", "", false
	}
	from, to, ok := strings.Cut(f[0], "-")
	path = strings.ReplaceAll(strings.TrimLeft(f[5], " "), `\012`, "\n")
	return trimZeros(from) + "-" + trimZeros(to), f[4], path, ok && strings.HasPrefix(path, "/")
}

// trimZeros: maps prints at least eight digits, map_files none too many.
func trimZeros(s string) string {
	if t := strings.TrimLeft(s, "0"); t != "" {
		return t
	}
	return "0"
}

func (l *look) named(p *process, path string) error {
	fd, skip, err := p.find(path)
	if err != nil {
		if !skip && !isGone(err) {
			l.seen.fail(reason(err), path, 0)
		}
		return nil
	}
	defer func() { _ = unix.Close(fd) }()
	var st unix.Stat_t
	if unix.Fstat(fd, &st) != nil || st.Mode&unix.S_IFMT != unix.S_IFREG {
		return nil
	}
	return l.file(fd, &st, File{Path: path})
}

// linked looks at the file that a link of the process's directory leads to, deleted or not; what is
// no file on a disk or in memory is left out by the text of the link.
func (l *look) linked(p *process, name string, skip func() bool) error {
	path, err := readLinkAt(p.dir, name)
	if isGone(err) || (err == nil && (!strings.HasPrefix(path, "/") || skip())) {
		return nil
	}
	var fd int
	if err == nil {
		fd, err = openRetry(p.dir, name, unix.O_PATH|unix.O_CLOEXEC)
	}
	if err != nil {
		if !isGone(err) {
			l.seen.fail(reason(err), fmt.Sprintf("process %d: %s", p.pid, path), 0)
		}
		return nil
	}
	defer func() { _ = unix.Close(fd) }()
	var st unix.Stat_t
	if unix.Fstat(fd, &st) != nil || st.Mode&unix.S_IFMT != unix.S_IFREG {
		return nil
	}
	return l.file(fd, &st, File{Path: path})
}

const deleted = " (deleted)" // what the kernel adds to the path of a file without a name (fs/d_path.c)

func isDeleted(path string) bool { return strings.HasSuffix(path, deleted) }

func (p *process) read(name string) ([]byte, error) {
	fd, err := openRetry(p.dir, name, unix.O_RDONLY|unix.O_CLOEXEC)
	if err != nil {
		return nil, err
	}
	f := os.NewFile(uintptr(fd), name)
	defer func() { _ = f.Close() }()
	return io.ReadAll(f)
}

func readLinkAt(dir int, name string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(dir, name, buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}
