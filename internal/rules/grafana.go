package rules

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"net/url"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"go.yaml.in/yaml/v3"

	"github.com/memledger/memledger/pkg/memory"
)

// Pace is how often rules are looked at, and how long growth must have been seen.
type Pace struct {
	Name     string
	Help     string
	Interval time.Duration
	For      time.Duration // instead of each alert's own; 0: its own
	// Steady is the window that is taken to be long enough to tell growth by; 0: the default, of days.
	Steady time.Duration
	// Sure is from where on growth is told; 0: the alert's threshold.
	Sure float64
}

// Paces is the table of paces; the first is the one to use.
var Paces = []Pace{
	{Name: "production", Help: "looked at every minute; growth is that of days", Interval: time.Minute},
	{Name: "demo", Help: "for trying out: looked at every 10 s, and what grows for two minutes is taken for a leak", Interval: 10 * time.Second, For: 10 * time.Second, Steady: 2 * time.Minute, Sure: 0.7},
}

// Grafana says for which data source its rules are printed.
type Grafana struct {
	Datasource string // uid
	Folder     string
	Pace       Pace
	// Filters tell the containers, by identity key; none: all of the data source.
	Filters map[memory.IdentityKey]string
}

// DefaultDatasource is the uid that the provisioned data source has.
const DefaultDatasource = "memledger"

// differs tells the rules of one data source and its filters from those of another: Grafana knows a rule by
// its uid alone, and a second file would take the first one's rules over. "" for the default.
func (g Grafana) differs() string {
	if g.Datasource == DefaultDatasource && len(g.Filters) == 0 {
		return ""
	}
	text := fmt.Sprintf("%q", g.Datasource)
	for _, f := range g.filters() {
		text += fmt.Sprintf(" %s %q", f.Key, f.Value)
	}
	return fmt.Sprintf("_%08x", crc32.ChecksumIEEE([]byte(text)))
}

func (g Grafana) filters() []signalFilter {
	all := []signalFilter{}
	for _, key := range memory.IdentityKeys {
		if value, ok := g.Filters[key]; ok {
			all = append(all, signalFilter{string(key), "=", value})
		}
	}
	return all
}

type provisioning struct {
	APIVersion int     `yaml:"apiVersion"`
	Groups     []group `yaml:"groups"`
}

type group struct {
	OrgID    int           `yaml:"orgId"`
	Name     string        `yaml:"name"`
	Folder   string        `yaml:"folder"`
	Interval string        `yaml:"interval"`
	Rules    []grafanaRule `yaml:"rules"`
}

type grafanaRule struct {
	UID          string            `yaml:"uid"`
	Title        string            `yaml:"title"`
	Condition    string            `yaml:"condition"`
	For          string            `yaml:"for"`
	NoDataState  string            `yaml:"noDataState"`
	ExecErrState string            `yaml:"execErrState"`
	Labels       map[string]string `yaml:"labels"`
	Annotations  pairs             `yaml:"annotations"`
	Data         []grafanaQuery    `yaml:"data"`
}

type grafanaQuery struct {
	RefID         string         `yaml:"refId"`
	DatasourceUID string         `yaml:"datasourceUid"`
	Range         *relativeRange `yaml:"relativeTimeRange,omitempty,flow"`
	Model         any            `yaml:"model,flow"`
}

type relativeRange struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// signalModel is a query of docs/contract.md.
type signalModel struct {
	RefID     string           `yaml:"refId"`
	QueryType string           `yaml:"queryType"`
	Version   int              `yaml:"version"`
	Measures  []string         `yaml:"measures"`
	Causes    []memory.CauseID `yaml:"causes,omitempty"`
	Window    string           `yaml:"window,omitempty"`
	Steady    bool             `yaml:"steady,omitempty"`
	UnknownAs float64          `yaml:"unknownAs"`
	Tool      string           `yaml:"tool"`
	Heap      string           `yaml:"heap"`
	Filters   []signalFilter   `yaml:"filters"`
}

type signalFilter struct {
	Key      string `yaml:"key"`
	Operator string `yaml:"operator"`
	Value    string `yaml:"value"`
}

const grafanaHead = `# Generated from pkg/memory by ` + "`npm run generate`" + `; do not edit. Alert rules on the Memledger data source, evaluated by Grafana's server.
# %s: %s.
# A container that is gone resolves its alert, no container at all is "no data", a server that does not answer is told by the last rule: the others keep what they said last.
`

// Print is a provisioning file with a rule for each row of the alerts table.
func (g Grafana) Print() ([]byte, error) {
	all := group{OrgID: 1, Name: "memledger" + g.differs(), Folder: g.Folder, Interval: duration(g.Pace.Interval)}
	for i := range memory.Alerts {
		rule, err := g.rule(&memory.Alerts[i])
		if err != nil {
			return nil, err
		}
		all.Rules = append(all.Rules, rule)
	}
	all.Rules = append(all.Rules, g.server())
	var b bytes.Buffer
	fmt.Fprintf(&b, grafanaHead, strings.ToUpper(g.Pace.Name[:1])+g.Pace.Name[1:], g.Pace.Help)
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(provisioning{APIVersion: 1, Groups: []group{all}}); err != nil {
		return nil, fmt.Errorf("print rules for Grafana: %w", err)
	}
	return b.Bytes(), nil
}

func (g Grafana) signal(measure string) signalModel {
	return signalModel{
		RefID: "A", QueryType: "signal", Version: 1, Measures: []string{measure},
		Tool: string(memory.DefaultTool), Heap: memory.DefaultHeap, Filters: g.filters(),
	}
}

func (g Grafana) rule(a *memory.Alert) (grafanaRule, error) {
	m, ok := memory.MeasureByID(a.Measure)
	if !ok {
		return grafanaRule{}, fmt.Errorf("alert %s: measure %q is not in the table of measures", a.ID, a.Measure)
	}
	query := g.signal(a.Measure)
	query.Causes, query.UnknownAs = a.Causes, a.UnknownAs
	threshold := a.Threshold
	if m.Judged() && g.Pace.Steady > 0 {
		query.Window, query.Steady = duration(g.Pace.Steady), true
		if m.PerCause() {
			threshold = g.Pace.Sure
		}
	}
	return grafanaRule{
		UID: "memledger_" + string(a.ID) + g.differs(), Title: a.Title, Condition: "C", For: duration(g.Pace.waits(a.For)), NoDataState: "NoData", ExecErrState: "KeepLast",
		Labels: map[string]string{"severity": string(a.Severity)}, Annotations: g.annotations(a, m),
		Data: g.data(query, a.Comparison, threshold),
	}, nil
}

// data is a query, its last number, and what that is held against.
func (g Grafana) data(query signalModel, is memory.Comparison, threshold float64) []grafanaQuery {
	return []grafanaQuery{
		{RefID: "A", DatasourceUID: g.Datasource, Range: &relativeRange{From: 600}, Model: query},
		{RefID: "B", DatasourceUID: "__expr__", Model: map[string]any{"refId": "B", "type": "reduce", "reducer": "last", "expression": "A", "settings": map[string]any{"mode": "dropNN"}}},
		{RefID: "C", DatasourceUID: "__expr__", Model: map[string]any{"refId": "C", "type": "threshold", "expression": "B", "conditions": []any{
			map[string]any{"evaluator": map[string]any{"type": string(is), "params": []float64{threshold}}},
		}}},
	}
}

// grafanaValues says how Grafana's templates print a measure, by its unit; nothing where it has no value,
// as in an error.
var grafanaValues = map[string]string{
	"percentunit": "{{ with $values.B }}{{ humanizePercentage .Value }}{{ end }}",
	"bytes":       "{{ with $values.B }}{{ humanize1024 .Value }}B{{ end }}",
	"h":           `{{ with $values.B }}{{ printf "%.1f" .Value }}{{ end }}`,
	"short":       "{{ with $values.B }}{{ .Value }}{{ end }}",
}

// annotations are what a person gets, in this order: what it is, what to do, and where to look.
func (g Grafana) annotations(a *memory.Alert, m *memory.Measure) pairs {
	in := words{container: place + "{{ $labels.container }}", cause: `{{ with $labels.cause }}{{ reReplaceAll "_" " " . }}{{ end }}`, value: grafanaValues[m.Unit]}
	return pairs{
		{"summary", in.fill(a.Summary)},
		{"description", strings.TrimSpace(in.fill(a.Description + " " + a.Verdict))},
		{"runbook_url", runbookURL(a, "{{ $labels.cause }}")},
		{"verdict_url", VerdictURL(g.Datasource)},
		{"__dashboardUid__", alertDashboard},
		{"__panelId__", alertPanel},
	}
}

// VerdictURL is the template of the address of the page with the verdict on an alert's container.
func VerdictURL(datasource string) string {
	at := "{{ externalURL }}" + appPath + "?datasource=" + url.QueryEscape(datasource)
	for _, k := range memory.IdentityKeys {
		at += "{{ with $labels." + string(k) + " }}&" + string(k) + "={{ urlquery . }}{{ end }}"
	}
	return at + "&from=" + lately + "&to=now"
}

// lately is from when on the page of a verdict is opened: growth is told by days.
const lately = "now-3d"

// pairs are names and values in an order that a map would not keep.
type pairs [][2]string

func (all pairs) MarshalYAML() (any, error) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, p := range all {
		value := &yaml.Node{Kind: yaml.ScalarNode, Value: p[1], Tag: "!!str", Style: yaml.DoubleQuotedStyle}
		node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: p[0]}, value)
	}
	return node, nil
}

func duration(d time.Duration) string { return model.Duration(d).String() }
