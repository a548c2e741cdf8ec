package main

import (
	"context"
	"time"
)

const (
	// requestBytes is what a request leaves in the history that nobody ever empties. A size class of the
	// allocator, so that what is leaked is what the heap grows by.
	requestBytes = 4 << 10
	// garbageBytes is what a request needs while it is answered. It makes the collector run as often as in a service
	// that works: what is live after each collection is what shows a leak.
	garbageBytes = 8 * requestBytes
	interval     = 100 * time.Millisecond
)

// leak is the history of all requests, and what the present one works on.
type leak struct {
	history [][]byte
	body    []byte
}

// run leaks at a steady rate up to the ceiling, then keeps what it has until the context ends.
func (l *leak) run(ctx context.Context, bytesPerSecond, ceiling int64) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	began := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			elapsed := now.Sub(began).Seconds()
			l.growTo(min(int64(elapsed*float64(bytesPerSecond)), ceiling))
		}
	}
}

// growTo remembers requests until they hold so many bytes; every page is written to, or it would
// not be resident.
func (l *leak) growTo(bytes int64) {
	for int64(len(l.history)) < bytes/requestBytes {
		l.body = make([]byte, garbageBytes)
		request := make([]byte, requestBytes)
		request[0], request[requestBytes-1] = 'G', 'T'
		l.history = append(l.history, request)
	}
}
