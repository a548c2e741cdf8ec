// Package telemetry is what both workloads have in common: the port on which an ordinary Go service
// shows its metrics, and the signals at which it stops.
package telemetry

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Context ends when the process is asked to stop.
func Context() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// Serve answers /metrics, and mux beside it, until the context ends. A failure to listen is
// returned; the listener is closed when Serve returns.
func Serve(ctx context.Context, listen string, mux *http.ServeMux) error {
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry(), promhttp.HandlerOpts{}))
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	done := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer done()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// registry has what the default registry has, and the runtime's memory and GC metrics, which tell
// the heap marked by the last collection from what was allocated since.
func registry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(
		collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics(
			collectors.MetricsMemory, collectors.MetricsGC,
		)),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return r
}
