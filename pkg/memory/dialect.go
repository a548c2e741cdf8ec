package memory

import (
	"slices"
	"sort"
)

// DialectID names how one exporter spells the counters.
type DialectID string

// IdentityKey is a label of every answer, the same for every dialect.
type IdentityKey string

const (
	Cluster   IdentityKey = "cluster"
	Node      IdentityKey = "node"
	Namespace IdentityKey = "namespace"
	Pod       IdentityKey = "pod"
	Container IdentityKey = "container"
)

// IdentityKeys in the order in which answers show them.
var IdentityKeys = []IdentityKey{Cluster, Node, Namespace, Pod, Container}

// Series is one series of a container or process: a metric, and the labels that tell it from its siblings.
type Series struct {
	Metric string
	Match  map[string]string
}

// Spelling says which series holds a counter: Metric + Σ Plus − Less, floored at 0. Where one of
// them is absent the counter is.
type Spelling struct {
	Counter CounterID
	Metric  string
	Match   map[string]string // labels that tell this series from its siblings
	Plus    []Series          // series to add: heap idle = free + released
	Less    string            // a metric to subtract: inactive_file = usage − working set
	// Only is the cgroup version on which the series holds this counter; 0 = on both. Where the
	// version is not known the spelling is not used.
	Only int
	// Option is the setting that makes the exporter write it; "" = it always does. Literal: as it is typed
	// or written to a file, not in words.
	Option  string
	Literal bool
	// ZeroIsAbsent: the exporter writes 0 for what it does not know.
	ZeroIsAbsent bool
}

// VersionEvidence tells the cgroup version from a series: the first row whose metric is there, and
// above zero where AboveZero is set, decides.
type VersionEvidence struct {
	Metric    string
	AboveZero bool
	Version   int
}

// Dialect is one row of the dialects table.
type Dialect struct {
	ID        DialectID
	Name      string
	Side      Side
	Spellings []Spelling // of several for one counter the first that has a value is taken
	Versions  []VersionEvidence
	// Identity lists, for each key, the labels that may carry it; the first that is not empty wins.
	Identity map[IdentityKey][]string
	// Requires are labels that must not be empty, and Excludes labels with values that mark a
	// series that is no container; Marker is the metric whose presence tells the dialect.
	Requires []string
	Excludes map[string]string
	Marker   string
	// Leaves: a cgroup that no label names counts as a container under the last part of its path,
	// if nothing beneath or above it is one.
	Leaves bool
	// CgroupID lists the labels that may tell one life of a container from the next: the path of its
	// cgroup or the runtime's id; none: id.
	CgroupID []string
	// Also lists labels with other names that others reach the container by.
	Also    []string
	Listens Listens        // which ports its processes listen on
	Told    Told           // how it is told from exporters that share its names
	Kinds   []Kind         // what a series that is no container is; a series that fits none is a container
	Info    []Info         // metrics that carry identity labels its own series lack
	Owners  []Owner        // steps from a pod to its workload
	Texts   []TextSpelling // words beside its numbers
	// Prints is the tool whose own number stands in place of usage; "": the exporter tells usage.
	Prints FormulaID
	Lacks  string
	Traps  string
	Ref    string
}

// Listens is a metric that is 1 for each address and port on which a process listens.
type Listens struct {
	Metric, Port, Address string // of the last two the labels
}

// DialectByID returns the row of id, and whether there is one.
func DialectByID(id DialectID) (*Dialect, bool) {
	for i := range Dialects {
		if Dialects[i].ID == id {
			return &Dialects[i], true
		}
	}
	return nil, false
}

// Metrics lists the metric names of the dialect, sorted.
func (d *Dialect) Metrics() []string { return d.MetricsOf(nil) }

// MetricsOf lists the metric names from which some counters are read, sorted; nil: all counters.
func (d *Dialect) MetricsOf(counters []CounterID) []string {
	set := map[string]bool{}
	add := func(name string) {
		if name != "" {
			set[name] = true
		}
	}
	for _, s := range d.Spellings {
		if counters != nil && !slices.Contains(counters, s.Counter) {
			continue
		}
		add(s.Metric)
		add(s.Less)
		for _, p := range s.Plus {
			add(p.Metric)
		}
	}
	for _, v := range d.Versions {
		add(v.Metric)
	}
	names := make([]string, 0, len(set))
	for n := range set {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Discriminators lists the labels that tell the dialect's series of one name apart, sorted.
func (d *Dialect) Discriminators() []string {
	set := map[string]bool{}
	for _, s := range d.Spellings {
		for k := range s.Match {
			set[k] = true
		}
		for _, p := range s.Plus {
			for k := range p.Match {
				set[k] = true
			}
		}
	}
	if d.Listens.Metric != "" {
		set[d.Listens.Port], set[d.Listens.Address] = true, true
	}
	names := make([]string, 0, len(set))
	for n := range set {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Tells says whether the dialect spells a counter without any setting that is off by default.
func (d *Dialect) Tells(id CounterID) bool {
	return slices.ContainsFunc(d.Spellings, func(sp Spelling) bool { return sp.Counter == id && sp.Option == "" })
}

// OptionFor is the setting that makes the exporter write a counter; "" where there is none.
func (d *Dialect) OptionFor(id CounterID) string {
	for _, sp := range d.Spellings {
		if sp.Counter == id && sp.Option != "" {
			return sp.Option
		}
	}
	return ""
}

// IsLiteral says whether an option of the dialect can be copied as it stands.
func (d *Dialect) IsLiteral(option string) bool {
	return slices.ContainsFunc(d.Spellings, func(sp Spelling) bool { return sp.Option == option && sp.Literal })
}

// Sample looks a series of one container or process up: its value, and whether it is there.
type Sample func(metric string, match map[string]string) (float64, bool)

// Read puts into s every counter that the dialect spells and the samples hold, and sets the cgroup
// version where the dialect tells it.
func (d *Dialect) Read(sample Sample, s *Snapshot) {
	if d.Side == CgroupSide && s.CgroupVersion == 0 {
		s.CgroupVersion = d.version(sample)
	}
	for _, sp := range d.Spellings {
		if _, have := s.Get(sp.Counter); have || !sp.holdsOn(s.CgroupVersion) {
			continue
		}
		if v, ok := sp.value(sample); ok {
			s.Put(sp.Counter, v)
		}
	}
}

func (sp *Spelling) holdsOn(version int) bool { return sp.Only == 0 || sp.Only == version }

func (sp *Spelling) value(sample Sample) (float64, bool) {
	v, ok := sample(sp.Metric, sp.Match)
	if !ok {
		return 0, false
	}
	for _, p := range sp.Plus {
		more, ok := sample(p.Metric, p.Match)
		if !ok || !Plausible(more) {
			return 0, false
		}
		v += more
	}
	if sp.Less != "" {
		less, ok := sample(sp.Less, sp.Match)
		if !ok || !Plausible(less) {
			return 0, false
		}
		v = max(0, v-less)
	}
	return v, !sp.ZeroIsAbsent || v != 0
}

func (d *Dialect) version(sample Sample) int {
	for _, e := range d.Versions {
		if v, ok := sample(e.Metric, nil); ok && (v > 0 || !e.AboveZero) {
			return e.Version
		}
	}
	return 0
}
