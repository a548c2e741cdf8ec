package memory

import (
	"slices"
	"strconv"
	"strings"
)

// Held tells the label sets of all series of a metric that one scrape target holds (the same job,
// instance and metrics_path). Several exporters use the same names, so only the whole of a target
// tells which of them it is.
type Held func(metric string) []map[string]string

// Told says how a dialect is told from others that use the same names.
type Told struct {
	Markers []string // spellings of Marker by other name translations: any one will do
	With    []string // of these metrics the target holds at least one
	Without []string // and none of these
	Forbids []string // labels that are empty on every series of the dialect
	Labels  []string // labels that at least one container's series must have, where not all do
	Release []Release
	// Refines are rows that fit too, but tell less: where both fit, this one is taken.
	Refines []DialectID
}

// Release holds where the label of a metric is a version of at least From. Of several, the first
// whose metric is there decides; where none is, the row does not fit.
type Release struct {
	Metric, Label, From string
	// Unless: the evidence says nothing of a series whose label contains this text.
	Unless map[string]string
}

// SeriesKind says what a series of a cgroup-side dialect stands for.
type SeriesKind string

const (
	ContainerKind SeriesKind = "container"
	PodKind       SeriesKind = "pod"     // a pod's cgroup: parent of its containers, with charges of its own
	SandboxKind   SeriesKind = "sandbox" // the pause container
	CgroupKind    SeriesKind = "cgroup"  // a slice, a unit, the root
)

// Kind tells a series by labels that have exactly these values; "" is empty or absent.
type Kind struct {
	Is     SeriesKind
	Labels map[string]string
}

// Info is a metric that carries labels for the series of others.
type Info struct {
	Metric string
	On     []string // labels equal on both
	Gives  []string // labels that it carries
}

// Owner is one step from an object to what owns it. The workload of a pod is the last owner
// that has none itself.
type Owner struct {
	Metric     string
	ObjectKind string // what is owned
	Object     string // label with its name
	Kind, Name string // labels of the owner
	Match      map[string]string
}

// KindOf says what a series stands for.
func (d *Dialect) KindOf(labels map[string]string) SeriesKind {
	for _, k := range d.Kinds {
		fits := true
		for label, want := range k.Labels {
			fits = fits && labels[label] == want
		}
		if fits {
			return k.Is
		}
	}
	return ContainerKind
}

// Claims says whether a series can be of the dialect by its labels alone.
func (d *Dialect) Claims(labels map[string]string) bool {
	for _, l := range d.Requires {
		if labels[l] == "" {
			return false
		}
	}
	for _, l := range d.Told.Forbids {
		if labels[l] != "" {
			return false
		}
	}
	for l, v := range d.Excludes {
		if labels[l] == v {
			return false
		}
	}
	return true
}

// MarkerMetrics are the metrics of which any one marks the dialect.
func (d *Dialect) MarkerMetrics() []string {
	return append([]string{d.Marker}, d.Told.Markers...)
}

// DetectionMetrics are all metrics that Fits looks at, sorted.
func (d *Dialect) DetectionMetrics() []string {
	names := slices.Concat(d.MarkerMetrics(), d.Told.With, d.Told.Without)
	for _, r := range d.Told.Release {
		names = append(names, r.Metric)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// FitsBeside says whether what a scrape target holds besides the marker lets it speak the dialect.
func (d *Dialect) FitsBeside(held Held) bool {
	one := func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return len(held(n)) > 0 })
	}
	return !one(d.Told.Without) && (len(d.Told.With) == 0 || one(d.Told.With)) && d.released(held)
}

// Fits says whether a scrape target speaks the dialect.
func (d *Dialect) Fits(held Held) bool {
	if !d.FitsBeside(held) {
		return false
	}
	for _, m := range d.MarkerMetrics() {
		for _, labels := range held(m) {
			if d.Claims(labels) && !slices.ContainsFunc(d.Told.Labels, func(l string) bool { return labels[l] == "" }) {
				return true
			}
		}
	}
	return false
}

func (d *Dialect) released(held Held) bool {
	for _, r := range d.Told.Release {
		for _, labels := range held(r.Metric) {
			if labels[r.Label] != "" && !r.silent(labels) {
				return atLeast(labels[r.Label], r.From)
			}
		}
	}
	return len(d.Told.Release) == 0
}

func (r *Release) silent(labels map[string]string) bool {
	for l, text := range r.Unless {
		if strings.Contains(labels[l], text) {
			return true
		}
	}
	return false
}

// atLeast compares dotted versions number by number; what follows a number ("-dev") is not looked at.
func atLeast(version, from string) bool {
	have, want := strings.Split(strings.TrimPrefix(version, "v"), "."), strings.Split(from, ".")
	for i, w := range want {
		h := "0"
		if i < len(have) {
			h = have[i]
		}
		if n, m := leading(h), leading(w); n != m {
			return n > m
		}
	}
	return true
}

func leading(text string) int {
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(text)
	}
	n, _ := strconv.Atoi(text[:end])
	return n
}

// Detect tells which of the rows a scrape target speaks, in their order: the more exact row where
// one refines another.
func Detect(rows []Dialect, held Held) []*Dialect {
	var fit []*Dialect
	for i := range rows {
		if rows[i].Fits(held) {
			fit = append(fit, &rows[i])
		}
	}
	return Unrefined(fit)
}

// Unrefined leaves out the rows that another of them refines.
func Unrefined(fit []*Dialect) []*Dialect {
	refined := map[DialectID]bool{}
	for _, d := range fit {
		for _, id := range d.Told.Refines {
			refined[id] = true
		}
	}
	return slices.DeleteFunc(fit, func(d *Dialect) bool { return refined[d.ID] })
}
