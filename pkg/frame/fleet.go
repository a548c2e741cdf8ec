package frame

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Fleet writes a row per container in the order of a rank, and a row per Go target that belongs to none.
func Fleet(q Query, r *join.Result) *data.Frame {
	all := ranked(q, judgedRows(q, r))
	for _, m := range unpaired(q, r) {
		all = append(all, judged{moment: m})
	}
	return judgedTable(q, r, all, fleetColumns)
}

// Verdicts writes what makes each container's memory large, what grows and what to do, a row per container.
func Verdicts(q Query, r *join.Result) *data.Frame {
	return judgedTable(q, r, ranked(q, judgedRows(q, r)), verdictColumns)
}

func judgedTable(q Query, r *join.Result, all []judged, columns []column[judged]) *data.Frame {
	rows := cut(q, all)
	columns = append(identityColumns(func(j judged) series { return j.series }), columns...)
	for i := range columns {
		if columns[i].name == string(memory.Container) {
			columns[i].link = q.rowLink(keysPresent(seriesOf(q, r)))
		}
	}
	f := newFrame(q, r, data.FrameTypeTable, fieldsOf(rows, columns))
	return noteCut(noted(f, r, nil, len(all) == 0), len(rows), len(all))
}

var workloadColumn = column[judged]{name: string(memory.Workload), help: "What owns the pod, where that is known.", word: func(j judged) string { return j.Labels[memory.Workload] }}

// momentColumns takes columns of the table of containers.
func momentColumns(names ...string) []column[judged] {
	var columns []column[judged]
	for _, c := range containerColumns {
		if !slices.Contains(names, c.name) {
			continue
		}
		j := column[judged]{name: c.name, title: c.title, help: c.help, unit: c.unit}
		if c.word != nil {
			j.word = func(j judged) string { return c.word(j.moment) }
		} else {
			j.number = func(j judged) (float64, bool) { return c.number(j.moment) }
		}
		columns = append(columns, j)
	}
	return columns
}

func judgedColumn(name, measure string) column[judged] {
	m, _ := memory.MeasureByID(measure)
	return column[judged]{name: name, unit: m.Unit, help: m.Help, number: func(j judged) (float64, bool) {
		if !j.trended() {
			return 0, false
		}
		return ofMeasure(measure)(j)
	}}
}

var fleetColumns = slices.Concat(
	[]column[judged]{workloadColumn},
	momentColumns("id", "usage", "reported", "heap", "divergence", "ratio", "limit", "unreclaimable", "unreclaimable_high", "unreclaimable_ratio"),
	[]column[judged]{judgedColumn("growth", "growth_bytes_per_hour"), judgedColumn("hours_to_limit", "hours_to_limit")},
	findingColumns("cause", "What makes the memory large now.", levelOf),
	findingColumns("trend", "What grows and will not come back by itself; null where the rank does not need the past.", trendOf),
	momentColumns("summary", "exporter", "status", "missing"),
)
