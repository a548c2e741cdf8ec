package cgroup

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// OfPID returns the path of the cgroup that a process is in, in the memory controller's hierarchy.
// Source: /proc/PID/cgroup, cgroups(7).
func (f *FS) OfPID(pid int) (string, error) {
	name := filepath.Join(f.Proc, strconv.Itoa(pid), "cgroup")
	data, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("cgroup of process %d: %w", pid, err)
	}
	path, err := parseProcCgroup(name, data, f.Version)
	if err != nil {
		return "", fmt.Errorf("cgroup of process %d: %w", pid, err)
	}
	if strings.HasPrefix(path, "/..") {
		return "", fmt.Errorf("cgroup of process %d is %s, outside the cgroup namespace of this one: want the host's cgroup namespace", pid, path)
	}
	return path, nil
}

// parseProcCgroup finds the line of the memory controller ("4:memory:/path") or, on v2, that of the
// unified hierarchy ("0::/path").
func parseProcCgroup(file string, data []byte, version int) (string, error) {
	want, line := "memory", 0
	if version == 2 {
		want = ""
	}
	for len(data) > 0 {
		var text []byte
		text, data = cutLine(data)
		line++
		fields := bytes.SplitN(text, []byte(":"), 3)
		if len(fields) != 3 {
			return "", &ParseError{File: file, Line: line, Text: string(text), Want: "id:controllers:path"}
		}
		for c := range strings.SplitSeq(string(fields[1]), ",") {
			if c == want {
				return string(fields[2]), nil
			}
		}
	}
	return "", &ParseError{File: file, Line: line, Want: fmt.Sprintf("a line of the controller %q", want)}
}

// PIDs returns the processes of a cgroup and its descendants, in no order.
func (f *FS) PIDs(path string) ([]int, error) {
	var all []int
	root := f.directory(f.Clean(path))
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			if name != root && isAbsent(err) {
				return nil // a descendant that was removed meanwhile
			}
			return err
		}
		pids, err := readPIDs(name)
		all = append(all, pids...)
		return err
	})
	return all, err
}

func readPIDs(dir string) ([]int, error) {
	name := filepath.Join(dir, procsFile)
	data, err := os.ReadFile(name)
	if err != nil {
		if isGone(err) || isAbsent(err) {
			return nil, nil
		}
		return nil, fmt.Errorf("processes: %w", err)
	}
	return parsePIDs(name, data)
}

// Node returns the counters of the machine, those rows of memory.Counters that stand in
// /proc/meminfo, in bytes.
func (f *FS) Node() (memory.Snapshot, error) {
	name := filepath.Join(f.Proc, "meminfo")
	data, err := os.ReadFile(name)
	if err != nil {
		return memory.Snapshot{}, fmt.Errorf("node memory: %w", err)
	}
	info, err := parseMeminfo(name, data)
	if err != nil {
		return memory.Snapshot{}, fmt.Errorf("node memory: %w", err)
	}
	var s memory.Snapshot
	for i := range memory.Counters {
		c := &memory.Counters[i]
		key, ok := strings.CutPrefix(c.Go, "/proc/meminfo ")
		if v, there := info[key]; ok && there && c.Side == memory.NodeSide {
			s.Put(c.ID, float64(v))
		}
	}
	return s, nil
}

// parseMeminfo parses lines of "Key: number kB" into bytes; keys without a unit are counts of huge
// pages and left out. Source: Linux Documentation/filesystems/proc.rst, meminfo.
func parseMeminfo(file string, data []byte) (map[string]uint64, error) {
	info := map[string]uint64{}
	for line := 1; len(data) > 0; line++ {
		var text []byte
		text, data = cutLine(data)
		fields := strings.Fields(string(text))
		if len(fields) == 2 {
			continue
		}
		var v uint64
		ok := len(fields) == 3 && fields[2] == "kB" && strings.HasSuffix(fields[0], ":")
		if ok {
			v, ok = parseUint([]byte(fields[1]))
		}
		if !ok {
			return nil, &ParseError{File: file, Line: line, Text: string(text), Want: "Key: uint kB"}
		}
		info[strings.TrimSuffix(fields[0], ":")] = v * 1024
	}
	return info, nil
}
