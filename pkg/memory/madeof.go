package memory

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// mostlyReclaimable is the share from which a group is called reclaimable: below it, who trusts the
// word would find memory that stays.
const mostlyReclaimable = 0.9

// slight is the share below which a part does not change what a person does.
const slight = 0.05

// Shares says whether steps of these sizes are parts of the gap: where others take away a twentieth of
// it or more, or one is more than the whole, only their amounts mean something.
func (d *Divergence) Shares(steps []float64) bool {
	if !d.Known() || d.Bytes == 0 {
		return false
	}
	against := 0.0
	for _, s := range steps {
		part := s / d.Bytes
		if math.Round(100*part) > 100 {
			return false
		}
		against += max(0, -part)
	}
	return against < slight
}

// Share is what part of the gap a step is; below 0 where it takes away.
func (d *Divergence) Share(step float64) float64 { return step / math.Abs(d.Bytes) }

// madeOf says what the gap is made of: in percent of it where its groups are parts of it, otherwise
// in bytes that add up to it.
func madeOf(d *Divergence) string {
	groups := ByGroup(d.Steps)
	sizes := make([]float64, len(groups))
	for i, g := range groups {
		sizes[i] = g.To - g.From
	}
	if d.Bytes > 0 && d.Shares(sizes) {
		return inPercent(d, groups)
	}
	given, taken := givenBy(d, groups), takenFrom(d)
	switch {
	case d.Bytes >= 0 && len(given) > 0:
		return less(enumerated(given), taken)
	case d.Bytes >= 0:
		return ""
	case len(taken) == 0:
		return "the two sides were read at different moments"
	}
	said := make([]string, len(taken))
	for i, p := range taken {
		said[i] = p.plain
	}
	return less(strings.Join(said, "; "), given)
}

func inPercent(d *Divergence, groups []GroupStep) string {
	slices.SortStableFunc(groups, func(a, b GroupStep) int { return cmp.Compare(b.To-b.From, a.To-a.From) })
	var parts []string
	for i, g := range groups {
		share := d.Share(g.To - g.From)
		// The first is always said.
		if i > 0 && math.Round(100*share) < 100*slight {
			break
		}
		of := ""
		if i == 0 {
			of = "of it is " // of the gap, before which it stands
		}
		reclaim := ""
		if g.Reclaims() {
			reclaim = ", reclaimable"
		}
		parts = append(parts, FormatShare(share)+" "+of+lowerFirst(g.Name())+reclaim)
	}
	return strings.Join(parts, "; ")
}

// part is one of the amounts that a gap is made of.
type part struct {
	bytes float64
	text  string // after others
	plain string // as a sentence of its own
}

// givenBy are the amounts that widen a gap, by group, the largest first.
func givenBy(d *Divergence, groups []GroupStep) []part {
	var all []part
	for _, g := range groups {
		if g.widens <= 0 {
			continue
		}
		name, reclaim := lowerFirst(g.widening()), ""
		if g.Reclaims() {
			reclaim = " (reclaimable)"
		}
		all = append(all, part{bytes: g.widens, text: FormatBytes(g.widens, d.Formula.Units) + " " + name + reclaim})
	}
	return worthSaying(all)
}

// takenFrom are the amounts that narrow it, by reason, the largest first.
func takenFrom(d *Divergence) []part {
	var absent, uncounted, unattributed float64
	for _, s := range d.Steps {
		switch {
		case s.Class.ID == Unattributed:
			unattributed += max(0, s.From-s.To)
		case s.InHeap > 0 && s.To < s.From:
			absent += s.notResident()
			uncounted += s.uncounted()
		}
	}
	heap := " of the " + d.HeapMeasure.spoken()
	var all []part
	add := func(bytes float64, of, that, is string) {
		if bytes > 0 {
			amount := FormatBytes(bytes, d.Formula.Units) + of
			all = append(all, part{bytes, amount + that, amount + is})
		}
	}
	add(absent, heap, " that is mapped, not resident", " is mapped, not resident")
	add(uncounted, heap, " that the tool does not count", " the tool does not count")
	add(unattributed, "", " unattributed", " is unattributed")
	return worthSaying(all)
}

// worthSaying sorts parts, the largest first, and leaves out those that are a slight share.
func worthSaying(all []part) []part {
	total := 0.0
	for _, p := range all {
		total += p.bytes
	}
	slices.SortStableFunc(all, func(a, b part) int { return cmp.Compare(b.bytes, a.bytes) })
	return slices.DeleteFunc(all, func(p part) bool { return p.bytes < slight*total })
}

func less(said string, others []part) string {
	if len(others) == 0 {
		return said
	}
	return said + ", less " + enumerated(others)
}

// enumerated writes "a, b and c".
func enumerated(parts []part) string {
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.text
	}
	if n := len(texts); n > 1 {
		return strings.Join(texts[:n-1], ", ") + " and " + texts[n-1]
	}
	return texts[0]
}
