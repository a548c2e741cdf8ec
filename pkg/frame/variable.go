package frame

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Option is one value of a variable.
type Option struct {
	Text  string `json:"text"`
	Value string `json:"value"`
}

// Variable writes the values of a template variable; r is nil where nothing was asked upstream.
func Variable(q Query, options []Option, r *join.Result) *data.Frame {
	shown := cut(q, options)
	f := newFrame(q, r, data.FrameTypeTable, fieldsOf(shown, []column[Option]{
		{name: "text", word: func(o Option) string { return o.Text }},
		{name: "value", word: func(o Option) string { return o.Value }},
	}))
	if r != nil {
		f = noted(f, r, nil, len(options) == 0)
	}
	return noteCut(f, len(shown), len(options))
}

// Values lists the values of an identity key, sorted, each once.
func Values(r *join.Result, key memory.IdentityKey) []Option {
	var values []string
	for _, c := range r.Containers {
		if v := c.Labels[key]; v != "" {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	var options []Option
	for _, v := range slices.Compact(values) {
		options = append(options, Option{v, v})
	}
	return options
}
