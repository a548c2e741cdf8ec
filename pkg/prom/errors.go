package prom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Kind tells failures apart.
type Kind string

// Kinds of failure.
const (
	KindUnreachable Kind = "unreachable" // no connection
	KindTimeout     Kind = "timeout"     // no answer in time
	KindCanceled    Kind = "canceled"    // the asker went away
	KindAuth        Kind = "auth"        // 401, 403
	KindNotFound    Kind = "not_found"   // 404: no Prometheus API at this URL
	KindThrottled   Kind = "throttled"   // 429
	KindServer      Kind = "server"      // 5xx
	KindNotJSON     Kind = "not_json"    // a page, or garbage
	KindTooLarge    Kind = "too_large"   // more bytes than Options.MaxResponseBytes
	KindBadQuery    Kind = "bad_query"   // PromQL was rejected: our fault
	KindExecution   Kind = "execution"   // PromQL could not be run, such as too many samples
	KindUnexpected  Kind = "unexpected"  // anything else
)

// kindRow says of a kind of failure whose it is and what was expected instead.
type kindRow struct {
	kind       Kind
	downstream bool   // the server's, the network's or the configuration's; not the plugin's
	want       string // what was expected, or what to look at
}

var kinds = []kindRow{
	{KindUnreachable, true, "want a Prometheus-compatible server that listens there"},
	{KindTimeout, true, "want an answer before the timeout: ask for less time or fewer containers, or raise the timeout"},
	{KindCanceled, true, "the question was withdrawn"},
	{KindAuth, true, "want credentials that the server accepts for reading"},
	{KindNotFound, true, "no Prometheus API at this URL: want the address that stands before /api/v1"},
	{KindThrottled, true, "want fewer questions a minute, or a higher limit at the server"},
	{KindServer, true, "want a healthy server"},
	{KindNotJSON, true, "want Prometheus JSON: is the URL right? It may be a login page"},
	{KindTooLarge, true, "want a smaller answer: ask for less time or fewer containers"},
	{KindBadQuery, false, "want PromQL that the server accepts: this is a fault of the plugin"},
	{KindExecution, true, "want a query within the server's limits: ask for less time or fewer containers"},
	{KindUnexpected, false, "want Prometheus JSON"},
}

func rowOf(k Kind) kindRow {
	for _, r := range kinds {
		if r.kind == k {
			return r
		}
	}
	return kindRow{kind: k}
}

// Error is one failed request. Its text holds no credentials: no user info, headers or parameters.
type Error struct {
	Kind   Kind
	Asked  string // what was asked, such as "range query"
	URL    string // scheme, host and path only
	Query  string // the PromQL, where there is one
	Status int    // HTTP status, 0 without response
	Detail string // what the server or the network said
	Err    error  // the cause, where there is one that can be unwrapped
}

// Error says what was asked, what came, and what was expected.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s at %s: ", e.Asked, e.URL)
	if e.Status != 0 && e.Status != http.StatusOK {
		fmt.Fprintf(&b, "HTTP %d %s: ", e.Status, http.StatusText(e.Status))
	}
	if e.Detail != "" {
		fmt.Fprintf(&b, "%s: ", e.Detail)
	}
	b.WriteString(rowOf(e.Kind).want)
	if e.Kind == KindBadQuery && e.Query != "" {
		fmt.Fprintf(&b, " (asked: %s)", shorten(e.Query))
	}
	return b.String()
}

// Unwrap gives the cause, so that errors.Is(err, context.Canceled) works.
func (e *Error) Unwrap() error { return e.Err }

// IsDownstream says whether err is the server's, the network's or the configuration's rather than
// the plugin's.
func IsDownstream(err error) bool {
	if e, ok := errors.AsType[*Error](err); ok {
		return rowOf(e.Kind).downstream
	}
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// maxDetail bounds what an error repeats of a server's words.
const maxDetail = 300

func shorten(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) <= maxDetail {
		return string(r)
	}
	return string(r[:maxDetail]) + "…"
}
