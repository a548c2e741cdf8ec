package memory

import "slices"

// SignShape says how an event shows in what is told of a container from one moment to the next.
type SignShape string

const (
	Rises   SignShape = "rises"   // a count rose; one that began anew has risen by all that it counts
	Later   SignShape = "later"   // a moment moved forward
	Falls   SignShape = "falls"   // a total that only grows is smaller
	Changes SignShape = "changes" // a number or a word is another
	Turns   SignShape = "turns"   // a flag is set that was not, or was set again
	Renewed SignShape = "renewed" // the cgroup is another
)

// Sign is one way in which an event shows.
type Sign struct {
	Shape  SignShape
	Number Expr
	Unit   Unit
	// Text is what Changes looks at in place of a number, and Side who tells it.
	Text TextID
	Side Side
	// Beside is told wherever an absent number means that there is none, such as no limit; nil: the
	// number is not known then.
	Beside Expr
	// At is when Turns happened, in Unix seconds: a later one says that the flag was set again.
	At Expr
	// Says it in words; {from}, {to} and {by} are the numbers.
	Says string
}

// EventType is one row of the table of what can happen to a container.
type EventType struct {
	Kind  EventKind
	Name  string
	Color string // a name of Grafana's palette
	Signs []Sign
	// Cannot is how a person is told that no exporter there tells it; "" = it needs no word.
	Cannot string
	// Late: the signs of one event may come one after the other; else only those of one moment are one.
	Late bool
	// Before: usage and limit of the moment before are worth a word.
	Before    bool
	Help, Ref string
}

// jitter is by how many seconds the start of a process may differ from scrape to scrape: it is a count
// of ticks since boot, added to a boot time that the kernel corrects.
const jitter = 2

// EventTypes is the table of what an events query answers.
var EventTypes = []EventType{
	{Kind: EventOOMKill, Name: "OOM kill", Color: "red", Late: true, Before: true, Cannot: "OOM kills cannot be told",
		Signs: []Sign{
			{Shape: Rises, Number: ref(EventsOOMKill), Unit: Events, Says: "the OOM killer ended {by} of its processes"},
			{Shape: Turns, Number: ref(LastTerminatedOOM), Beside: ref(Restarts), At: ref(LastTerminatedTime), Says: "Kubernetes says that it ended by an OOM kill"},
		},
		Help: "The kernel ended a process of the container because memory could not be had below the limit. A counter of the container's own dies with it, so the kill that ends the container may be told by kube-state-metrics alone.",
		Ref:  refEvents + "; kubernetes/kube-state-metrics docs/metrics/workload/pod-metrics.md"},
	{Kind: EventRestart, Name: "Restart", Color: "orange", Late: true,
		Signs: []Sign{
			{Shape: Renewed, Says: "its cgroup is another"},
			{Shape: Later, Number: ref(ContainerStart), Unit: Seconds, Says: "the container started at {to}"},
			{Shape: Later, Number: ref(GoStartTime), Unit: Seconds, Says: "its process started at {to}"},
			{Shape: Falls, Number: ref(GoAllocated), Unit: Bytes, Says: "what its process allocated since it began fell from {from} to {to}"},
			{Shape: Rises, Number: ref(Restarts), Unit: Events, Says: "restarts that Kubernetes counts: {by} more"},
		},
		Help: "The container or its process began anew: its cgroup's id, the start of the container or of its process, what that allocated so far, or Kubernetes' count of restarts is another.",
		Ref:  "prometheus/client_golang v1.25.0 prometheus/process_collector.go; google/cadvisor lib/metrics/prometheus.go"},
	{Kind: EventLimit, Name: "Limit changed", Color: "purple",
		Signs: []Sign{
			{Shape: Changes, Number: limitKnown, Unit: Bytes, Beside: ref(Usage), Says: "limit {from} → {to}"},
			{Shape: Changes, Number: ref(High), Unit: Bytes, Beside: ref(Usage), Says: "memory.high {from} → {to}"},
			{Shape: Changes, Number: ref(GoMemLimit), Unit: Bytes, Beside: goTotalKnown, Says: "GOMEMLIMIT {from} → {to}"},
		},
		Help: "The smallest hard limit that holds, memory.high or GOMEMLIMIT is another than before.", Ref: refV2 + "; Go runtime/debug.SetMemoryLimit"},
	{Kind: EventDeploy, Name: "Version changed", Color: "blue",
		Signs: []Sign{
			{Shape: Changes, Text: AppVersion, Side: GoSide, Says: "version {from} → {to}"},
			{Shape: Changes, Text: Image, Side: CgroupSide, Says: "image {from} → {to}"},
			{Shape: Changes, Text: GoVersion, Side: GoSide, Says: "{from} → {to}"},
		},
		Help: "The container's image, the program's version or its Go version is another than before. A pod of a new name is a new container.",
		Ref:  "prometheus/client_golang v1.25.0 prometheus/build_info_collector.go, go_collector.go; opentelemetry.io/docs/specs/semconv/resource"},
}

// EventTypeByKind returns the row of kind, and whether there is one.
func EventTypeByKind(kind EventKind) (*EventType, bool) {
	for i := range EventTypes {
		if EventTypes[i].Kind == kind {
			return &EventTypes[i], true
		}
	}
	return nil, false
}

// Counters lists the counters that tell the event, each once.
func (t *EventType) Counters() []CounterID {
	var all []CounterID
	for _, s := range t.Signs {
		for _, e := range []Expr{s.Number, s.Beside, s.At} {
			if e != nil {
				all = appendCounters(all, CountersOf(e)...)
			}
		}
	}
	return all
}

func appendCounters(all []CounterID, more ...CounterID) []CounterID {
	for _, id := range more {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// MetricsIn lists the metrics of a dialect in which the event shows.
func (t *EventType) MetricsIn(d *Dialect) []string {
	var names []string
	for _, sp := range d.Spellings {
		for _, s := range t.Signs {
			if s.Number != nil && slices.Contains(CountersOf(s.Number), sp.Counter) && !slices.Contains(names, sp.Metric) {
				names = append(names, sp.Metric)
			}
		}
	}
	return names
}

// EventCounters lists the counters that an events query needs, each once.
func EventCounters() []CounterID {
	var all []CounterID
	for i := range EventTypes {
		all = appendCounters(all, EventTypes[i].Counters()...)
	}
	return all
}
