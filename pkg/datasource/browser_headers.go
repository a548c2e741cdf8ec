package datasource

import (
	"net/http"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// ofTheBrowser are headers that speak of the conversation between the browser and Grafana. Grafana
// forwards them with a resource call, for credentials' sake. With Accept-Encoding set Go's client would
// leave the answer compressed; the others tell a server upstream what is none of its business.
var ofTheBrowser = []string{"Accept-Encoding", "Accept-Language", "Referer", "Origin", "Priority", "Dnt", "Cache-Control", "Pragma"}

// withoutBrowserHeaders drops them from each request.
func withoutBrowserHeaders() httpclient.Middleware {
	return httpclient.MiddlewareFunc(func(_ httpclient.Options, next http.RoundTripper) http.RoundTripper {
		return httpclient.RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			for _, name := range ofTheBrowser {
				r.Header.Del(name)
			}
			for name := range r.Header {
				if strings.HasPrefix(name, "Sec-") {
					r.Header.Del(name)
				}
			}
			return next.RoundTrip(r)
		})
	})
}
