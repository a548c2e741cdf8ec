package rules

import (
	"cmp"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

// server is the one rule whose state is an error when the data source's server does not answer, so that an
// outage is told once; what it asks never is.
func (g Grafana) server() grafanaRule {
	return grafanaRule{
		UID: "memledger_server" + g.differs(), Title: "Memledger cannot ask its server", Condition: "C", For: duration(g.Pace.waits(5 * time.Minute)), NoDataState: "OK", ExecErrState: "Error",
		Labels: map[string]string{"severity": string(memory.SeverityWarning)},
		Annotations: pairs{
			{"summary", "Memledger cannot ask its server: no alert on memory can fire or resolve"},
			{"description", "The server of the data source " + g.Datasource + " does not answer, or refuses. All other rules of this group keep what they said last. Save & test of the data source says why."},
			{"runbook_url", memory.RepositoryURL + "docs/alerts.md#no-answer"},
		},
		Data: g.data(g.signal("unreclaimable_bytes"), memory.Below, 0),
	}
}

// waits is how long a rule waits at this pace.
func (p Pace) waits(own time.Duration) time.Duration { return cmp.Or(p.For, own) }
