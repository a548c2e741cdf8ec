package memory

import "time"

// Moment is what was known of a container at one time.
type Moment struct {
	Time     time.Time
	Snapshot Snapshot
}

// EventKind is what happened to a container.
type EventKind string

const (
	EventRestart EventKind = "restart"
	EventOOMKill EventKind = "oom_kill"
	EventDeploy  EventKind = "deploy" // another version or image
	EventLimit   EventKind = "limit"  // another memory limit
)

// HistoryEvent is one thing that happened to a container.
type HistoryEvent struct {
	Time time.Time
	Kind EventKind
}

// History is what a verdict is drawn from.
type History struct {
	// Now is everything known at the moment asked about.
	Now Moment
	// Trend is what came before, in ascending time: raw counters, of which those of
	// TrendCounters(Now.Snapshot) are read, at about MaxTrendPoints times. A scrape that was lost is no
	// Moment, a counter that was not told is not in its snapshot.
	Trend  []Moment
	Events []HistoryEvent
	// Runtimes are those the container is known to be of; nil: nothing tells.
	Runtimes []*Runtime
}

// What one container's trend may cost the server that is asked for it.
const (
	MaxTrendCounters = 8
	MaxTrendPoints   = 200
)
