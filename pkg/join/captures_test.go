package join

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

const capturesDir = "../../../shared/captures"

// captured is one folder of real cgroup files, with the Go process's own metrics.
type captured struct {
	version int
	files   map[string]float64 // "file" or "file key"
	metrics string             // the text that the process served
}

func capture(t *testing.T, folder string) captured {
	t.Helper()
	dir := filepath.Join(capturesDir, folder)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Skipf("%s: no captures there", capturesDir)
	}
	c := captured{version: 1, files: map[string]float64{}}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if e.Name() == "metrics.prom" {
			c.metrics = string(data)
			continue
		}
		for line := range strings.Lines(string(data)) {
			f := strings.Fields(line)
			if len(f) == 0 || len(f) > 2 {
				continue
			}
			if v, err := strconv.ParseFloat(f[len(f)-1], 64); err == nil {
				c.files[strings.TrimSpace(e.Name()+" "+strings.Join(f[:len(f)-1], " "))] = v
			}
		}
	}
	if _, ok := c.files["memory.current"]; ok {
		c.version = 2
	}
	return c
}

// value is what the kernel printed for a counter.
func (c captured) value(id memory.CounterID) (float64, bool) {
	row, ok := memory.CounterByID(id)
	if !ok {
		return 0, false
	}
	src := row.V1
	if c.version == 2 {
		src = row.V2
	}
	v, ok := c.files[strings.TrimSpace(src.File+" "+src.Key)]
	return v, ok && src.File != "" && memory.Plausible(v)
}

// ours prints the cgroup as our exporter does, by the rows of its dialect.
func (c captured) ours(t *testing.T, labels string) string {
	t.Helper()
	d := dialectsOf(t, memory.DialectMemledger)[0]
	spelled := map[memory.CounterID][]string{}
	for _, s := range d.Spellings {
		spelled[s.Counter] = append(spelled[s.Counter], s.Metric)
	}
	var b strings.Builder
	for id, metrics := range spelled {
		if v, ok := c.value(id); ok {
			metric := metrics[0] // v1's name stands first
			if c.version == 2 {
				metric = metrics[len(metrics)-1]
			}
			fmt.Fprintf(&b, "%s{%s} %v\n", metric, labels, v)
		}
	}
	return b.String()
}

// cadvisor prints the cgroup as cAdvisor does; at, if not 0, is the explicit timestamp in ms.
func (c captured) cadvisor(labels string, at int64) string {
	usage, _ := c.value(memory.Usage)
	inactive, _ := c.value(memory.InactiveFile)
	lines := map[string]float64{"container_memory_usage_bytes": usage, "container_memory_working_set_bytes": usage - inactive, "container_memory_kernel_usage": 0}
	for metric, id := range map[string]memory.CounterID{
		"container_memory_rss": memory.Anon, "container_memory_cache": memory.File, "container_memory_mapped_file": memory.FileMapped,
		"container_memory_total_active_file_bytes": memory.ActiveFile, "container_memory_total_inactive_file_bytes": memory.InactiveFile,
	} {
		lines[metric], _ = c.value(id)
	}
	var b strings.Builder
	for metric, v := range lines {
		fmt.Fprintf(&b, "%s{%s} %v", metric, labels, v)
		if at != 0 {
			fmt.Fprintf(&b, " %d", at)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

var plainSample = regexp.MustCompile(`(?m)^([a-z_]+) (\S+)$`)

// snapshot is what the join must come to: the kernel's files and the process's metrics.
func (c captured) snapshot(t *testing.T) memory.Snapshot {
	t.Helper()
	s := memory.Snapshot{CgroupVersion: c.version, GoTargets: 1}
	for _, sp := range dialectsOf(t, memory.DialectMemledger)[0].Spellings {
		if v, ok := c.value(sp.Counter); ok {
			s.Put(sp.Counter, v)
		}
	}
	samples := map[string]float64{}
	for _, m := range plainSample.FindAllStringSubmatch(c.metrics, -1) {
		if v, err := strconv.ParseFloat(m[2], 64); err == nil {
			samples[m[1]] = v
		}
	}
	dialectsOf(t, memory.DialectGo)[0].Read(func(metric string, _ map[string]string) (float64, bool) {
		v, ok := samples[metric]
		return v, ok
	}, &s)
	return s
}
