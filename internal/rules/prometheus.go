package rules

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/memledger/memledger/pkg/memory"
)

// Prometheus says for which series plain rules are printed.
type Prometheus struct {
	Cgroup, Go *memory.Dialect
	// Selector and GoSelector are matchers of either side's series, without braces.
	Selector, GoSelector string
	// GoContainer is the label of the Go processes that names their container; "" = container.
	GoContainer string
	For         time.Duration // of every alert; 0: each its own
}

type ruleFile struct {
	Groups []ruleGroup `yaml:"groups"`
}

type ruleGroup struct {
	Name     string      `yaml:"name"`
	Interval string      `yaml:"interval,omitempty"`
	Rules    []plainRule `yaml:"rules"`
}

type plainRule struct {
	Record      string            `yaml:"record,omitempty"`
	Alert       string            `yaml:"alert,omitempty"`
	Expr        yaml.Node         `yaml:"expr"`
	For         string            `yaml:"for,omitempty"`
	Keeps       string            `yaml:"keep_firing_for,omitempty"`
	Labels      map[string]string `yaml:"labels,omitempty"`
	Annotations pairs             `yaml:"annotations,omitempty"`
}

// printer collects the rules, and what they cannot say.
type printer struct {
	Prometheus
	sides    map[memory.Side]side
	sums     memory.PromQL
	counters map[memory.CounterID]bool // recorded
	joins    bool                      // some alert needs both sides
	about    memory.AlertID            // that is being printed
	options  map[string][]string       // settings that exporters need, with what needs them
	records  []plainRule
	alerts   []plainRule
	unspoken []string
}

const plainHead = `# Printed by memledger rules for %s and %s. Of page cache nothing fires but the rules of severity info.
# Growth is that of three days, each held against the same two hours of the day before: a verdict of the data source sees more.
`

const joinHead = `# Alerts that need both exporters meet by cluster, namespace, pod and container. Where no pod tells them apart, containers of one name on
# several hosts have none of these alerts: print rules of one host each, with --selector and --go-selector.
`

// Print is a file of recording and alert rules for Prometheus, with a comment on each alert that the
// exporters do not tell enough for.
func (o Prometheus) Print() ([]byte, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	p := &printer{Prometheus: o, counters: map[memory.CounterID]bool{}, options: map[string][]string{}, sides: map[memory.Side]side{
		memory.CgroupSide: {dialect: o.Cgroup, selector: o.Selector},
		memory.GoSide:     {dialect: o.Go, selector: o.GoSelector, container: o.GoContainer},
	}}
	p.sums = memory.PromQL{Spell: p.spell, Recorded: map[string]string{}}
	for _, r := range memory.Recordings {
		if text, missing := p.expression(r.Sum, nil); len(missing) == 0 {
			p.record(r.Name, nil, text)
			p.sums.Recorded[r.Sum.String()] = r.Name
		}
	}
	for i := range memory.Alerts {
		p.alert(&memory.Alerts[i])
	}
	return p.file()
}

// check reads what a person typed, so that it cannot break the file.
func (o *Prometheus) check() (err error) {
	if o.Selector, err = matchersOf("selector", o.Selector); err != nil {
		return err
	}
	if o.GoSelector, err = matchersOf("go-selector", o.GoSelector); err != nil {
		return err
	}
	return labelName("go-container", o.GoContainer)
}

func (p *printer) file() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, plainHead, p.Cgroup.Name, p.Go.Name)
	if p.joins {
		b.WriteString(joinHead)
	}
	for _, option := range slices.Sorted(maps.Keys(p.options)) {
		fmt.Fprintf(&b, "# Less is told, or nothing, without %s: %s.\n", option, strings.Join(unique(p.options[option]), ", "))
	}
	for _, text := range p.unspoken {
		fmt.Fprintf(&b, "# Not here: %s.\n", text)
	}
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	file := ruleFile{Groups: []ruleGroup{{Name: "memledger.records", Interval: "1m", Rules: p.records}, {Name: "memledger.alerts", Interval: "1m", Rules: p.alerts}}}
	if err := e.Encode(file); err != nil {
		return nil, fmt.Errorf("print rules for Prometheus: %w", err)
	}
	return b.Bytes(), nil
}

// spell is the expression of a counter. Those of containers are recorded once each, by the name that
// this repository calls them: sums of what an exporter spells would not be read by anybody.
func (p *printer) spell(id memory.CounterID) (string, bool) {
	c, ok := memory.CounterByID(id)
	if !ok {
		return "", false
	}
	of := c.Side
	if of == memory.ProcessSide {
		of = memory.GoSide
	}
	s, ok := p.sides[of]
	if !ok {
		return "", false
	}
	text, ok := s.spell(id)
	if option := s.dialect.OptionFor(id); ok && option != "" && p.about != "" && !s.dialect.Tells(id) {
		p.options[option] = append(p.options[option], string(p.about))
	}
	switch {
	case !ok:
		return "", false
	case of == memory.GoSide && c.ID == memory.GoMemLimit:
		return "(" + text + " < " + strconv.FormatFloat(memory.Unlimited, 'g', -1, 64) + ")", true
	case of == memory.GoSide:
		return text, true
	}
	name := "memledger:cgroup:" + string(id)
	if !p.counters[id] {
		p.counters[id] = true
		p.record(name, nil, podsOwn(s.identified(text)))
	}
	return name, true
}

// expression prints e, over of where that is not nil, with the labels of an alert, or names the counters
// that are not told.
func (p *printer) expression(e, of memory.Expr) (text string, missing []memory.CounterID) {
	all := []memory.Expr{e}
	if of != nil {
		all = append(all, of)
	}
	sums, one := p.sums, true
	var first memory.Side
	for i, x := range all {
		s, same := memory.SideOf(x)
		one = one && same && (i == 0 || s == first)
		first = s
	}
	if !one {
		sums.Wrap = func(s memory.Side, expr string) string { return p.sides[s].joined(expr) }
	}
	var texts []string
	for _, x := range all {
		part, lacks := sums.Of(x)
		texts, missing = append(texts, part), append(missing, lacks...)
	}
	if recorded := p.recorded(all); one && recorded != nil {
		return strings.Join(recorded, " / "), missing
	}
	text = strings.Join(texts, " / ")
	if one {
		text = p.sides[first].alone(text)
	} else if len(missing) == 0 {
		text += p.oneHost()
	}
	return text, missing
}

// severalHosts are the containers of which the sides cannot be told to belong together.
const severalHosts = "memledger:several_hosts"

// oneHost leaves out containers of one name on several hosts: their sums would be those of all hosts.
func (p *printer) oneHost() string {
	if !p.joins {
		p.joins = true
		var ways []string
		for _, of := range []memory.Side{memory.CgroupSide, memory.GoSide} {
			if way := p.sides[of].onHosts(); way != "" {
				ways = append(ways, way)
			}
		}
		p.record(severalHosts, nil, strings.Join(ways, "\nor\n"))
	}
	return "\nunless on (" + joinLabels + ") " + severalHosts
}

// recorded are the series of all sums; nil where one has none.
func (p *printer) recorded(all []memory.Expr) (names []string) {
	for _, e := range all {
		name, ok := p.sums.Recorded[e.String()]
		if !ok {
			return nil
		}
		names = append(names, name)
	}
	return names
}

func (p *printer) record(name string, labels map[string]string, expr string) {
	p.records = append(p.records, plainRule{Record: name, Expr: literal(expr), Labels: labels})
}

// literal is an expression as people write one.
func literal(expr string) yaml.Node {
	return yaml.Node{Kind: yaml.ScalarNode, Value: expr, Tag: "!!str"}
}
