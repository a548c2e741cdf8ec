package report

import (
	"encoding/json"
	"time"
	"unicode/utf8"

	"github.com/memledger/memledger/internal/pagecache"
)

// Files is which files of one container are cached. Values are bytes.
type Files struct {
	Container     string    `json:"container,omitempty"`
	Cgroup        string    `json:"cgroup"`
	CgroupVersion int       `json:"cgroup_version"`
	Time          time.Time `json:"time"`
	Summary       string    `json:"summary"`
	// Found is what is cached of the files; FoundShared the part of it that is shared memory.
	Found       int64 `json:"found"`
	FoundShared int64 `json:"found_shared_memory"`
	// Charged is the cgroup's own counter, shared memory in it; ChargedShared that part; absent = not told.
	Charged       *float64      `json:"charged,omitempty"`
	ChargedShared *float64      `json:"charged_shared_memory,omitempty"`
	FilesFound    int           `json:"files_found"`
	Examined      int           `json:"files_examined"`
	Files         []CachedFile  `json:"files"`
	Folders       []Folder      `json:"folders"`
	Unknown       []UnknownFile `json:"unknown"`
	NotLookedAt   []Skipped     `json:"not_looked_at"`
	Notices       []string      `json:"notices,omitempty"`

	tree *pagecache.Node
	top  int
}

// CachedFile is one file.
type CachedFile struct {
	Path    Name  `json:"path"`
	Cached  int64 `json:"cached"`
	Size    int64 `json:"size"`
	Deleted bool  `json:"deleted,omitempty"`
	Shared  bool  `json:"shared_memory,omitempty"`
	// Root is set where the container's processes have several roots.
	Root string `json:"root,omitempty"`
}

// Folder is what is cached below a folder.
type Folder struct {
	Path   Name  `json:"path"`
	Cached int64 `json:"cached"`
	Files  int   `json:"files"`
}

// UnknownFile is what could not be told, for one reason.
type UnknownFile struct {
	Reason   string `json:"reason"`
	Count    int    `json:"count"`
	Size     int64  `json:"size"`
	Examples []Name `json:"examples"`
}

// Skipped is a file system that was not looked at.
type Skipped struct {
	Path Name   `json:"path"`
	Type string `json:"type"`
	Kind string `json:"kind"`
}

// Name is a file name: any bytes. JSON has text only, so one that is none is written escaped.
type Name string

// MarshalJSON implements json.Marshaler.
func (n Name) MarshalJSON() ([]byte, error) {
	if !utf8.ValidString(string(n)) {
		return json.Marshal(pagecache.Escape(string(n)))
	}
	return json.Marshal(string(n))
}

// FilesSubject says whose files they are, and what the cgroup is charged for.
type FilesSubject struct {
	Container, Cgroup      string
	CgroupVersion          int
	Time                   time.Time
	Charged, ChargedShared *float64
	Notices                []string
	Top                    int // files, and rows of the table
}

// NewFiles makes the report of what was seen.
func NewFiles(who FilesSubject, seen *pagecache.Seen) *Files {
	f := &Files{
		Container: who.Container, Cgroup: who.Cgroup, CgroupVersion: who.CgroupVersion, Time: who.Time, Notices: who.Notices,
		Charged: who.Charged, ChargedShared: who.ChargedShared, FilesFound: len(seen.Files), Examined: seen.Examined,
		Files: []CachedFile{}, Folders: []Folder{}, Unknown: []UnknownFile{}, NotLookedAt: []Skipped{},
		tree: pagecache.Tree(seen.Files), top: who.Top,
	}
	f.Found, f.FoundShared = seen.Totals()
	for i := range seen.Files[:min(who.Top, len(seen.Files))] {
		c := &seen.Files[i]
		f.Files = append(f.Files, CachedFile{Name(c.Path), c.Cached, c.Size, c.Deleted, c.Shared, c.Root})
	}
	f.folders(f.tree, f.tree.Largest(who.Top))
	for _, u := range seen.Unknown {
		examples := []Name{}
		for _, e := range u.Examples {
			examples = append(examples, Name(e))
		}
		f.Unknown = append(f.Unknown, UnknownFile{u.Reason, u.Count, u.Size, examples})
	}
	for _, m := range seen.Skipped {
		f.NotLookedAt = append(f.NotLookedAt, Skipped{Name(m.Path), m.Type, m.Kind})
	}
	f.notice(seen)
	f.Summary = f.summary()
	return f
}

func (f *Files) folders(n *pagecache.Node, shown map[*pagecache.Node]bool) {
	if !n.Folder || !shown[n] {
		return
	}
	f.Folders = append(f.Folders, Folder{Name(n.Path), n.Cached, n.Files})
	for _, c := range n.Below {
		f.folders(c, shown)
	}
}
