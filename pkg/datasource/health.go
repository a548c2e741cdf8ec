package datasource

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// report is the details of a health check: what stands in the message, for machines, and more.
type report struct {
	// Verbose is what Grafana shows when a person opens the details.
	Verbose    string     `json:"verboseMessage,omitempty"`
	Server     string     `json:"server,omitempty"`
	Version    string     `json:"version,omitempty"`
	Exporters  []exporter `json:"exporters"`
	Precedence precedence `json:"precedence"`
	Containers int        `json:"containers"`
	Paired     int        `json:"paired"`
	Unpaired   int        `json:"unpairedGoTargets"`
	Next       []string   `json:"next"`
}

// exporter is one dialect that the server holds.
type exporter struct {
	Dialect        memory.DialectID `json:"dialect"`
	Name           string           `json:"name"`
	Side           memory.Side      `json:"side"`
	Jobs           []string         `json:"jobs"`
	Cgroups        int              `json:"cgroups,omitempty"`
	Targets        int              `json:"targets,omitempty"`
	ScrapeInterval string           `json:"scrapeInterval,omitempty"`
	Missing        []string         `json:"missing,omitempty"`
}

// CheckHealth tells what the server is, what it holds of both sides, and what to do next. A fault
// is a result and not an error: of an error Grafana shows only that there was one.
func (d *Datasource) CheckHealth(ctx context.Context, req *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	if d.broken != nil {
		return d.unhealthy(d.broken, report{}), nil
	}
	ctx, cancel := context.WithTimeout(ctx, d.settings.timeout)
	defer cancel()
	r := report{Server: d.settings.host, Exporters: []exporter{}, Next: []string{}}
	info, err := d.settings.client.BuildInfo(ctx)
	if err != nil && !mayLackBuildInfo(err) {
		return d.unhealthy(err, r), nil
	}
	r.Version = info.Version
	now := d.now()
	found, err := join.Detect(ctx, d.settings.client, now)
	if err != nil {
		return d.unhealthy(err, r), nil
	}
	r.add(found)
	r.Precedence = d.precedence(found)
	r.compareIntervals(found, d.settings.scrapeInterval)
	result, err := join.Fetch(ctx, d.settings.client, join.Request{
		From: now, To: now, ScrapeInterval: d.settings.scrapeInterval, Found: found, Precedence: d.settings.precedence, Bindings: d.settings.bindings,
	})
	if err != nil {
		return d.unhealthy(err, r), nil
	}
	r.count(result)
	return d.healthy(r)
}

// mayLackBuildInfo is for compatible servers: that one is a Prometheus API is then told by queries.
func mayLackBuildInfo(err error) bool {
	e, ok := errors.AsType[*prom.Error](err)
	return ok && slices.Contains([]prom.Kind{prom.KindNotFound, prom.KindNotJSON, prom.KindUnexpected, prom.KindBadQuery}, e.Kind)
}

func (d *Datasource) unhealthy(err error, r report) *backend.CheckHealthResult {
	r.Next = []string{"mend the settings or the server, then Save & test again"}
	return &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: d.message(err), JSONDetails: r.json(d.secrets)}
}

func (d *Datasource) healthy(r report) (*backend.CheckHealthResult, error) {
	said, status := r.verdict()
	server := d.settings.flavour
	if server == "" {
		server = "Prometheus API"
	}
	message := strings.TrimSpace(server+" "+r.Version) + " at " + r.Server + ": " + said
	r.Verbose = r.verbose()
	return &backend.CheckHealthResult{Status: status, Message: d.secrets.clean(message), JSONDetails: r.json(d.secrets)}, nil
}

func (r *report) add(found []join.Found) {
	for _, f := range found {
		e := exporter{Dialect: f.Dialect, Side: f.Side, Jobs: f.Jobs, Cgroups: f.Cgroups, Targets: f.Targets, Missing: f.Missing}
		if d, ok := memory.DialectByID(f.Dialect); ok {
			e.Name = d.Name
		}
		if f.ScrapeInterval > 0 {
			e.ScrapeInterval = f.ScrapeInterval.String()
		}
		r.Exporters = append(r.Exporters, e)
	}
}

// compareIntervals warns of steps shorter than a scrape: every other point would be a repetition.
func (r *report) compareIntervals(found []join.Found, set time.Duration) {
	for i, f := range found {
		if f.ScrapeInterval > set+set/2 {
			r.Next = append(r.Next, fmt.Sprintf("set the scrape interval to %s: %s is scraped that often, and the data source says %s", f.ScrapeInterval, r.Exporters[i].Name, set))
		}
	}
}

func (r *report) count(result *join.Result) {
	r.Containers, r.Unpaired = len(result.Containers), len(result.Unpaired)
	for _, c := range result.Containers {
		if c.Exporter != "" && len(c.Targets) > 0 {
			r.Paired++
		}
	}
}

// side lists the names of what was found of one side.
func (r *report) side(side memory.Side) string {
	var names []string
	for _, e := range r.Exporters {
		if e.Side == side {
			names = append(names, e.Name)
		}
	}
	return strings.Join(names, ", ")
}

// finding is what a health check says of which sides there are, and what to do about it.
type finding struct {
	cgroup, golang bool
	status         backend.HealthStatus
	said, next     string
}

var findings = []finding{
	{false, false, backend.HealthStatusError, "found neither a container exporter nor Go series",
		"scrape the memledger exporter or cAdvisor, and the /metrics of a Go program that uses client_golang"},
	{true, false, backend.HealthStatusOk, "found {cgroup} but no go_memstats_*: only the container's side can be shown",
		"scrape the /metrics of your Go programs (client_golang's promhttp.Handler serves it)"},
	{false, true, backend.HealthStatusOk, "found {go} but no container exporter: only the Go side can be shown",
		"scrape the memledger exporter, or cAdvisor or the kubelet's /metrics/cadvisor"},
	{true, true, backend.HealthStatusOk, "found {cgroup} and {go}", ""},
}

func (r *report) verdict() (string, backend.HealthStatus) {
	cgroup, golang := r.side(memory.CgroupSide), r.side(memory.GoSide)
	for _, f := range findings {
		if f.cgroup != (cgroup != "") || f.golang != (golang != "") {
			continue
		}
		said := strings.NewReplacer("{cgroup}", cgroup, "{go}", golang).Replace(f.said)
		if f.next != "" {
			r.Next = append(r.Next, f.next)
		}
		return said + r.pairs(f) + r.nextWords(), f.status
	}
	return "", backend.HealthStatusUnknown
}

// pairs counts the containers, and how many have both sides.
func (r *report) pairs(f finding) string {
	if !f.cgroup || !f.golang {
		return ""
	}
	if r.Unpaired > 0 {
		r.Next = append(r.Next, "look at the containers table for Go targets that belong to no container: their labels must say namespace, pod or container as the exporter does, or their addresses must match")
	}
	return fmt.Sprintf("; %s, %d of them paired with Go targets, %s without a container", count(r.Containers, "container"), r.Paired, count(r.Unpaired, "Go target"))
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func (r *report) nextWords() string {
	if len(r.Next) == 0 {
		return ""
	}
	return ". Next: " + strings.Join(r.Next, "; ")
}

// verbose lists each exporter with what it lacks.
func (r *report) verbose() string {
	var lines []string
	for _, e := range r.Exporters {
		line := fmt.Sprintf("%s (%s): jobs %s; %d cgroups, %d Go targets", e.Name, e.Side, strings.Join(e.Jobs, ", "), e.Cgroups, e.Targets)
		if len(e.Missing) > 0 {
			line += "; would tell more with " + strings.Join(e.Missing, ", ")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (r report) json(secrets redactor) []byte {
	details, err := json.Marshal(r)
	if err != nil {
		return nil
	}
	return []byte(secrets.clean(string(details)))
}
