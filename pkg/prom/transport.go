package prom

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// DefaultMaxResponseBytes bounds one answer: ten million samples are about 250 MB of JSON.
const DefaultMaxResponseBytes = 384 << 20

// transport is the api.Client beneath Prometheus's own API client: it adds the custom parameters,
// bounds the answer, and tells failures apart before anything is decoded.
type transport struct {
	http     *http.Client
	endpoint url.URL
	params   url.Values
	useGET   bool
	maxBytes int64
}

// URL joins the endpoint with a path whose parts that begin with ":" are arguments.
func (t *transport) URL(ep string, args map[string]string) *url.URL {
	parts := strings.Split(path.Join(t.endpoint.Path, ep), "/")
	for i, p := range parts {
		if v, ok := args[strings.TrimPrefix(p, ":")]; ok && strings.HasPrefix(p, ":") {
			parts[i] = v
		}
	}
	u := t.endpoint
	u.Path = strings.Join(parts, "/")
	return &u
}

// Do sends one request. The response is returned with an error too: the API client looks at its
// status to fall back from POST to GET.
func (t *transport) Do(ctx context.Context, req *http.Request) (*http.Response, []byte, error) {
	return t.exchange(ctx, req, func(resp *http.Response, body *bounded) ([]byte, *Error) { return whole(resp, body, body) })
}

// exchange sends one request and has the answer read.
func (t *transport) exchange(ctx context.Context, req *http.Request, read func(*http.Response, *bounded) ([]byte, *Error)) (*http.Response, []byte, error) {
	req, err := t.prepare(ctx, req)
	if err != nil {
		return nil, nil, err
	}
	where := redacted(req.URL)
	resp, err := t.http.Do(req)
	if err != nil {
		e := ofNetwork(err)
		e.URL = where
		return nil, nil, t.withoutSecrets(e)
	}
	defer func() { _ = resp.Body.Close() }()
	body, e := read(resp, &bounded{Reader: resp.Body, most: t.maxBytes})
	if e == nil {
		return resp, body, nil
	}
	e.URL = where
	afterRedirect(e, req, resp)
	return resp, body, t.withoutSecrets(e)
}

// whole reads what is left of an answer and says what is wrong with it.
func whole(resp *http.Response, rest io.Reader, b *bounded) ([]byte, *Error) {
	body, _ := io.ReadAll(rest)
	if b.failed != nil {
		return body, b.failed
	}
	return body, classify(resp, body)
}

// bounded is an answer that may not have more bytes than most. What failed is kept in it: whoever
// reads through it may wrap that in words of their own.
type bounded struct {
	io.Reader
	read, most int64
	failed     *Error
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if b.read += int64(n); b.read > b.most {
		b.failed = &Error{Kind: KindTooLarge, Detail: fmt.Sprintf("the answer has more than %d bytes", b.most)}
		return 0, b.failed
	}
	if err != nil && !errors.Is(err, io.EOF) {
		b.failed = ofNetwork(err)
	}
	return n, err
}

// afterRedirect names where the answer came from, if it was elsewhere: a redirected POST loses its
// form, and the server's complaint about a missing query would hide that the URL is wrong.
func afterRedirect(e *Error, asked *http.Request, resp *http.Response) {
	if resp.Request == nil || redacted(resp.Request.URL) == redacted(asked.URL) {
		return
	}
	e.Detail = strings.TrimPrefix(e.Detail+", after a redirect to "+redacted(resp.Request.URL), ", ")
	if e.Kind == KindBadQuery {
		e.Kind = KindNotFound
	}
}

// prepare turns the API client's POST into a GET where that is asked for, and adds the custom
// parameters. They come last: of two values Prometheus takes the first, so that none can replace
// what the plugin asks.
func (t *transport) prepare(ctx context.Context, req *http.Request) (*http.Request, error) {
	req = req.Clone(ctx)
	if t.useGET && req.Method == http.MethodPost && req.Body != nil {
		form, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, fmt.Errorf("read the form of %s: %w", redacted(req.URL), err)
		}
		req.Method, req.Body, req.GetBody, req.ContentLength = http.MethodGet, nil, nil, 0
		req.Header.Del("Content-Type")
		req.URL.RawQuery = string(form)
	}
	if len(t.params) > 0 {
		if req.URL.RawQuery != "" {
			req.URL.RawQuery += "&"
		}
		req.URL.RawQuery += t.params.Encode()
	}
	return req, nil
}

// redacted is a URL without user info and parameters.
func redacted(u *url.URL) string {
	clean := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	return clean.String()
}

// withoutSecrets takes the values of custom parameters out of what a server echoes.
func (t *transport) withoutSecrets(e *Error) *Error {
	for _, values := range t.params {
		for _, v := range values {
			if len(v) >= 4 {
				e.Detail = strings.ReplaceAll(e.Detail, v, "…")
			}
		}
	}
	return e
}
