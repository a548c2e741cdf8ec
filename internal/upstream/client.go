package upstream

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/prometheus/common/config"

	"github.com/memledger/memledger/pkg/prom"
)

// Server is how a server is reached. None of its errors repeats a secret.
type Server struct {
	URL        string // user:password@ in it is basic authentication
	Token      string // bearer token; "" = none
	TokenFile  string // file that holds it; "" = none
	ConfigFile string // an HTTP client configuration as promtool's --http.config.file; "" = none
}

// Client makes a client of the server, and returns its address without secrets.
func (s Server) Client() (*prom.Client, string, error) {
	address := strings.TrimSpace(s.URL)
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		// The parser's error repeats the address, and that may hold a password.
		return nil, "", errors.New("want the URL of a Prometheus-compatible server, such as http://127.0.0.1:9090")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return nil, "", fmt.Errorf("port %s: want one from 1 to 65535", port)
		}
	}
	c, err := s.config(u.User)
	if err != nil {
		return nil, "", err
	}
	u.User = nil
	// Credentials are not sent on to another host that the server redirects to.
	h, err := config.NewClientFromConfig(c, "memledger")
	if err != nil {
		return nil, "", errors.New("the credentials cannot be used together, or a file that they name cannot be read")
	}
	client, err := prom.New(h, u.String(), prom.Options{Method: http.MethodPost})
	u.RawQuery = ""
	return client, u.String(), err
}

func (s Server) config(user *url.Userinfo) (config.HTTPClientConfig, error) {
	c := config.DefaultHTTPClientConfig
	given := 0
	for _, set := range []bool{user != nil, s.Token != "", s.TokenFile != "", s.ConfigFile != ""} {
		if set {
			given++
		}
	}
	if given > 1 {
		return c, errors.New("more than one way to authenticate: want one of a user in the URL, a token, a token file and a configuration file")
	}
	switch {
	case user != nil:
		password, _ := user.Password()
		c.BasicAuth = &config.BasicAuth{Username: user.Username(), Password: config.Secret(password)}
	case s.Token != "":
		c.Authorization = &config.Authorization{Type: "Bearer", Credentials: config.Secret(s.Token)}
	case s.TokenFile != "":
		// The client reads it with each question: a file that is not there would look like a server that is not.
		f, err := os.Open(s.TokenFile)
		if err != nil {
			return c, err
		}
		_ = f.Close()
		c.Authorization = &config.Authorization{Type: "Bearer", CredentialsFile: s.TokenFile}
	case s.ConfigFile != "":
		return s.read()
	}
	return c, nil
}

// read reads a configuration file. What the reader says of a broken one may repeat what stands in it.
func (s Server) read() (config.HTTPClientConfig, error) {
	c, _, err := config.LoadHTTPConfigFile(s.ConfigFile)
	var path *fs.PathError
	switch {
	case errors.As(err, &path):
		return config.HTTPClientConfig{}, path
	case err != nil:
		return config.HTTPClientConfig{}, fmt.Errorf("%s: want an HTTP client configuration of Prometheus (authorization, basic_auth, tls_config, http_headers)", s.ConfigFile)
	}
	return *c, nil
}
