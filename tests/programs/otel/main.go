// Command otel shows what a Go service shows that uses OpenTelemetry's runtime instrumentation and
// its Prometheus exporter.
package main

import (
	"log"

	client "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/sdk/metric"

	"github.com/memledger/memledger/tests/programs/serve"
)

func main() {
	// The default registry has client_golang's Go collector too, which knows more.
	registry := client.NewRegistry()
	exporter, err := prometheus.New(prometheus.WithRegisterer(registry))
	if err != nil {
		log.Fatal(err)
	}
	provider := metric.NewMeterProvider(metric.WithReader(exporter))
	if err := runtime.Start(runtime.WithMeterProvider(provider)); err != nil {
		log.Fatal(err)
	}
	serve.Metrics(promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
}
