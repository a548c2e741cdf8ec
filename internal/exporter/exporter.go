// Package exporter exposes the memory counters of all cgroups to Prometheus: the whole of
// memory.stat, under the kernel's own words, with the container each cgroup belongs to.
//
// Names, in names.go, are data; cgroups are read by package cgroup at every scrape.
package exporter

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	versioncollector "github.com/prometheus/client_golang/prometheus/collectors/version"
	"github.com/prometheus/exporter-toolkit/web"

	"github.com/memledger/memledger/internal/cgroup"
)

// DefaultAddress is where the exporter listens.
const DefaultAddress = ":9435"

// Config is what the exporter is told by its flags.
type Config struct {
	Web           *web.FlagConfig // addresses, TLS, authentication
	TelemetryPath string
	FS            *cgroup.FS
	Identities    *cgroup.Identities
	Options       cgroup.Options
	Ports         *cgroup.Ports // nil = listening ports are not exposed
	Logger        *slog.Logger
}

const (
	readHeaderTimeout = 10 * time.Second
	writeTimeout      = time.Minute
	shutdownTimeout   = 5 * time.Second
)

// Handler returns the exporter's pages: metrics, and a landing page that links to them.
func Handler(c Config) (http.Handler, error) {
	registry := prometheus.NewRegistry()
	for _, own := range []prometheus.Collector{
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		versioncollector.NewCollector("cgroup_exporter"),
	} {
		if err := registry.Register(own); err != nil {
			return nil, fmt.Errorf("exporter's own metrics: %w", err)
		}
	}
	groups, err := newGroups(c, registry)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle(c.TelemetryPath, newPage(groups, registry))
	if c.TelemetryPath == "/" {
		return mux, nil
	}
	landing, err := web.NewLandingPage(web.LandingConfig{
		Name: "memledger exporter", Description: "Memory of every cgroup, as the kernel counts it",
		Links: []web.LandingLinks{{Address: c.TelemetryPath, Text: "Metrics"}},
	})
	if err != nil {
		return nil, fmt.Errorf("landing page: %w", err)
	}
	mux.Handle("/", landing)
	return mux, nil
}

// gcPercent keeps the heap at about a third more than what is in use: garbage is little, and what an
// exporter of memory takes itself counts.
const gcPercent = 35

// Run serves until ctx ends.
func Run(ctx context.Context, c Config) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	handler, err := Handler(c)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: readHeaderTimeout, WriteTimeout: writeTimeout}
	stop := context.AfterFunc(ctx, func() {
		limit, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
		defer cancel()
		if err := server.Shutdown(limit); err != nil {
			c.Logger.Warn("shutdown", "err", err)
		}
	})
	defer stop()
	if err := web.ListenAndServe(server, c.Web, c.Logger); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve metrics: %w", err)
	}
	return nil
}
