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
	mem, err := os.OpenFile("/proc/self/mem", os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { _ = mem.Close() }()
	before := resident()
	for at := (from + 2*mib - 1) &^ (2*mib - 1); at+2*mib <= from+300*mib; at += 2 * mib {
		if err := backHuge(mem, at); err != nil {
			return fmt.Errorf("heap at %x: %w", at, err)
		}
	}
	if grown := resident() - before; grown < 200*mib {
		return fmt.Errorf("madvise(MADV_COLLAPSE) made %d bytes more resident, want 200 MiB and more", grown)
	}
	return hold(ctx)
}

// backHuge backs two released MiB with one huge page.
func backHuge(mem *os.File, at uintptr) error {
	advise := func(advice uintptr) error {
		if _, _, errno := unix.Syscall(unix.SYS_MADVISE, at, 2*mib, advice); errno != 0 {
			return fmt.Errorf("madvise %d: %w", advice, errno)
		}
		return nil
	}
	// A read maps the zero page, so that there is a page table to collapse. Where huge pages are always on it
	// would be the huge zero page, which counts as collapsed already.
	if err := advise(unix.MADV_NOHUGEPAGE); err != nil {
		return err
	}
	first := make([]byte, 1)
	if _, err := mem.ReadAt(first, int64(at)); err != nil {
		return err
	}
	if first[0] != 0 {
		return fmt.Errorf("read %d, want 0 of a page that was released", first[0])
	}
	// Linux before 6.16 collapses none where no page can be written (SCAN_PAGE_RO).
	if _, err := mem.WriteAt(first, int64(at)); err != nil {
		return err
	}
	if err := advise(unix.MADV_HUGEPAGE); err != nil {
		return err
	}
	return advise(madvCollapse)
}

// resident is the process's resident memory, 0 where it is not told.
func resident() int {
	var size, pages int
	statm, err := os.ReadFile("/proc/self/statm")
	if err == nil {
		_, err = fmt.Sscan(string(statm), &size, &pages)
	}
	if err != nil {
		return 0
	}
	return pages * os.Getpagesize()
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
