// Command clientgolang shows what a Go service shows that uses client_golang as its README says.
package main

import (
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/memledger/memledger/tests/programs/serve"
)

func main() { serve.Metrics(promhttp.Handler()) }
