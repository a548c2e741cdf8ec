//go:build mage

// The build targets are the plugin SDK's own: `npm run build:backend` and its variants call them.
package main

import (
	// mage:import
	build "github.com/grafana/grafana-plugin-sdk-go/build"
)

// Default builds the backend for every platform Grafana runs on.
var Default = build.BuildAll
