// Package sim lets a container live: a Go program with its garbage collector and scavenger, native
// memory, child processes, page cache under reclaim, slab, sockets and tmpfs, at a load that follows
// the day and the week, until the memory that cannot be reclaimed meets the limit.
//
// It writes down what the kernel and the Go runtime would report of it, as Books, and knows what no
// counter says: what was let grow, at what rate, and when it will kill the container. It knows
// nothing of how a verdict is found.
//
// Bytes are bytes, times are seconds. The same seed gives the same life.
package sim

// Sizes that the models speak in.
const (
	KiB  = 1 << 10
	MiB  = 1 << 20
	GiB  = 1 << 30
	Page = 4 * KiB
	Huge = 2 * MiB

	Minute = 60.0
	Hour   = 3600.0
	Day    = 24 * Hour
)
