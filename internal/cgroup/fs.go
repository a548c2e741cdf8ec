package cgroup

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// DefaultRoot and DefaultProc are where Linux distributions mount the two file systems.
const (
	DefaultRoot = "/sys/fs/cgroup"
	DefaultProc = "/proc"
)

// FS is the hierarchy that the memory controller is in. It may be used by several goroutines.
type FS struct {
	// Root is the directory of the hierarchy's root cgroup.
	Root string
	// Version is that of the hierarchy: 1 or 2. On a hybrid system the memory controller decides.
	Version int
	// Proc is where procfs is mounted.
	Proc string

	readers sync.Pool
}

// New finds the memory controller under a root such as /sys/fs/cgroup: root/memory on v1, the root
// itself or root/unified on v2. The error names what was looked for.
func New(root, proc string) (*FS, error) {
	v1 := []string{filepath.Join(root, "memory")}
	if others, err := filepath.Glob(filepath.Join(root, "*", "memory.usage_in_bytes")); err == nil {
		for _, file := range others { // a controller mounted together with others
			v1 = append(v1, filepath.Dir(file))
		}
	}
	for _, dir := range v1 {
		if exists(filepath.Join(dir, "memory.usage_in_bytes")) {
			return &FS{Root: dir, Version: 1, Proc: proc}, nil
		}
	}
	for _, dir := range []string{root, filepath.Join(root, "unified")} {
		controllers, err := os.ReadFile(filepath.Join(dir, "cgroup.controllers"))
		if err == nil && hasWord(controllers, "memory") {
			return &FS{Root: dir, Version: 2, Proc: proc}, nil
		}
	}
	return nil, fmt.Errorf("no memory controller under %s: want memory/memory.usage_in_bytes (cgroup v1) or \"memory\" in cgroup.controllers (v2)", root)
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func hasWord(text []byte, word string) bool {
	for _, w := range bytes.Fields(text) {
		if string(w) == word {
			return true
		}
	}
	return false
}

// Clean turns what a person may write for a cgroup into its path in the hierarchy: with or without
// the leading slash, or the whole path of the directory.
func (f *FS) Clean(p string) string {
	if rest, ok := strings.CutPrefix(filepath.Clean(p), filepath.Clean(f.Root)); ok && (rest == "" || rest[0] == '/') {
		p = rest
	}
	return path.Clean("/" + p)
}

// directory returns where the cgroup of a path is.
func (f *FS) directory(cgroup string) string {
	return filepath.Join(f.Root, filepath.FromSlash(cgroup))
}

// reader is what one walk needs: a parser and a buffer, kept from walk to walk.
type reader struct {
	parser *parser
	buf    []byte
	frames []*frame
}

// bufferSize holds the longest file that comes whole, memory.stat (under 4 KiB), several times over.
const bufferSize = 32 << 10

func (f *FS) reader() *reader {
	if r, ok := f.readers.Get().(*reader); ok {
		return r
	}
	return &reader{parser: newParser(), buf: make([]byte, bufferSize)}
}

// readMemory reads the memory files of a cgroup into g. It returns false, having read no more, when
// the cgroup has no usage file, so no memory counters.
func (r *reader) readMemory(d directory, g *Group) bool {
	formats := filesOf(g.Version)
	for i := range formats {
		if g.unlimited(formats[i].Unless) {
			continue
		}
		if there := r.readFile(d, g, &formats[i]); i == 0 && !there {
			return false
		}
	}
	return true
}

// readFile reads one file of a cgroup. A file that is absent leaves nothing, one that cannot be read
// or parsed leaves an error in g.Errs and what was parsed before it. It returns whether the file was there.
func (r *reader) readFile(d directory, g *Group, fm *format) bool {
	data, grown, err := d.read(fm.Name, r.buf, false)
	r.buf = grown
	if err != nil {
		if !isAbsent(err) {
			g.Errs = append(g.Errs, FileError{Cgroup: g.Path, File: fm.Name, Err: err})
		}
		return !isAbsent(err)
	}
	file := g.nextFile()
	file.Name, file.Scale = fm.Name, fm.Scale
	if file.Values, err = fm.Parse(r.parser, file.Values, fm.Name, data); err != nil {
		g.Errs = append(g.Errs, FileError{Cgroup: g.Path, File: fm.Name, Err: err})
	}
	return true
}

// count returns how many processes the cgroup itself has; -1 = it does not say.
func (r *reader) count(d directory, g *Group) int {
	data, grown, err := d.read(procsFile, r.buf, true)
	r.buf = grown
	if err == nil {
		return countLines(data)
	}
	if !isAbsent(err) {
		g.Errs = append(g.Errs, FileError{Cgroup: g.Path, File: procsFile, Err: err})
	}
	return -1
}

// limit returns the smallest hard limit of a cgroup and its ancestors in bytes; 0 = none.
func (r *reader) limit(d directory, g *Group, inherited uint64) uint64 {
	if g.Version == 1 {
		return g.first(statFile, limitKey)
	}
	own := g.first(limitFile, "")
	if _, read := g.File(limitFile); !read { // g is not reported, but its descendants may be
		scratch := Group{Path: g.Path, Version: g.Version}
		r.readFile(d, &scratch, &format{Name: limitFile, Parse: (*parser).single, Scale: 1})
		own = scratch.first(limitFile, "")
	}
	return smallerLimit(own, inherited)
}

// unlimited says whether memory.stat has a key and it means "no limit".
func (g *Group) unlimited(key string) bool {
	if key == "" {
		return false
	}
	stat, _ := g.File(statFile)
	return slices.ContainsFunc(stat.Values, func(v Value) bool { return v.Key == key && v.Unlimited() })
}

// first returns the value that stands in a file under a key; 0 = none, or unlimited.
func (g *Group) first(file, key string) uint64 {
	f, _ := g.File(file)
	for _, v := range f.Values {
		if v.Key == key && !v.Unlimited() {
			return v.Value
		}
	}
	return 0
}

func smallerLimit(a, b uint64) uint64 {
	if a == 0 || (b != 0 && b < a) {
		return b
	}
	return a
}
