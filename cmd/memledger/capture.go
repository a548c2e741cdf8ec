package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/alecthomas/kingpin/v2"

	"github.com/memledger/memledger/internal/capture"
	"github.com/memledger/memledger/internal/cgroup"
)

func captureFlags(c *kingpin.CmdClause) run {
	host := addHostFlags(c)
	var q cgroup.Query
	addQueryFlags(c, &q)
	target := c.Flag("target", "URL of the Go process's metrics; without it only the cgroup is captured.").PlaceHolder("URL").String()
	out := c.Flag("out", "Folder to write, new or empty.").PlaceHolder("DIR").Required().String()
	timeout := c.Flag("timeout", "Longest time to take.").Default("10s").Duration()
	return func(ctx context.Context, env environment) error {
		if err := one(q); err != nil {
			return fmt.Errorf("capture: %w", err)
		}
		ctx, cancel := context.WithTimeout(ctx, *timeout)
		defer cancel()
		fs, ids, err := host.open()
		if err != nil {
			return fmt.Errorf("capture: %w", err)
		}
		taken, err := capture.Take(ctx, capture.Request{FS: fs, Identities: ids, Query: q, Target: *target})
		if err != nil {
			return fmt.Errorf("capture: %w", err)
		}
		if err := taken.Write(*out); err != nil {
			return fmt.Errorf("capture: %w", err)
		}
		_, err = fmt.Fprintf(env.out, "%s: %d files of %s\n", *out, len(taken.Files), taken.About.Cgroup)
		return err
	}
}

// one checks that a query names exactly one thing.
func one(q cgroup.Query) error {
	given := 0
	for _, set := range []bool{q.Container != "", q.Path != "", q.PID != 0} {
		if set {
			given++
		}
	}
	if given != 1 {
		return errors.New("want one of --container, --cgroup and --pid")
	}
	return nil
}
