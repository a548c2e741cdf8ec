package datasource

import (
	"fmt"
	"regexp"
	"slices"
)

var promOperators = map[string]func(value, want string) bool{
	"=~": func(v, w string) bool { return matches(v, w) },
	"!~": func(v, w string) bool { return !matches(v, w) },
	"!=": func(v, w string) bool { return v != w },
	"=":  func(v, w string) bool { return v == w },
}

func matches(value, pattern string) bool {
	ok, err := regexp.MatchString("^(?s:"+pattern+")$", value)
	return ok && err == nil
}

func (p *promParser) selector(name string) ([]promRow, error) {
	var tests []func(map[string]string) bool
	if name != "" {
		tests = append(tests, func(l map[string]string) bool { return l["__name__"] == name })
	}
	if p.take("{") {
		for !p.take("}") {
			test, err := p.matcher()
			if err != nil {
				return nil, err
			}
			tests = append(tests, test)
			p.take(",")
		}
	}
	var rows []promRow
	for _, s := range p.double.series {
		if !slices.ContainsFunc(tests, func(test func(map[string]string) bool) bool { return !test(s.labels) }) {
			rows = append(rows, promRow{s.labels, s.at, s.since})
		}
	}
	return rows, nil
}

func (p *promParser) matcher() (func(map[string]string) bool, error) {
	label := p.word()
	for _, id := range []string{"=~", "!~", "!=", "="} {
		if p.take(id) {
			want, err := p.quoted()
			return func(l map[string]string) bool { return promOperators[id](l[label], want) }, err
		}
	}
	return nil, fmt.Errorf("parse error: want a matcher before %q", p.text)
}
