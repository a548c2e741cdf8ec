package datasource

import (
	"time"

	prometheus "github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/frame"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// The shortest and the longest past that a verdict can be drawn from.
const (
	shortestWindow = time.Hour
	longestWindow  = 30 * 24 * time.Hour
	// shortestSteady is that of one called steady: time for a dozen scrapes.
	shortestSteady = time.Minute
)

// readJudgement reads what verdicts are drawn from, and in which order they are shown.
func (q *query) readJudgement(m model) error {
	rank, err := q.readRank(m)
	if err != nil {
		return err
	}
	signal := q.handler.oneMeasure && q.signal.Judged()
	q.judged = q.handler.judged || signal
	q.request.Workload = q.request.Workload || q.judged // signals too, so that they share a table's answer
	// A table of verdicts is of the past whatever its order.
	q.trended = signal || (q.handler.judged && (rank.Trend || m.QueryType == "verdict"))
	q.options = memory.Options{Tool: q.Tool, Heap: q.Heap, Sensitivity: memory.SensitivityNormal}
	if m.Sensitivity != "" {
		q.options.Sensitivity = memory.Sensitivity(m.Sensitivity)
		if err := oneOf("sensitivity", m.Sensitivity, sensitivityIDs()); err != nil {
			return err
		}
	}
	q.options.Steady = m.Steady
	if q.options.Window, err = window(m.Window, m.Steady); err != nil {
		return err
	}
	return q.readCauses(m)
}

func (q *query) readRank(m model) (*frame.Rank, error) {
	q.Rank = m.Rank
	if m.Rank == "" || q.handler.rank == "" {
		q.Rank = q.handler.rank
	} else if err := oneOf("rank", m.Rank, rankIDs()); err != nil {
		return nil, err
	}
	rank, ok := frame.RankByID(q.Rank)
	if !ok {
		rank = &frame.Rank{}
	}
	return rank, nil
}

// window reads how far back a verdict looks, such as 3d or 12h.
func window(text string, steady bool) (time.Duration, error) {
	if text == "" {
		return join.DefaultWindow, nil
	}
	if err := resolved("window", text); err != nil {
		return 0, err
	}
	d, err := prometheus.ParseDuration(text)
	shortest, words := shortestWindow, "1h to 30d, such as 3d"
	if steady {
		shortest, words = shortestSteady, "1m to 30d, such as 30m"
	}
	if w := time.Duration(d); err == nil && w >= shortest && w <= longestWindow {
		return w, nil
	}
	return 0, badQueryf("window %q: want a time from %s", text, words)
}

// readCauses reads the causes of a measure that has a number for each.
func (q *query) readCauses(m model) error {
	want := idsOf(memory.AnswerIDs(), func(id memory.CauseID) memory.CauseID { return id })
	for _, id := range m.Causes {
		if err := oneOf("cause", id, want); err != nil {
			return err
		}
		q.Causes = append(q.Causes, memory.CauseID(id))
	}
	if q.handler.oneMeasure && q.signal.PerCause() && len(q.Causes) == 0 {
		return badQueryf("measure %q: want causes, one or more of %s: each container has a number for each", q.signal.ID, list(want))
	}
	return nil
}

func sensitivityIDs() []string {
	return idsOf([]memory.Sensitivity{memory.SensitivityLow, memory.SensitivityNormal, memory.SensitivityHigh}, func(s memory.Sensitivity) memory.Sensitivity { return s })
}

func rankIDs() []string { return idsOf(frame.Ranks, func(r frame.Rank) string { return r.ID }) }
