package datasource

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// addMissing lists what would split the coarse classes of the containers that are shown: by a setting
// of the exporter, or by another exporter.
func (s *setup) addMissing(found []join.Found, r *join.Result) {
	lacking := map[memory.DialectID][]memory.CounterID{}
	for _, c := range r.Containers {
		if len(c.Points) == 0 {
			continue
		}
		l, err := memory.Attribute(c.Points[len(c.Points)-1].Snapshot)
		if err != nil {
			lacking[c.Exporter] = appendNew(lacking[c.Exporter], memory.Usage)
			continue
		}
		for _, m := range l.Missing {
			if id := c.TellerOf(m.Counter); id != "" {
				lacking[id] = appendNew(lacking[id], m.Counter)
			}
		}
	}
	for _, f := range found {
		d, ok := memory.DialectByID(f.Dialect)
		if !ok || len(lacking[d.ID]) == 0 {
			continue
		}
		byOption := map[string][]memory.CounterID{}
		for _, id := range lacking[d.ID] {
			option := d.OptionFor(id)
			byOption[option] = append(byOption[option], id)
		}
		for _, option := range slices.Sorted(keysOf(byOption)) {
			s.Missing = append(s.Missing, setupMissing{d.ID, byOption[option], option, d.IsLiteral(option), missingWords(d, byOption[option], option)})
		}
	}
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func appendNew(list []memory.CounterID, id memory.CounterID) []memory.CounterID {
	if slices.Contains(list, id) {
		return list
	}
	return append(list, id)
}

func missingWords(d *memory.Dialect, ids []memory.CounterID, option string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	if option != "" {
		return fmt.Sprintf("%s tells %s with %s", d.Name, list(names), option)
	}
	return fmt.Sprintf("%s does not tell %s: %s does", d.Name, list(names), list(tellersOf(d.Side, ids)))
}

// tellersOf are the first exporters of the side that tell all the counters by themselves.
func tellersOf(side memory.Side, ids []memory.CounterID) []string {
	var names []string
	for _, d := range join.Precedence(side, nil) {
		all := !slices.ContainsFunc(ids, func(id memory.CounterID) bool { return !d.Tells(id) })
		if all && len(names) < 2 {
			names = append(names, d.Name)
		}
	}
	if len(names) == 0 {
		return []string{"no one exporter"}
	}
	return names
}

// addNext says what to do, what helps most first.
func (s *setup) addNext(found []join.Found, interval time.Duration) {
	has := func(side memory.Side) bool {
		return slices.ContainsFunc(found, func(f join.Found) bool { return f.Side == side })
	}
	for _, f := range findings {
		if f.cgroup == has(memory.CgroupSide) && f.golang == has(memory.GoSide) && f.next != "" {
			s.Next = append(s.Next, f.next)
		}
	}
	if ledgers := slices.ContainsFunc(s.Exporters, func(e setupExporter) bool { return e.Side == memory.CgroupSide && e.Ledger }); !ledgers && has(memory.CgroupSide) {
		s.Next = append(s.Next, "no exporter here tells usage, so there is no breakdown: scrape the memledger exporter, or cAdvisor or the kubelet's /metrics/cadvisor, beside it")
	}
	kinds := map[join.FailureKind]bool{}
	for _, f := range s.Failures {
		if !kinds[f.Kind] {
			kinds[f.Kind] = true
			next := fmt.Sprintf("join %s at %s: %s", cmp.Or(f.Target["job"], "a Go target"), f.Target["instance"], f.Reason)
			if f.Suggestion != nil {
				next += "; the binding that may help is below, under Not joined"
			}
			s.Next = append(s.Next, next)
		}
	}
	for _, f := range found {
		if f.ScrapeInterval > interval+interval/2 {
			s.Next = append(s.Next, fmt.Sprintf("set the scrape interval to %s: %s is scraped that often, and the data source says %s", f.ScrapeInterval, strings.Join(f.Jobs, ", "), interval))
		}
	}
	for _, m := range s.Missing {
		if m.Option != "" {
			s.Next = append(s.Next, m.Text)
		}
	}
}
