package prom

// Kind tells failures apart.
type Kind string

// Kinds of failure.
const (
	KindUnreachable Kind = "unreachable" // no connection
	KindTimeout     Kind = "timeout"     // no answer in time
	KindCanceled    Kind = "canceled"    // the asker went away
	KindAuth        Kind = "auth"        // 401, 403
	KindNotFound    Kind = "not_found"   // 404: no Prometheus API at this URL
	KindServer      Kind = "server"      // 5xx
	KindNotJSON     Kind = "not_json"    // a page, or garbage
	KindTooLarge    Kind = "too_large"   // more bytes than Options.MaxResponseBytes
	KindBadQuery    Kind = "bad_query"   // PromQL was rejected: our fault
	KindExecution   Kind = "execution"   // PromQL could not be run, such as too many samples
	KindUnexpected  Kind = "unexpected"  // anything else
)

// Error is one failed request.
type Error struct {
	Kind   Kind
	Status int // HTTP status, 0 without response
}

func (e *Error) Error() string { return string(e.Kind) }

// IsDownstream says whether err is the server's or the network's, not the plugin's.
func IsDownstream(err error) bool { return false }
