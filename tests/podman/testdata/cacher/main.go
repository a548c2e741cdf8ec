// Command cacher writes files, has the kernel forget some of their pages, keeps a deleted one open, and
// waits to be stopped.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const (
	mib      = 1 << 20
	dontNeed = 4 // POSIX_FADV_DONTNEED, asm-generic
)

func main() {
	must(os.MkdirAll("/data/volume", 0o755))
	write("/data/kept", 16*mib)
	forget("/data/half", 4*mib, write("/data/half", 8*mib))
	forget("/data/volume/dropped", 0, write("/data/volume/dropped", 8*mib))
	must(os.Link("/data/kept", "/data/volume/kept-again"))
	deleted := write("/data/deleted", 2*mib)
	must(os.Remove("/data/deleted"))
	fmt.Println("written")
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	<-stop
	must(deleted.Close())
}

func write(name string, size int) *os.File {
	f, err := os.Create(name)
	must(err)
	_, err = f.Write(make([]byte, size))
	must(err)
	must(f.Sync()) // dirty pages cannot be forgotten
	return f
}

// forget has the kernel drop the pages from an offset on.
func forget(name string, from int64, f *os.File) {
	_, _, no := syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), uintptr(from), 0, dontNeed, 0, 0)
	if no != 0 {
		must(fmt.Errorf("fadvise %s: %w", name, no))
	}
	must(f.Close())
}

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
