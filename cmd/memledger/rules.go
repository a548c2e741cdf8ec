package main

import (
	"context"
	"fmt"
	"slices"
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
	filters    map[string]string
	given      []formatFlag
}

// formatFlag is a flag of one format only.
type formatFlag struct {
	name, format string
	set          *bool // whether a person gave it
}

// only declares a flag that is of one format.
func (o *rulesOptions) only(format string, flag *kingpin.FlagClause) *kingpin.FlagClause {
	given := formatFlag{flag.Model().Name, format, new(bool)}
	o.given = append(o.given, given)
	return flag.IsSetByUser(given.set)
}

// foreign is an error on the first flag that was given and means nothing in the chosen format.
func (o *rulesOptions) foreign() error {
	for _, f := range o.given {
		if *f.set && f.format != o.format {
			return fmt.Errorf("rules: --%s: want it with --format %s only%s", f.name, f.format, insteadOf[f.name])
		}
	}
	return nil
}

// insteadOf names the flag of the other format that does the same.
var insteadOf = map[string]string{
	"selector": "; --filter KEY=VALUE chooses containers here", "go-selector": "; --filter KEY=VALUE chooses containers here",
	"filter": "; --selector chooses series here",
}

// The two programs that alert rules are for.
const (
	forPrometheus = "prometheus"
	forGrafana    = "grafana"
)

func rulesFlags(c *kingpin.CmdClause) run {
	o := &rulesOptions{filters: map[string]string{}}
	c.Flag("format", "prometheus: recording and alert rules for people without the plugin. grafana: a provisioning file, on the plugin's data source.").Default(forPrometheus).EnumVar(&o.format, forPrometheus, forGrafana)
	plain := func(name, help string) *kingpin.FlagClause { return o.only(forPrometheus, c.Flag(name, help)) }
	grafana := func(name, help string) *kingpin.FlagClause { return o.only(forGrafana, c.Flag(name, "grafana: "+help)) }
	plain("dialect", "Exporter of the containers, by its id in docs/reference.md.").Default(string(memory.DialectMemledger)).EnumVar(&o.cgroup, dialectIDs(memory.CgroupSide)...)
	plain("go-dialect", "Collector of the Go processes, by its id in docs/reference.md.").Default(string(memory.DialectGo)).EnumVar(&o.of, dialectIDs(memory.GoSide)...)
	plain("selector", `Matchers of the containers' series, such as 'namespace="shop"'.`).StringVar(&o.plain.Selector)
	plain("go-selector", "Matchers of the Go processes' series.").StringVar(&o.plain.GoSelector)
	plain("go-container", "Label of the Go processes' series that names their container, such as job.").Default("container").StringVar(&o.plain.GoContainer)
	c.Flag("for", "How long each alert must hold; without it each its own.").DurationVar(&o.plain.For)
	grafana("datasource", "uid of the Memledger data source.").Default(rules.DefaultDatasource).StringVar(&o.grafana.Datasource)
	grafana("folder", "folder of the rules.").Default("Memledger").StringVar(&o.grafana.Folder)
	grafana("pace", "production, or demo for trying out.").Default(rules.Paces[0].Name).EnumVar(&o.pace, paceNames()...)
	grafana("filter", "containers of one KEY=VALUE only, such as namespace=shop; may be given for several keys.").StringMapVar(&o.filters)
	return o.run
}

func (o *rulesOptions) run(_ context.Context, env environment) error {
	if o.plain.For < 0 || o.plain.For%time.Second != 0 {
		return fmt.Errorf("rules: --for %s: want whole seconds", o.plain.For)
	}
	if err := o.foreign(); err != nil {
		return err
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
	o.grafana.Filters = map[memory.IdentityKey]string{}
	for key, value := range o.filters {
		if !slices.Contains(memory.IdentityKeys, memory.IdentityKey(key)) || value == "" {
			return nil, fmt.Errorf("--filter %s=%s: want one of %v, and a value", key, value, memory.IdentityKeys)
		}
		o.grafana.Filters[memory.IdentityKey(key)] = value
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
