//go:build linux

// Command fleet measures what an answer about a fleet costs beside the two bare calls of the API that
// it stands on: `series` writes the fleet for promtool, `time` and `memory` ask a server that holds it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

// moment is what the fleet is asked about: in the middle of the five minutes for which a data source
// believes what it found, so that no query of the benchmark detects anew.
var moment = time.Date(2026, 1, 31, 12, 2, 30, 0, time.UTC)

type options struct {
	containers, rounds  int
	url, queryType, out string
}

var commands = map[string]func(context.Context, options, io.Writer) error{
	"series": func(_ context.Context, o options, _ io.Writer) error { return writeSeries(o.out, o.containers) },
	"time":   func(ctx context.Context, o options, w io.Writer) error { return asJSON(w)(timed(ctx, o)) },
	"memory": func(ctx context.Context, o options, w io.Writer) error { return asJSON(w)(peak(ctx, o)) },
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fleet:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	var name string
	if len(args) > 0 {
		name = args[0]
	}
	command, ok := commands[name]
	if !ok {
		return fmt.Errorf("command %q: want series, time or memory", name)
	}
	var o options
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.IntVar(&o.containers, "containers", 10, "of the fleet")
	flags.IntVar(&o.rounds, "rounds", 5, "of which the median is taken")
	flags.StringVar(&o.out, "out", "fleet.om", "the file that series writes")
	flags.StringVar(&o.url, "url", "", "of the Prometheus that holds the fleet")
	flags.StringVar(&o.queryType, "type", "containers", "of the query: containers, tools or ledger")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if o.containers < 1 || o.rounds < 1 {
		return fmt.Errorf("%d containers, %d rounds: want at least one of each", o.containers, o.rounds)
	}
	return command(context.Background(), o, out)
}

func asJSON(w io.Writer) func(any, error) error {
	return func(v any, err error) error {
		if err != nil {
			return err
		}
		return json.NewEncoder(w).Encode(v)
	}
}
