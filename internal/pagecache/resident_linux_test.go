package pagecache

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

const mib = 1 << 20

// ask counts a file with a counter of its own.
func ask(t *testing.T, file string, direct bool) (int64, error) {
	t.Helper()
	fd, err := unix.Open(file, unix.O_PATH|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(fd) }()
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		t.Fatal(err)
	}
	c := newCounter("/proc")
	system, err := c.systemOf(fd, st.Dev)
	if err != nil {
		t.Fatal(err)
	}
	system.direct = system.direct && direct
	return c.cached(context.Background(), fd, st.Size, system)
}

// Both ways of the kernel agree with util-linux, and with what was read and dropped.
func TestCachedIsWhatFincoreSays(t *testing.T) {
	dir := onDisk(t)
	file := func(name string) string { return filepath.Join(dir, name) }
	write(t, file("whole"), 3*mib+5)
	write(t, file("dropped"), 2*mib)
	drop(t, file("dropped"), 0)
	write(t, file("half"), 4*mib)
	drop(t, file("half"), 2*mib)
	write(t, file("sparse"), mib)
	if err := os.Truncate(file("sparse"), 3<<30); err != nil { // three windows
		t.Fatal(err)
	}
	page := int64(os.Getpagesize())
	for name, want := range map[string]int64{"whole": 3*mib + page, "dropped": 0, "half": 2 * mib, "sparse": mib} {
		judged := fincore(t, file(name))
		for _, direct := range []bool{true, false} {
			got, err := ask(t, file(name), direct)
			if err != nil || got != judged || got != want {
				t.Errorf("%s, cachestat %v: %d, %v; fincore says %d, want %d", name, direct, got, err, judged, want)
			}
		}
	}
}

// The pages of an overlay's files are those of the files below: cachestat would say that there are none.
func TestCachedOfAnOverlay(t *testing.T) {
	dir := onDisk(t)
	for _, name := range []string{"upper", "work", "merged"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(dir, "lower", "file"), mib)
	merged := filepath.Join(dir, "merged")
	options := "lowerdir=" + filepath.Join(dir, "lower") + ",upperdir=" + filepath.Join(dir, "upper") + ",workdir=" + filepath.Join(dir, "work")
	if err := unix.Mount("overlay", merged, "overlay", 0, options); err != nil {
		t.Skipf("%s: cannot mount an overlay: %v", t.Name(), err)
	}
	t.Cleanup(func() { _ = unix.Unmount(merged, unix.MNT_DETACH) })
	if got, err := ask(t, filepath.Join(merged, "file"), true); err != nil || got != mib {
		t.Errorf("%d, %v, want %d", got, err, mib)
	}
}

// Since Linux 5.2 mincore calls every page of a file cached that we neither own nor may write.
func TestCachedOfAnothersFileIsUnknown(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skipf("%s: wants root, to be another user", t.Name())
	}
	dir := onDisk(t)
	file, open := filepath.Join(dir, "file"), filepath.Join(dir, "open")
	for _, name := range []string{file, open} {
		write(t, name, mib)
		drop(t, name, 0)
	}
	if err := os.Chmod(open, 0o666); err != nil {
		t.Fatal(err)
	}
	for at := dir; at != "/" && at != os.TempDir(); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked: the thread ends with its user
		const nobody = 65534
		if _, _, no := unix.RawSyscall(unix.SYS_SETRESUID, nobody, nobody, nobody); no != 0 {
			t.Errorf("cannot be another user: %v", no)
			return
		}
		if got, err := ask(t, file, false); !errors.Is(err, errHidden) {
			t.Errorf("by mincore: %d, %v, want it unknown", got, err)
		}
		if got, err := ask(t, open, false); err != nil || got != 0 {
			t.Errorf("by mincore, of a file that all may write: %d, %v, want 0", got, err)
		}
		// Before Linux 6.14 cachestat tells it all the same.
		if got, err := ask(t, file, true); got != 0 || (err != nil && !errors.Is(err, errHidden)) {
			t.Errorf("by cachestat: %d, %v, want 0 or unknown", got, err)
		}
	}()
	<-done
}
