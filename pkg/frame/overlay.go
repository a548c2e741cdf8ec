package frame

import (
	"cmp"

	"github.com/memledger/memledger/pkg/memory"
)

// overlayGroup marks what is drawn over the classes and never added to them.
const overlayGroup = "overlay"

// context is one number beside the ledger that no class and no overlay of pkg/memory is.
type context struct {
	id, name, help, color string
	of                    func(moment) (float64, bool)
	unit                  string // "" = bytes
	asked                 bool   // only where a query's classes name it
}

func counter(id memory.CounterID) func(moment) (float64, bool) {
	return func(m moment) (float64, bool) { return m.ledger.Snapshot.Get(id) }
}

var contexts = []context{
	{id: "reported", help: "What the chosen tool prints.", color: "text", of: func(m moment) (float64, bool) { return m.gap.Reported, m.gap.ReportedKnown }},
	{id: "limit", name: "Limit", help: "The smallest hard limit that holds for the container.", color: "red", of: func(m moment) (float64, bool) { return memory.LimitOf(m.ledger.Snapshot) }},
	{id: "gomemlimit", name: "GOMEMLIMIT", help: "The soft limit that the Go runtime keeps to.", color: "blue", of: counter(memory.GoMemLimit)},
	{id: "high", name: "memory.high", help: "Above this the container is throttled.", color: "orange", of: counter(memory.High)},
	{id: "peak", name: "Peak", help: "The highest usage so far.", color: "dark-red", of: counter(memory.Peak)},
	{id: "mapped_not_resident", name: "Mapped, not resident", help: "What Go has mapped and anonymous memory does not hold: never touched, or swapped out.", color: "light-blue",
		of: func(m moment) (float64, bool) {
			return m.ledger.MappedNotResident, m.whole && m.ledger.Snapshot.GoTargets > 0
		}},
	{id: "go_total", name: "Go total", help: "All memory of the Go runtime: what GOMEMLIMIT governs.", color: "purple", asked: true, of: heapMeasure("go_total")},
	{id: "gc_goal", name: "GC goal", help: "The heap size at which the next garbage collection ends.", color: "yellow", asked: true, of: counter(memory.GoNextGC)},
	{id: "goroutines", name: "Goroutines", help: "Goroutines that exist.", color: "purple", unit: "short", asked: true, of: counter(memory.Goroutines)},
}

func heapMeasure(id string) func(moment) (float64, bool) {
	return func(m moment) (float64, bool) {
		h, ok := memory.HeapByID(id)
		if !ok {
			return 0, false
		}
		v, missing := memory.Eval(h.Sum, m.ledger.Snapshot)
		return v, len(missing) == 0
	}
}

// colorOfOverlays: they are dashed or thin in the panel, so one colour is enough.
const colorOfOverlays = "semi-dark-purple"

// overlays are the lines beside the ledger: context first, then the parts of classes.
func (q Query) overlays() []line {
	var lines []line
	for _, c := range contexts {
		if c.asked && !q.Classes[c.id] {
			continue
		}
		lines = append(lines, line{
			id: c.id, pairs: overlayPairs(c.id), name: cmp.Or(c.name, q.Tool.Label()), help: c.help,
			unit: cmp.Or(c.unit, unitBytes), color: c.color, of: c.of,
		})
	}
	for i := range memory.Overlays {
		o := &memory.Overlays[i]
		if o.Unit != memory.Bytes {
			continue
		}
		lines = append(lines, line{id: o.ID, pairs: overlayPairs(o.ID), name: o.Name, help: o.Help, unit: unitBytes, color: colorOfOverlays,
			of: func(m moment) (float64, bool) {
				for _, b := range m.ledger.Overlays {
					if b.Overlay.ID == o.ID {
						return b.Value, true
					}
				}
				return 0, false
			}})
	}
	return lines
}

func overlayPairs(id string) []string { return []string{"class", id, "group", overlayGroup} }

// OverlayIDs lists what a query may keep besides classes.
func OverlayIDs() []string {
	var ids []string
	for _, c := range contexts {
		ids = append(ids, c.id)
	}
	for _, o := range memory.Overlays {
		if o.Unit == memory.Bytes {
			ids = append(ids, o.ID)
		}
	}
	return ids
}
