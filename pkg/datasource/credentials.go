package datasource

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// sameAnswer are the prefixes of forwarded headers that say where a question came from and not who
// asks. All others may decide what the server shows, so they part the cache.
var sameAnswer = []string{"X-Panel-", "X-Dashboard-", "X-Rule-", "X-Datasource-Uid", "X-Query-Group-Id", "X-Grafana-From-Expr", "Traceparent", "Tracestate", "Fromalert"}

// credentialsOf is a hash of whatever of a request may decide what the server shows to it.
func credentialsOf(headers http.Header, plugin backend.PluginContext) string {
	var names []string
	for name := range headers {
		from := func(prefix string) bool { return strings.HasPrefix(http.CanonicalHeaderKey(name), prefix) }
		if !slices.ContainsFunc(sameAnswer, from) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%q", plugin.Namespace)
	for _, name := range names {
		_, _ = fmt.Fprintf(h, "%q%q", name, headers[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}
