// Package serve is what the programs have in common: some live heap, and a page of metrics.
package serve

import (
	"flag"
	"log"
	"net/http"
	"os"
	"time"
)

// Held is how much live heap each program has, in bytes.
const Held = 24 << 20

var held []byte

// Metrics holds the heap and shows the metrics until the process is stopped.
func Metrics(metrics http.Handler) {
	listen := flag.String("listen", "", "host:port of the metrics")
	flag.Parse()
	held = make([]byte, Held)
	for i := 0; i < len(held); i += os.Getpagesize() {
		held[i] = 1
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", metrics)
	server := &http.Server{Addr: *listen, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServe())
}
