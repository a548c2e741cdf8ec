package datasource

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// foundKept is how long it is believed which exporters a server holds. A change of the settings makes
// a new data source, and so asks anew.
const foundKept = 5 * time.Minute

// foundFresh is how long it is believed without a look: after that it is asked anew beside the query,
// which does not wait, so that the next one knows an exporter that was added to an old job.
const foundFresh = time.Minute

// detection is which exporters there were at a moment.
type detection struct {
	found []join.Found
	asked time.Time
}

// find is join.Find with its answers kept, by who asks and, for moments that are past, by when.
func (d *Datasource) find(credentials string) func(context.Context, time.Time) ([]join.Found, error) {
	return func(ctx context.Context, at time.Time) ([]join.Found, error) {
		return d.detect(ctx, credentials, at)
	}
}

func (d *Datasource) detect(ctx context.Context, credentials string, at time.Time) ([]join.Found, error) {
	key := credentials
	if d.now().Sub(at) > foundKept {
		key += fmt.Sprint(at.Truncate(foundKept).Unix())
	}
	look := func(ctx context.Context) (detection, error) {
		ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
		defer cancel()
		found, err := join.Find(ctx, d.settings.client, at)
		return detection{found, d.now()}, err
	}
	got, err := d.detections.get(ctx, key, foundKept, look)
	if err != nil {
		return nil, err
	}
	// A person who has just added what was missing wants to see it.
	if !got.whole() && d.now().Sub(got.asked) > d.settings.scrapeInterval {
		d.detections.forget(key)
		return d.detect(ctx, credentials, at)
	}
	if key == credentials && d.now().Sub(got.asked) > foundFresh { // the past does not change
		d.detections.renew(ctx, key, foundKept, look)
	}
	return got.found, nil
}

func (got detection) whole() bool {
	has := func(side memory.Side) bool {
		return slices.ContainsFunc(got.found, func(f join.Found) bool { return f.Side == side })
	}
	return has(memory.CgroupSide) && has(memory.GoSide)
}
