package datasource

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	prommodel "github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// defaultScrapeInterval is Grafana's own default for Prometheus.
const defaultScrapeInterval = 15 * time.Second

// settings is what a data source is configured with, checked.
type settings struct {
	scrapeInterval time.Duration
	timeout        time.Duration // of a whole query
	host           string        // of the URL, for messages
	flavour        string        // prometheusType: what the person says the server is
	precedence     map[memory.Side][]memory.DialectID
	bindings       []join.Binding
	client         *prom.Client
	http           *http.Client
}

// configured is jsonData as the editor and provisioning files write it.
type configured struct {
	HTTPMethod            string          `json:"httpMethod"`
	TimeInterval          string          `json:"timeInterval"`
	QueryTimeout          string          `json:"queryTimeout"`
	CustomQueryParameters string          `json:"customQueryParameters"`
	PrometheusType        string          `json:"prometheusType"`
	SigV4Auth             bool            `json:"sigV4Auth"`
	AzureCredentials      json.RawMessage `json:"azureCredentials"`
	scaleOut
	joining
}

// newSettings checks the settings and makes the clients. Its errors are for the person who
// configures the data source and hold no secrets.
func newSettings(ctx context.Context, from backend.DataSourceInstanceSettings) (settings, error) {
	var c configured
	if len(from.JSONData) == 0 {
		from.JSONData = json.RawMessage("{}")
	}
	if err := json.Unmarshal(from.JSONData, &c); err != nil {
		return settings{}, unreadable(err)
	}
	if err := c.supported(); err != nil {
		return settings{}, err
	}
	opts, err := from.HTTPClientOptions(ctx)
	if err != nil {
		return settings{}, fmt.Errorf("the data source's HTTP settings: %w", err)
	}
	s := settings{flavour: c.PrometheusType}
	if s.scrapeInterval, err = duration("timeInterval", c.TimeInterval, defaultScrapeInterval); err != nil {
		return settings{}, err
	}
	if s.timeout, err = duration("queryTimeout", c.QueryTimeout, timeoutOf(opts)); err != nil {
		return settings{}, err
	}
	if s.precedence, err = c.precedence(); err != nil {
		return settings{}, err
	}
	if err := join.CheckBindings(c.Bindings); err != nil {
		return settings{}, err
	}
	s.bindings = c.Bindings
	return s, s.connect(from, c, opts)
}

func (c configured) supported() error {
	if c.SigV4Auth {
		return errors.New("sigV4Auth is not supported: put a signing proxy before the server")
	}
	if len(c.AzureCredentials) > 0 && string(c.AzureCredentials) != "null" {
		return errors.New("azureCredentials is not supported: forward the OAuth identity or use a header instead")
	}
	return nil
}

func timeoutOf(opts httpclient.Options) time.Duration {
	if opts.Timeouts != nil && opts.Timeouts.Timeout > 0 {
		return opts.Timeouts.Timeout
	}
	return httpclient.DefaultTimeoutOptions.Timeout
}

func duration(name, value string, otherwise time.Duration) (time.Duration, error) {
	if value = strings.TrimSpace(value); value == "" {
		return otherwise, nil
	}
	d, err := prommodel.ParseDuration(value)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%s %q: want a duration such as 15s or 1m", name, value)
	}
	return time.Duration(d), nil
}

// connect makes the HTTP client, which brings authentication, and the Prometheus client over it.
func (s *settings) connect(from backend.DataSourceInstanceSettings, c configured, opts httpclient.Options) error {
	address := strings.TrimSpace(from.URL)
	if address == "" {
		return errors.New("the data source has no URL: want the address of a Prometheus-compatible server, such as http://prometheus:9090")
	}
	params, err := url.ParseQuery(c.CustomQueryParameters)
	if err != nil {
		// The parser's error repeats the text, and that may hold a token.
		return errors.New("customQueryParameters cannot be read: want name=value&name=value")
	}
	if err := c.parameters(params); err != nil {
		return err
	}
	if opts.Header, err = c.header(opts.Header); err != nil {
		return err
	}
	timeouts := httpclient.DefaultTimeoutOptions
	if opts.Timeouts != nil {
		timeouts = *opts.Timeouts
	}
	timeouts.Timeout = s.timeout
	opts.Timeouts, opts.ForwardHTTPHeaders = &timeouts, true
	opts.Middlewares = append(httpclient.DefaultMiddlewares(), withoutBrowserHeaders())
	if s.http, err = httpclient.New(opts); err != nil {
		return fmt.Errorf("the data source's HTTP settings: %w", err)
	}
	if s.client, err = prom.New(s.http, address, prom.Options{Method: c.HTTPMethod, CustomQueryParameters: params}); err != nil {
		return err
	}
	if u, err := url.Parse(address); err == nil {
		s.host = u.Host
	}
	return nil
}

// unreadable says which setting has a value of the wrong kind, and what was expected.
func unreadable(err error) error {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return fmt.Errorf("the data source's jsonData: %w", err)
	}
	// Of a path such as scaleOut.dedup the last part is what the setting is called.
	name := wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:]
	return fmt.Errorf("jsonData: %s is of the kind %s: want %s", name, wrong.Value, kinds[wrong.Type.Kind()])
}

var kinds = map[reflect.Kind]string{
	reflect.Bool: "true or false", reflect.String: "a text", reflect.Int: "a number", reflect.Float64: "a number",
	reflect.Slice: "a list", reflect.Map: "an object", reflect.Struct: "an object",
}
