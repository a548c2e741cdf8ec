package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kingpin/v2"
	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/report"
	"github.com/memledger/memledger/internal/upstream"
	"github.com/memledger/memledger/pkg/memory"
)

// tokenVariable holds a bearer token: a flag would stand in the list of processes.
const tokenVariable = "MEMLEDGER_PROMETHEUS_TOKEN"

// prometheusOptions are the flags of report that ask a server.
type prometheusOptions struct {
	server upstream.Server
	labels []string
	at     string
	window string
	every  string
	given  map[string]*bool // by flag: whether a person gave it
}

func addPrometheusFlags(c *kingpin.CmdClause) *prometheusOptions {
	o := &prometheusOptions{given: map[string]*bool{}}
	only := func(name, help string) *kingpin.FlagClause {
		o.given[name] = new(bool)
		return c.Flag(name, "With --from-prometheus: "+help).IsSetByUser(o.given[name])
	}
	c.Flag("from-prometheus", "Ask this Prometheus-compatible server instead of the machine; user:password@ is basic authentication, the variable "+tokenVariable+" a bearer token.").PlaceHolder("URL").StringVar(&o.server.URL)
	only("label", "only a container with this label: cluster, node, namespace, pod or container; repeatable.").PlaceHolder("KEY=VALUE").StringsVar(&o.labels)
	only("at", "the moment, such as 2026-01-31T12:00:00Z. Default: now.").PlaceHolder("TIME").StringVar(&o.at)
	only("window", "how far back the verdict looks, from 1h to 30d.").Default("3d").StringVar(&o.window)
	only("scrape-interval", "how often that server scrapes.").Default("15s").StringVar(&o.every)
	only("bearer-token-file", "file that holds a bearer token.").PlaceHolder("FILE").StringVar(&o.server.TokenFile)
	only("http.config.file", "HTTP client configuration, as of promtool: TLS, tenants, other authentication.").PlaceHolder("FILE").StringVar(&o.server.ConfigFile)
	return o
}

// foreign is an error on the first flag that was given and means nothing without a server.
func (p *prometheusOptions) foreign() error {
	for _, name := range slices.Sorted(maps.Keys(p.given)) {
		if *p.given[name] {
			return fmt.Errorf("want --%s with --from-prometheus only", name)
		}
	}
	return nil
}

// asked reports a container that a server tells of.
func (o *reportOptions) asked(ctx context.Context) (*report.Report, error) {
	p := o.prometheus
	q, err := o.question()
	if err != nil {
		return nil, err
	}
	p.server.Token = os.Getenv(tokenVariable)
	client, address, err := p.server.Client()
	if err != nil {
		return nil, fmt.Errorf("--from-prometheus: %w", err)
	}
	a, err := upstream.Ask(ctx, client, q)
	if err != nil {
		return nil, fmt.Errorf("--from-prometheus %s: %w", address, err)
	}
	last := a.Container.Points[len(a.Container.Points)-1]
	if _, ok := last.Snapshot.Get(memory.Usage); !ok {
		return nil, fmt.Errorf("%s: %s", upstream.Name(a.Container.Labels), strings.Join(a.Problems, "; "))
	}
	r, err := report.New(report.Subject{
		Container: upstream.Name(a.Container.Labels), Labels: a.Labels(), Cgroup: a.Container.CgroupID, Time: last.Time, Notices: a.Problems,
		Tool: memory.FormulaID(o.tool), Heap: o.heap,
	}, last.Snapshot)
	if err == nil {
		r.Judge(a.Verdict)
	}
	return r, err
}

func (o *reportOptions) question() (upstream.Question, error) {
	p, q := o.prometheus, upstream.Question{Container: o.query.Container, At: time.Now(), Labels: map[memory.IdentityKey]string{}}
	if o.query != (cgroup.Query{Container: o.query.Container}) || o.target != "" || o.from != "" || o.watch > 0 {
		return q, errors.New("want --from-prometheus without --cgroup, --pid, --target, --from and --watch")
	}
	for _, text := range p.labels {
		key, value, ok := strings.Cut(text, "=")
		if !ok || !isIdentity(key) {
			return q, fmt.Errorf("--label %q: want KEY=VALUE, with one of the keys %v", text, memory.IdentityKeys)
		}
		q.Labels[memory.IdentityKey(key)] = value
	}
	var err error
	if p.at != "" {
		if q.At, err = time.Parse(time.RFC3339Nano, p.at); err != nil {
			return q, fmt.Errorf("--at %q: want a moment such as 2026-01-31T12:00:00Z", p.at)
		}
	}
	if q.Options.Window, err = duration("--window", p.window, time.Hour, 30*24*time.Hour, "a time from 1h to 30d, such as 3d"); err != nil {
		return q, err
	}
	if q.ScrapeInterval, err = duration("--scrape-interval", p.every, time.Second, 24*time.Hour, "a time from 1s to 1d, such as 15s"); err != nil {
		return q, err
	}
	q.Options.Tool, q.Options.Heap, err = report.Terms(memory.FormulaID(o.tool), o.heap)
	return q, err
}

func isIdentity(key string) bool {
	for _, k := range memory.IdentityKeys {
		if string(k) == key {
			return true
		}
	}
	return false
}

// duration reads a time as Prometheus writes it.
func duration(flag, text string, least, longest time.Duration, want string) (time.Duration, error) {
	d, err := model.ParseDuration(text)
	if err != nil || time.Duration(d) < least || time.Duration(d) > longest {
		return 0, fmt.Errorf("%s %q: want %s", flag, text, want)
	}
	return time.Duration(d), nil
}
