package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/memledger/memledger/internal/pagecache"
)

// Text prints the files as a tree of folders, the largest first.
func (f *Files) Text(w io.Writer, s Style) error {
	p := &page{Style: s}
	p.title(f.Container, f.Cgroup, f.CgroupVersion, f.Time)
	p.line("")
	p.strongly(func() { p.wrapped("", f.Summary, "  ") })
	for _, n := range f.Notices {
		p.wrapped("Note: ", printable(n), "  ")
	}
	p.line("")
	p.line("%11s %7s %11s %7s  %s", "CACHED", "share", "of size", "files", "")
	f.rows(p, f.tree, f.tree.Largest(f.top), 0)
	f.unknown(p)
	f.skipped(p)
	_, err := io.WriteString(w, p.String())
	return err
}

func (f *Files) rows(p *page, n *pagecache.Node, shown map[*pagecache.Node]bool, depth int) {
	name := pagecache.Escape(n.Name)
	if n.Folder && !strings.HasSuffix(name, "/") {
		name += "/"
	}
	f.row(p, n, name, depth)
	var rest pagecache.Node
	for _, c := range n.Below {
		if shown[c] {
			f.rows(p, c, shown, depth+1)
			continue
		}
		rest.Cached += c.Cached
		rest.Size += c.Size
		rest.Files += c.Files
	}
	if rest.Files > 0 {
		rest.Folder = true
		f.row(p, &rest, "… smaller ones", depth+1)
	}
}

// deepest is how far names are moved in; below that depth they would have no room.
const deepest = 12

func (f *Files) row(p *page, n *pagecache.Node, name string, depth int) {
	files := ""
	if n.Folder {
		files = fmt.Sprint(n.Files)
	}
	lead := fmt.Sprintf("%11s %7s %11s %7s  ", iec(float64(n.Cached)), share(float64(n.Cached), float64(f.Found)), iec(float64(n.Size)), files)
	indent := strings.Repeat("  ", min(depth, deepest))
	// A name keeps its spaces: it is cut, never broken between words.
	room := p.width() - len(lead) - len(indent)
	runes := []rune(name)
	for first := true; first || len(runes) > 0; first = false {
		part := runes[:min(room, len(runes))]
		runes = runes[len(part):]
		p.line("%s%s%s", lead, indent, string(part))
		lead = strings.Repeat(" ", len(lead))
	}
}

func (f *Files) unknown(p *page) {
	if len(f.Unknown) == 0 {
		return
	}
	p.line("")
	p.line("NOT KNOWN, and in none of the numbers above")
	for _, u := range f.Unknown {
		text := fmt.Sprintf("%d: %s", u.Count, u.Reason)
		if u.Size > 0 {
			text += ", " + iec(float64(u.Size)) + " in size"
		}
		var names []string
		for _, e := range u.Examples {
			names = append(names, pagecache.Escape(string(e)))
		}
		p.wrapped("  ", text+", such as "+strings.Join(names, ", "), "    ")
	}
}

// skipped names what a person could have looked at; the kernel's own file systems have no files.
func (f *Files) skipped(p *page) {
	var names []string
	for _, m := range f.NotLookedAt {
		if m.Kind == pagecache.Network {
			names = append(names, pagecache.Escape(string(m.Path))+" ("+m.Type+")")
		}
	}
	if len(names) > 0 {
		p.line("")
		p.wrapped("NOT LOOKED AT (--network): ", strings.Join(names, ", "), "  ")
	}
}
