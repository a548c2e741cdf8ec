package pagecache

import (
	"context"
	"errors"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// fileSystem is how the pages of a file system's files are counted.
type fileSystem struct {
	direct bool // cachestat sees them: the pages are the file's own
	shared bool // shmem: only swap can take them
	none   bool // no pages of the page cache
}

// fileSystems is the table by the magic number of statfs(2). What is not here is counted by mincore,
// which is right everywhere and slower: on stacked file systems cachestat would count nothing.
var fileSystems = map[int64]fileSystem{
	unix.EXT4_SUPER_MAGIC: {direct: true}, unix.XFS_SUPER_MAGIC: {direct: true}, unix.BTRFS_SUPER_MAGIC: {direct: true},
	unix.F2FS_SUPER_MAGIC: {direct: true}, unix.MSDOS_SUPER_MAGIC: {direct: true}, unix.EXFAT_SUPER_MAGIC: {direct: true},
	unix.SQUASHFS_MAGIC: {direct: true}, unix.EROFS_SUPER_MAGIC_V1: {direct: true}, unix.ISOFS_SUPER_MAGIC: {direct: true},
	unix.RAMFS_MAGIC: {direct: true}, unix.TMPFS_MAGIC: {direct: true, shared: true},
	unix.HUGETLBFS_MAGIC: {none: true},
}

var errHidden = errors.New("the kernel tells it only to the owner and to those who may write")

// counter counts cached pages.
type counter struct {
	proc     string
	page     int64
	vec      []byte
	noDirect bool // the kernel has no cachestat, or does not let us
	byDevice map[uint64]fileSystem
}

func newCounter(proc string) *counter {
	return &counter{proc: proc, page: int64(os.Getpagesize()), byDevice: map[uint64]fileSystem{}}
}

// systemOf returns the file system of an open file, asking once per device.
func (c *counter) systemOf(fd int, device uint64) (fileSystem, error) {
	if known, ok := c.byDevice[device]; ok {
		return known, nil
	}
	var st unix.Statfs_t
	if err := unix.Fstatfs(fd, &st); err != nil {
		return fileSystem{}, err
	}
	found := fileSystems[int64(uint32(st.Type))]
	c.byDevice[device] = found
	return found, nil
}

// reopen opens for reading what path, opened with O_PATH, refers to: the very same file, whatever its
// name means by now. The second result says whether we are the owner or may act as such, which is
// what O_NOATIME wants (open(2)).
func (c *counter) reopen(path int) (fd int, owner bool, err error) {
	name := fmt.Sprintf("%s/self/fd/%d", c.proc, path)
	const flags = unix.O_RDONLY | unix.O_NONBLOCK | unix.O_NOCTTY | unix.O_CLOEXEC
	fd, err = openRetry(unix.AT_FDCWD, name, flags|unix.O_NOATIME)
	if err == nil {
		return fd, true, nil
	}
	if errors.Is(err, unix.EPERM) {
		fd, err = openRetry(unix.AT_FDCWD, name, flags)
	}
	return fd, false, err
}

// cached returns how many bytes of a regular file are in the page cache; path was opened with O_PATH.
func (c *counter) cached(ctx context.Context, path int, size int64, system fileSystem) (int64, error) {
	fd, owner, err := c.reopen(path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = unix.Close(fd) }()
	if system.direct && !c.noDirect {
		var got unix.Cachestat_t
		err := unix.Cachestat(uint(fd), &unix.CachestatRange{}, &got, 0)
		if err == nil {
			return int64(got.Cache) * c.page, nil
		}
		c.noDirect = errors.Is(err, unix.ENOSYS)
	}
	if !owner && unix.Faccessat(unix.AT_FDCWD, fmt.Sprintf("%s/self/fd/%d", c.proc, path), unix.W_OK, unix.AT_EACCESS) != nil {
		return 0, errHidden
	}
	return c.mapped(ctx, fd, size)
}

// window is how much of a file is mapped at once.
const window = 1 << 30

// mapped counts by mincore, over a mapping that nothing touches.
func (c *counter) mapped(ctx context.Context, fd int, size int64) (int64, error) {
	var pages int64
	for at := int64(0); at < size; at += window {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		n, err := c.windowPages(fd, at, min(window, size-at))
		if err != nil {
			return 0, err
		}
		pages += n
	}
	return pages * c.page, nil
}

func (c *counter) windowPages(fd int, at, length int64) (pages int64, err error) {
	m, err := unix.Mmap(fd, at, int(length), unix.PROT_NONE, unix.MAP_SHARED)
	if err != nil {
		return 0, err
	}
	defer func() { _ = unix.Munmap(m) }()
	n := (length + c.page - 1) / c.page
	if int64(len(c.vec)) < n {
		c.vec = make([]byte, n)
	}
	if _, _, no := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&m[0])), uintptr(length), uintptr(unsafe.Pointer(&c.vec[0]))); no != 0 {
		return 0, no
	}
	for _, v := range c.vec[:n] {
		pages += int64(v & 1) // the other bits are reserved, mincore(2)
	}
	return pages, nil
}

func openRetry(at int, name string, flags int) (int, error) {
	for {
		fd, err := unix.Openat(at, name, flags, 0)
		if err != unix.EINTR {
			return fd, err
		}
	}
}
