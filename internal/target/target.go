// Package target reads the /metrics of one Go process, without Prometheus.
package target

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// maxBody bounds what is read of an answer: a Go process prints some 60 KiB.
const maxBody = 16 << 20

// Fetch reads the text exposition at rawURL; "/metrics" is added where the URL has no path. The
// error names the URL without its user and password, and what was expected.
func Fetch(ctx context.Context, rawURL string, timeout time.Duration) ([]byte, error) {
	u, err := parse(rawURL)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("target %s: want an http URL", withoutSecrets(u))
	}
	req.Header.Set("Accept", "text/plain;version=0.0.4")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("target %s: %w", withoutSecrets(u), cause(err))
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("target %s: got HTTP %s, want 200 with Prometheus text", withoutSecrets(u), resp.Status)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("target %s: %w", withoutSecrets(u), err)
	case len(body) > maxBody:
		return nil, fmt.Errorf("target %s: got more than %d bytes, want the metrics of one process", withoutSecrets(u), maxBody)
	}
	return body, nil
}

// Redacted is a URL without user, password and query, which may be secrets; "" where it is no URL.
func Redacted(rawURL string) string {
	u, err := parse(rawURL)
	if err != nil {
		return ""
	}
	return withoutSecrets(u)
}

func withoutSecrets(u *url.URL) string {
	bare := *u
	bare.User, bare.RawQuery = nil, ""
	return bare.String()
}

func parse(rawURL string) (*url.URL, error) {
	if !strings.Contains(rawURL, "://") {
		rawURL = "http://" + rawURL
	}
	u, err := url.Parse(rawURL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		// The text may hold a password, so it is not printed.
		return nil, errors.New("target: want a URL such as http://127.0.0.1:6060/metrics")
	}
	if u.Path == "" || u.Path == "/" {
		u.Path = "/metrics"
	}
	return u, nil
}

// cause is what went wrong, without the URL that net/http puts in front.
func cause(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// Read puts the counters of one process's text exposition into s, as a Go target. Which names mean
// what stands in the Go dialects of pkg/memory. It fails when the text is no exposition or holds no
// Go runtime.
func Read(exposition []byte, s *memory.Snapshot) error {
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(exposition))
	if err != nil {
		return fmt.Errorf("metrics: %w: want Prometheus text", err)
	}
	before := len(s.Values)
	for _, d := range memory.Detect(memory.Dialects, holder(families)) {
		if d.Side == memory.GoSide {
			d.Read(sampler(families), s)
		}
	}
	if len(s.Values) == before {
		return errors.New("metrics: no series of a Go runtime, such as go_memstats_sys_bytes: want the Go collector of client_golang")
	}
	s.GoTargets++
	return nil
}

func holder(families map[string]*dto.MetricFamily) memory.Held {
	return func(name string) (sets []map[string]string) {
		for _, m := range families[name].GetMetric() {
			labels := map[string]string{}
			for _, l := range m.GetLabel() {
				labels[l.GetName()] = l.GetValue()
			}
			sets = append(sets, labels)
		}
		return sets
	}
}

func sampler(families map[string]*dto.MetricFamily) memory.Sample {
	return func(name string, match map[string]string) (float64, bool) {
		for _, m := range families[name].GetMetric() {
			if matches(m, match) {
				return value(m)
			}
		}
		return 0, false
	}
}

func matches(m *dto.Metric, match map[string]string) bool {
	found := 0
	for _, l := range m.GetLabel() {
		if want, ok := match[l.GetName()]; ok && want == l.GetValue() {
			found++
		}
	}
	return found == len(match)
}

func value(m *dto.Metric) (float64, bool) {
	switch {
	case m.Gauge != nil:
		return m.Gauge.GetValue(), true
	case m.Counter != nil:
		return m.Counter.GetValue(), true
	case m.Untyped != nil:
		return m.Untyped.GetValue(), true
	}
	return 0, false
}
