package datasource

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/memledger/memledger/pkg/join"
)

// judgement is the verdicts on the containers of a moment.
type judgement struct {
	join.Judgement
	now *join.Result
}

// judge draws the verdicts on the containers of now, of the past if that is wanted. An answer that
// another query of this moment got is taken.
func (d *Datasource) judge(ctx context.Context, credentials string, q *query, now *join.Result) (judgement, error) {
	id, err := json.Marshal([]any{q.request, q.trended, q.options.Window, q.options.Sensitivity, q.options.Steady, q.options.Tool.ID, q.options.Heap.ID})
	if err != nil {
		return judgement{}, fmt.Errorf("key of the verdicts: %w", err)
	}
	return d.judgements.get(ctx, credentials+string(id), longestKept, func(ctx context.Context) (judgement, error) {
		ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
		defer cancel()
		j, err := join.Judge(ctx, d.settings.client, d.completed(credentials, q.request), now, q.trended, q.options)
		return judgement{j, now}, err
	})
}

// shown is the answer about now with what was asked for the verdicts. Now is others' too.
func (j judgement) shown() *join.Result {
	r := *j.now
	r.Queries = slices.Concat(r.Queries, j.Queries)
	for _, p := range j.Problems {
		if !slices.Contains(r.Problems, p) {
			r.Problems = append(slices.Clip(r.Problems), p)
		}
	}
	return &r
}
