package cgroup

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// limits bound one look, so that a fork bomb or a proxy with a hundred thousand connections costs
// milliseconds. What is over them is counted as not known.
type limits struct {
	processes int // of all cgroups
	perCgroup int // of one, so that it does not use up those of the others
	files     int // open files of all processes
}

var defaultLimits = limits{processes: 4096, perCgroup: 512, files: 65536}

// table has the listeners of one network namespace by the inode of their socket.
type table map[uint64]Listener

// look is one pass over all processes.
type look struct {
	proc   string
	left   limits
	tables map[string]table // by what /proc/PID/ns/net links to
	groups map[string]*found
	errs   []FileError
}

// errOverLimit is of a process that the limits left out.
var errOverLimit = errors.New("over the limit of processes and open files of one look")

// cgroup adds the processes of the cgroup path to those of owner. Hidden ones are of a PID namespace
// that is not ours nor below it.
func (l *look) cgroup(owner, path string, pids []int, hidden int) {
	f := l.groups[owner]
	if f == nil {
		f = &found{listeners: map[Listener]bool{}}
		l.groups[owner] = f
	}
	if f.unknown += hidden; hidden > 0 {
		l.fail(path, procsFile, fmt.Errorf("%d processes are of another PID namespace: want the host's", hidden))
	}
	for k, pid := range pids {
		if l.left.processes--; k >= l.left.perCgroup || l.left.processes < 0 || l.left.files <= 0 {
			f.unknown += len(pids) - k
			l.fail(path, "fd", fmt.Errorf("%d processes: %w", len(pids)-k, errOverLimit))
			return
		}
		err := l.process(pid, f.listeners)
		if err != nil && !isGoneProcess(err) {
			f.unknown++
			l.fail(path, "fd", err)
		}
	}
}

func (l *look) fail(path, file string, err error) {
	l.errs = append(l.errs, FileError{Cgroup: path, File: file, Err: err})
}

// isGoneProcess says whether an error means that the process ended: it has no files then.
func isGoneProcess(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH)
}

// process adds what a process listens on. Nearly all of the cost is in its open files, so they are
// read only where its network namespace has listeners.
func (l *look) process(pid int, into map[Listener]bool) error {
	dir := filepath.Join(l.proc, strconv.Itoa(pid))
	namespace, err := os.Readlink(filepath.Join(dir, "ns", "net"))
	if err != nil {
		return err
	}
	t, seen := l.tables[namespace]
	if !seen {
		if t, err = readTable(dir); err != nil {
			return err
		}
		l.tables[namespace] = t
	}
	if len(t) == 0 {
		return nil
	}
	return l.files(filepath.Join(dir, "fd"), t, into)
}

// filesAtOnce is how many entries of /proc/PID/fd are listed at a time.
const filesAtOnce = 1024

// linkSize holds "socket:[18446744073709551615]"; longer ones are of other files and may be cut.
const linkSize = 64

// files adds the listeners among the open files of a process.
func (l *look) files(dir string, t table, into map[Listener]bool) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	buf := make([]byte, linkSize)
	for l.left.files > 0 {
		names, err := d.Readdirnames(filesAtOnce)
		l.left.files -= len(names)
		for _, name := range names {
			link, err := readLink(d, name, buf)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // closed meanwhile
				return err
			}
			if inode, ok := parseSocket(link); ok {
				if listener, ok := t[inode]; ok {
					into[listener] = true
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return fmt.Errorf("%s: %w", dir, errOverLimit)
}

// readTable reads the listeners of the network namespace of a process.
func readTable(dir string) (table, error) {
	t := table{}
	for _, name := range []string{"tcp", "tcp6"} {
		file := filepath.Join(dir, "net", name)
		err := readListeners(file, t)
		if errors.Is(err, fs.ErrNotExist) && name == "tcp6" {
			_, err = os.Stat(filepath.Join(dir, "net", "tcp")) // no IPv6, or no process any more
		}
		if err != nil {
			return nil, err
		}
	}
	return t, nil
}

// readListeners reads one table up to the first connection: the kernel prints listeners first
// (net/ipv4/tcp_ipv4.c tcp_seq_start), and there may be a hundred thousand connections.
func readListeners(name string, into table) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if n == 1 {
			continue // the heading
		}
		inode, l, listens, ok := parseTCP(lines.Text())
		if !ok {
			return &ParseError{File: name, Line: n, Text: lines.Text(), Want: "a line of /proc/net/tcp"}
		}
		if !listens {
			return nil
		}
		into[inode] = l
	}
	return lines.Err()
}
