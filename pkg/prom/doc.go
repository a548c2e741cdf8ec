// Package prom asks a Prometheus-compatible server. It knows PromQL only as text: what to ask is
// pkg/join's, how to authenticate is the given http.Client's. Every failure is an *Error that says
// what was asked, of which server, and what was expected instead of what came.
package prom
