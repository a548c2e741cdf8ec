package cgroup

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// SwapLeft is how many bytes of swap a v2 cgroup may still take: the smallest of memory.swap.max −
// memory.swap.current of it and its ancestors. The second result is false where none of them has a
// limit, and on v1, where memory.stat says what holds for the hierarchy.
func (f *FS) SwapLeft(path string) (left uint64, limited bool) {
	if f.Version == 1 {
		return 0, false
	}
	for p := f.Clean(path); p != "" && p != "/"; p = p[:strings.LastIndexByte(p, '/')] {
		limit, ok := readNumber(filepath.Join(f.directory(p), "memory.swap.max"))
		if !ok {
			continue
		}
		used, _ := readNumber(filepath.Join(f.directory(p), "memory.swap.current"))
		here := limit - min(used, limit)
		if !limited || here < left {
			left, limited = here, true
		}
	}
	return left, limited
}

// readNumber reads a file of one number; false for "max", and where there is no such file.
func readNumber(name string) (uint64, bool) {
	data, err := os.ReadFile(name)
	if err != nil {
		return 0, false
	}
	v, err := strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64)
	return v, err == nil
}
