// Package recordings holds what real programs in real cgroups were seen to hold, second by second.
//
// Each file is a gzipped JSON Recording, made by npm run bench -- record. Counters that did not exist are
// absent; nothing was smoothed or left out.
package recordings

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"

	"github.com/memledger/memledger/pkg/memory"
)

// Recording is one container's counters over time.
type Recording struct {
	Name         string
	Level, Trend memory.CauseID // what the program was told to do; Level "-" = whatever is most
	Program      string         // what made it, and with which Go
	Kernel       string
	Cgroup       int // version
	Runtime      string
	Date         string
	// Every point stands for Factor times the seconds it took, so that minutes show days.
	Factor   float64
	Seconds  []float64 // since the first point
	Counters []memory.CounterID
	// Values[i] are those of Counters[i], one for each of Seconds; null where it was not told. A counter that
	// never moved has one value.
	Values [][]*float64
}

//go:embed *.json.gz
var files embed.FS

// All are the recordings, by name.
func All() ([]Recording, error) {
	names, err := fs.Glob(files, "*.json.gz")
	if err != nil {
		return nil, err
	}
	var all []Recording
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		r, err := Parse(bytes.NewReader(raw))
		if err != nil {
			return nil, fmt.Errorf("recording %s: %w", path.Base(name), err)
		}
		all = append(all, *r)
	}
	return all, nil
}

// Parse reads a recording.
func Parse(gzipped io.Reader) (*Recording, error) {
	z, err := gzip.NewReader(gzipped)
	if err != nil {
		return nil, fmt.Errorf("want gzip: %w", err)
	}
	var r Recording
	if err := json.NewDecoder(z).Decode(&r); err != nil {
		return nil, fmt.Errorf("want a Recording as JSON: %w", err)
	}
	if len(r.Values) != len(r.Counters) {
		return nil, fmt.Errorf("got %d rows of values, want one for each of %d counters", len(r.Values), len(r.Counters))
	}
	for i, row := range r.Values {
		if len(row) != len(r.Seconds) && len(row) != 1 {
			return nil, fmt.Errorf("%s: got %d values, want %d, or one that never moved", r.Counters[i], len(row), len(r.Seconds))
		}
	}
	return &r, nil
}

// Add keeps one more point.
func (r *Recording) Add(seconds float64, s memory.Snapshot) {
	r.Seconds = append(r.Seconds, math.Round(seconds*1000)/1000)
	for _, id := range slices.Sorted(maps.Keys(s.Values)) {
		if !slices.Contains(r.Counters, id) {
			r.Counters = append(r.Counters, id)
			r.Values = append(r.Values, make([]*float64, len(r.Seconds)-1))
		}
	}
	for i, id := range r.Counters {
		var told *float64
		if v, ok := s.Get(id); ok {
			told = &v
		}
		r.Values[i] = append(r.Values[i], told)
	}
}

// Write packs the recording.
func (r *Recording) Write(w io.Writer) error {
	packed := *r
	packed.Values = nil
	for _, row := range r.Values {
		packed.Values = append(packed.Values, pack(row))
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(z).Encode(packed); err != nil {
		return err
	}
	return z.Close()
}

func pack(row []*float64) []*float64 {
	for _, v := range row {
		if v == nil || *v != *row[0] {
			return row
		}
	}
	return row[:1]
}

// At is all that was known at point i.
func (r *Recording) At(i int) memory.Snapshot {
	s := memory.Snapshot{CgroupVersion: r.Cgroup, GoTargets: 1}
	for c, id := range r.Counters {
		v := r.Values[c][min(i, len(r.Values[c])-1)]
		if v != nil {
			s.Put(id, *v)
		}
	}
	return s
}
