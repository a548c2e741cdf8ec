package datasource

import (
	"context"
	"errors"
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/prom"
)

// badQuery is a fault of the query: the person who wrote it can mend it.
type badQuery struct{ error }

func (b badQuery) Unwrap() error { return b.error }

func badQueryf(format string, args ...any) error { return badQuery{fmt.Errorf(format, args...)} }

// statuses are those of failures that are not simply the server's.
var statuses = map[prom.Kind]backend.Status{
	prom.KindTimeout:   backend.StatusTimeout,
	prom.KindAuth:      backend.StatusUnauthorized,
	prom.KindThrottled: backend.StatusTooManyRequests,
	prom.KindBadQuery:  backend.StatusInternal,
}

// failed is the answer to a query that failed: with whose fault it is, and without secrets.
func (d *Datasource) failed(err error) backend.DataResponse {
	source := backend.ErrorSourcePlugin
	// What a query or the settings say wrong is no fault of the plugin either.
	if isTheQuery(err) || errors.Is(err, d.broken) || prom.IsDownstream(err) {
		source = backend.ErrorSourceDownstream
	}
	return backend.DataResponse{
		Error:       errors.New(d.message(err)),
		Status:      d.status(err),
		ErrorSource: source,
	}
}

// isTheQuery says whether the query is at fault: it is malformed, or asks for too much.
func isTheQuery(err error) bool {
	_, bad := errors.AsType[badQuery](err)
	_, large := errors.AsType[*join.TooMuchError](err)
	return bad || large
}

func (d *Datasource) status(err error) backend.Status {
	if isTheQuery(err) || errors.Is(err, d.broken) {
		return backend.StatusBadRequest
	}
	if e, ok := errors.AsType[*prom.Error](err); ok {
		if s, ok := statuses[e.Kind]; ok {
			return s
		}
		return backend.StatusBadGateway
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return backend.StatusTimeout
	}
	return backend.StatusInternal
}

// message says what went wrong; a timeout of ours says which.
func (d *Datasource) message(err error) string {
	text := err.Error()
	if d.outOfTime(err) {
		text = fmt.Sprintf("%s did not answer within %s: ask for less time or fewer containers, or raise the data source's timeout", d.settings.host, d.settings.timeout)
	}
	return d.secrets.clean(text)
}

// outOfTime is false where the server itself said that it ran out of time.
func (d *Datasource) outOfTime(err error) bool {
	if e, ok := errors.AsType[*prom.Error](err); ok {
		return e.Kind == prom.KindTimeout && e.Status == 0
	}
	return errors.Is(err, context.DeadlineExceeded)
}
