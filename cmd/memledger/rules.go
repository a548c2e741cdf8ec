package main

import (
	"context"
	"fmt"
	"time"

	"github.com/alecthomas/kingpin/v2"

	"github.com/memledger/memledger/internal/rules"
	"github.com/memledger/memledger/pkg/memory"
)

// rulesOptions are the flags of rules.
type rulesOptions struct {
	format     string
	cgroup, of string // ids of dialects
	plain      rules.Prometheus
	grafana    rules.Grafana
	pace       string
}

// The two programs that alert rules are for.
const (
	forPrometheus = "prometheus"
	forGrafana    = "grafana"
)

func rulesFlags(c *kingpin.CmdClause) run {
	o := &rulesOptions{}
	c.Flag("format", "prometheus: recording and alert rules for people without the plugin. grafana: a provisioning file, on the plugin's data source.").Default(forPrometheus).EnumVar(&o.format, forPrometheus, forGrafana)
	c.Flag("dialect", "Exporter of the containers, by its id in docs/reference.md.").Default(string(memory.DialectMemledger)).EnumVar(&o.cgroup, dialectIDs(memory.CgroupSide)...)
	c.Flag("go-dialect", "Collector of the Go processes, by its id in docs/reference.md.").Default(string(memory.DialectGo)).EnumVar(&o.of, dialectIDs(memory.GoSide)...)
	c.Flag("selector", `Matchers of the containers' series, such as 'namespace="shop"'.`).StringVar(&o.plain.Selector)
	c.Flag("go-selector", "Matchers of the Go processes' series.").StringVar(&o.plain.GoSelector)
	c.Flag("go-container", "Label of the Go processes' series that names their container, such as job.").Default("container").StringVar(&o.plain.GoContainer)
	c.Flag("for", "How long each alert must hold; without it each its own.").DurationVar(&o.plain.For)
	c.Flag("datasource", "grafana: uid of the Memledger data source.").Default("memledger").StringVar(&o.grafana.Datasource)
	c.Flag("folder", "grafana: folder of the rules.").Default("Memledger").StringVar(&o.grafana.Folder)
	c.Flag("pace", "grafana: production, or demo for trying out.").Default(rules.Paces[0].Name).EnumVar(&o.pace, paceNames()...)
	return o.run
}

func (o *rulesOptions) run(_ context.Context, env environment) error {
	if o.plain.For < 0 || o.plain.For%time.Second != 0 {
		return fmt.Errorf("rules: --for %s: want whole seconds", o.plain.For)
	}
	print := o.plainRules
	if o.format == forGrafana {
		print = o.grafanaRules
	}
	text, err := print()
	if err != nil {
		return fmt.Errorf("rules: %w", err)
	}
	_, err = env.out.Write(text)
	return err
}

func (o *rulesOptions) plainRules() ([]byte, error) {
	// Flags take only what is in the table.
	o.plain.Cgroup, _ = memory.DialectByID(memory.DialectID(o.cgroup))
	o.plain.Go, _ = memory.DialectByID(memory.DialectID(o.of))
	return o.plain.Print()
}

func (o *rulesOptions) grafanaRules() ([]byte, error) {
	for _, p := range rules.Paces {
		if p.Name == o.pace {
			o.grafana.Pace = p
		}
	}
	if o.plain.For > 0 {
		o.grafana.Pace.For = o.plain.For
	}
	return o.grafana.Print()
}

func dialectIDs(side memory.Side) (ids []string) {
	for _, d := range memory.Dialects {
		if d.Side == side {
			ids = append(ids, string(d.ID))
		}
	}
	return ids
}

func paceNames() (names []string) {
	for _, p := range rules.Paces {
		names = append(names, p.Name)
	}
	return names
}
