package memory

import "slices"

// A verdict is asked for again and again, and noise lifts one look or another above what is sure, or
// below. So it is sure of what most looks of the last hours are: as many, and so many hours apart.
const (
	looks      = 7
	looksApart = 0.5 // h
	// A look that is e^1.5 times likelier something that stops than a leak does not ask the others.
	farFrom = -1.5
)

// settled is how sure a rise is by the median of the looks, of which its own is the last: no surer than
// notSure where most are not.
func (r *rise) settled(life []point, span float64, floor bool, y yardstick) float64 {
	said := []float64{r.vote}
	end, began := life[len(life)-1].t, life[0].t
	for k := 1; k < looks; k++ {
		then := end - float64(k)*looksApart
		upTo := life[:slices.IndexFunc(life, func(p point) bool { return p.t > then })]
		seen := min(span, then-began)
		if len(upTo) < fewestPoints || seen < wholeWindow {
			break
		}
		said = append(said, judgeDays(within(upTo, seen), seen, floor, y).vote)
	}
	if m := median(said); len(said) == looks && m >= Sure {
		return m
	}
	return min(r.confidence, notSure)
}
