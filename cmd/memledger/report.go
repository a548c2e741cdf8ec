package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/alecthomas/kingpin/v2"

	"github.com/memledger/memledger/internal/capture"
	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/report"
	"github.com/memledger/memledger/internal/target"
	"github.com/memledger/memledger/pkg/memory"
)

// reportOptions are the flags of report.
type reportOptions struct {
	host    *hostFlags
	query   cgroup.Query
	target  string
	from    string
	tool    string
	heap    string
	json    bool
	color   string
	timeout time.Duration
	watch   time.Duration

	prometheus *prometheusOptions
}

func reportFlags(c *kingpin.CmdClause) run {
	o := &reportOptions{host: addHostFlags(c)}
	addQueryFlags(c, &o.query)
	c.Flag("target", "URL of the Go process's metrics, such as http://127.0.0.1:6060/metrics; without it the Go side is not known.").StringVar(&o.target)
	c.Flag("from", "Folder that memledger capture wrote, instead of a running container.").StringVar(&o.from)
	c.Flag("tool", "Formula of the tool whose number the heap is compared with; docs/reference.md lists them.").Default(string(memory.DefaultTool)).StringVar(&o.tool)
	c.Flag("heap", "What counts as the heap: alloc, inuse, marked or go_total.").Default(memory.DefaultHeap).StringVar(&o.heap)
	c.Flag("color", "Colours: auto, always or never. auto is where a terminal reads it, unless NO_COLOR is set.").Default(colorAuto).EnumVar(&o.color, colorAuto, colorAlways, colorNever)
	c.Flag("json", "Print JSON; values are bytes.").BoolVar(&o.json)
	c.Flag("timeout", "Longest time to take; with --watch, for each sample.").Default("10s").DurationVar(&o.timeout)
	c.Flag("watch", "Watch the container for so long, such as 5m, and print the verdict at the end; an interrupt ends it sooner.").PlaceHolder("DURATION").DurationVar(&o.watch)
	o.prometheus = addPrometheusFlags(c)
	return o.run
}

func (o *reportOptions) run(ctx context.Context, env environment) error {
	r, err := o.report(ctx, env)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if !o.json {
		return r.Text(env.out, o.style(env))
	}
	return writeJSON(env.out, r)
}

// report makes the report in the way that the flags ask for.
func (o *reportOptions) report(ctx context.Context, env environment) (*report.Report, error) {
	if o.prometheus.server.URL == "" {
		if err := o.prometheus.foreign(); err != nil {
			return nil, err
		}
	}
	if o.watch != 0 && o.prometheus.server.URL == "" {
		return o.watched(ctx, env)
	}
	ctx, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	read := o.live
	switch {
	case o.prometheus.server.URL != "":
		return o.asked(ctx)
	case o.from != "":
		read = o.captured
	}
	who, s, err := read(ctx)
	if err != nil {
		return nil, err
	}
	who.Tool, who.Heap = memory.FormulaID(o.tool), o.heap
	return report.New(who, s)
}

// live reads a running container: the process's metrics first, because they take longer, and the
// kernel's files right after.
func (o *reportOptions) live(ctx context.Context) (report.Subject, memory.Snapshot, error) {
	var who report.Subject
	if err := one(o.query); err != nil {
		return who, memory.Snapshot{}, fmt.Errorf("%w, or --from", err)
	}
	fs, ids, err := o.host.open()
	if err != nil {
		return who, memory.Snapshot{}, err
	}
	var exposition []byte
	if o.target != "" {
		if exposition, err = target.Fetch(ctx, o.target, o.timeout); err != nil {
			return who, memory.Snapshot{}, err
		}
	}
	group, identity, err := fs.Find(ctx, ids, o.query)
	if err != nil {
		return who, memory.Snapshot{}, err
	}
	who = report.Subject{Container: identity.Container, Cgroup: group.Path, Time: time.Now()}
	for _, e := range group.Errs {
		who.Notices = append(who.Notices, e.Error())
	}
	s := group.Snapshot()
	if node, err := fs.Node(); err == nil { // the ledger stands without the machine's counters
		maps.Copy(s.Values, node.Values)
	}
	if left, limited := fs.SwapLeft(group.Path); limited {
		if free, ok := s.Get(memory.NodeSwapFree); ok {
			s.Put(memory.NodeSwapFree, min(free, float64(left)))
		}
	}
	if group.Path == "/" && group.Version == 1 {
		// mem_cgroup_usage of mm/memcontrol-v1.c: the root's usage is its pages, without the kernel's.
		delete(s.Values, memory.Kernel)
		who.Notices = append(who.Notices, "the root cgroup of v1 does not count kernel memory in its usage")
	}
	o.process(fs.Proc, &s, &who)
	return who, s, o.goSide(exposition, &s, &who)
}

// process adds what the kernel tells of the process itself, where one was named.
func (o *reportOptions) process(proc string, s *memory.Snapshot, who *report.Subject) {
	if o.query.PID == 0 || o.target == "" {
		return
	}
	anon, err := target.ResidentAnon(proc, o.query.PID)
	if err != nil {
		who.Notices = append(who.Notices, err.Error())
		return
	}
	s.Put(memory.RSSAnon, anon)
}

func (o *reportOptions) captured(context.Context) (report.Subject, memory.Snapshot, error) {
	var who report.Subject
	if o.query != (cgroup.Query{}) || o.target != "" {
		return who, memory.Snapshot{}, errors.New("want --from without --container, --cgroup, --pid and --target")
	}
	c, err := capture.Read(o.from)
	if err != nil {
		return who, memory.Snapshot{}, err
	}
	who = report.Subject{Container: c.About.Container, Cgroup: c.Group.Path, Time: c.About.Taken}
	if c.About.Cgroup == "" { // a folder that other tools wrote does not say whose it is
		who.Cgroup = o.from
	}
	s := c.Snapshot()
	return who, s, o.goSide(c.Metrics, &s, &who)
}

func (o *reportOptions) goSide(exposition []byte, s *memory.Snapshot, who *report.Subject) error {
	if exposition == nil {
		who.Notices = append(who.Notices, "no metrics of a Go process (--target): the Go side is not known")
		return nil
	}
	return target.Read(exposition, s)
}
