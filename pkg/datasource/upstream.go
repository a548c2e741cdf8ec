package datasource

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/memledger/memledger/pkg/join"
)

// longestKept bounds how long an answer is kept, whatever the step.
const longestKept = time.Minute

// completed is the request with what the settings say.
func (d *Datasource) completed(credentials string, req join.Request) join.Request {
	req.ScrapeInterval, req.Find = d.settings.scrapeInterval, d.find(credentials)
	req.Precedence, req.Bindings = d.settings.precedence, d.settings.bindings
	return req
}

// ask brings both sides of a request, or the answer that another query of this moment got.
func (d *Datasource) ask(ctx context.Context, credentials string, req join.Request) (*join.Result, error) {
	if d.broken != nil {
		return nil, d.broken
	}
	ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
	defer cancel()
	req = d.completed(credentials, req)
	id, err := json.Marshal(req)
	if err != nil {
		return nil, fmt.Errorf("key of the request: %w", err)
	}
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
