package frame

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Signal writes one number per container for an alert rule: where it is not known UnknownAs or no row,
// because a null would be an alert on missing data and a NaN would be silently normal.
func Signal(q Query, measure *memory.Measure, r *join.Result) *data.Frame {
	moments := latest(q, r)
	var rows []series
	var values []float64
	var causes []string
	for i, m := range moments {
		for _, n := range q.numbers(measure, i, m) {
			rows, values, causes = append(rows, m.series), append(values, n.value), append(causes, n.cause)
		}
	}
	var fields []*data.Field
	if len(rows) > 0 {
		fields = append(labelFields(rows), constant("measure", measure.ID, len(rows)))
		if measure.PerCause() {
			fields = append(fields, data.NewField("cause", nil, causes))
		}
		fields = append(fields, signalValue(measure, values))
	}
	f := newFrame(q, r, data.FrameTypeNumericLong, fields)
	return noted(f, r, moments, len(rows) == 0)
}

// signalled is one value of a signal, and the cause that it is of, where there is one for each.
type signalled struct {
	value float64
	cause string
}

// numbers are those of the i-th container: one at the most, but one for each cause asked for where the
// measure is of causes, so that an alert's instances stay.
func (q Query) numbers(measure *memory.Measure, i int, m moment) []signalled {
	var v *float64
	switch {
	case measure.PerCause():
		all := make([]signalled, len(q.Causes))
		for k, cause := range q.Causes {
			all[k] = signalled{measure.OfCause(&q.Verdicts[i], cause), string(cause)}
		}
		return all
	case measure.Judged():
		v = known(measure.OfVerdict(&q.Verdicts[i]))
	default:
		v = known(measure.Of(m.ledger, m.gap))
	}
	if v == nil {
		v = q.UnknownAs
	}
	if v == nil {
		return nil
	}
	return []signalled{{value: *v}}
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
