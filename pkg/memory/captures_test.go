package memory

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const capturesDir = "../../../shared/captures"

// capture is one folder of ../shared/captures, read with a reader of the test's own: the kernel's
// files are the truth that the tables are held against.
type capture struct {
	name  string
	dir   string
	files map[string]uint64            // single-value files
	keyed map[string]map[string]uint64 // files with keys
	prom  map[string]float64
}

func captures(t *testing.T) []capture {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(capturesDir, "*", "*", "memory.stat"))
	if err != nil || len(dirs) == 0 {
		t.Skipf("%s: no captures there", capturesDir)
	}
	var all []capture
	for _, stat := range dirs {
		all = append(all, readCapture(t, filepath.Dir(stat)))
	}
	return all
}

func readCapture(t *testing.T, dir string) capture {
	t.Helper()
	step, family := filepath.Base(dir), filepath.Base(filepath.Dir(dir))
	c := capture{name: family + "/" + step, dir: dir, files: map[string]uint64{}, keyed: map[string]map[string]uint64{}, prom: map[string]float64{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if e.Name() == "metrics.prom" {
			c.prom = parseProm(text)
			continue
		}
		if v, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64); err == nil && e.Name() != "cgroup.procs" {
			c.files[e.Name()] = v
			continue
		}
		c.keyed[e.Name()] = parseKeyed(text)
	}
	return c
}

func parseKeyed(text string) map[string]uint64 {
	m := map[string]uint64{}
	for line := range strings.Lines(text) {
		if f := strings.Fields(line); len(f) == 2 {
			if v, err := strconv.ParseUint(f[1], 10, 64); err == nil {
				m[f[0]] = v
			}
		}
	}
	return m
}

func parseProm(text string) map[string]float64 {
	m := map[string]float64{}
	sc := bufio.NewScanner(strings.NewReader(text))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if i := strings.LastIndexByte(line, ' '); i > 0 && line[0] != '#' {
			if v, err := strconv.ParseFloat(line[i+1:], 64); err == nil {
				m[line[:i]] = v
			}
		}
	}
	return m
}

func (c capture) version() int {
	if _, ok := c.files["memory.current"]; ok {
		return 2
	}
	return 1
}

// snapshot reads the kernel's side by the Source columns and Go's side by the Go dialect.
func (c capture) snapshot() Snapshot {
	s := Snapshot{CgroupVersion: c.version(), GoTargets: 1}
	for _, row := range Counters {
		src := row.V1
		if c.version() == 2 {
			src = row.V2
		}
		if v, ok := c.lookup(src); ok {
			s.Put(row.ID, float64(v))
		}
	}
	goDialect.Read(func(metric string, _ map[string]string) (float64, bool) {
		v, ok := c.prom[metric]
		return v, ok
	}, &s)
	return s
}

func (c capture) lookup(src Source) (uint64, bool) {
	if src.Key == "" {
		v, ok := c.files[src.File]
		return v, ok
	}
	v, ok := c.keyed[src.File][src.Key]
	return v, ok
}

// stat is the kernel's own number: v1's subtree key or v2's key.
func (c capture) stat(v1, v2 string) float64 {
	if c.version() == 1 {
		return float64(c.keyed["memory.stat"][v1])
	}
	return float64(c.keyed["memory.stat"][v2])
}

func (c capture) usage() float64 {
	return float64(c.files["memory.current"] + c.files["memory.usage_in_bytes"])
}

func attribute(t *testing.T, s Snapshot) *Ledger {
	t.Helper()
	l, err := Attribute(s)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func total(l *Ledger) (sum float64) {
	for _, a := range l.Amounts {
		sum += a.Bytes
	}
	return sum
}

// 256 KiB a CPU are charged ahead, and memory.stat lags; the captures had 2 CPUs.
const unattributedBound = 2*256<<10 + 1<<20

func TestBooksOfEveryCaptureBalanceToTheByte(t *testing.T) {
	for _, c := range captures(t) {
		t.Run(c.name, func(t *testing.T) {
			l := attribute(t, c.snapshot())
			if got := total(l); got != c.usage() || l.Usage != c.usage() {
				t.Errorf("Σ classes = %.0f, want the kernel's usage %.0f", got, c.usage())
			}
			if l.Unattributed > unattributedBound || l.Unattributed < -unattributedBound {
				t.Errorf("unattributed = %.0f, want within ±%d", l.Unattributed, unattributedBound)
			}
			for _, a := range l.Amounts {
				if a.Bytes < 0 && a.Class.ID != Unattributed {
					t.Errorf("%s = %.0f, want no negative class", a.Class.ID, a.Bytes)
				}
			}
		})
	}
}

func TestGroupsOfEveryCaptureAgreeWithTheKernel(t *testing.T) {
	for _, c := range captures(t) {
		t.Run(c.name, func(t *testing.T) {
			groups := map[string]float64{}
			l := attribute(t, c.snapshot())
			for _, a := range l.Amounts {
				groups[a.Class.Group] += a.Bytes
			}
			unmapped, _ := l.Bytes(AnonUnmapped)
			anon := groups["go_heap"] + groups["go_runtime"] + groups["other_anon"] - unmapped
			if want := c.stat("total_rss", "anon"); anon != want {
				t.Errorf("anonymous groups = %.0f, want the kernel's anon %.0f", anon, want)
			}
			file := groups["page_cache"] + groups["shared_memory"]
			if want := c.stat("total_cache", "file"); file != want {
				t.Errorf("page cache and shared memory = %.0f, want the kernel's file %.0f", file, want)
			}
		})
	}
}

func ExampleAttribute() {
	l, _ := Attribute(Snapshot{CgroupVersion: 2, Values: map[CounterID]float64{Usage: 100, Anon: 30, File: 60}})
	for _, a := range l.Amounts {
		fmt.Printf("%s %.0f\n", a.Class.ID, a.Bytes)
	}
	// Output:
	// anon_non_go 30
	// file 60
	// kernel_sock_and_unattributed 10
	// unattributed 0
}
