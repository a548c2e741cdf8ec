package datasource

import (
	"regexp"
	"slices"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// filter is one filter of the query model.
type filter struct {
	Key      string   `json:"key"`
	Operator string   `json:"operator"`
	Value    string   `json:"value"`
	Values   []string `json:"values"`
}

// operator is one row of what a filter may compare with.
type operator struct {
	id     string
	many   bool   // takes values
	regex  bool   // takes a regular expression
	plural string // what an unversioned query with values meant
}

var operators = []operator{
	{id: "=", plural: "=|"},
	{id: "!=", plural: "!=|"},
	{id: "=~", regex: true},
	{id: "!~", regex: true},
	{id: "=|", many: true},
	{id: "!=|", many: true},
}

// useListOperator is for filters without a version, where values stood beside a plain operator.
func (f *filter) useListOperator() {
	for _, o := range operators {
		if f.Operator == o.id && o.plural != "" && f.Values != nil {
			f.Operator, f.Value = o.plural, ""
		}
	}
}

// readFilters checks filters. One without value, or with All, is no matcher and falls away.
func readFilters(from []filter) ([]join.Filter, error) {
	var filters []join.Filter
	for _, f := range from {
		o, err := f.check()
		if err != nil {
			return nil, err
		}
		values, err := f.given(o)
		if err != nil {
			return nil, err
		}
		if len(values) > 0 {
			filters = append(filters, join.Filter{Key: memory.IdentityKey(f.Key), Operator: o.id, Values: values})
		}
	}
	return filters, nil
}

func (f filter) check() (operator, error) {
	if err := oneOf("filter key", f.Key, keyIDs()); err != nil {
		return operator{}, err
	}
	i := slices.IndexFunc(operators, func(o operator) bool { return o.id == f.Operator })
	if i < 0 {
		return operator{}, unknown("filter "+f.Key+": operator", f.Operator, idsOf(operators, func(o operator) string { return o.id }))
	}
	return operators[i], nil
}

// given returns the values to match; none where the filter is no matcher.
func (f filter) given(o operator) ([]string, error) {
	values := f.Values
	if !o.many || (len(values) == 0 && f.Value != "") {
		if len(f.Values) > 1 && f.Value == "" {
			return nil, badQueryf("filter %s %s: %d values: want one value, or the operator %q", f.Key, o.id, len(f.Values), "=|")
		}
		if f.Value != "" || len(f.Values) == 0 {
			values = []string{f.Value}
		}
	}
	if slices.Contains(values, allValues) || !slices.ContainsFunc(values, func(v string) bool { return v != "" }) {
		return nil, nil
	}
	for _, v := range values {
		if err := resolved("filter "+f.Key+": value", v); err != nil {
			return nil, err
		}
		if _, err := regexp.Compile("^(?:" + v + ")$"); o.regex && err != nil {
			return nil, badQueryf("filter %s %s %q: want a regular expression (RE2): %w", f.Key, o.id, v, err)
		}
	}
	return values, nil
}
