package capture

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/pkg/memory"
)

// Capture is a folder that was read.
type Capture struct {
	Group   *cgroup.Group
	Metrics []byte // the process's metrics in Prometheus's text format; nil = none
	About   About
}

// Read reads a folder of a capture. The files' names tell the cgroup version. capture.json and
// metrics.prom may be absent; the usage file may not.
func Read(dir string) (*Capture, error) {
	group, err := cgroup.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("capture: %w", err)
	}
	c := &Capture{Group: group}
	if c.Metrics, err = readOptional(filepath.Join(dir, MetricsFile)); err != nil {
		return nil, err
	}
	about, err := readOptional(filepath.Join(dir, AboutFile))
	if err != nil || about == nil {
		return c, err
	}
	if err := json.Unmarshal(about, &c.About); err != nil {
		return nil, fmt.Errorf("capture: parse %s: %w", AboutFile, err)
	}
	c.amend()
	return c, nil
}

// amend gives the group what its own files do not say.
func (c *Capture) amend() {
	if c.About.Cgroup != "" {
		c.Group.Path = c.About.Cgroup
	}
	if c.About.HierarchicalLimit > 0 {
		c.Group.Limit = c.About.HierarchicalLimit
	}
	if c.About.Processes > 0 {
		c.Group.Processes = c.About.Processes
	}
}

// Snapshot returns the counters of the cgroup and of the machine it was on.
func (c *Capture) Snapshot() memory.Snapshot {
	s := c.Group.Snapshot()
	for id, v := range c.About.Node {
		s.Put(id, v)
	}
	return s
}

func readOptional(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("capture: %w", err)
	}
	return data, nil
}

func encodeAbout(a About) ([]byte, error) {
	data, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", AboutFile, err)
	}
	return append(data, '\n'), nil
}
