// Command api is a Go service with nothing wrong in it: its heap is flat. What grows is the page
// cache that its cgroup is charged for, because every "night" (every few minutes here) a backup in
// the same container writes a tar of a volume.
package main

import (
	"context"
	"flag"
	"log"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/memledger/memledger/demo/workloads/telemetry"
)

func main() {
	live, volume := telemetry.Size(32<<20), telemetry.Size(300<<20)
	listen := flag.String("listen", ":6060", "address of /metrics")
	data := flag.String("data", "", "folder for the volume and its backups, on a disk, not a tmpfs; empty = no backups")
	first := flag.Duration("first", 10*time.Second, "time to the first night")
	every := flag.Duration("every", 2*time.Minute, "time from night to night")
	flag.Var(&live, "live", "bytes of sessions that the service keeps")
	flag.Var(&volume, "volume", "bytes of files in the volume")
	announce := flag.String("announce", "", "in docker: folder that stands in for docker's data root, to write this container's name into")
	flag.Parse()
	if *announce != "" {
		if err := telemetry.Announce(*announce, "api"); err != nil {
			log.Fatal(err)
		}
	}

	// As a service that was told to keep its heap small. The default lets garbage double it, which beside 40 MB that
	// live would make a flat heap look like a saw.
	debug.SetGCPercent(25)

	ctx, stop := telemetry.Context()
	defer stop()
	var jobs sync.WaitGroup
	sessions := newSessions(int64(live))
	jobs.Go(func() { sessions.work(ctx) })
	if *data != "" {
		b := backup{dir: *data, volume: int64(volume)}
		jobs.Go(func() { nightly(ctx, b, *first, *every) })
	}
	err := telemetry.Serve(ctx, *listen, http.NewServeMux())
	stop()
	jobs.Wait()
	if err != nil {
		log.Fatal(err)
	}
}

// nightly runs the backup at its times until the context ends, and removes what it wrote.
func nightly(ctx context.Context, b backup, first, every time.Duration) {
	defer b.remove()
	if err := b.fillVolume(ctx); err != nil {
		log.Printf("volume: %v", err)
		return
	}
	next := time.NewTimer(first)
	defer next.Stop()
	for night := 1; ; night++ {
		select {
		case <-ctx.Done():
			return
		case <-next.C:
		}
		began := time.Now()
		n, err := b.run(ctx, night)
		if err != nil {
			log.Printf("backup of night %d: %v", night, err)
		} else {
			log.Printf("backup of night %d: %d bytes in %s", night, n, time.Since(began).Round(time.Millisecond))
		}
		next.Reset(every)
	}
}
