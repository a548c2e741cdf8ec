//go:build !lean

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/alecthomas/kingpin/v2"
	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/internal/workbench"
	"github.com/memledger/memledger/pkg/datasource"
)

func workbenchFlags(c *kingpin.CmdClause) run {
	server := c.Flag("prometheus.url", "URL of a Prometheus-compatible server; user:password@ in it is basic authentication.").PlaceHolder("URL").Required().URL()
	interval := c.Flag("prometheus.scrape-interval", "How often the server scrapes; without it the data source finds out.").PlaceHolder("DURATION").String()
	listen := c.Flag("listen", "Loopback address of the page.").Default("127.0.0.1:3333").String()
	assets := c.Flag("assets", "Folder of the page. Default: workbench, next to this program.").PlaceHolder("DIR").String()
	return func(ctx context.Context, env environment) error {
		settings, err := workbenchSettings(*server, *interval)
		if err != nil {
			return err
		}
		made, err := datasource.NewDatasource(ctx, settings)
		if err != nil {
			return fmt.Errorf("workbench: %w", err)
		}
		source, ok := made.(workbench.Instance)
		if !ok {
			return fmt.Errorf("workbench: the data source is a %T; want one that answers queries, health and resources", made)
		}
		if *assets == "" {
			program, err := os.Executable()
			if err != nil {
				return fmt.Errorf("workbench: %w", err)
			}
			*assets = filepath.Join(filepath.Dir(program), "workbench")
		}
		return workbench.Run(ctx, workbench.Config{
			Listen: *listen, Assets: *assets, Logger: env.logger,
			Source: workbench.Source{Instance: source, Settings: settings},
		})
	}
}

// workbenchSettings are the settings that Grafana would have stored.
func workbenchSettings(server *url.URL, interval string) (backend.DataSourceInstanceSettings, error) {
	if server.Host == "" || (server.Scheme != "http" && server.Scheme != "https") {
		return backend.DataSourceInstanceSettings{}, fmt.Errorf("workbench: Prometheus URL %q: want http:// or https:// and a host", server.Redacted())
	}
	stored, err := json.Marshal(map[string]string{"httpMethod": "POST", "timeInterval": interval})
	if err != nil {
		return backend.DataSourceInstanceSettings{}, fmt.Errorf("workbench: %w", err)
	}
	s := backend.DataSourceInstanceSettings{
		ID: 1, UID: workbench.UID, Type: workbench.Type, Name: "Memledger", JSONData: stored, Updated: time.Now(),
	}
	if user := server.User; user != nil {
		password, _ := user.Password()
		s.BasicAuthEnabled, s.BasicAuthUser = true, user.Username()
		s.DecryptedSecureJSONData = map[string]string{"basicAuthPassword": password}
	}
	bare := *server
	bare.User = nil
	s.URL = bare.String()
	return s, nil
}
