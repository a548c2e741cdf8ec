package prom

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// statusKinds tells the kind by HTTP status, where the body does not tell it.
var statusKinds = map[int]Kind{
	http.StatusUnauthorized:          KindAuth,
	http.StatusForbidden:             KindAuth,
	http.StatusProxyAuthRequired:     KindAuth,
	http.StatusNotFound:              KindNotFound,
	http.StatusMethodNotAllowed:      KindNotFound,
	http.StatusRequestTimeout:        KindTimeout,
	http.StatusGatewayTimeout:        KindTimeout,
	http.StatusRequestEntityTooLarge: KindTooLarge,
	http.StatusTooManyRequests:       KindThrottled,
	http.StatusUnprocessableEntity:   KindExecution,
}

// typeKinds tells the kind by the errorType of Prometheus's own JSON.
var typeKinds = map[string]Kind{
	"bad_data":          KindBadQuery,
	"execution":         KindExecution,
	"timeout":           KindTimeout,
	"canceled":          KindCanceled,
	"internal":          KindServer,
	"unavailable":       KindServer,
	"not_found":         KindNotFound,
	"too_many_requests": KindThrottled,
}

// apiError is Prometheus's JSON of a failure.
type apiError struct {
	Status    string `json:"status"`
	ErrorType string `json:"errorType"`
	Error     string `json:"error"`
}

// classify returns nil for an answer that can be decoded, else what is wrong with it.
func classify(resp *http.Response, body []byte) *Error {
	var said apiError
	isJSON := looksLikeJSON(body)
	if resp.StatusCode/100 == 2 {
		if !isJSON {
			return &Error{Kind: KindNotJSON, Status: resp.StatusCode, Detail: "got " + contentOf(resp, body)}
		}
		return nil // an error in a 200 is decoded, and found, by the API client
	}
	if isJSON && json.Unmarshal(body, &said) == nil && said.Error != "" {
		return &Error{Kind: kindOf(resp.StatusCode, said.ErrorType), Status: resp.StatusCode, Detail: shorten(said.Error)}
	}
	e := &Error{Kind: kindOf(resp.StatusCode, ""), Status: resp.StatusCode}
	if !isJSON && len(body) > 0 {
		e.Detail = "got " + contentOf(resp, body)
	}
	return e
}

// kindOf decides between status and errorType: an authentication proxy may wrap its refusal in any
// JSON, so that 401 and 403 are what they are whatever the body says.
func kindOf(status int, errorType string) Kind {
	if statusKinds[status] == KindAuth {
		return KindAuth
	}
	if k, ok := typeKinds[errorType]; ok {
		return k
	}
	if k, ok := statusKinds[status]; ok {
		return k
	}
	if status/100 == 5 {
		return KindServer
	}
	return KindUnexpected
}

func looksLikeJSON(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{"))
}

// contentOf names what came without repeating it: a login page is long and may hold tokens.
func contentOf(resp *http.Response, body []byte) string {
	if len(bytes.TrimSpace(body)) == 0 {
		return "an empty answer"
	}
	if t, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err == nil && t != "application/json" {
		return t
	}
	t, _, _ := strings.Cut(http.DetectContentType(body), ";")
	return t
}

// ofNetwork classifies a failure to get any answer. The URL that net/http puts into its errors may
// hold credentials, so only the innermost cause is kept.
func ofNetwork(err error) *Error {
	cause := err
	for {
		u, ok := errors.AsType[*url.Error](cause)
		if !ok {
			break
		}
		cause = u.Err
	}
	e := &Error{Kind: KindUnreachable, Detail: shorten(cause.Error()), Err: cause}
	if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() {
		e.Kind = KindTimeout
	}
	if errors.Is(err, context.DeadlineExceeded) {
		e.Kind = KindTimeout
	}
	if errors.Is(err, context.Canceled) {
		e.Kind = KindCanceled
	}
	return e
}
