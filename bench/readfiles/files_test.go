//go:build linux

package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/memledger/memledger/internal/exporter"
)

// A file that only one of the two reads would make their ratio mean nothing.
func TestFilesAreThoseThatTheExporterReads(t *testing.T) {
	want := map[string]bool{}
	for _, n := range exporter.Names {
		want[n.File] = true
	}
	got := map[string]bool{}
	for _, name := range slices.Concat(filesV1, filesV2) {
		got[name] = true
	}
	if !maps.Equal(got, want) {
		t.Errorf("readfiles reads %v,\nwant what the exporter's table names, %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

func TestTemplatesHaveEveryFile(t *testing.T) {
	for version, dir := range map[int]string{1: "../templates/v1", 2: "../templates/v2"} {
		for _, name := range filesOf(version) {
			if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
				t.Errorf("template of v%d: %v", version, err)
			}
		}
	}
}

func TestReadsEveryFileOfEveryCgroup(t *testing.T) {
	c, err := measure("../templates/v2", filesV2, 1)
	if err != nil {
		t.Fatal(err)
	}
	if c.Cgroups != 1 || c.Files != len(filesV2) || c.Bytes == 0 {
		t.Errorf("read %+v, want 1 cgroup, %d files and some bytes", c, len(filesV2))
	}
}

func TestSaysThatThereIsNothingToRead(t *testing.T) {
	if c, err := measure(t.TempDir(), filesV1, 1); err == nil {
		t.Errorf("read %+v of an empty directory, want an error", c)
	}
}
