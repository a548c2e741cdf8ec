// Package cgroup reads the memory counters that the Linux kernel keeps for control groups, of
// cgroup v1 and v2, and tells which container a cgroup belongs to.
//
// Reading and parsing are apart: methods of FS read files under a root; the parse functions take
// bytes and know nothing of files. What a file holds is a row of filesV1 or filesV2. Absent is not
// zero: a file that does not exist, and a limit that is not set, have no value at all.
//
// Sources: Linux Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst.
package cgroup
