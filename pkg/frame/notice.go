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
	problems := unique(append(slices.Clone(r.Problems), problemsOf(moments)...))
	for _, p := range problems[:min(len(problems), mostNotices)] {
		addNotice(f, data.NoticeSeverityWarning, p)
	}
	if more := len(problems) - mostNotices; more > 0 {
		addNotice(f, data.NoticeSeverityWarning, fmt.Sprintf("and %d more; the containers table has them all", more))
	}
	return f
}

// problemsOf says each problem once, with the containers that have it.
func problemsOf(moments []moment) []string {
	var order []string
	titles := map[string][]string{}
	for _, m := range moments {
		for _, p := range m.Problems {
			order = appendNew(order, p)
			titles[p] = append(titles[p], m.title)
		}
	}
	for i, p := range order {
		who := titles[p]
		more := ""
		if len(who) > 3 {
			who, more = who[:3], fmt.Sprintf(" and %d more", len(who)-3)
		}
		order[i] = strings.Join(who, ", ") + more + ": " + p
	}
	return order
}

// advised adds which counters would split the classes that are coarse: for answers that show classes.
func advised(f *data.Frame, moments []moment) *data.Frame {
	for _, advice := range adviceOf(moments) {
		addNotice(f, data.NoticeSeverityInfo, advice)
	}
	return f
}

func addNotice(f *data.Frame, severity data.NoticeSeverity, text string) {
	f.AppendNotices(data.Notice{Severity: severity, Text: text})
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
			if c, ok := memory.CounterByID(missing.Counter); ok && c.Side != memory.CgroupSide && len(m.Targets) == 0 {
				continue // no counter of a Go process is missing where there is none
			}
			a := adviceFor(&all, m.exporterOf(missing.Counter))
			a.counters = appendNew(a.counters, a.with(missing.Counter))
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

// with is a counter, and the setting that makes the exporter tell it.
func (a advice) with(id memory.CounterID) string {
	if a.dialect != nil {
		if option := a.dialect.OptionFor(id); option != "" {
			return string(id) + " (" + option + ")"
		}
	}
	return string(id)
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
