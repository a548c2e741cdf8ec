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
	kept := lasting(moments)
	var rows []data.Labels
	var values []float64
	for i, m := range moments {
		for _, n := range q.numbers(measure, i, m) {
			l := kept[i].Copy()
			l[measureLabel] = measure.ID
			if measure.PerCause() {
				l[causeLabel] = n.cause
			}
			rows, values = append(rows, l), append(values, n.value)
		}
	}
	kind, fields := data.FrameTypeNumericLong, []*data.Field(nil)
	switch {
	case q.ForAlert && !even(rows):
		kind, fields = data.FrameTypeNumericWide, signalFields(rows, values)
	case len(rows) > 0:
		fields = append(labelFields(rows), signalValue(measure, values))
	}
	return noted(newFrame(q, r, kind, fields), r, moments, len(rows) == 0)
}

const (
	measureLabel = "measure"
	causeLabel   = "cause"
)

// signalLabels are all that a signal's rows may have, in the order of its columns.
var signalLabels = func() (names []string) {
	for _, k := range memory.IdentityKeys {
		names = append(names, string(k))
	}
	return append(names, idLabel, measureLabel, causeLabel)
}()

// lasting is what an alert's instance on each container is known by: an instance of other labels is another
// alert, which waits anew. Only where two containers would be one the whole of their labels is told.
func lasting(moments []moment) []data.Labels {
	all := make([]data.Labels, len(moments))
	count := map[string]int{}
	for i, m := range moments {
		all[i] = m.labels.Copy()
		delete(all[i], string(memory.Workload))
		if m.Lasting()[memory.Node] == "" {
			delete(all[i], string(memory.Node))
		}
		count[all[i].String()]++
	}
	for i, m := range moments {
		if count[all[i].String()] > 1 && m.Labels[memory.Node] != "" {
			all[i][string(memory.Node)] = m.Labels[memory.Node]
		}
	}
	return all
}

// even says whether all rows have the same labels. Grafana reads an empty cell of a long frame as a label
// without value, and so takes an alert for another one as soon as some other container brings a column.
func even(rows []data.Labels) bool {
	for _, l := range rows {
		for name := range l {
			if _, has := rows[0][name]; !has || len(l) != len(rows[0]) {
				return false
			}
		}
	}
	return true
}

// signalFields are the rows of a wide frame: each has its own labels and no other's.
func signalFields(rows []data.Labels, values []float64) []*data.Field {
	fields := make([]*data.Field, len(rows))
	for i, l := range rows {
		fields[i] = data.NewField("value", l, []float64{values[i]})
	}
	return fields
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

// labelFields are the columns of the labels that any row has.
func labelFields(rows []data.Labels) (fields []*data.Field) {
	for _, name := range signalLabels {
		words, any := make([]string, len(rows)), false
		for i, l := range rows {
			words[i] = l[name]
			any = any || words[i] != ""
		}
		if any {
			fields = append(fields, data.NewField(name, nil, words))
		}
	}
	return fields
}

func signalValue(m *memory.Measure, values []float64) *data.Field {
	f := data.NewField("value", nil, values)
	f.Config = &data.FieldConfig{DisplayNameFromDS: m.Name, Description: m.Help, Unit: m.Unit}
	return f
}
