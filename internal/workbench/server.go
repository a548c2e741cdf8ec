package workbench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// Config is what the workbench is told by its flags.
type Config struct {
	Listen string // host:port; the host is one of loopback
	Assets string // folder with index.html and what it loads
	Source Source
	Logger *slog.Logger
}

const (
	// UID is the data source's uid, the only one there is.
	UID = "memledger"
	// Type is the id of the data source's plugin.
	Type = "memledger-gomemory-datasource"

	readHeaderTimeout = 10 * time.Second
	shutdownTimeout   = 3 * time.Second
)

// Run serves until ctx ends.
func Run(ctx context.Context, c Config) error {
	if err := loopback(c.Listen); err != nil {
		return err
	}
	assets, err := openAssets(c.Assets)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w", err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return fmt.Errorf("%w", err)
	}
	c.Logger.Info("workbench", "url", "http://"+listener.Addr().String()+"/")
	server := &http.Server{Handler: Handler(c.Source, assets, port), ReadHeaderTimeout: readHeaderTimeout}
	stop := context.AfterFunc(ctx, func() {
		limit, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
		defer cancel()
		if server.Shutdown(limit) != nil {
			_ = server.Close()
		}
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("%w", err)
	}
	return nil
}

// Handler answers the page and the page's questions to whoever reaches it by a name of loopback.
func Handler(source Source, assets fs.FS, port string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/ds/query", source.query)
	mux.HandleFunc("GET /api/datasources/uid/{uid}/health", source.health)
	mux.HandleFunc("/api/datasources/uid/{uid}/resources/{path...}", source.resource)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		fail(w, http.StatusNotFound, fmt.Errorf("%s %s: the workbench has no such thing; it queries one data source", r.Method, r.URL.Path))
	})
	mux.Handle("/", readOnly(http.FileServerFS(assets)))
	// Reading needs no login here, so no other site may make this machine's browser read.
	crossOrigin := http.NewCrossOriginProtection()
	return onlyByLoopbackName(port, withHeaders(crossOrigin.Handler(mux)))
}

// openAssets opens the folder of the page, and only that.
func openAssets(dir string) (fs.FS, error) {
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return nil, fmt.Errorf("page: %w; build it with `node scripts/start.mjs scripts/buildWorkbench.ts`", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return root.FS(), nil
}

// pluginContext is who asks: nobody in particular, of the one data source.
func (s Source) pluginContext() backend.PluginContext {
	settings := s.Settings
	return backend.PluginContext{
		OrgID:                      1, //nolint:staticcheck // the SDK reads it where no namespace is given
		PluginID:                   Type,
		User:                       &backend.User{Login: "workbench", Role: "Viewer"},
		DataSourceInstanceSettings: &settings,
	}
}
