package memory

import "time"

// AlertID names an alert rule; part of the API.
type AlertID string

// Severity is how much an alert is worth: whether it may wake somebody, wait for the day, or only be known.
type Severity string

const (
	SeverityCritical Severity = "critical"
	SeverityWarning  Severity = "warning"
	SeverityInfo     Severity = "info"
)

// Comparison is how a measure is held against its threshold; the ids are those of Grafana's threshold.
type Comparison string

const (
	Above   Comparison = "gt"
	AtLeast Comparison = "gte"
	Below   Comparison = "lt"
)

// Sign is the comparison as people and PromQL write it.
func (c Comparison) Sign() string {
	return map[Comparison]string{Above: ">", AtLeast: ">=", Below: "<"}[c]
}

// Alert is one row of the alerts table: of what it is, from where on it fires, and what a person is told.
type Alert struct {
	ID       AlertID
	Title    string
	Severity Severity
	Measure  string // of Measures
	// Causes are those that a measure with a number for each is asked about; each is an alert of its own.
	Causes     []CauseID
	Comparison Comparison
	Threshold  float64 // in the measure's unit
	// UnknownAs stands for the measure of a container that does not tell it: there is data as long as a
	// container is there, and one counter that is missing never fires.
	UnknownAs float64
	For       time.Duration
	Why       string // the reason for threshold and For
	// Summary and Description are sentences; {container}, {cause} and {value} stand for those of the alert.
	Summary, Description string
	// Verdict is what the verdict on the container adds; "" = what stands in Description.
	Verdict string
	// Do is what a person does first, step by step, where no cause's page says it.
	Do []string
	// Page is the cause whose page is the runbook; "": that of the alert's own cause, or, where it has
	// none, the alert's section of docs/causes/README.md.
	Page CauseID
	// Plain is the same for those who have nothing but Prometheus.
	Plain Plain
}

// AlertByID returns the row of id, and whether there is one.
func AlertByID(id AlertID) (*Alert, bool) {
	for i := range Alerts {
		if Alerts[i].ID == id {
			return &Alerts[i], true
		}
	}
	return nil, false
}

// Fires says whether the alert's condition holds for a value of its measure.
func (a *Alert) Fires(value float64) bool {
	switch a.Comparison {
	case Above:
		return value > a.Threshold
	case AtLeast:
		return value >= a.Threshold
	default:
		return value < a.Threshold
	}
}

// CausesIndex is the page that lists the causes and the alerts, from the root of the repository.
const CausesIndex = "docs/causes/README.md"

// Runbook is the page to open, from the repository's root, of an alert about a cause; "" = about none.
func (a *Alert) Runbook(about CauseID) string {
	if a.Page != "" {
		about = a.Page
	}
	if c, ok := CauseByID(about); ok {
		return c.Docs()
	}
	return CausesIndex + "#" + string(a.ID)
}
