package score

import (
	"math"
	"slices"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

// Verdicts is what the answers to all cases come to.
type Verdicts struct {
	Cases, Answers int
	ByCause        []CauseScore
	ByPlace        []PlaceScore
	ByFamily       []FamilyScore
	Confusion      []Confused
	Inconclusive   struct{ Unknowable, SaidSo, NamedMissing int }
	WrongButSure   int
	Hours          HoursScore
	Failures       []Answer // what was not right where it could be known, the surest first
}

// PlaceScore is how many of what can be known is found through one place's exporters.
type PlaceScore struct {
	Place        string
	Aspect       memory.Aspect
	Known, Found int
	Unknowable   int
	SaidSo       int // and named what is missing
	WrongSure    int
}

// FamilyScore is the same for each family.
type FamilyScore struct {
	Family, Half string
	Aspect       memory.Aspect
	Truth        memory.CauseID
	Asked, Right int
	WrongSure    int
	MostlyGiven  memory.CauseID // the commonest of the answers that were not right
}

// Confused counts how often Given was the answer where Truth could be known.
type Confused struct {
	Aspect       memory.Aspect
	Truth, Given memory.CauseID
	Count        int
}

// HoursScore is how well the hours to the limit are told, of leaks that truly end in a kill.
type HoursScore struct {
	Leaks       int     // whose growth can be known
	Told        int     // with an estimate
	Hold        int     // the interval holds the truth
	MedianWidth float64 // of the intervals that end, times the true hours; −1 where there is none
	Open        int     // intervals without an end
	Sooner      int     // killed before the interval began
	Later       int     // killed after it ended
}

// Judge asks for a verdict on each of the cases.
func Judge(cases []corpus.Case) Verdicts {
	type judged struct {
		answers [2]Answer
		verdict memory.Verdict
	}
	all := each(len(cases), func(i int) judged {
		v := memory.Diagnose(cases[i].History, cases[i].Now, memory.Options{})
		return judged{judge(&cases[i], v), v}
	})
	s := Verdicts{Cases: len(cases)}
	var answers []Answer
	var widths []float64
	for i, j := range all {
		answers = append(answers, j.answers[:]...)
		if w, ends := s.Hours.add(&cases[i], j.verdict); ends {
			widths = append(widths, w)
		}
	}
	s.count(answers)
	s.Hours.MedianWidth = median(widths)
	return s
}

func (s *Verdicts) count(answers []Answer) {
	s.Answers = len(answers)
	s.ByCause = byCause(answers)
	s.Failures = failures(answers)
	places, families := map[string]*PlaceScore{}, map[string]*familyTally{}
	confused := map[Confused]int{}
	for i := range answers {
		a := &answers[i]
		if a.Outcome == Skipped {
			continue
		}
		if a.sureAndWrong() {
			s.WrongButSure++
		}
		if a.Known == corpus.Known {
			confused[Confused{Aspect: a.Aspect, Truth: a.Truth, Given: a.Given}]++
		}
		if a.Known == corpus.Unknown {
			s.Inconclusive.Unknowable++
			s.Inconclusive.SaidSo += count(a.Outcome == Right)
			s.Inconclusive.NamedMissing += count(a.MissingIsRight)
		}
		of(places, string(a.Aspect)+a.Place, func() *PlaceScore { return &PlaceScore{Place: a.Place, Aspect: a.Aspect} }).add(a)
		of(families, string(a.Aspect)+a.Family, func() *familyTally { return newFamilyTally(a) }).add(a)
	}
	for _, p := range places {
		s.ByPlace = append(s.ByPlace, *p)
	}
	for _, f := range families {
		s.ByFamily = append(s.ByFamily, f.row())
	}
	for c, n := range confused {
		c.Count = n
		s.Confusion = append(s.Confusion, c)
	}
	slices.SortFunc(s.ByPlace, func(a, b PlaceScore) int { return compare(a.Place+string(a.Aspect), b.Place+string(b.Aspect)) })
	slices.SortFunc(s.ByFamily, func(a, b FamilyScore) int { return compare(string(a.Aspect)+a.Family, string(b.Aspect)+b.Family) })
	slices.SortFunc(s.Confusion, func(a, b Confused) int {
		return compare(string(a.Aspect)+string(a.Truth)+string(a.Given), string(b.Aspect)+string(b.Truth)+string(b.Given))
	})
}

func of[T any](m map[string]*T, key string, fresh func() *T) *T {
	if m[key] == nil {
		m[key] = fresh()
	}
	return m[key]
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (p *PlaceScore) add(a *Answer) {
	switch a.Known {
	case corpus.Known:
		p.Known++
		p.Found += count(a.Outcome == Right)
	case corpus.Unknown:
		p.Unknowable++
		p.SaidSo += count(a.MissingIsRight)
	}
	p.WrongSure += count(a.sureAndWrong())
}

// add says how wide the interval is, in true hours, and whether it ends.
func (h *HoursScore) add(c *corpus.Case, v memory.Verdict) (width float64, ends bool) {
	if !corpus.IsLeak(c.Truth.Trend) || c.TrendKnown != corpus.Known || c.Truth.NotYet || math.IsInf(c.Truth.Kill, 1) || !v.LimitKnown {
		return 0, false
	}
	h.Leaks++
	e := v.HoursToLimit
	if !e.Known {
		return 0, false
	}
	h.Told++
	h.Hold += count(e.Low <= c.Truth.Kill && c.Truth.Kill <= e.High)
	h.Sooner += count(c.Truth.Kill < e.Low)
	h.Later += count(c.Truth.Kill > e.High)
	if math.IsInf(e.High, 1) {
		h.Open++
		return math.Inf(1), true
	}
	return (e.High - e.Low) / max(c.Truth.Kill, 1), true
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return -1
	}
	slices.Sort(v)
	if m := v[len(v)/2]; !math.IsInf(m, 1) {
		return m
	}
	return -1
}

// most failures that a board lists.
const listed = 200

func failures(answers []Answer) (list []Answer) {
	for _, a := range answers {
		if a.Outcome == Wrong || a.Outcome == Missed || a.sureAndWrong() {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b Answer) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
	return list[:min(len(list), listed)]
}
