// Command memledger-workbench serves the workbench; `memledger workbench` starts it. It is a program of
// its own because it runs the data source, and Grafana's packages would more than double the memory
// of an exporter that carries them.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/alecthomas/kingpin/v2"
	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/prometheus/common/promslog"
	promslogflag "github.com/prometheus/common/promslog/flag"
	"github.com/prometheus/common/version"

	"github.com/memledger/memledger/internal/workbench"
	"github.com/memledger/memledger/pkg/datasource"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := execute(ctx, os.Args[1:], os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "memledger workbench:", err)
		os.Exit(1)
	}
}

func execute(ctx context.Context, args []string, errOut io.Writer) error {
	app := kingpin.New("memledger workbench", "Serve one page on loopback: the panel and the query editor, without a Grafana.")
	finished := false
	app.UsageWriter(errOut).ErrorWriter(errOut).Terminate(func(int) { finished = true })
	app.HelpFlag.Short('h')
	app.Version(version.Print("memledger workbench"))
	logs := &promslog.Config{Writer: errOut}
	promslogflag.AddFlags(app, logs)
	serve := workbenchFlags(app)
	_, err := app.Parse(args)
	if finished {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w, try --help", err)
	}
	return serve(ctx, promslog.New(logs))
}

func workbenchFlags(c *kingpin.Application) func(context.Context, *slog.Logger) error {
	server := c.Flag("prometheus.url", "URL of a Prometheus-compatible server; user:password@ in it is basic authentication.").PlaceHolder("URL").Required().URL()
	interval := c.Flag("prometheus.scrape-interval", "How often the server scrapes; without it the data source finds out.").PlaceHolder("DURATION").String()
	listen := c.Flag("listen", "Loopback address of the page.").Default("127.0.0.1:3333").String()
	assets := c.Flag("assets", "Folder of the page. Default: workbench, next to this program.").PlaceHolder("DIR").String()
	return func(ctx context.Context, logger *slog.Logger) error {
		settings, err := workbenchSettings(*server, *interval)
		if err != nil {
			return err
		}
		made, err := datasource.NewDatasource(ctx, settings)
		if err != nil {
			return fmt.Errorf("%w", err)
		}
		source, ok := made.(workbench.Instance)
		if !ok {
			return fmt.Errorf("the data source is a %T; want one that answers queries, health and resources", made)
		}
		if *assets == "" {
			program, err := os.Executable()
			if err != nil {
				return fmt.Errorf("%w", err)
			}
			*assets = filepath.Join(filepath.Dir(program), "workbench")
		}
		return workbench.Run(ctx, workbench.Config{
			Listen: *listen, Assets: *assets, Logger: logger,
			Source: workbench.Source{Instance: source, Settings: settings},
		})
	}
}

// workbenchSettings are the settings that Grafana would have stored.
func workbenchSettings(server *url.URL, interval string) (backend.DataSourceInstanceSettings, error) {
	if server.Host == "" || (server.Scheme != "http" && server.Scheme != "https") {
		return backend.DataSourceInstanceSettings{}, fmt.Errorf("the URL of Prometheus, %q: want http:// or https:// and a host", server.Redacted())
	}
	stored, err := json.Marshal(map[string]string{"httpMethod": "POST", "timeInterval": interval})
	if err != nil {
		return backend.DataSourceInstanceSettings{}, fmt.Errorf("%w", err)
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
