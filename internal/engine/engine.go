// Package engine starts the real servers that tests ask, each with the same scrape configuration:
// what speaks Prometheus's API is not one program, and they differ where nobody looks.
package engine

import (
	"os"
	"testing"
)

// Engine is one program in the versions that answer alike.
type Engine struct {
	Name    string
	program string
	env     string // may name the program, where the PATH has another version's
	major   int    // of its version; 0: any
	args    func(config, data, address string) []string
	// Dots says whether it keeps names and labels with dots as they are scraped: UTF-8 names.
	Dots bool
	// NaN says whether a series whose value is NaN is one of the series that there are.
	NaN bool
	// Lingers says whether a series with explicit timestamps is still there for minutes after its last.
	Lingers bool
}

// Engines is every engine that the suites run against.
var Engines = []Engine{
	{Name: "Prometheus 3", program: "prometheus", env: "MEMLEDGER_PROMETHEUS_3", major: 3, args: prometheus, Dots: true, NaN: true, Lingers: true},
	{Name: "Prometheus 2", program: "prometheus", env: "MEMLEDGER_PROMETHEUS_2", major: 2, args: prometheus, NaN: true, Lingers: true},
	{Name: "VictoriaMetrics", program: "victoria-metrics", env: "MEMLEDGER_VICTORIA_METRICS", args: victoriaMetrics},
}

func prometheus(config, data, address string) []string {
	return []string{"--config.file=" + config, "--storage.tsdb.path=" + data, "--web.listen-address=" + address, "--log.level=error"}
}

// victoriaMetrics hides by default what is younger than 30 seconds, and answers from a cache: a test
// would wait for both.
func victoriaMetrics(config, data, address string) []string {
	return []string{
		"-promscrape.config=" + config, "-storageDataPath=" + data, "-httpListenAddr=" + address, "-retentionPeriod=1",
		"-search.latencyOffset=0s", "-search.disableCache", "-memory.allowedBytes=128MB", "-loggerLevel=ERROR",
	}
}

// Each runs a test against every engine, all at once: most of it is waiting for scrapes. One that is
// not installed is skipped by its name.
func Each(t *testing.T, test func(*testing.T, Engine)) {
	for _, e := range Engines {
		t.Run(e.Name, func(t *testing.T) {
			if _, err := e.find(os.Getenv); err != nil {
				t.Skip(err)
			}
			t.Parallel()
			test(t, e)
		})
	}
}
