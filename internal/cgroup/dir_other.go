//go:build !linux

package cgroup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// directory is a directory by its path. Only captures are read on systems other than Linux.
type directory struct{ path string }

func openDirectory(path string) (directory, error) {
	if _, err := os.ReadDir(path); err != nil {
		return directory{}, err
	}
	return directory{path}, nil
}

func (d directory) open(name string) (directory, error) {
	return openDirectory(filepath.Join(d.path, name))
}

func (d directory) close() {}

func (d directory) has(name string) bool {
	_, err := os.Lstat(filepath.Join(d.path, name))
	return err == nil
}

func (d directory) read(name string, buf []byte, _ bool) (data, grown []byte, err error) {
	data, err = os.ReadFile(filepath.Join(d.path, name))
	return data, buf, err
}

func (d directory) subdirectories(names []string, _ []byte) ([]string, error) {
	entries, err := os.ReadDir(d.path)
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names, err
}

func readLink(dir *os.File, name string, _ []byte) ([]byte, error) {
	link, err := os.Readlink(filepath.Join(dir.Name(), name))
	return []byte(link), err
}

func isGone(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func isAbsent(err error) bool { return errors.Is(err, fs.ErrNotExist) }
