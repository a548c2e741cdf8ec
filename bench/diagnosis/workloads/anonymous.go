package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mapped takes anonymous memory that the Go runtime knows nothing of.
func mapped(bytes int) error {
	m, err := unix.Mmap(-1, 0, bytes, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		return fmt.Errorf("mmap of %d bytes: %w", bytes, err)
	}
	for i := 0; i < len(m); i += 4 << 10 {
		m[i] = 1
	}
	return nil
}

func native(ctx context.Context, _ env) error {
	if err := mapped(250 * mib); err != nil {
		return err
	}
	return hold(ctx)
}

func nativeLeak(ctx context.Context, _ env) error {
	var failed error
	every(ctx, step, func() {
		if err := mapped(leakRate / 4); err != nil {
			failed = err
		}
	})
	return failed
}

func startChild(ctx context.Context, name string) error {
	program, err := self()
	if err != nil {
		return err
	}
	return exec.CommandContext(ctx, program, "-cause", name).Run()
}

func child(ctx context.Context, _ env) error     { return startChild(ctx, "is-child") }
func childLeak(ctx context.Context, _ env) error { return startChild(ctx, "is-child-leak") }

// madvCollapse is MADV_COLLAPSE of Linux 6.1, which x/sys does not name.
const madvCollapse = 25

// hugePages has the kernel back released heap with huge pages, as khugepaged does of its own accord
// where transparent_hugepage is always on and max_ptes_none is left at 511.
func hugePages(ctx context.Context, _ env) error {
	from := heapOnce(300 * mib)
	debug.FreeOSMemory()
	mem, err := os.Open("/proc/self/mem")
	if err != nil {
		return err
	}
	defer func() { _ = mem.Close() }()
	var refused unix.Errno
	backed, first := 0, make([]byte, 1)
	for at := (from + 2*mib - 1) &^ (2*mib - 1); at+2*mib <= from+300*mib; at += 2 * mib {
		// A read maps the zero page, so that there is a page table to collapse.
		if _, err := mem.ReadAt(first, int64(at)); err != nil {
			return fmt.Errorf("heap at %x: %w", at, err)
		}
		if first[0] != 0 {
			return fmt.Errorf("heap at %x: read %d, want 0 of a page that was released", at, first[0])
		}
		if _, _, errno := unix.Syscall(unix.SYS_MADVISE, at, 2*mib, madvCollapse); errno != 0 {
			refused = errno
		} else {
			backed++
		}
	}
	if backed < 100 {
		return fmt.Errorf("madvise(MADV_COLLAPSE) backed %d huge pages, want 100 and more: %w", backed, refused)
	}
	return hold(ctx)
}

// heapOnce takes so much of the heap, touches it, and says where it was.
//
//go:noinline
func heapOnce(bytes int) uintptr {
	arena := make([]byte, bytes)
	for i := 0; i < len(arena); i += 4 << 10 {
		arena[i] = 1
	}
	return uintptr(unsafe.Pointer(unsafe.SliceData(arena)))
}
