package exporter

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/memledger/memledger/internal/cgroup"
)

// groups reads all cgroups at every scrape and counts what went wrong.
type groups struct {
	config Config

	unreadable *prometheus.CounterVec
	vanished   prometheus.Counter
	duration   prometheus.Gauge

	mu     sync.Mutex
	logged map[string]bool // files whose error was logged as a warning
	idle   *scrape         // one scrape's memory, when no scrape uses it
}

const unreadableHelp = `Cgroup files that exist and could not be read or parsed, by name; "" is the directory, "fd" the open files of a process.`

// newGroups registers the exporter's own metrics in r.
func newGroups(c Config, r prometheus.Registerer) (*groups, error) {
	g := &groups{
		config: c, logged: map[string]bool{},
		unreadable: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cgroup_exporter_unreadable_files_total",
			Help: unreadableHelp,
		}, []string{"file"}),
		vanished: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "cgroup_exporter_vanished_cgroups_total",
			Help: "Cgroups that were removed between being listed and being read.",
		}),
		duration: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "cgroup_exporter_scrape_duration_seconds",
			Help: "Time that reading all cgroups took in the last scrape.",
		}),
	}
	for _, c := range []prometheus.Collector{g.unreadable, g.vanished, g.duration} {
		if err := r.Register(c); err != nil {
			return nil, fmt.Errorf("exporter's own metrics: %w", err)
		}
	}
	return g, nil
}

// read fills a scrape, which is to be given back. Errors of single cgroups and files are counted, not
// returned; the error is that of the hierarchy itself, or of ctx.
func (g *groups) read(ctx context.Context) (*scrape, error) {
	start := time.Now()
	s := g.take()
	ports, err := g.ports(ctx)
	if err != nil {
		return s, err
	}
	stats, err := g.config.FS.Walk(ctx, g.config.Options, func(group *cgroup.Group) error {
		g.report(group.Errs)
		s.add(group, g.config.Identities.Of(group.Path))
		s.addPorts(group.Path, ports[group.Path])
		return nil
	})
	g.vanished.Add(float64(stats.Vanished))
	if err != nil {
		return s, err
	}
	if node, err := g.config.FS.Node(); err == nil {
		s.addNode(node)
	} else {
		g.report([]cgroup.FileError{{Cgroup: "/", File: "meminfo", Err: err}})
	}
	s.end()
	g.duration.Set(time.Since(start).Seconds())
	return s, nil
}

// ports returns what each cgroup listens on, where that was asked for.
func (g *groups) ports(ctx context.Context) (map[string]cgroup.Listening, error) {
	if g.config.Ports == nil {
		return nil, nil
	}
	ports, errs, err := g.config.Ports.Look(ctx)
	g.report(errs)
	return ports, err
}

// report counts files that could not be read, and warns of each name once.
func (g *groups) report(errs []cgroup.FileError) {
	for _, e := range errs {
		g.unreadable.WithLabelValues(e.File).Inc()
		g.mu.Lock()
		seen := g.logged[e.File]
		g.logged[e.File] = true
		g.mu.Unlock()
		level := slog.LevelWarn
		if seen {
			level = slog.LevelDebug
		}
		g.config.Logger.Log(context.Background(), level, "cannot read", "cgroup", e.Cgroup, "file", e.File, "err", e.Err)
	}
}

// take returns the memory of an earlier scrape, or new memory while that is in use.
func (g *groups) take() *scrape {
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.idle
	g.idle = nil
	if s == nil {
		s = newScrape()
	}
	s.begin()
	return s
}

func (g *groups) put(s *scrape) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.idle = s
}
