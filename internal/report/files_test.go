package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/memledger/memledger/internal/pagecache"
)

const mib = 1 << 20

func files(charged float64, files ...pagecache.File) *Files {
	seen := &pagecache.Seen{Files: files, Examined: len(files)}
	return NewFiles(FilesSubject{Container: "api", Cgroup: "/x", CgroupVersion: 2, Charged: &charged, Top: 30}, seen)
}

func TestWhatWasFoundIsHeldAgainstWhatIsCharged(t *testing.T) {
	found := pagecache.File{Path: "/data/tar", Cached: 100 * mib, Size: 200 * mib}
	for charged, want := range map[float64]string{
		200 * mib: "Found 100 MiB of the 200 MiB of page cache that this container's cgroup is charged for.",
		101 * mib: "Found 100 MiB cached of this container's files; its cgroup is charged for 101 MiB of page cache.",
		40 * mib:  "at least 60.0 MiB was touched first by another cgroup",
		0:         "at least 100 MiB was touched first by another cgroup",
	} {
		f := files(charged, found)
		if !strings.Contains(f.Summary, want) {
			t.Errorf("charged %.0f: %q, want %q", charged, f.Summary, want)
		}
		if rest := strings.Contains(strings.Join(f.Notices, " "), "the rest may lie"); rest != (charged == 200*mib) {
			t.Errorf("charged %.0f: notices %q", charged, f.Notices)
		}
	}
	unknown := NewFiles(FilesSubject{Cgroup: "/x", Top: 1}, &pagecache.Seen{Files: []pagecache.File{found}})
	if !strings.Contains(unknown.Summary, "is not told") || unknown.Charged != nil {
		t.Errorf("without the counter: %q, %v", unknown.Summary, unknown.Charged)
	}
}

func TestHostileFileNamesWriteNothingToTheTerminal(t *testing.T) {
	f := files(mib, pagecache.File{Path: "/a\x1b[2J\nb\xff/" + strings.Repeat("ü", 300), Cached: mib, Size: mib})
	f.Unknown = []UnknownFile{{Reason: "permission denied", Count: 1, Examples: []Name{"\x1b]0;x\a"}}}
	f.NotLookedAt = []Skipped{{Path: "/n\x1b", Type: "nfs", Kind: pagecache.Network}}
	var text bytes.Buffer
	if err := f.Text(&text, Plain); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(text.String(), "\x1b\a\r") || !utf8.Valid(text.Bytes()) {
		t.Errorf("control characters in %q", text.String())
	}
	for line := range strings.Lines(text.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	js, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Files []struct{ Path string } }
	if err := json.Unmarshal(js, &got); err != nil || !strings.HasPrefix(got.Files[0].Path, `/a\x1b[2J\nb\xff/`) {
		t.Errorf("%v: %+v, want the name escaped, which is no text", err, got)
	}
}

func TestRowsBelowTheTopAreSummedUp(t *testing.T) {
	f := NewFiles(FilesSubject{Cgroup: "/x", Top: 3}, &pagecache.Seen{Files: []pagecache.File{
		{Path: "/d/a", Cached: 8 * mib, Size: 8 * mib}, {Path: "/d/b", Cached: 2 * mib, Size: 2 * mib}, {Path: "/d/c", Cached: mib, Size: mib},
	}})
	var text bytes.Buffer
	if err := f.Text(&text, Plain); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "   3.00 MiB     27%    3.00 MiB       2      … smaller ones\n") {
		t.Errorf("want one row for /d/b and /d/c:\n%s", text.String())
	}
	if len(f.Files) != 3 || len(f.Folders) != 2 || f.Folders[1].Path != "/d" {
		t.Errorf("%d files, folders %+v", len(f.Files), f.Folders)
	}
}
