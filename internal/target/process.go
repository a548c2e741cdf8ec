package target

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ResidentAnon is RssAnon of a process in bytes, from /proc/PID/status (Linux
// Documentation/filesystems/proc.rst), below where procfs is mounted.
func ResidentAnon(proc string, pid int) (float64, error) {
	name := filepath.Join(proc, strconv.Itoa(pid), "status")
	data, err := os.ReadFile(name)
	if err != nil {
		return 0, fmt.Errorf("process %d: %w", pid, err)
	}
	return parseRSSAnon(name, string(data))
}

func parseRSSAnon(name, status string) (float64, error) {
	for line := range strings.Lines(status) {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] != "RssAnon:" {
			continue
		}
		kib, err := strconv.ParseUint(f[1], 10, 54)
		if err != nil || f[2] != "kB" {
			return 0, fmt.Errorf("parse %s %q: want RssAnon: uint kB", name, strings.TrimSpace(line))
		}
		return float64(kib) * 1024, nil
	}
	return 0, fmt.Errorf("%s: no RssAnon, want Linux 4.5 or later", name)
}
