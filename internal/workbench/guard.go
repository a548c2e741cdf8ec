package workbench

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
)

// loopback checks that an address can only be reached from this machine.
func loopback(listen string) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("listen address %q: %w; want host:port", listen, err)
	}
	if ip, err := netip.ParseAddr(host); host == "localhost" || (err == nil && ip.IsLoopback()) {
		return nil
	}
	return fmt.Errorf("listen address %q: want 127.0.0.1, [::1] or localhost: the page has no login", listen)
}

// onlyByLoopbackName refuses requests for other names. A site whose name was made to point at
// loopback (DNS rebinding) would be of the page's own origin, but the browser still sends its name.
func onlyByLoopbackName(port string, next http.Handler) http.Handler {
	allowed := map[string]bool{}
	for _, name := range []string{"127.0.0.1", "localhost", "::1"} {
		allowed[net.JoinHostPort(name, port)] = true
	}
	if port == "80" {
		allowed["127.0.0.1"], allowed["localhost"], allowed["[::1]"] = true, true, true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allowed[r.Host] {
			fail(w, http.StatusForbidden, fmt.Errorf("host %q: want 127.0.0.1, localhost or [::1] and port %s", r.Host, port))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Grafana's components style themselves from scripts and draw icons from data URLs.
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
	"worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

func withHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		// A rebuilt page is a new page.
		h.Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}

func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			fail(w, http.StatusMethodNotAllowed, fmt.Errorf("method %s: want GET", r.Method))
			return
		}
		next.ServeHTTP(w, r)
	})
}
