package datasource

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/memledger/memledger/pkg/join"
)

const (
	// longestKept bounds how long an answer is kept, whatever the step.
	longestKept = time.Minute
	// exportersKept is how long it is taken that a server's exporters stay the same.
	exportersKept = time.Minute
)

// ask brings both sides of a request, or the answer that another query of this moment got.
func (d *Datasource) ask(ctx context.Context, credentials string, req join.Request) (*join.Result, error) {
	if d.broken != nil {
		return nil, d.broken
	}
	ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
	defer cancel()
	found, err := d.exporters(ctx, credentials, req.To)
	if err != nil {
		return nil, err
	}
	req.ScrapeInterval = d.settings.scrapeInterval
	id, err := json.Marshal(req)
	if err != nil {
		return nil, fmt.Errorf("key of the request: %w", err)
	}
	req.Found = found
	keep := req.Step
	if keep == 0 {
		keep = req.ScrapeInterval
	}
	return d.answers.get(ctx, credentials+string(id), min(keep, longestKept), func(ctx context.Context) (*join.Result, error) {
		ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
		defer cancel()
		return join.Fetch(ctx, d.settings.client, req)
	})
}

// exporters tells what the server holds around a moment. An empty answer is asked for again: a
// person who has just added an exporter is waiting for it.
func (d *Datasource) exporters(ctx context.Context, credentials string, at time.Time) ([]join.Found, error) {
	key := credentials + at.Truncate(exportersKept).String()
	found, err := d.found.get(ctx, key, exportersKept, func(ctx context.Context) ([]join.Found, error) {
		ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
		defer cancel()
		return join.Detect(ctx, d.settings.client, at)
	})
	if len(found) == 0 {
		return nil, err
	}
	return found, err
}
