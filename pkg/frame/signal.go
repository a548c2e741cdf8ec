package frame

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Signal writes one number per container for an alert rule: no row where it is not known, because
// a null would be an alert on missing data and a NaN would be silently normal.
func Signal(q Query, measure *memory.Measure, r *join.Result) *data.Frame {
	moments := latest(q, r)
	var rows []series
	var values []float64
	for _, m := range moments {
		if v := known(measure.Of(m.ledger, m.gap)); v != nil {
			rows, values = append(rows, m.series), append(values, *v)
		}
	}
	var fields []*data.Field
	if len(rows) > 0 {
		fields = append(labelFields(rows), constant("measure", measure.ID, len(rows)), signalValue(measure, values))
	}
	f := newFrame(q, r, data.FrameTypeNumericLong, fields)
	return noted(f, r, moments, len(rows) == 0)
}

// labelFields are the identity columns that any row has, and the id where one has it.
func labelFields(rows []series) []*data.Field {
	var names []string
	for _, k := range keysPresent(rows) {
		names = append(names, string(k))
	}
	for _, s := range rows {
		if _, has := s.labels[idLabel]; has {
			names = append(names, idLabel)
			break
		}
	}
	var fields []*data.Field
	for _, name := range names {
		words := make([]string, len(rows))
		for i, s := range rows {
			words[i] = s.labels[name]
		}
		fields = append(fields, data.NewField(name, nil, words))
	}
	return fields
}

func constant(name, value string, rows int) *data.Field {
	words := make([]string, rows)
	for i := range words {
		words[i] = value
	}
	return data.NewField(name, nil, words)
}

func signalValue(m *memory.Measure, values []float64) *data.Field {
	f := data.NewField("value", nil, values)
	f.Config = &data.FieldConfig{DisplayNameFromDS: m.Name, Description: m.Help, Unit: m.Unit}
	return f
}
