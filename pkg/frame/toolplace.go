package frame

import (
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// placed is the number of a row that has a place; a known number without classes has one bar.
func placed(of func(memory.Place) float64) func(counted) (float64, bool) {
	return func(c counted) (float64, bool) { return of(c.place), c.printed.Known }
}

func leftPlaced(of func(memory.Place) float64) func(counted) (float64, bool) {
	return func(c counted) (float64, bool) { return of(c.place), c.amount.Class != nil }
}

func runtimeNames(all []*memory.Runtime) string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.Name
	}
	return strings.Join(names, ", ")
}

// placeColumns are what a drawing of the tools needs, so that it adds nothing up itself.
func placeColumns(q Query) []column[counted] {
	return []column[counted]{
		{name: "from", unit: unitBytes, help: "Where the counted part begins in the tool's bar.", number: placed(func(p memory.Place) float64 { return p.From })},
		{name: "to", unit: unitBytes, help: "Where it ends; the last end is what the tool prints.", number: placed(func(p memory.Place) float64 { return p.To })},
		{name: "left_out", unit: unitBytes, help: "Of the class, what the tool does not count; below 0 where it counts more.", number: leftPlaced(func(p memory.Place) float64 { return p.LeftTo - p.LeftFrom })},
		{name: "left_from", unit: unitBytes, help: "Where the part that is left out begins, after all that is counted.", number: leftPlaced(func(p memory.Place) float64 { return p.LeftFrom })},
		{name: "left_to", unit: unitBytes, help: "Where it ends; the last end is usage.", number: leftPlaced(func(p memory.Place) float64 { return p.LeftTo })},
		{name: "help", word: ofAmount(func(c *memory.Class) string { return c.Help })},
		{name: "class_source", help: "The class's sum, the metrics that it was read from, and the exporters.", word: func(c counted) string {
			if c.amount.Class == nil {
				return ""
			}
			return c.classProvenance(c.amount.Class).String()
		}},
		{name: "same_as", help: "The first tool whose sum is the same on this cgroup version.", word: func(c counted) string {
			id, _ := c.printed.Formula.SameAs(c.ledger.Snapshot.CgroupVersion)
			return string(id)
		}},
		{name: "tool_help", word: func(c counted) string { return c.printed.Formula.Help }},
		{name: "runtime", help: "What runs the container, as far as its cgroup or its exporter tells.", word: func(c counted) string { return runtimeNames(c.Runtimes()) }},
		{name: "runtime_match", help: "Whether the tool is of that runtime: yes, any, no or unknown.", word: func(c counted) string { return string(c.printed.Formula.Matches(c.Runtimes())) }},
		{name: "cgroup_version", number: func(c counted) (float64, bool) {
			v := c.ledger.Snapshot.CgroupVersion
			return float64(v), v != 0
		}},
		{name: "heap", title: q.Heap.ShortName(), unit: unitBytes, help: q.Heap.Help, number: func(c counted) (float64, bool) { return c.gap.Heap, c.gap.HeapKnown }},
		{name: "limit", title: "Limit", unit: unitBytes, help: "The smallest hard limit that is known to hold for the container.", number: func(c counted) (float64, bool) { return memory.LimitOf(c.ledger.Snapshot) }},
	}
}
