package pagecache

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// fincore is what util-linux says is cached of a file, in bytes; where it is absent the test is skipped.
func fincore(t *testing.T, file string) int64 {
	t.Helper()
	program, err := exec.LookPath("fincore")
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	out, err := exec.Command(program, "--bytes", "--noheadings", "--output", "RES", "--", file).CombinedOutput()
	if err != nil {
		t.Fatalf("fincore %s: %v: %s", file, err, out)
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// onDisk is a folder whose files can be dropped from the cache: not in memory.
func onDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		t.Fatal(err)
	}
	if fileSystems[int64(uint32(st.Type))].shared {
		t.Skipf("%s: %s lies in memory", t.Name(), dir)
	}
	return dir
}

// write makes a file of so many bytes and writes it to the disk, so that its pages can be dropped.
func write(t *testing.T, file string, size int) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, make([]byte, size), 0o644); err != nil {
		t.Fatal(err)
	}
	with(t, file, (*os.File).Sync)
}

// drop has the kernel forget the pages of a file from an offset on.
func drop(t *testing.T, file string, from int64) {
	t.Helper()
	with(t, file, func(f *os.File) error { return unix.Fadvise(int(f.Fd()), from, 0, unix.FADV_DONTNEED) })
}

func with(t *testing.T, file string, do func(*os.File) error) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := do(f); err != nil {
		t.Fatal(err)
	}
}
