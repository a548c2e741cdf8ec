package score

import (
	"github.com/memledger/memledger/bench/diagnosis/corpus"
)

// Size is how much of everything is run.
type Size struct {
	Seeds       int     // lives of each family
	Months      int     // container-months without a leak
	EveryHours  float64 // between two verdicts of a month
	Leaks       int     // of the smallest that must be found
	Deaths      int
	QuietMonths int // of the rivals, a point a minute
}

// Board is the whole scoreboard.
type Board struct {
	Half       corpus.Half
	Size       Size
	Models     Verdicts // families of the half, and all recordings
	Recordings []RecordingRow
	Stories    []StoryRow
	Alarms     Alarms
	Detection  []Detection
	Alerts     []Alert
	Bounds     []Bound
}

// Cases are all families of a half, each lived so many times and seen in every place.
func Cases(half corpus.Half, seeds int) []corpus.Case {
	families := corpus.Of(half)
	lives := each(len(families)*seeds, func(i int) []corpus.Case {
		f := &families[i/seeds]
		l := f.Live(uint64(i))
		var cases []corpus.Case
		for _, p := range corpus.PlacesOf(l.Points[0].Cgroup) {
			cases = append(cases, l.Seen(p))
		}
		return cases
	})
	var all []corpus.Case
	for _, cases := range lives {
		all = append(all, cases...)
	}
	return all
}

// Run fills the board.
func Run(half corpus.Half, size Size, say func(string)) (Board, error) {
	b := Board{Half: half, Size: size}
	runs, err := corpus.RealRuns()
	if err != nil {
		return b, err
	}
	say("verdicts on the families …")
	cases := Cases(half, size.Seeds)
	if half == corpus.Report {
		for _, r := range runs {
			cases = append(cases, r.Cases...)
		}
	}
	b.Models = Judge(cases)
	b.Recordings = judgeRecordings(runs)
	b.Stories = JudgeStories()
	say("leaks of the smallest rate …")
	for _, times := range []float64{1, 3, 10} {
		b.Detection = append(b.Detection, Detect(half, size.Leaks, times))
	}
	say("kills, and the rivals' quiet months …")
	b.Alerts = Warnings(half, size.Deaths, size.QuietMonths)
	say("quiet container-months …")
	b.Alarms = FalseAlarms(half, size.Months, size.EveryHours)
	b.Alerts[0].quiet(b.Alarms.Months, b.Alarms.False)
	b.Alerts[1].quiet(b.Alarms.Months, b.Alarms.False+b.Alarms.Soon)
	b.Bounds = bounds(&b)
	return b, nil
}
