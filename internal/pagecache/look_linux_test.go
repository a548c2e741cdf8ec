package pagecache

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// own asks for this process's files below folders.
func own(folders ...string) Request {
	return Request{Proc: "/proc", PIDs: []int{os.Getpid()}, Folders: folders, Belongs: func(pid int) error {
		if pid != os.Getpid() {
			return errors.New("another process")
		}
		return nil
	}}
}

func paths(s *Seen, dir string) (all []string) {
	for _, f := range s.Files {
		all = append(all, strings.TrimPrefix(f.Path, dir))
	}
	return all
}

func TestLookBelowAFolder(t *testing.T) {
	dir := onDisk(t)
	outside := onDisk(t)
	write(t, filepath.Join(outside, "secret"), mib)
	write(t, filepath.Join(dir, "large"), 3*mib)
	write(t, filepath.Join(dir, "a/b/small"), mib)
	write(t, filepath.Join(dir, "a/b/dropped"), mib)
	drop(t, filepath.Join(dir, "a/b/dropped"), 0)
	write(t, filepath.Join(dir, "empty"), 0)
	write(t, filepath.Join(dir, "hostile\x1b[2J\n\xff"), 2*mib)
	for link, to := range map[string]string{"folder": outside, "link": filepath.Join(outside, "secret")} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Link(filepath.Join(dir, "large"), filepath.Join(dir, "a/again")), unix.Mkfifo(filepath.Join(dir, "fifo"), 0o600)); err != nil {
		t.Fatal(err)
	}
	seen, err := Look(context.Background(), own(dir))
	if err != nil {
		t.Fatal(err)
	}
	got := paths(seen, dir)
	if slices.Contains(got, "/a/again") { // one of the two names, whichever came first
		got[slices.Index(got, "/a/again")] = "/large"
	}
	if want := []string{"/large", "/hostile\x1b[2J\n\xff", "/a/b/small"}; !slices.Equal(got, want) {
		t.Errorf("cached %q, want %q", got, want)
	}
	if cached, shared := seen.Totals(); cached != 6*mib || shared != 0 {
		t.Errorf("%d bytes, %d shared, want 6 MiB and none", cached, shared)
	}
	if len(seen.Unknown) > 0 || seen.Stopped != "" || seen.Examined != 5 {
		t.Errorf("unknown %v, stopped %q, %d examined, want none, no and 5", seen.Unknown, seen.Stopped, seen.Examined)
	}
}

func TestLookAtADeletedFileThatIsOpen(t *testing.T) {
	file := filepath.Join(onDisk(t), "gone")
	write(t, file, mib)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	memfd, err := unix.MemfdCreate("held", unix.MFD_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(memfd) }()
	if _, err := unix.Write(memfd, make([]byte, mib)); err != nil {
		t.Fatal(err)
	}
	seen, err := Look(context.Background(), own())
	if err != nil {
		t.Fatal(err)
	}
	for path, shared := range map[string]bool{file: false, "/memfd:held": true} {
		i := slices.IndexFunc(seen.Files, func(f File) bool { return f.Path == path })
		if i < 0 {
			t.Errorf("%s is not among %q", path, paths(seen, ""))
			continue
		}
		if f := seen.Files[i]; f.Cached != mib || !f.Deleted || f.Shared != shared {
			t.Errorf("%+v, want 1 MiB, deleted, shared %v", f, shared)
		}
	}
	if !seen.SharesRoot && os.Getuid() == 0 {
		t.Error("a test has the machine's root: want that said")
	}
	if self, err := os.Executable(); err == nil && !slices.Contains(paths(seen, ""), self) {
		t.Errorf("the program itself, %s, is mapped: want it among %q", self, paths(seen, ""))
	}
}

func TestLookStops(t *testing.T) {
	dir := onDisk(t)
	for _, name := range []string{"a", "b", "c"} {
		write(t, filepath.Join(dir, name), mib)
	}
	few := own(dir)
	few.Most = 2
	if seen, err := Look(context.Background(), few); err != nil || len(seen.Files) != 2 || !strings.HasPrefix(seen.Stopped, "2 files were looked at") {
		t.Errorf("%+v, %v, want two files and why no more", seen, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if seen, err := Look(ctx, own(dir)); err != nil || !strings.HasPrefix(seen.Stopped, "time was up") {
		t.Errorf("%+v, %v, want that time was up", seen, err)
	}
}

func TestLookSaysWhatIsWrong(t *testing.T) {
	dir := onDisk(t)
	link := filepath.Join(dir, "link")
	if err := os.Symlink("/", link); err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string]string{dir + "/none": "no such file", link: "is a symbolic link", "/proc": "not looked at"} {
		if _, err := Look(context.Background(), own(folder)); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), folder) {
			t.Errorf("%s: %v, want %q", folder, err, want)
		}
	}
	moved := own(dir)
	moved.Belongs = func(int) error { return errors.New("is in another cgroup by now") }
	if _, err := Look(context.Background(), moved); err == nil || !strings.Contains(err.Error(), "another cgroup") {
		t.Errorf("%v, want that the process is another's", err)
	}
}
