// Package cgrouptest makes trees of cgroup files for tests.
package cgrouptest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
)

// Files are the contents of a cgroup's files, or of state files, by name.
type Files map[string]string

// With returns a copy of f with other files added or replaced.
func (f Files) With(other Files) Files {
	c := maps.Clone(f)
	maps.Copy(c, other)
	return c
}

// Write makes a directory with files; names may have directories in them.
func Write(t testing.TB, dir string, files Files) {
	t.Helper()
	for name, content := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}

// NewV1 makes a v1 tree, root/memory, with the given cgroups by path, and opens it.
func NewV1(t testing.TB, root string, groups map[string]Files) *cgroup.FS {
	t.Helper()
	Write(t, filepath.Join(root, "memory"), V1)
	return open(t, root, filepath.Join(root, "memory"), groups)
}

// NewV2 makes a v2 tree, whose root cgroup has no memory.current, and opens it.
func NewV2(t testing.TB, root string, groups map[string]Files) *cgroup.FS {
	t.Helper()
	Write(t, root, Files{"cgroup.controllers": "cpuset cpu io memory pids\n", "memory.stat": "anon 1\n", "cgroup.procs": "1\n"})
	return open(t, root, root, groups)
}

func open(t testing.TB, root, hierarchy string, groups map[string]Files) *cgroup.FS {
	t.Helper()
	for path, files := range groups {
		Write(t, filepath.Join(hierarchy, path), files)
	}
	proc := filepath.Join(t.TempDir(), "proc")
	Write(t, proc, Files{"meminfo": "MemTotal:       16384 kB\nSwapFree:        1024 kB\nHugePages_Total:       0\n"})
	fs, err := cgroup.New(root, proc)
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

// V1 and V2 are small cgroups with every file that is read.
var (
	V1 = Files{
		"memory.usage_in_bytes": "8192\n", "memory.stat": statV1(), "memory.max_usage_in_bytes": "12288\n",
		"memory.limit_in_bytes": noLimit, "memory.soft_limit_in_bytes": noLimit,
		"memory.memsw.usage_in_bytes": "8192\n", "memory.memsw.limit_in_bytes": noLimit,
		"memory.kmem.usage_in_bytes": "4096\n", "memory.kmem.tcp.usage_in_bytes": "0\n", "memory.failcnt": "3\n",
		"memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n", "cgroup.procs": "10\n11\n",
	}
	V2 = Files{
		"memory.current": "8192\n", "memory.stat": statV2, "memory.peak": "12288\n", "memory.max": "max\n",
		"memory.high": "max\n", "memory.low": "0\n", "memory.min": "0\n", "memory.swap.current": "0\n",
		"memory.swap.max": "max\n", "memory.swap.high": "max\n", "memory.swap.peak": "0\n",
		"memory.events":       "low 0\nhigh 1\nmax 2\noom 3\noom_kill 4\noom_group_kill 0\n",
		"memory.events.local": "low 0\nhigh 1\nmax 2\noom 3\noom_kill 4\noom_group_kill 0\n",
		"memory.pressure":     "some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=250000\n",
		"cgroup.procs":        "10\n11\n",
	}
)

const noLimit = "9223372036854771712\n"

const keysV1 = "cache rss rss_huge shmem mapped_file dirty writeback workingset_refault_anon workingset_refault_file swap swapcached pgpgin pgpgout pgfault pgmajfault inactive_anon active_anon inactive_file active_file unevictable"

func statV1() string {
	var b strings.Builder
	for i, key := range strings.Fields(keysV1) {
		fmt.Fprintf(&b, "%s %d\n", key, i*4096)
	}
	fmt.Fprintf(&b, "hierarchical_memory_limit %shierarchical_memsw_limit %s", noLimit, noLimit)
	for i, key := range strings.Fields(keysV1) {
		fmt.Fprintf(&b, "total_%s %d\n", key, i*8192)
	}
	return b.String()
}

const statV2 = `anon 4096
file 2048
kernel 1024
kernel_stack 256
pagetables 256
sec_pagetables 0
percpu 0
sock 0
vmalloc 0
shmem 0
file_mapped 0
file_dirty 0
file_writeback 0
swapcached 0
anon_thp 0
file_thp 0
shmem_thp 0
inactive_anon 4096
active_anon 0
inactive_file 1024
active_file 1024
unevictable 0
slab_reclaimable 256
slab_unreclaimable 256
slab 512
workingset_refault_anon 0
workingset_refault_file 7
workingset_activate_anon 0
workingset_activate_file 0
workingset_restore_anon 0
workingset_restore_file 0
workingset_nodereclaim 0
pgscan 0
pgsteal 0
pgscan_kswapd 0
pgscan_direct 0
pgsteal_kswapd 0
pgsteal_direct 0
pgfault 100
pgmajfault 1
pgrefill 0
pgactivate 0
pgdeactivate 0
pglazyfree 0
pglazyfreed 0
thp_fault_alloc 0
thp_collapse_alloc 0
`
