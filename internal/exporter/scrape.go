package exporter

import (
	"compress/gzip"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/pkg/memory"
)

// scrape is the memory that one scrape fills and the next one uses again.
type scrape struct {
	number    uint64
	bySource  map[string]map[string]*family // by file, then key; nil = not exposed
	byName    map[string]*family
	sorted    []*family // nil = made anew
	limit     *family
	unknown   *family
	processes *family
	info      *family
	ports     *family
	portless  *family              // processes whose ports are not known
	labels    map[string]*labelSet // by path
	gzip      *gzip.Writer         // takes 1.2 MB, so it is kept with the rest; nil until a client takes gzip
}

func newScrape() *scrape {
	s := &scrape{bySource: map[string]map[string]*family{}, byName: map[string]*family{}, labels: map[string]*labelSet{}}
	for _, n := range Derived {
		s.family(n)
	}
	s.limit, s.unknown, s.info = s.byName[HierarchicalLimitName], s.byName[UnknownName], s.byName[InfoName]
	s.ports, s.portless = s.byName[ListeningPortName], s.byName[UnknownPortsName]
	s.processes = s.source("cgroup.procs", "")
	return s
}

// family returns the family of a name; rows that share a metric share its family.
func (s *scrape) family(n Name) *family {
	f, ok := s.byName[n.Metric]
	if !ok {
		f = newFamily(n)
		s.byName[n.Metric], s.sorted = f, nil
	}
	return f
}

// source returns the family that the number of a source goes to; nil = none. It is looked up in the
// tables at first sight only.
func (s *scrape) source(file, key string) *family {
	keys := s.bySource[file]
	if keys == nil {
		keys = map[string]*family{}
		s.bySource[file] = keys
	}
	f, seen := keys[key]
	if seen {
		return f
	}
	n, ok := NameOf(memory.Source{File: file, Key: key})
	switch {
	case ok:
		f = s.family(n)
	case !silent(file, key):
		f = s.unknown
	}
	keys[key] = f
	return f
}

// silent says whether the table has a row for a source that says not to expose it.
func silent(file, key string) bool {
	return slices.ContainsFunc(Names, func(n Name) bool { return n.File == file && n.Key == key && n.Metric == "" })
}

func (s *scrape) begin() {
	s.number++
	for _, f := range s.byName {
		f.lines = f.lines[:0]
	}
}

// add adds the samples of one cgroup.
func (s *scrape) add(g *cgroup.Group, i cgroup.Identity) {
	l := s.labels[g.Path]
	if l == nil || l.identity != i {
		l = newLabelSet(g.Path, g.Version, i)
		s.labels[g.Path] = l
	}
	l.scrape = s.number
	for k := range g.Files {
		s.addFile(&g.Files[k], l)
	}
	if g.Limit > 0 {
		s.limit.add(l.base, g.Limit, 1)
	}
	if g.Processes >= 0 {
		s.processes.add(l.base, uint64(g.Processes), 1)
	}
	s.info.add(l.info, 1, 1)
}

// addPorts adds what a cgroup that was added listens on.
func (s *scrape) addPorts(path string, what cgroup.Listening) {
	l := s.labels[path]
	for _, at := range what.Listeners {
		s.ports.add(l.with(label{"address", at.Address.String()}, label{"port", strconv.Itoa(int(at.Port))}), 1, 1)
	}
	if what.Unknown > 0 {
		s.portless.add(l.base, uint64(what.Unknown), 1)
	}
}

func (s *scrape) addFile(file *cgroup.File, l *labelSet) {
	for _, v := range file.Values {
		f := s.source(file.Name, v.Key)
		switch {
		case f == nil || v.Unlimited(): // not exposed; absent is not zero
		case f == s.unknown:
			f.add(l.with(label{"key", unknownKey(file.Name, v.Key)}), v.Value, file.Scale)
		default:
			f.add(l.base, v.Value, file.Scale)
		}
	}
}

// unknownKey is the key itself where it is one of memory.stat, otherwise after the name of its file.
func unknownKey(file, key string) string {
	if file == "memory.stat" {
		return key
	}
	return file + " " + key
}

func (s *scrape) addNode(node memory.Snapshot) {
	for i := range memory.Counters {
		c := &memory.Counters[i]
		if v, ok := node.Get(c.ID); ok {
			s.family(nodeName(c)).add(nil, uint64(v), 1)
		}
	}
}

// end forgets cgroups that are gone.
func (s *scrape) end() {
	for path, l := range s.labels {
		if l.scrape != s.number {
			delete(s.labels, path)
		}
	}
}

// compressor returns a gzip writer to w of the fastest level: the default takes several times the CPU,
// for text so full of repetition that it gets little smaller.
func (s *scrape) compressor(w io.Writer) *gzip.Writer {
	if s.gzip == nil {
		s.gzip, _ = gzip.NewWriterLevel(w, gzip.BestSpeed) // the level is valid, the only error there is
		return s.gzip
	}
	s.gzip.Reset(w)
	return s.gzip
}

// WriteTo writes the families that have samples, by name.
func (s *scrape) WriteTo(w io.Writer) (int64, error) {
	if s.sorted == nil {
		s.sorted = slices.SortedFunc(maps.Values(s.byName), func(a, b *family) int { return strings.Compare(a.name, b.name) })
	}
	var written int64
	for _, f := range s.sorted {
		if len(f.lines) == 0 {
			continue
		}
		n, err := w.Write(f.header)
		written += int64(n)
		if err == nil {
			n, err = w.Write(f.lines)
			written += int64(n)
		}
		if err != nil {
			return written, err
		}
	}
	return written, nil
}
