package datasource

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// promRow is a series of a result.
type promRow struct {
	labels map[string]string
	of     func(at float64) float64
	since  time.Time
}

func (r promRow) at(at float64) (string, bool) {
	if !r.since.IsZero() && at < float64(r.since.Unix()) {
		return "", false
	}
	return strconv.FormatFloat(r.of(at), 'g', -1, 64), true
}

// promParser reads and evaluates at once.
type promParser struct {
	double *promDouble
	text   string
}

func (p *promParser) all() ([]promRow, error) {
	rows, err := p.union()
	if err == nil && strings.TrimSpace(p.text) != "" {
		err = fmt.Errorf("parse error: unexpected %q", p.text)
	}
	return rows, err
}

// union is a or b or …, compared by all labels but the name.
func (p *promParser) union() ([]promRow, error) {
	rows, err := p.term()
	for err == nil && p.take("or ") {
		var more []promRow
		if more, err = p.term(); err == nil {
			have := map[string]bool{}
			for _, r := range rows {
				have[withoutName(r.labels)] = true
			}
			for _, r := range more {
				if !have[withoutName(r.labels)] {
					rows = append(rows, r)
				}
			}
		}
	}
	return rows, err
}

func withoutName(labels map[string]string) string {
	l := maps.Clone(labels)
	delete(l, "__name__")
	return fmt.Sprint(l)
}

func (p *promParser) take(token string) bool {
	p.text = strings.TrimLeft(p.text, " \n\t")
	rest, ok := strings.CutPrefix(p.text, token)
	if ok {
		p.text = rest
	}
	return ok
}

func (p *promParser) want(token string) error {
	if !p.take(token) {
		return fmt.Errorf("parse error: want %q before %q", token, p.text)
	}
	return nil
}

var word = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_:]*`)

func (p *promParser) word() string {
	p.take("")
	w := word.FindString(p.text)
	p.text = p.text[len(w):]
	return w
}

func (p *promParser) quoted() (string, error) {
	p.take("")
	q, err := strconv.QuotedPrefix(p.text)
	if err != nil {
		return "", fmt.Errorf("parse error: want a string before %q", p.text)
	}
	p.text = p.text[len(q):]
	return strconv.Unquote(q)
}

// functions of one argument.
var promFunctions = map[string]func([]promRow) []promRow{
	"timestamp": func(rows []promRow) []promRow {
		return each(rows, func(at float64) float64 { return at })
	},
	"": func(rows []promRow) []promRow { return rows },
}

func each(rows []promRow, of func(at float64) float64) []promRow {
	var out []promRow
	for _, r := range rows {
		l := maps.Clone(r.labels)
		delete(l, "__name__")
		out = append(out, promRow{l, of, r.since})
	}
	return out
}

func (p *promParser) term() ([]promRow, error) {
	p.take("")
	if strings.HasPrefix(p.text, "{") {
		return p.selector("")
	}
	name := p.word()
	if aggregate, ok := promAggregates[name]; ok {
		return p.aggregate(aggregate)
	}
	if name == "label_replace" {
		return p.labelReplace()
	}
	if function, ok := promFunctions[name]; ok && p.take("(") {
		rows, err := p.union()
		if err != nil {
			return nil, err
		}
		return function(rows), p.want(")")
	}
	if name == "" {
		return nil, fmt.Errorf("parse error: unexpected %q", p.text)
	}
	return p.selector(name)
}

var promAggregates = map[string]func(a, b float64) float64{
	"max":   func(a, b float64) float64 { return max(a, b) },
	"min":   func(a, b float64) float64 { return min(a, b) },
	"sum":   func(a, b float64) float64 { return a + b },
	"count": nil,
	"group": func(float64, float64) float64 { return 1 },
}

func (p *promParser) aggregate(combine func(a, b float64) float64) ([]promRow, error) {
	var by []string
	if p.take("by") {
		if err := p.want("("); err != nil {
			return nil, err
		}
		for !p.take(")") {
			by = append(by, p.word())
			if !p.take(",") && !strings.HasPrefix(strings.TrimSpace(p.text), ")") {
				return nil, fmt.Errorf("parse error: labels before %q", p.text)
			}
		}
	}
	if err := p.want("("); err != nil {
		return nil, err
	}
	rows, err := p.union()
	if err != nil {
		return nil, err
	}
	return grouped(rows, by, combine), p.want(")")
}

func grouped(rows []promRow, by []string, combine func(a, b float64) float64) []promRow {
	groups, order := map[string][]promRow{}, []string{}
	for _, r := range rows {
		l := map[string]string{}
		for _, name := range by {
			if v := r.labels[name]; v != "" {
				l[name] = v
			}
		}
		key := fmt.Sprint(l)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], promRow{l, r.of, r.since})
	}
	var out []promRow
	for _, key := range order {
		members := groups[key]
		one := members[0]
		one.of = func(at float64) float64 {
			if combine == nil {
				return float64(len(members))
			}
			v := members[0].of(at)
			for _, m := range members {
				v = combine(v, m.of(at))
			}
			return v
		}
		out = append(out, one)
	}
	return out
}

// labelReplace knows the form that sets a label to a constant.
func (p *promParser) labelReplace() ([]promRow, error) {
	if err := p.want("("); err != nil {
		return nil, err
	}
	rows, err := p.union()
	if err != nil {
		return nil, err
	}
	var args []string
	for range 4 {
		if err := p.want(","); err != nil {
			return nil, err
		}
		s, err := p.quoted()
		if err != nil {
			return nil, err
		}
		args = append(args, s)
	}
	for i := range rows {
		rows[i].labels = maps.Clone(rows[i].labels)
		rows[i].labels[args[0]] = args[1]
	}
	return rows, p.want(")")
}
