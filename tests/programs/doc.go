// Package programs tests that what real programs show is joined and balanced: the metrics of a Go
// service in a real container and of a real exporter beside it, in a real server. It is a module of
// its own, for the plugin needs no OpenTelemetry.
package programs
