package memory

import (
	"fmt"
	"slices"
)

// ratioEvidence says a ratio in words, such as "page cache 1.83 GiB of 1.90 GiB usage (96%)".
func ratioEvidence(r Ratio, part, whole float64, units UnitSystem) Evidence {
	text := fmt.Sprintf("%s %s of %s %s (%s)", r.What, FormatBytes(part, units), FormatBytes(whole, units), r.OfWhat, FormatShare(part/whole))
	if r.AtLeast >= 1 {
		text = fmt.Sprintf("%s %s, %.1f times %s (%s)", r.What, FormatBytes(part, units), part/whole, r.OfWhat, FormatBytes(whole, units))
	}
	ids := countersBehind(r.Sum)
	for _, id := range countersBehind(r.Of) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return Evidence{Text: text, Counters: ids, Value: part, Unit: Bytes}
}
