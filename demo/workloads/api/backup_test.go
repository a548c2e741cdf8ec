package main

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestBackupHoldsTheVolume(t *testing.T) {
	const volume = 2*fileBytes + 1000
	b := backup{dir: t.TempDir(), volume: volume}
	if err := b.fillVolume(t.Context()); err != nil {
		t.Fatal(err)
	}
	n, err := b.run(t.Context(), 1)
	if err != nil || n != volume {
		t.Fatalf("run = %d, %v; want %d bytes", n, err, volume)
	}
	files, bytes := contents(t, b.archive(1))
	if files != 3 || bytes != volume {
		t.Errorf("archive holds %d bytes in %d files; want %d in 3", bytes, files, volume)
	}
}

func TestBackupKeepsTwoNightsAndRemovesAll(t *testing.T) {
	b := backup{dir: t.TempDir(), volume: 1000}
	if err := b.fillVolume(t.Context()); err != nil {
		t.Fatal(err)
	}
	for night := 1; night <= 4; night++ {
		if _, err := b.run(t.Context(), night); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(b.dir, "backup-*.tar")); len(left) != keep {
		t.Errorf("after 4 nights %d archives are left: %v; want %d", len(left), left, keep)
	}
	b.remove()
	if left, _ := os.ReadDir(b.dir); len(left) != 0 {
		t.Errorf("remove left %v", left)
	}
}

func TestBackupStopsWhenAsked(t *testing.T) {
	b := backup{dir: t.TempDir(), volume: 1000}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.fillVolume(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("fillVolume of a cancelled job = %v", err)
	}
}

func contents(t *testing.T, archive string) (files int, bytes int64) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for r := tar.NewReader(f); ; files++ {
		if _, err := r.Next(); err == io.EOF {
			return files, bytes
		} else if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, r)
		if err != nil {
			t.Fatal(err)
		}
		bytes += n
	}
}
