package main

import (
	"context"
	"fmt"
	"regexp"
	"runtime"

	"github.com/alecthomas/kingpin/v2"
	"github.com/prometheus/exporter-toolkit/web/kingpinflag"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/exporter"
)

func exporterFlags(c *kingpin.CmdClause) run {
	host := addHostFlags(c)
	web := kingpinflag.AddFlags(c, exporter.DefaultAddress)
	path := c.Flag("web.telemetry-path", "Path of the metrics.").Default("/metrics").String()
	include := c.Flag("cgroup.include", "Only cgroups whose path matches this regular expression.").PlaceHolder("REGEX").Regexp()
	exclude := c.Flag("cgroup.exclude", "No cgroups whose path matches this regular expression.").PlaceHolder("REGEX").Regexp()
	depth := c.Flag("cgroup.max-depth", "Only cgroups at most this deep under the root; 0 = all.").Default("0").Int()
	listening := c.Flag("collector.listening-ports", "Expose the TCP ports that the processes of each cgroup listen on. Wants the host's PID namespace, CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH.").Bool()
	// As node_exporter's: a scrape is one walk, and every further processor keeps caches of its own.
	processors := c.Flag("runtime.gomaxprocs", "How many processors to run on at once (GOMAXPROCS); 0 = all there are.").Default("1").Envar("GOMAXPROCS").Int()
	return func(ctx context.Context, env environment) error {
		runtime.GOMAXPROCS(*processors)
		fs, ids, err := host.open()
		if err != nil {
			return fmt.Errorf("exporter: %w", err)
		}
		env.logger.Info("reading cgroups", "version", fs.Version, "root", fs.Root)
		var ports *cgroup.Ports
		if *listening {
			ports = cgroup.NewPorts(fs, ids)
		}
		return exporter.Run(ctx, exporter.Config{
			Web: web, TelemetryPath: *path, FS: fs, Identities: ids, Ports: ports, Logger: env.logger,
			Options: cgroup.Options{Keep: keep(*include, *exclude), MaxDepth: *depth},
		})
	}
}

// keep returns whether a path is wanted; nil where all are.
func keep(include, exclude *regexp.Regexp) func(string) bool {
	if include == nil && exclude == nil {
		return nil
	}
	return func(path string) bool {
		return (include == nil || include.MatchString(path)) && (exclude == nil || !exclude.MatchString(path))
	}
}
