package prom

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

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
type Client struct{}

// BuildInfo is what the server says of itself; Version is empty where it does not say.
type BuildInfo struct {
	Version, Revision, GoVersion string
}

// New returns a client of the server at address, over httpClient.
func New(httpClient *http.Client, address string, opts Options) (*Client, error) {
	return nil, errors.New("not yet")
}

// Range evaluates query from from to to, every step.
func (c *Client) Range(ctx context.Context, query string, from, to time.Time, step time.Duration) (model.Matrix, Warnings, error) {
	return nil, nil, errors.New("not yet")
}

// Instant evaluates query at one moment.
func (c *Client) Instant(ctx context.Context, query string, at time.Time) (model.Vector, Warnings, error) {
	return nil, nil, errors.New("not yet")
}

// BuildInfo asks which server this is. Not every compatible server has it.
func (c *Client) BuildInfo(ctx context.Context) (BuildInfo, error) {
	return BuildInfo{}, errors.New("not yet")
}

// LabelValues lists the values of a label on the series that any of matches selects.
func (c *Client) LabelValues(ctx context.Context, label string, matches []string, from, to time.Time) ([]string, error) {
	return nil, errors.New("not yet")
}
