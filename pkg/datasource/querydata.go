package datasource

import (
	"context"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/concurrent"

	"github.com/memledger/memledger/pkg/join"
)

// mostAtOnce is how many queries of one request are answered at the same time.
const mostAtOnce = 10

// QueryData answers every query on its own: one that fails leaves the others alone.
func (d *Datasource) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	fromAlert := askedByAlert(req.Headers)
	return concurrent.QueryData(ctx, req, func(ctx context.Context, q concurrent.Query) backend.DataResponse {
		answer, err := d.answer(ctx, q, fromAlert)
		if err != nil {
			backend.Logger.FromContext(ctx).Debug("Query failed", "refId", q.DataQuery.RefID, "error", d.message(err))
			return d.failed(err)
		}
		return backend.DataResponse{Frames: data.Frames{answer}, Status: backend.StatusOK}
	}, mostAtOnce)
}

// askedByAlert is true for what Grafana's alerting asks: there is no dashboard then.
func askedByAlert(headers map[string]string) bool {
	for name, value := range headers {
		if strings.EqualFold(name, "FromAlert") && strings.EqualFold(value, "true") {
			return true
		}
	}
	return false
}

func (d *Datasource) answer(ctx context.Context, from concurrent.Query, fromAlert bool) (*data.Frame, error) {
	q, err := parse(from.DataQuery, fromAlert, d.settings.scrapeInterval)
	if err != nil {
		return nil, err
	}
	if s := from.PluginContext.DataSourceInstanceSettings; s != nil {
		q.Source = s.UID
	}
	r, err := d.resultOf(ctx, q, credentialsOf(from.Headers, from.PluginContext))
	if err != nil {
		return nil, err
	}
	return q.handler.write(q, r), nil
}

// resultOf asks upstream, where the query needs that, and draws the verdicts that it wants.
func (d *Datasource) resultOf(ctx context.Context, q *query, credentials string) (*join.Result, error) {
	if q.Type == "variable" && q.kind.key == "" {
		return nil, nil
	}
	r, err := d.ask(ctx, credentials, q.request)
	if err != nil || !q.judged {
		return r, err
	}
	j, err := d.judge(ctx, credentials, q, r)
	if err != nil {
		return nil, err
	}
	q.Verdicts = j.Verdicts
	return j.shown(), nil
}
