package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// write makes a file of random-looking bytes, on disk when it returns.
func write(name string, size int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	block := make([]byte, mib)
	for i := range block {
		block[i] = byte(i * 7)
	}
	for range size / mib {
		if _, err := f.Write(block); err != nil {
			return err
		}
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

func read(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_, err = io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{f}, make([]byte, 256<<10))
	return err
}

// nightly reads the same volume once a day.
func nightly(ctx context.Context, e env) error {
	volume := filepath.Join(e.dir, "volume")
	if err := write(volume, 300*mib); err != nil {
		return err
	}
	var failed error
	every(ctx, e.day, func() {
		if err := read(volume); err != nil {
			failed = err
		}
	})
	return failed
}

func appendLog(ctx context.Context, e env) error {
	if err := write(filepath.Join(e.dir, "log"), 40*mib); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(e.dir, "log"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	line := []byte(strings.Repeat("a line of the log ", leakRate/4/18))
	every(ctx, step, func() { _, _ = f.Write(line) })
	return nil
}

func rereads(ctx context.Context, e env) error {
	hot := filepath.Join(e.dir, "hot")
	if err := write(hot, 250*mib); err != nil {
		return err
	}
	var failed error
	every(ctx, 5*step, func() {
		if err := read(hot); err != nil {
			failed = err
		}
	})
	return failed
}

func mappedFiles(ctx context.Context, e env) error {
	name := filepath.Join(e.dir, "db")
	if err := write(name, 250*mib); err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	m, err := unix.Mmap(int(f.Fd()), 0, 250*mib, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return fmt.Errorf("mmap %s: %w", name, err)
	}
	var sum byte
	every(ctx, 20*step, func() {
		for i := 0; i < len(m); i += 4 << 10 {
			sum += m[i]
		}
	})
	if sum == 1 {
		fmt.Println("the pages were read")
	}
	return nil
}

func tmpfs(ctx context.Context, _ env) error {
	if err := write("/dev/shm/held", 250*mib); err != nil {
		return err
	}
	return hold(ctx)
}

func tmpfsGrows(ctx context.Context, _ env) error {
	f, err := os.Create("/dev/shm/grows")
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	piece := make([]byte, leakRate/4)
	every(ctx, step, func() { _, err = f.Write(piece) })
	return err
}

// lookUp asks for so many file names that do not exist, from the given number on.
func lookUp(dir string, from, count int) {
	for i := from; i < from+count; i++ {
		_, _ = os.Lstat(filepath.Join(dir, fmt.Sprintf("%0200d", i)))
	}
}

func dentries(ctx context.Context, e env) error {
	lookUp(e.dir, 0, 300_000)
	return hold(ctx)
}

func dentriesGrow(ctx context.Context, e env) error {
	lookUp(e.dir, 0, 100_000)
	next := 100_000
	every(ctx, step, func() { lookUp(e.dir, next, 500); next += 500 })
	return nil
}

// sockets are connections whose other end never reads.
func sockets(ctx context.Context, _ env) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	var ends []net.Conn
	for range 300 {
		out, err := new(net.Dialer).DialContext(ctx, "tcp", l.Addr().String())
		if err != nil {
			return err
		}
		in, err := l.Accept()
		if err != nil {
			return err
		}
		ends = append(ends, out, in)
		go func() { _, _ = out.Write(make([]byte, 2*mib)) }()
	}
	err = hold(ctx)
	for _, c := range ends {
		_ = c.Close()
	}
	return err
}
