package cgroup

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
)

// directory is an open directory. Files are opened relative to it and read with bare system calls:
// os.File would register each of the thousands of files of a scrape with the poller.
type directory struct {
	fd int
	// kernel is set on a cgroup file system, whose directories count their subdirectories in their
	// links (fs/kernfs/inode.c kernfs_refresh_inode). Other file systems may not.
	kernel bool
}

func openDirectory(path string) (directory, error) {
	d, err := openDirectoryAt(unix.AT_FDCWD, path, 0)
	if err != nil {
		return d, err
	}
	var st unix.Statfs_t
	if unix.Fstatfs(d.fd, &st) == nil {
		d.kernel = st.Type == unix.CGROUP_SUPER_MAGIC || st.Type == unix.CGROUP2_SUPER_MAGIC
	}
	return d, nil
}

func openDirectoryAt(at int, name string, flags int) (directory, error) {
	for {
		fd, err := unix.Openat(at, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC|flags, 0)
		if err == nil {
			return directory{fd: fd}, nil
		}
		if err != unix.EINTR {
			return directory{fd: -1}, &fs.PathError{Op: "open", Path: name, Err: err}
		}
	}
}

// open opens a child. A symbolic link is not followed: the kernel has none here.
func (d directory) open(name string) (directory, error) {
	child, err := openDirectoryAt(d.fd, name, unix.O_NOFOLLOW)
	child.kernel = d.kernel
	return child, err
}

func (d directory) close() { _ = unix.Close(d.fd) }

// has says whether the directory has an entry of that name now.
func (d directory) has(name string) bool {
	var st unix.Stat_t
	return unix.Fstatat(d.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) == nil
}

// wholePiece is less than any piece but the last: the kernel fills pages of 4 KiB or more with whole
// lines (fs/seq_file.c seq_read_iter), and those of cgroup.procs have a dozen bytes.
const wholePiece = 2048

// read reads a file into buf and returns the content and the buffer, grown if it had to be. With
// drain it reads until the last piece, as files that the kernel prints line by line need; the others
// come whole in one read of a buffer that is large enough. No read is made to be told of the end.
func (d directory) read(name string, buf []byte, drain bool) (data, grown []byte, err error) {
	fd, err := openFile(d.fd, name)
	if err != nil {
		return nil, buf, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer func() { _ = unix.Close(fd) }()
	n := 0
	for {
		if n == len(buf) {
			buf = append(buf, make([]byte, len(buf))...)
		}
		m, err := unix.Read(fd, buf[n:])
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return nil, buf, &fs.PathError{Op: "read", Path: name, Err: err}
		}
		n += m
		if m < wholePiece || (!drain && n < len(buf)) {
			return buf[:n], buf, nil
		}
	}
}

func openFile(at int, name string) (int, error) {
	for {
		fd, err := unix.Openat(at, name, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

// readLink reads what an entry of an open directory links to, into buf: a process may have thousands
// of open files, and two strings for each would be most of the garbage of a look.
func readLink(dir *os.File, name string, buf []byte) ([]byte, error) {
	for {
		n, err := unix.Readlinkat(int(dir.Fd()), name, buf)
		if err == nil {
			return buf[:n], nil
		}
		if err != unix.EINTR {
			return nil, &fs.PathError{Op: "readlink", Path: filepath.Join(dir.Name(), name), Err: err}
		}
	}
}

// Layout of struct linux_dirent64 (getdents64(2)): inode 8 bytes, offset 8, length of the entry 2,
// type 1, then the name, ended by a zero byte.
const (
	direntLength = 16
	direntType   = 18
	direntName   = 19
)

// leafLinks is how many links a directory without subdirectories has: its name and its own ".".
const leafLinks = 2

// subdirectories appends the names of the child directories to names, sorted. Most cgroups have none,
// and to list their forty files would take as long as to read two of them.
func (d directory) subdirectories(names []string, buf []byte) ([]string, error) {
	var st unix.Stat_t
	if d.kernel && unix.Fstat(d.fd, &st) == nil && st.Nlink == leafLinks {
		return names, nil
	}
	for {
		n, err := unix.ReadDirent(d.fd, buf)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return names, &fs.PathError{Op: "list", Path: ".", Err: err}
		}
		if n <= 0 {
			slices.Sort(names)
			return names, nil
		}
		names = d.appendDirectories(names, buf[:n])
	}
}

func (d directory) appendDirectories(names []string, entries []byte) []string {
	for len(entries) > direntName {
		length := int(binary.NativeEndian.Uint16(entries[direntLength:]))
		if length <= direntName || length > len(entries) {
			return names
		}
		entry := entries[:length]
		entries = entries[length:]
		if t := entry[direntType]; t != unix.DT_DIR && t != unix.DT_UNKNOWN {
			continue
		}
		name := unix.ByteSliceToString(entry[direntName:])
		if name == "." || name == ".." || (entry[direntType] == unix.DT_UNKNOWN && !d.isDirectory(name)) {
			continue
		}
		names = append(names, name)
	}
	return names
}

// isDirectory asks where the file system does not tell types in its listing.
func (d directory) isDirectory(name string) bool {
	var st unix.Stat_t
	err := unix.Fstatat(d.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW)
	return err == nil && st.Mode&unix.S_IFMT == unix.S_IFDIR
}

// isGone says whether an error means that the cgroup was removed: ENOENT from the path, ENODEV
// from a file that was opened before.
func isGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENODEV)
}

// isAbsent says whether an error means that this cgroup has no such file: it does not exist, or
// the kernel does not support it here (cgroup.procs of a threaded cgroup; PSI that is off).
func isAbsent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.EOPNOTSUPP)
}
