//go:build linux

// Command readfiles reads the files that the exporter reads at a scrape, and does nothing else: it
// parses nothing, keeps nothing and prints only what the reading cost. It is what the exporter is
// measured against, so it is as cheap as reading can be made: the cgroups are listed once, before
// the clock runs, and files are read with bare system calls.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// cost is what is printed, as JSON.
type cost struct {
	CPU     float64 `json:"cpu_ms"` // of one pass, user and system
	Cgroups int     `json:"cgroups"`
	Files   int     `json:"files"` // of one pass, found and read
	Bytes   int     `json:"bytes"`
}

func main() {
	version := flag.Int("version", 1, "version of the cgroup hierarchy")
	passes := flag.Int("passes", 10, "how many times to read all files, after one time that does not count")
	flag.Parse()
	c, err := measure(flag.Arg(0), filesOf(*version), *passes)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(c)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "readfiles:", err)
		os.Exit(1)
	}
}

func measure(root string, files []string, passes int) (cost, error) {
	dirs, err := directories(root)
	if err != nil {
		return cost{}, err
	}
	buf := make([]byte, 32<<10)
	c := readAll(dirs, files, buf)
	if c.Files == 0 {
		return c, fmt.Errorf("%s: want a directory of cgroups, found none of %q", root, files)
	}
	before, err := usedCPU()
	if err != nil {
		return c, err
	}
	for range passes {
		readAll(dirs, files, buf)
	}
	after, err := usedCPU()
	c.CPU = (after - before) / float64(passes)
	return c, err
}

// directories lists a hierarchy. A cgroup that goes away meanwhile is left out.
func directories(root string) ([]string, error) {
	// WalkDir does not follow the link that a hierarchy may be given as.
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, err
	}
	var dirs []string
	err = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			dirs = append(dirs, name)
		}
		return nil
	})
	return dirs, err
}

func readAll(dirs, files []string, buf []byte) cost {
	c := cost{Cgroups: len(dirs)}
	for _, dir := range dirs {
		fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			continue // gone, as the exporter may find it
		}
		for _, name := range files {
			if n := read(fd, name, buf); n >= 0 {
				c.Files++
				c.Bytes += n
			}
		}
		_ = unix.Close(fd)
	}
	return c
}

// read returns how many bytes a file has; -1 = there is no such file here.
func read(dir int, name string, buf []byte) int {
	fd, err := unix.Openat(dir, name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1
	}
	defer func() { _ = unix.Close(fd) }()
	n, err := unix.Read(fd, buf)
	if err != nil {
		return -1
	}
	return n
}

// usedCPU is the CPU time of this process in ms.
func usedCPU() (float64, error) {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		return 0, fmt.Errorf("CPU time: %w", err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6, nil
}
