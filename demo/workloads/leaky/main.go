// Command leaky is a Go service with a real heap leak: it keeps a reference to something of every
// request. It stops below its cgroup's limit, so that the demo shows a leak and not an OOM kill.
package main

import (
	"flag"
	"log"
	"net/http"
	"runtime/debug"
	"sync"

	"github.com/memledger/memledger/demo/workloads/telemetry"
)

func main() {
	rate, ceiling, goLimit := telemetry.Size(1<<20), telemetry.Size(222<<20), telemetry.Size(238<<20)
	listen := flag.String("listen", ":6060", "address of /metrics")
	flag.Var(&rate, "rate", "bytes leaked a second")
	flag.Var(&ceiling, "ceiling", "bytes after which it leaks no more")
	flag.Var(&goLimit, "gomemlimit", "the runtime's own limit, between the ceiling and the cgroup's")
	announce := flag.String("announce", "", "in docker: folder that stands in for docker's data root, to write this container's name into")
	flag.Parse()
	if *announce != "" {
		if err := telemetry.Announce(*announce, "leaky"); err != nil {
			log.Fatal(err)
		}
	}

	// As a careful deployment has it. It keeps garbage from taking the heap over the cgroup's limit once live heap
	// is so large that the default pace would collect too late; no limit of Go's can stop a leak.
	debug.SetMemoryLimit(int64(goLimit))

	ctx, stop := telemetry.Context()
	defer stop()
	var jobs sync.WaitGroup
	var l leak
	jobs.Go(func() { l.run(ctx, int64(rate), int64(ceiling)) })
	err := telemetry.Serve(ctx, *listen, http.NewServeMux())
	stop()
	jobs.Wait()
	if err != nil {
		log.Fatal(err)
	}
}
