// Command workloads is one Go service that holds memory in the way it is told to, so that a verdict on
// real counters can be held against what the program did. bench/diagnosis/record.ts runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/memledger/memledger/demo/workloads/telemetry"
)

func main() {
	name := flag.String("cause", "quiet", "what to do: one of "+strings.Join(names(), ", "))
	listen := flag.String("listen", "127.0.0.1:6060", "address of /metrics")
	dir := flag.String("dir", "/data", "folder on a disk for files")
	day := flag.Duration("day", 72*time.Second, "how long a day of the model lasts")
	list := flag.Bool("list", false, "print the causes with the truth about each, and end")
	flag.Parse()
	if *list {
		for _, w := range workloads {
			if !w.child {
				fmt.Printf("%s\t%s\t%s\n", w.name, w.level, w.trend)
			}
		}
		return
	}
	i := slices.IndexFunc(workloads, func(w workload) bool { return w.name == *name })
	if i < 0 {
		log.Fatalf("-cause %q: want one of %s", *name, strings.Join(names(), ", "))
	}
	w := workloads[i]
	if w.godebug != "" && os.Getenv("GODEBUG") != w.godebug {
		// The runtime reads it when it starts.
		program, err := self()
		if err == nil {
			err = unix.Exec(program, os.Args, append(os.Environ(), "GODEBUG="+w.godebug))
		}
		log.Fatalf("start again with GODEBUG=%s: %v", w.godebug, err)
	}
	ctx, stop := telemetry.Context()
	defer stop()
	if w.gogc != 0 {
		debug.SetGCPercent(w.gogc)
	}
	if w.run == nil {
		log.Fatalf("-cause %q: has nothing to run", *name)
	}
	var jobs sync.WaitGroup
	jobs.Go(func() {
		if err := w.run(ctx, env{dir: *dir, day: *day}); err != nil && ctx.Err() == nil {
			log.Fatal(err)
		}
	})
	if w.gogc == 0 {
		// A day lasts a minute, so collections must come as often as they would in a day's hours.
		jobs.Go(func() { every(ctx, 400*time.Millisecond, func() { churn(); runtime.GC() }) })
	}
	if !w.child {
		if err := telemetry.Serve(ctx, *listen, http.NewServeMux()); err != nil {
			log.Fatal(err)
		}
		stop()
	}
	jobs.Wait()
}

// env is what a workload is given: a folder, and how long its day is.
type env struct {
	dir string
	day time.Duration
}

// workload is one row of the table of causes: the truth, and the program that makes it true.
type workload struct {
	name, level, trend string // level "-": whatever is most; trend as memory.CauseID
	gogc               int    // 0 = the default, with collections made often
	godebug            string // to run under
	child              bool   // is started by another, without metrics
	run                func(context.Context, env) error
}

func names() (all []string) {
	for _, w := range workloads {
		all = append(all, w.name)
	}
	return all
}

// every calls f in turn until the context ends.
func every(ctx context.Context, d time.Duration, f func()) {
	t := time.NewTicker(d)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			f()
		}
	}
}

// churn is garbage, as a service makes of its requests.
func churn() {
	for range 50 {
		rubbish = make([]byte, 16<<10)
	}
}

// rubbish keeps the compiler from putting garbage on the stack.
var rubbish []byte

func hold(ctx context.Context) error { <-ctx.Done(); return nil }

func self() (string, error) { return os.Executable() }
