package cgrouptest

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// Process makes the part of /proc/PID that tells what a process listens on: its network namespace, the
// TCP tables there, and what its open files link to. An empty tcp6 is a kernel without IPv6.
func Process(t testing.TB, proc string, pid int, namespace, tcp, tcp6 string, files ...string) {
	t.Helper()
	dir := filepath.Join(proc, strconv.Itoa(pid))
	tables := Files{"net/tcp": tcp}
	if tcp6 != "" {
		tables["net/tcp6"] = tcp6
	}
	Write(t, dir, tables)
	links := Files{"ns/net": namespace}
	for i, to := range files {
		links["fd/"+strconv.Itoa(i)] = to
	}
	for name, to := range links {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, file); err != nil {
			t.Fatal(err)
		}
	}
}
