package frame

import (
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// provenance is where a number comes from: field.config.custom.memledger of a ledger's fields.
type provenance struct {
	Exporter string             `json:"exporter"` // dialects, by name
	Formula  string             `json:"formula"`
	Basis    memory.Basis       `json:"basis,omitempty"`
	Series   []string           `json:"series"`
	Missing  []memory.CounterID `json:"missing"` // counters that would split it
}

// provenanceOf says where the value of a sum comes from at a moment.
func (m moment) provenanceOf(e memory.Expr, formula string) provenance {
	p := provenance{Formula: formula, Series: []string{}, Missing: []memory.CounterID{}}
	var exporters []string
	for _, id := range memory.Used(e, m.ledger.Snapshot) {
		for _, s := range m.Origins[id] {
			p.Series = appendNew(p.Series, s)
		}
		if d := m.exporterOf(id); d != nil {
			exporters = appendNew(exporters, d.Name)
		}
	}
	p.Exporter = strings.Join(exporters, " + ")
	return p
}

// classProvenance adds what the ledger knows of the class.
func (m moment) classProvenance(c *memory.Class) provenance {
	p := m.provenanceOf(c.Sum, c.Formula())
	i := slices.IndexFunc(m.ledger.Amounts, func(a memory.Amount) bool { return a.Class.ID == c.ID })
	if i >= 0 {
		p.Basis = m.ledger.Amounts[i].Basis
	}
	for _, missing := range m.ledger.Missing {
		if missing.Splits == c.ID {
			p.Missing = append(p.Missing, missing.Counter)
		}
	}
	return p
}

// toolProvenance is where the number of a tool comes from.
func (m moment) toolProvenance(f *memory.Formula) provenance {
	e, ok := f.Sum(m.ledger.Snapshot.CgroupVersion)
	if !ok {
		return provenance{}
	}
	return m.provenanceOf(e, memory.Way(e, m.ledger.Snapshot).String())
}

// String is the same in one line, for a table.
func (p provenance) String() string {
	text := p.Formula
	if len(p.Series) > 0 {
		text += " from " + strings.Join(p.Series, ", ")
	}
	if p.Exporter != "" {
		text += " (" + p.Exporter + ")"
	}
	return text
}
