package prom

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	v1 "github.com/prometheus/client_golang/api/prometheus/v1"
	"github.com/prometheus/common/model"
)

// Options of a Client; the zero value is usable.
type Options struct {
	// Method is "POST" (the default, with GET where the server refuses it) or "GET".
	Method string
	// CustomQueryParameters are appended to every request.
	CustomQueryParameters url.Values
	// MaxResponseBytes bounds one response; 0 is DefaultMaxResponseBytes.
	MaxResponseBytes int64
}

// Warnings are what the server says besides its answer; infos are among them.
type Warnings []string

// Client asks one server. It is safe for concurrent use.
type Client struct {
	api       v1.API
	transport *transport
	where     string // the address, without credentials
}

// BuildInfo is what the server says of itself; Version is empty where it does not say.
type BuildInfo struct {
	Version, Revision, GoVersion string
}

// New returns a client of the server at address, over httpClient, which brings authentication.
func New(httpClient *http.Client, address string, opts Options) (*Client, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	// The parser's error repeats the address, and that may hold a password.
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("the server's URL cannot be read: want http://host:port/path or https://host/path")
	}
	t := &transport{http: httpClient, endpoint: *u, params: url.Values{}, maxBytes: opts.MaxResponseBytes}
	switch strings.ToUpper(opts.Method) {
	case "", http.MethodPost:
	case http.MethodGet:
		t.useGET = true
	default:
		return nil, fmt.Errorf("HTTP method %q: want POST or GET", opts.Method)
	}
	if t.maxBytes <= 0 {
		t.maxBytes = DefaultMaxResponseBytes
	}
	maps.Copy(t.params, u.Query())
	for k, vs := range opts.CustomQueryParameters {
		t.params[k] = append(t.params[k], vs...)
	}
	t.endpoint.Path = strings.TrimRight(u.Path, "/")
	t.endpoint.RawQuery, t.endpoint.Fragment = "", ""
	return &Client{v1.NewAPI(t), t, redacted(&t.endpoint)}, nil
}

// Range evaluates query from from to to, every step.
func (c *Client) Range(ctx context.Context, query string, from, to time.Time, step time.Duration) (model.Matrix, Warnings, error) {
	v, w, infos, err := c.api.QueryRange(ctx, query, v1.Range{Start: from, End: to, Step: step})
	if err != nil {
		return nil, warnings(w, infos), c.failed(err, "range query", query)
	}
	m, ok := v.(model.Matrix)
	if !ok {
		return nil, warnings(w, infos), c.wrongType("range query", query, "a matrix", v)
	}
	return m, warnings(w, infos), nil
}

// Instant evaluates query at one moment.
func (c *Client) Instant(ctx context.Context, query string, at time.Time) (model.Vector, Warnings, error) {
	v, w, infos, err := c.api.Query(ctx, query, at)
	if err != nil {
		return nil, warnings(w, infos), c.failed(err, "instant query", query)
	}
	vec, ok := v.(model.Vector)
	if !ok {
		return nil, warnings(w, infos), c.wrongType("instant query", query, "a vector", v)
	}
	return vec, warnings(w, infos), nil
}

// Query is one question: at To, or where there is a Step from From to To every Step.
type Query struct {
	Text     string
	From, To time.Time
	Step     time.Duration
}

// Each evaluates a query and has each of its series visited as it comes, so that nothing holds them
// all. After an error some may have been visited. Series of histograms alone are left out.
func (c *Client) Each(ctx context.Context, q Query, visit func(*Series)) (Warnings, error) {
	streaming := Client{v1.NewAPI(&sieve{c.transport, visit}), c.transport, c.where}
	var w Warnings
	var err error
	if q.Step == 0 {
		_, w, err = streaming.Instant(ctx, q.Text, q.To)
	} else {
		_, w, err = streaming.Range(ctx, q.Text, q.From, q.To, q.Step)
	}
	return w, err
}

// BuildInfo asks which server this is. A compatible server may not know: that is KindNotFound.
func (c *Client) BuildInfo(ctx context.Context) (BuildInfo, error) {
	b, err := c.api.Buildinfo(ctx)
	if err != nil {
		return BuildInfo{}, c.failed(err, "build information", "")
	}
	return BuildInfo{Version: b.Version, Revision: b.Revision, GoVersion: b.GoVersion}, nil
}

// LabelValues lists the values of a label on the series that any of matches selects.
func (c *Client) LabelValues(ctx context.Context, label string, matches []string, from, to time.Time) ([]string, error) {
	vs, _, _, err := c.api.LabelValues(ctx, label, matches, from, to)
	if err != nil {
		return nil, c.failed(err, "values of label "+label, "")
	}
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = string(v)
	}
	return out, nil
}

// failed completes an error of the transport, and classifies one of the API client: that one was
// decoded from an answer that called itself a success.
func (c *Client) failed(err error, asked, query string) error {
	if e, ok := errors.AsType[*Error](err); ok {
		e.Asked, e.Query = asked, query
		return e
	}
	e := &Error{Kind: KindUnexpected, Asked: asked, URL: c.where, Query: query, Status: http.StatusOK, Err: err}
	if said, ok := errors.AsType[*v1.Error](err); ok {
		e.Detail = shorten(said.Msg)
		e.Kind = KindNotJSON
		if k, ok := typeKinds[string(said.Type)]; ok {
			e.Kind = k
		}
	}
	return e
}

func (c *Client) wrongType(asked, query, want string, got model.Value) error {
	return &Error{
		Kind: KindUnexpected, Asked: asked, URL: c.where, Query: query, Status: http.StatusOK,
		Detail: fmt.Sprintf("got a result of type %T, want %s", got, want),
	}
}

func warnings(w v1.Warnings, infos v1.Infos) Warnings {
	return append(append(Warnings(nil), w...), infos...)
}
