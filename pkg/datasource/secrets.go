package datasource

import (
	"net/url"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// hidden stands for a secret in a message.
const hidden = "***"

// redactor takes secrets out of what is shown. pkg/prom's messages hold none; this is the second
// line, for what a server or a proxy echoes.
type redactor struct{ secrets []string }

func newRedactor(s backend.DataSourceInstanceSettings) redactor {
	var r redactor
	for _, v := range s.DecryptedSecureJSONData {
		r.add(v)
	}
	if u, err := url.Parse(strings.TrimSpace(s.URL)); err == nil && u.User != nil {
		password, _ := u.User.Password()
		r.add(password)
		r.add(url.QueryEscape(password))
	}
	return r
}

// add leaves very short values alone: they would blot out words that are no secret.
func (r *redactor) add(secret string) {
	if len(secret) >= 4 {
		r.secrets = append(r.secrets, secret)
	}
}

func (r redactor) clean(message string) string {
	for _, s := range r.secrets {
		message = strings.ReplaceAll(message, s, hidden)
	}
	return message
}
