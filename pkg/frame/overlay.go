package frame

import (
	"cmp"

	"github.com/memledger/memledger/pkg/memory"
)

// overlayGroup marks what is drawn over the classes and never added to them.
const overlayGroup = "overlay"

// colors are those of the lines that stand in no table of pkg/memory.
const (
	colorOfReported    = "text"
	colorOfNotResident = "light-blue"
)

// unitsOf turns the units of counters into Grafana's; none is a bare number.
var unitsOf = map[memory.Unit]string{memory.Bytes: unitBytes, memory.Percent: "percent"}

func unitOf(u memory.Unit) string { return cmp.Or(unitsOf[u], "short") }

// reported is what the chosen tool prints.
func (q Query) reported() line {
	return line{id: "reported", pairs: overlayPairs("reported"), name: q.Tool.Label(), help: "What the chosen tool prints.", unit: q.toolsUnit(unitBytes), color: colorOfReported,
		of:   func(m moment) (float64, bool) { return m.gap.Reported, m.gap.ReportedKnown },
		from: func(m moment) provenance { return m.toolProvenance(q.Tool) }}
}

// notResident is what Attribute took from Go's classes.
func (q Query) notResident() line {
	return line{id: "mapped_not_resident", pairs: overlayPairs("mapped_not_resident"), name: "Mapped, not resident", unit: q.toolsUnit(unitBytes), color: colorOfNotResident,
		help: "What Go has mapped and anonymous memory does not hold: never touched, or swapped out.",
		of: func(m moment) (float64, bool) {
			return m.ledger.MappedNotResident, m.whole && m.ledger.Snapshot.GoTargets > 0
		}}
}

// colorOfOverlays: they are dashed or thin in the panel, so one colour is enough.
const colorOfOverlays = "semi-dark-purple"

// overlays are the lines beside the ledger: what it is read against first, then the parts of classes.
func (q Query) overlays() []line {
	lines := []line{q.reported()}
	for i := range memory.Context {
		if c := &memory.Context[i]; c.Drawn || q.Classes[c.ID] {
			lines = append(lines, q.overlayLine(&c.Overlay, c.Color))
		}
	}
	lines = append(lines, q.notResident())
	for i := range memory.Overlays {
		lines = append(lines, q.overlayLine(&memory.Overlays[i], colorOfOverlays))
	}
	return lines
}

func (q Query) overlayLine(o *memory.Overlay, color string) line {
	return line{id: o.ID, pairs: overlayPairs(o.ID), name: o.Name, help: o.Help, unit: q.toolsUnit(unitOf(o.Unit)), color: color,
		of: func(m moment) (float64, bool) {
			v, missing := memory.Eval(o.Sum, m.ledger.Snapshot)
			return v, len(missing) == 0
		},
		from: func(m moment) provenance { return m.provenanceOf(o.Sum, o.Sum.String()) }}
}

func overlayPairs(id string) []string { return []string{"class", id, "group", overlayGroup} }

// OverlayIDs lists what a query may keep besides classes.
func OverlayIDs() []string {
	ids := []string{"reported", "mapped_not_resident"}
	for i := range memory.Context {
		ids = append(ids, memory.Context[i].ID)
	}
	for i := range memory.Overlays {
		ids = append(ids, memory.Overlays[i].ID)
	}
	return ids
}
