package frame

import (
	"fmt"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// mostNotices keeps a fleet's problems from burying the first of them.
const mostNotices = 8

// NoData is what an empty answer says.
const NoData = "No container of this filter has data here. The data source's Save & test tells which exporters it finds."

// noted says on a frame what is partial in it.
func noted(f *data.Frame, r *join.Result, moments []moment, empty bool) *data.Frame {
	if empty {
		addNotice(f, data.NoticeSeverityInfo, NoData)
	}
	problems := slices.Clone(r.Problems)
	for _, m := range moments {
		for _, p := range m.Problems {
			problems = append(problems, m.title+": "+p)
		}
	}
	problems = unique(problems)
	for _, p := range problems[:min(len(problems), mostNotices)] {
		addNotice(f, data.NoticeSeverityWarning, p)
	}
	if more := len(problems) - mostNotices; more > 0 {
		addNotice(f, data.NoticeSeverityWarning, fmt.Sprintf("and %d more of this kind; the containers table has them all", more))
	}
	for _, advice := range adviceOf(moments) {
		addNotice(f, data.NoticeSeverityInfo, advice)
	}
	return f
}

func addNotice(f *data.Frame, severity data.NoticeSeverity, text string) {
	f.AppendNotices(data.Notice{Severity: severity, Text: text})
}

// cut keeps the first MaxRows rows.
func cut[R any](q Query, rows []R) []R {
	if q.MaxRows > 0 && len(rows) > q.MaxRows {
		return rows[:q.MaxRows]
	}
	return rows
}

func noteCut(f *data.Frame, shown, all int) *data.Frame {
	if shown < all {
		addNotice(f, data.NoticeSeverityWarning, fmt.Sprintf("%d of %d rows shown: narrow the filter or raise maxRows", shown, all))
	}
	return f
}

// advice is what one exporter would have to report for finer classes.
type advice struct {
	dialect  *memory.Dialect
	counters []string
	splits   []string
}

// adviceOf names the counters that would split the coarse classes, once per exporter.
func adviceOf(moments []moment) []string {
	var all []*advice
	for _, m := range moments {
		for _, missing := range m.ledger.Missing {
			a := adviceFor(&all, m.exporterOf(missing.Counter))
			a.counters = appendNew(a.counters, string(missing.Counter))
			if c, ok := memory.ClassByID(missing.Splits); ok {
				a.splits = appendNew(a.splits, "“"+c.Name+"”")
			}
		}
	}
	texts := make([]string, 0, len(all))
	for _, a := range all {
		texts = append(texts, a.String())
	}
	return texts
}

func (a advice) String() string {
	s := "add " + strings.Join(a.counters, ", ") + " to split " + strings.Join(a.splits, ", ")
	if a.dialect != nil {
		s += ". " + a.dialect.Name + " lacks: " + a.dialect.Lacks
	}
	return s
}

func adviceFor(all *[]*advice, d *memory.Dialect) *advice {
	for _, a := range *all {
		if a.dialect == d {
			return a
		}
	}
	a := &advice{dialect: d}
	*all = append(*all, a)
	return a
}

// exporterOf is the dialect that would have to report a counter of the container.
func (m moment) exporterOf(id memory.CounterID) *memory.Dialect {
	dialect := m.Exporter
	if c, ok := memory.CounterByID(id); ok && c.Side != memory.CgroupSide {
		dialect = ""
		if len(m.Targets) > 0 {
			dialect = m.Targets[0].Dialect
		}
	}
	d, _ := memory.DialectByID(dialect)
	return d
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func unique(list []string) []string {
	var once []string
	for _, s := range list {
		once = appendNew(once, s)
	}
	return once
}
