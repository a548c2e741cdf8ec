// Package datasource is Grafana's side of Memledger: it reads queries, asks pkg/join for what they
// need, and answers with the frames of pkg/frame. docs/contract.md is what it keeps to.
package datasource

import (
	"cmp"
	"context"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/memledger/memledger/pkg/join"
)

// PluginID is the data source's id in plugin.json.
const PluginID = "memledger-gomemory-datasource"

// Datasource is one configured data source.
type Datasource struct {
	backend.CallResourceHandler
	settings settings
	// broken is what is wrong with the settings. A data source with wrong settings exists all the
	// same, so that Save & test and every query can say what is wrong.
	broken  error
	secrets redactor
	answers *shared[*join.Result]
	// judgements are the verdicts on the containers of an answer.
	judgements *shared[judgement]
	// detections are which exporters the server holds.
	detections *shared[detection]
	now        func() time.Time
}

var (
	_ backend.QueryDataHandler      = (*Datasource)(nil)
	_ backend.CheckHealthHandler    = (*Datasource)(nil)
	_ backend.CallResourceHandler   = (*Datasource)(nil)
	_ instancemgmt.InstanceDisposer = (*Datasource)(nil)
)

// NewDatasource makes a data source of its settings.
func NewDatasource(ctx context.Context, from backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
	from.Type = cmp.Or(from.Type, PluginID) // outside Grafana no one sets it
	d := &Datasource{secrets: newRedactor(from), now: time.Now}
	d.settings, d.broken = newSettings(ctx, from)
	clock := func() time.Time { return d.now() }
	d.answers, d.judgements, d.detections = newShared[*join.Result](clock), newShared[judgement](clock), newShared[detection](clock)
	d.CallResourceHandler = httpadapter.New(d.resources())
	return d, nil
}

// Dispose is called when the settings change.
func (d *Datasource) Dispose() {
	if d.settings.http != nil {
		d.settings.http.CloseIdleConnections()
	}
}
