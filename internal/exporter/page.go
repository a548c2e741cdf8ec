package exporter

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
)

// page answers with the metrics of all cgroups and then the exporter's own, in Prometheus's text
// format 0.0.4, which every scraper takes.
type page struct {
	groups   *groups
	own      prometheus.Gatherer
	inFlight chan struct{}
}

const (
	maxScrapesInFlight = 4
	scrapeTimeout      = 30 * time.Second
)

func newPage(g *groups, own prometheus.Gatherer) *page {
	return &page{groups: g, own: own, inFlight: make(chan struct{}, maxScrapesInFlight)}
}

func (p *page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case p.inFlight <- struct{}{}:
		defer func() { <-p.inFlight }()
	default:
		http.Error(w, fmt.Sprintf("%d scrapes are running, try again later", maxScrapesInFlight), http.StatusServiceUnavailable)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), scrapeTimeout)
	defer cancel()
	s, err := p.groups.read(ctx)
	defer p.groups.put(s)
	if err != nil {
		p.groups.config.Logger.Error("scrape", "err", err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", string(expfmt.NewFormat(expfmt.TypeTextPlain)))
	out, done := compressed(w, r, s)
	err = p.write(out, s)
	if done(); err != nil {
		p.groups.config.Logger.Debug("scrape was not read to its end", "err", err)
	}
}

func (p *page) write(w io.Writer, s *scrape) error {
	if _, err := s.WriteTo(w); err != nil {
		return err
	}
	families, err := p.own.Gather() // after the cgroups: it holds what their reading counted
	for _, f := range families {
		if _, err := expfmt.MetricFamilyToText(w, f); err != nil {
			return err
		}
	}
	return err
}

// compressed returns where to write the answer, in gzip where the client takes it, and what to call at
// the end.
func compressed(w http.ResponseWriter, r *http.Request, s *scrape) (out io.Writer, done func()) {
	w.Header().Add("Vary", "Accept-Encoding")
	if !acceptsGzip(r) {
		return w, func() {}
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := s.compressor(w)
	return z, func() { _ = z.Close() } // fails when the client went away, which write has told
}

func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == "gzip" {
			return strings.ReplaceAll(quality, " ", "") != "q=0"
		}
	}
	return false
}
