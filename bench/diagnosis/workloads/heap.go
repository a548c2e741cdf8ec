package main

import (
	"context"
	"math"
	"runtime"
	"runtime/debug"
	"time"
)

const step = 250 * time.Millisecond

// stock is heap in pieces of a few KiB, every page touched.
type stock [][]byte

func (s *stock) grow(bytes int) {
	for taken := 0; taken < bytes; taken += 4 << 10 {
		b := make([]byte, 4<<10)
		b[0], b[len(b)-1] = 1, 1
		*s = append(*s, b)
	}
}

func quiet(ctx context.Context, _ env) error {
	var s stock
	s.grow(20 * mib)
	defer runtime.KeepAlive(&s)
	return hold(ctx)
}

func liveHeap(ctx context.Context, _ env) error {
	var s stock
	s.grow(250 * mib)
	defer runtime.KeepAlive(&s)
	return hold(ctx)
}

func heapLeak(ctx context.Context, _ env) error {
	var s stock
	s.grow(20 * mib)
	defer runtime.KeepAlive(&s)
	every(ctx, step, func() { s.grow(leakRate / 4) })
	return nil
}

// sawtooth is a cache that fills over the day and is emptied at its end.
func sawtooth(ctx context.Context, e env) error {
	var base, cache stock
	base.grow(30 * mib)
	defer runtime.KeepAlive(&base)
	begin := time.Now()
	every(ctx, step, func() {
		if time.Since(begin) > e.day {
			begin, cache = time.Now(), nil
		}
		cache.grow(leakRate / 4)
	})
	return nil
}

// warmUp fills a cache as a program does after its start: less and less.
func warmUp(ctx context.Context, e env) error {
	var s stock
	begin := time.Now()
	every(ctx, step, func() {
		want := 200 * mib * (1 - math.Exp(-float64(time.Since(begin))/float64(e.day/6)))
		s.grow(int(want) - len(s)*(4<<10))
	})
	return nil
}

// garbage is little that lives and much that does not, under a lax GOGC.
func garbage(ctx context.Context, _ env) error {
	var s stock
	s.grow(45 * mib)
	defer runtime.KeepAlive(&s)
	every(ctx, 10*time.Millisecond, func() {
		for range 40 {
			rubbish = make([]byte, 16<<10)
			rubbish[0], rubbish[4<<10], rubbish[8<<10], rubbish[12<<10] = 1, 1, 1, 1
		}
	})
	return nil
}

// spikes takes much for a moment, again and again; the runtime gives it back within seconds.
func spikes(ctx context.Context, _ env) error {
	every(ctx, 1700*time.Millisecond, func() { heapOnce(200 * mib) })
	return nil
}

// idle is batches that leave nothing behind: between them, the heap of the last one is free and not yet
// returned, as the scavenger takes a hundredth of the CPU (runtime/mgcscavenge.go).
func idle(ctx context.Context, _ env) error {
	every(ctx, 600*time.Millisecond, func() {
		heapOnce(250 * mib)
		runtime.GC()
	})
	return nil
}

// lazilyFreed gives its heap back with MADV_FREE, as Go 1.12 to 1.15 did: the kernel takes it when it
// needs it.
func lazilyFreed(ctx context.Context, _ env) error {
	heapOnce(250 * mib)
	debug.FreeOSMemory()
	return hold(ctx)
}

// fragments frees most objects of every span and keeps one.
func fragments(ctx context.Context, _ env) error {
	kept := oneInFifteen(300 * mib)
	defer runtime.KeepAlive(&kept)
	return hold(ctx)
}

func oneInFifteen(bytes int) (kept [][]byte) {
	var all [][]byte
	for range bytes / 512 {
		all = append(all, make([]byte, 512))
	}
	for i := 0; i < len(all); i += 15 {
		kept = append(kept, all[i])
	}
	return kept
}

// wait keeps a goroutine with a stack of some KiB.
func wait(ctx context.Context) {
	var frame [6 << 10]byte
	frame[len(frame)/2] = 1
	<-ctx.Done()
	runtime.KeepAlive(frame)
}

func goroutines(ctx context.Context, _ env) error {
	for range 12000 {
		go wait(ctx)
	}
	return hold(ctx)
}

func goroutineLeak(ctx context.Context, _ env) error {
	every(ctx, step, func() {
		for range leakRate / 4 / (16 << 10) {
			go wait(ctx)
		}
	})
	return nil
}
