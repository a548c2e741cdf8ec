//go:build unix

package bench

import (
	"testing"

	"golang.org/x/sys/unix"
)

// measure runs work as a benchmark and adds its CPU time to the report, the garbage collector's
// included: unlike the time on the clock it hardly depends on what else the machine does.
func measure(b *testing.B, work func()) {
	b.Helper()
	b.ReportAllocs()
	work() // what is made once
	b.ResetTimer()
	before := usedCPU(b)
	for range b.N {
		work()
	}
	b.ReportMetric(float64(usedCPU(b)-before)/float64(b.N), "cpu-ns/op")
}

// usedCPU is the CPU time of this process in ns.
func usedCPU(b *testing.B) int64 {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
