//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"time"
)

// call is one question that the backend asked of the server.
type call struct{ path, form string }

// recorder stands before the server and keeps the questions for the two sides; detection's are others.
type recorder struct {
	*httptest.Server
	mu    sync.Mutex
	calls []call
}

func newRecorder(upstream string) (*recorder, error) {
	u, err := url.Parse(upstream)
	if err != nil {
		return nil, err
	}
	r, proxy := &recorder{}, httputil.NewSingleHostReverseProxy(u)
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		r.keep(call{req.URL.Path, string(body)})
		req.Body = io.NopCloser(strings.NewReader(string(body)))
		proxy.ServeHTTP(w, req)
	}))
	return r, nil
}

func (r *recorder) keep(c call) {
	if form, err := url.ParseQuery(c.form); err == nil && strings.HasPrefix(form.Get("query"), "max by (__name__") {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.calls = append(r.calls, c)
	}
}

// client asks as the backend does, or without compression.
func client(compressed bool) *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DisableCompression = !compressed
	return &http.Client{Transport: t}
}

// bare asks one question and reads the answer to its end, and does nothing with it.
func bare(ctx context.Context, c *http.Client, server string, asked call) (bytes int64, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, server+asked.path, strings.NewReader(asked.form))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s answers %s", asked.path, resp.Status)
	}
	return io.Copy(io.Discard, resp.Body)
}

// alone asks the questions one after the other and returns the time of each, in seconds.
func alone(ctx context.Context, c *http.Client, server string, calls []call) (seconds []float64, bytes int64, err error) {
	for _, asked := range calls {
		began := time.Now()
		n, err := bare(ctx, c, server, asked)
		if err != nil {
			return nil, 0, err
		}
		seconds, bytes = append(seconds, time.Since(began).Seconds()), bytes+n
	}
	return seconds, bytes, nil
}

// together asks all of them at once, as the backend does.
func together(ctx context.Context, c *http.Client, server string, calls []call) (float64, error) {
	began := time.Now()
	var wg sync.WaitGroup
	failed := make([]error, len(calls))
	for i, asked := range calls {
		wg.Go(func() { _, failed[i] = bare(ctx, c, server, asked) })
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return 0, err
		}
	}
	return time.Since(began).Seconds(), nil
}
