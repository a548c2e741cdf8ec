package main

import (
	"archive/tar"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

const (
	fileBytes = 8 << 20
	// keep is how many backups stay: the oldest goes, and its cache with it.
	keep = 2
)

// backup is the job that archives a volume: dir/volume into dir/backup-N.tar.
type backup struct {
	dir    string
	volume int64 // bytes of files in the volume
}

func (b backup) source() string { return filepath.Join(b.dir, "volume") }

func (b backup) archive(night int) string {
	return filepath.Join(b.dir, fmt.Sprintf("backup-%d.tar", night))
}

// remove takes away the volume and every backup.
func (b backup) remove() {
	_ = os.RemoveAll(b.source())
	archives, _ := filepath.Glob(filepath.Join(b.dir, "backup-*.tar"))
	for _, a := range archives {
		_ = os.Remove(a)
	}
}

// fillVolume writes the files that the backup will read. They have lain on the disk for long, so
// their own pages are dropped again: it is the backup that brings them into the cache.
func (b backup) fillVolume(ctx context.Context) error {
	if err := os.MkdirAll(b.source(), 0o755); err != nil {
		return err
	}
	noise := rand.NewChaCha8([32]byte{})
	for i, left := 0, b.volume; left > 0; i, left = i+1, left-fileBytes {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := filepath.Join(b.source(), fmt.Sprintf("blob-%03d", i))
		if err := writeCold(name, io.LimitReader(noise, min(left, fileBytes))); err != nil {
			return err
		}
	}
	return nil
}

func writeCold(name string, from io.Reader) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if _, err := io.Copy(f, from); err != nil {
		return err
	}
	// Only clean pages can be dropped.
	if err := f.Sync(); err != nil {
		return err
	}
	return unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}

// run writes one night's archive to the disk, in a stream: its heap is a copy buffer.
func (b backup) run(ctx context.Context, night int) (int64, error) {
	_ = os.Remove(b.archive(night - keep))
	f, err := os.Create(b.archive(night))
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	w := tar.NewWriter(f)
	n, err := b.addAll(ctx, w)
	if err != nil {
		return n, err
	}
	if err := w.Close(); err != nil {
		return n, err
	}
	return n, f.Sync()
}

func (b backup) addAll(ctx context.Context, w *tar.Writer) (total int64, err error) {
	files, err := os.ReadDir(b.source())
	if err != nil {
		return 0, err
	}
	for _, entry := range files {
		if err := ctx.Err(); err != nil {
			return total, err
		}
		n, err := addFile(w, filepath.Join(b.source(), entry.Name()))
		total += n
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

func addFile(w *tar.Writer, name string) (int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	header, err := tar.FileInfoHeader(info, "")
	if err != nil {
		return 0, err
	}
	if err := w.WriteHeader(header); err != nil {
		return 0, err
	}
	return io.Copy(w, f)
}
