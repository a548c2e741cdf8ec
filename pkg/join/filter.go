package join

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// Filter keeps the containers whose label Key matches. Operators: = != =~ !~ on Values[0],
// =| and !=| exactly on any of Values. No values is no matcher.
type Filter struct {
	Key      memory.IdentityKey
	Operator string
	Values   []string
}

// operator is one row of what a filter can compare with.
type operator struct {
	id     string
	promQL string
	list   bool // takes any number of values, each of them literal
	regex  bool // PromQL reads the value as a regular expression
	not    bool
}

var operators = []operator{
	{id: "=", promQL: "="},
	{id: "!=", promQL: "!=", not: true},
	{id: "=~", promQL: "=~", regex: true},
	{id: "!~", promQL: "!~", regex: true, not: true},
	{id: "=|", promQL: "=~", regex: true, list: true},
	{id: "!=|", promQL: "!~", regex: true, list: true, not: true},
}

// matcher is a filter that has been checked.
type matcher struct {
	key   memory.IdentityKey
	op    operator
	value string         // as PromQL wants it, not yet quoted
	re    *regexp.Regexp // what the value means, anchored as Prometheus anchors it
}

// compile checks a filter; false: it matches everything.
func (f Filter) compile() (matcher, bool, error) {
	fault := func(want string) error {
		return fmt.Errorf("filter %s %s %q: want %s", f.Key, f.Operator, f.Values, want)
	}
	if !slices.Contains(memory.FilterKeys, f.Key) {
		return matcher{}, false, fault(fmt.Sprintf("one of the keys %q", memory.FilterKeys))
	}
	i := slices.IndexFunc(operators, func(o operator) bool { return o.id == f.Operator })
	if i < 0 {
		return matcher{}, false, fault("one of the operators = != =~ !~ =| !=|")
	}
	if len(f.Values) == 0 {
		return matcher{}, false, nil
	}
	m := matcher{key: f.Key, op: operators[i], value: f.Values[0]}
	if m.op.list {
		m.value = alternation(f.Values)
	} else if len(f.Values) > 1 {
		return matcher{}, false, fault("one value, or the operator =| or !=|")
	}
	pattern := m.value
	if !m.op.regex {
		pattern = regexp.QuoteMeta(pattern)
	}
	re, err := regexp.Compile("^(?s:" + pattern + ")$")
	if err != nil {
		return matcher{}, false, fmt.Errorf("%w: %w", fault("a regular expression (RE2)"), err)
	}
	m.re = re
	return m, true, nil
}

func alternation(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = regexp.QuoteMeta(v)
	}
	return strings.Join(quoted, "|")
}

// keeps says whether a label value passes; a missing label is "".
func (m matcher) keeps(value string) bool { return m.re.MatchString(value) != m.op.not }

func keepsAll(ms []matcher, value func(memory.IdentityKey) string) bool {
	for _, m := range ms {
		if !m.keeps(value(m.key)) {
			return false
		}
	}
	return true
}

// promQL writes the matcher for a label.
func (m matcher) promQL(label string) string {
	return label + m.op.promQL + strconv.Quote(m.value)
}

// promQLOrEmpty writes a matcher that also takes series without the label; false where PromQL has
// none such.
func (m matcher) promQLOrEmpty(label string) (string, bool) {
	if m.op.not {
		return "", false
	}
	pattern := m.value
	if !m.op.regex {
		pattern = regexp.QuoteMeta(pattern)
	}
	return label + "=~" + strconv.Quote("(?:"+pattern+")?"), true
}
