// Command recorder reads one container's cgroup and its Go process's metrics every second and keeps
// them as a recording. bench/diagnosis/record.ts runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/memledger/memledger/bench/diagnosis/recordings"
	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/target"
	"github.com/memledger/memledger/pkg/memory"
)

type options struct {
	pid              int
	target, out      string
	seconds, skipped time.Duration
	every            time.Duration
	recording        recordings.Recording
}

func main() {
	o := options{}
	flag.IntVar(&o.pid, "pid", 0, "a process of the container")
	flag.StringVar(&o.target, "target", "", "URL of the process's metrics")
	flag.StringVar(&o.out, "out", "", "file to write")
	flag.DurationVar(&o.seconds, "for", 220*time.Second, "how long to record")
	flag.DurationVar(&o.skipped, "after", 0, "how long to let it run before")
	flag.DurationVar(&o.every, "every", time.Second, "between two points")
	flag.StringVar(&o.recording.Name, "name", "", "of the recording")
	level := flag.String("level", "-", "what most of the usage is, in truth")
	trend := flag.String("trend", "none", "what grows, in truth")
	flag.StringVar(&o.recording.Runtime, "runtime", "", "what runs the container")
	flag.Float64Var(&o.recording.Factor, "factor", 1200, "how many seconds one second stands for")
	flag.Parse()
	o.recording.Level, o.recording.Trend = memory.CauseID(*level), memory.CauseID(*trend)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "recorder: %v\n", err)
		os.Exit(1)
	}
}

func (o *options) run(ctx context.Context) error {
	fs, err := cgroup.New("/sys/fs/cgroup", "/proc")
	if err != nil {
		return err
	}
	r := &o.recording
	r.Program = "bench/diagnosis/workloads -cause " + strings.TrimSuffix(r.Name, "-v2") + ", " + runtime.Version()
	r.Kernel, r.Date = kernel(), time.Now().UTC().Format(time.DateOnly)
	select {
	case <-time.After(o.skipped):
	case <-ctx.Done():
		return ctx.Err()
	}
	ids := cgroup.NewIdentities(cgroup.DefaultState("/"))
	group, _, err := fs.Find(ctx, ids, cgroup.Query{PID: o.pid})
	if err != nil {
		return err
	}
	r.Cgroup = group.Version
	if err := o.record(ctx, fs, group.Path); err != nil {
		return err
	}
	f, err := os.Create(o.out)
	if err != nil {
		return err
	}
	if err := r.Write(f); err != nil {
		return err
	}
	return f.Close()
}

// mostLost is how many scrapes in a row may fail.
const mostLost = 5

func (o *options) record(ctx context.Context, fs *cgroup.FS, path string) error {
	tick := time.NewTicker(o.every)
	defer tick.Stop()
	lost := 0
	for begin := time.Now(); time.Since(begin) < o.seconds; {
		// A scrape may be lost, as Prometheus loses some; a program that ended loses all.
		switch s, err := o.read(ctx, fs, path); {
		case err == nil:
			o.recording.Add(time.Since(begin).Seconds(), s)
			lost = 0
		case lost == mostLost:
			return err
		default:
			lost++
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// read takes the process's metrics first, because they take longer, and the kernel's files right after.
func (o *options) read(ctx context.Context, fs *cgroup.FS, path string) (memory.Snapshot, error) {
	exposition, err := target.Fetch(ctx, o.target, 5*time.Second)
	if err != nil {
		return memory.Snapshot{}, err
	}
	group, err := fs.Group(ctx, path)
	if err != nil {
		return memory.Snapshot{}, err
	}
	s := group.Snapshot()
	if node, err := fs.Node(); err == nil {
		maps.Copy(s.Values, node.Values)
	}
	if anon, err := target.ResidentAnon("/proc", o.pid); err == nil {
		s.Put(memory.RSSAnon, anon)
	}
	return s, target.Read(exposition, &s)
}

func kernel() string {
	var u unix.Utsname
	if unix.Uname(&u) != nil {
		return "Linux"
	}
	return "Linux " + majorMinor(unix.ByteSliceToString(u.Release[:]))
}

// majorMinor leaves out what a distribution adds.
func majorMinor(release string) string {
	var major, minor int
	if _, err := fmt.Sscanf(release, "%d.%d", &major, &minor); err != nil {
		return release
	}
	return fmt.Sprintf("%d.%d", major, minor)
}
