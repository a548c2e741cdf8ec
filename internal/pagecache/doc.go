// Package pagecache finds the files whose pages are cached: which files fill the page cache that a
// container is charged for. It asks the kernel about files and reads none of their data.
//
// Whom a page is charged to cannot be asked this way. The kernel charges a cached page to the cgroup
// that touched it first, and leaves it there whoever uses it later (Linux
// Documentation/admin-guide/cgroup-v2.rst, Memory Ownership), so a file of this container may be
// charged to another cgroup, and the other way round.
//
// The kernel answers in two ways. cachestat(2) (Linux 6.5) counts the pages of an open file; mincore(2)
// those of a mapping. On stacked file systems cachestat counts none and says so without an error: the
// pages belong to the file below, which a mapping reaches and the open file does not (fs/overlayfs/file.c).
// Both hide the answer from who could not write the file: cachestat fails with EPERM (mm/filemap.c
// can_do_cachestat, Linux 6.14), mincore calls every page cached (mm/mincore.c can_do_mincore, Linux
// 5.2, CVE-2019-5489). Such files are unknown here: neither 0 nor whole.
package pagecache
