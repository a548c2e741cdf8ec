package memory

// Evidence is one number behind a finding, in words.
type Evidence struct {
	Text     string
	Counters []CounterID // what the number is made of
	Value    float64     // in Unit
	Unit     Unit
}

// RuledOut is a cause that it is not, and the number that says so.
type RuledOut struct {
	Cause CauseID
	Evidence
}

// MissingCounter is a group of counters that were not told, and the cause that they would decide.
type MissingCounter struct {
	Counters []CounterID
	Decides  CauseID
}

// Finding answers one of the two questions: what makes it so large now, or what grows.
type Finding struct {
	Cause      CauseID
	Confidence float64 // 0 to 1; Sure and above is sure
	Evidence   []Evidence
	RuledOut   []RuledOut
	Missing    []MissingCounter
}

// Sure is the confidence from which on a finding is sure.
const Sure = 0.8

// Tri is an answer that may be unknown.
type Tri string

const (
	Yes     Tri = "yes"
	No      Tri = "no"
	Unknown Tri = "unknown"
)

// Estimate is a number with the interval that holds the truth in nine cases of ten; all zero where it
// is not known.
type Estimate struct {
	Known            bool
	Value, Low, High float64
}

// Flag is something worth saying beside any cause.
type Flag struct {
	Set      bool
	Evidence []Evidence
}

// Verdict is what Diagnose finds.
type Verdict struct {
	Level, Trend     Finding
	ToolDisagreement Flag
	// CanKill says whether what was found can end in an OOM kill.
	CanKill Tri
	// Kills is how many processes the OOM killer ended within the window, at least, and KillsLately of these
	// within the last hour.
	Kills, KillsLately int
	KillsKnown         bool // who counts them is there
	// HoursToLimit is when the unreclaimable memory meets the limit, in hours from now. Where the rate
	// may be zero High is +Inf.
	HoursToLimit Estimate
	// GrowthPerHour is the lasting growth of the unreclaimable memory, bytes per hour.
	GrowthPerHour      Estimate
	Unreclaimable      Interval // bytes
	UnreclaimableKnown bool
	Limit              float64 // bytes: the smallest known of cgroup, ancestors and machine
	LimitKnown         bool
	Next, DoNot        []string // what to do, and what not to do
	Docs               string   // address of the page of the cause that matters most
	Summary            string   // one sentence
	ended              string   // how often it ended, in words; "" = nothing worth a word
	Sizing             Sizing
}

// Sizing is what GOMEMLIMIT and the container's request and limit should be. Bytes; zero where unknown.
type Sizing struct {
	Known             bool
	Request, Limit    float64
	GoMemLimit        float64 // with the limit that is set; where none is, with Limit
	GoMemLimitAdvised float64 // with Limit
	Manifest          string  // Request, Limit and GoMemLimitAdvised to be copied
	Reasons, Warnings []string
}
