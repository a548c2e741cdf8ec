package rules

import (
	"fmt"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// happening prints an alert on what happened lately: by the signs of the event, whoever tells them.
func (p *printer) happening(a *memory.Alert) {
	t, _ := memory.EventTypeByKind(a.Plain.Event)
	within := "[" + duration(a.Plain.Within) + "]"
	var ways []string
	var missing []memory.CounterID
	for i := range t.Signs {
		s := &t.Signs[i]
		way, lacks := "", []memory.CounterID(nil)
		if s.Shape == memory.Turns {
			way = p.turned(s, within)
		} else {
			way, lacks = p.rose(s, within)
		}
		if missing = append(missing, lacks...); way != "" {
			ways = append(ways, way)
		}
	}
	switch {
	case len(missing) > 0 && len(ways) == 0:
		p.cannot(string(a.ID), missing)
		return
	case len(missing) > 0:
		p.cannot(string(a.ID)+" by the container's own count", missing)
	}
	p.measured(a, strings.Join(ways, "\nor on ("+joinLabels+")\n"), nil)
}

// rose is by how much a container's count rose, where it did.
func (p *printer) rose(s *memory.Sign, within string) (string, []memory.CounterID) {
	id := memory.CountersOf(s.Number)[0]
	series, ok := p.spell(id)
	if !ok {
		return "", []memory.CounterID{id}
	}
	return fmt.Sprintf("(round(%s) > 0)", p.sides[memory.CgroupSide].alone("increase("+series+within+")")), nil
}

// turned is 1 of a container about which who runs it says so, and that began anew since: of the containers
// that are watched here.
func (p *printer) turned(s *memory.Sign, within string) string {
	watchedHere, ok := p.sums.Recorded[memory.Recordings[0].Sum.String()]
	if !ok {
		return ""
	}
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		from := side{dialect: d}
		flag, told := from.spell(memory.CountersOf(s.Number)[0])
		count, counted := from.spell(memory.CountersOf(s.Beside)[0])
		if d.Side == memory.OrchestratorSide && told && counted {
			return fmt.Sprintf("(%s == 1\nand %s > 0\nand %s)", from.joined(flag), from.joined("increase("+count+within+")"), from.joined("last_over_time("+watchedHere+within+")"))
		}
	}
	return ""
}
