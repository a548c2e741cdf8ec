// Package capture keeps what a cgroup and the Go process in it said at one moment: a folder with the
// kernel's memory files as printed, the process's metrics and a note of where they are from.
package capture

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/target"
	"github.com/memledger/memledger/pkg/memory"
)

// Names of the files that are not the kernel's.
const (
	MetricsFile = "metrics.prom"
	AboutFile   = "capture.json"
)

// maxWait bounds the wait for a target's answer where ctx does not.
const maxWait = time.Minute

// About is what a cgroup's own files do not say. All of it may be absent.
type About struct {
	Taken     time.Time `json:"taken"`
	Cgroup    string    `json:"cgroup,omitempty"`
	Container string    `json:"container,omitempty"`
	Pod       string    `json:"pod,omitempty"`
	Namespace string    `json:"namespace,omitempty"`
	Runtime   string    `json:"runtime,omitempty"`
	Target    string    `json:"target,omitempty"`
	// HierarchicalLimit is the smallest hard limit of the cgroup and its ancestors in bytes; 0 = none.
	HierarchicalLimit uint64 `json:"hierarchical_limit,omitempty"`
	// Processes of the cgroup and its descendants; cgroup.procs has the cgroup's own only.
	Processes int `json:"processes,omitempty"`
	// Node has the counters of the machine, in bytes.
	Node map[memory.CounterID]float64 `json:"node,omitempty"`
}

// Taken is a capture that is not written yet: contents by file name.
type Taken struct {
	About About
	Files map[string][]byte
}

// Request says what to capture.
type Request struct {
	FS         *cgroup.FS
	Identities *cgroup.Identities
	Query      cgroup.Query
	Target     string // URL of the process's metrics; empty = none
}

// Take reads the target's metrics, then at once the cgroup's files. ctx bounds the time. Nothing is
// written; the error says what could not be read.
func Take(ctx context.Context, r Request) (*Taken, error) {
	group, identity, err := r.FS.Find(ctx, r.Identities, r.Query)
	if err != nil {
		return nil, err
	}
	t := &Taken{Files: map[string][]byte{}, About: About{
		Cgroup: group.Path, Container: identity.Container, Pod: identity.Pod, Namespace: identity.Namespace, Runtime: identity.Runtime,
		Target: target.Redacted(r.Target), HierarchicalLimit: group.Limit, Processes: max(group.Processes, 0),
	}}
	if r.Target != "" {
		if t.Files[MetricsFile], err = target.Fetch(ctx, r.Target, maxWait); err != nil {
			return nil, err
		}
	}
	t.About.Taken = time.Now().UTC().Truncate(time.Millisecond)
	if err := t.readFiles(filepath.Join(r.FS.Root, filepath.FromSlash(group.Path))); err != nil {
		return nil, err
	}
	if node, err := r.FS.Node(); err == nil { // a cgroup's ledger needs no more than the cgroup
		t.About.Node = node.Values
	}
	return t, nil
}

// readFiles reads the memory files that the kernel lets be read; some may only be written, and some
// tell their reader an error by design (memory.pressure_level).
func (t *Taken) readFiles(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("cgroup %q: %w", t.About.Cgroup, err)
	}
	for _, e := range entries {
		if e.Name() != "cgroup.procs" && !strings.HasPrefix(e.Name(), "memory.") {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o444 == 0 {
			continue
		}
		if data, err := os.ReadFile(filepath.Join(dir, e.Name())); err == nil {
			t.Files[e.Name()] = data
		}
	}
	if _, ok := t.Files["memory.stat"]; !ok {
		return fmt.Errorf("cgroup %q: no memory.stat that can be read", t.About.Cgroup)
	}
	return nil
}

// Write writes the folder, which must be empty or not exist yet.
func (t *Taken) Write(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("folder: %w", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("folder %s has files already: want a new or an empty one", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("folder: %w", err)
	}
	about, err := encodeAbout(t.About)
	if err != nil {
		return err
	}
	if err := writeNew(filepath.Join(dir, AboutFile), about); err != nil {
		return err
	}
	for name, data := range t.Files {
		if err := writeNew(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	return nil
}

func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("folder: %w", err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("folder: %w", err)
	}
	return nil
}
