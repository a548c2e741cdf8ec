package rules

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/memledger/memledger/pkg/memory"
)

// DatasourcePlaceholder stands in offered rules where the uid of the data source is to be. It needs no escape in an address.
const DatasourcePlaceholder = "__datasource__"

// Offered is a provisioned rule as Grafana's editor takes it, before it is known for which data source and container.
type Offered struct {
	ID       memory.AlertID  `json:"id"`
	Severity memory.Severity `json:"severity"`
	Form     Form            `json:"form"`
}

// Form has the fields of RuleFormValues, gh:grafana/grafana public/app/features/alerting/unified/types/rule-form.ts (12.4).
type Form struct {
	Name         string  `json:"name"`
	Condition    string  `json:"condition"`
	EvaluateFor  string  `json:"evaluateFor"`
	NoDataState  string  `json:"noDataState"`
	ExecErrState string  `json:"execErrState"`
	Labels       []Named `json:"labels"`
	Annotations  []Named `json:"annotations"`
	Queries      []Asked `json:"queries"`
}

// Named is a label or an annotation.
type Named struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Asked is a query or an expression; Model is that of the provisioning file.
type Asked struct {
	RefID         string         `json:"refId"`
	DatasourceUID string         `json:"datasourceUid"`
	QueryType     string         `json:"queryType"`
	Range         *offeredRange  `json:"relativeTimeRange,omitempty"`
	Model         map[string]any `json:"model"`
}

type offeredRange struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Offer are the rules of the alerts table at the pace of production, as Grafana.Print prints them.
func Offer() ([]Offered, error) {
	g := Grafana{Datasource: DatasourcePlaceholder, Pace: Paces[0]}
	var all []Offered
	for i := range memory.Alerts {
		a := &memory.Alerts[i]
		rule, err := g.rule(a)
		if err != nil {
			return nil, err
		}
		form, err := rule.form()
		if err != nil {
			return nil, fmt.Errorf("alert %s: %w", a.ID, err)
		}
		all = append(all, Offered{ID: a.ID, Severity: a.Severity, Form: form})
	}
	return all, nil
}

func (r *grafanaRule) form() (Form, error) {
	f := Form{
		Name: r.Title, Condition: r.Condition, EvaluateFor: r.For, NoDataState: r.NoDataState, ExecErrState: r.ExecErrState,
		Labels: []Named{{"severity", r.Labels["severity"]}},
	}
	for _, p := range r.Annotations {
		f.Annotations = append(f.Annotations, Named{p[0], p[1]})
	}
	for _, q := range r.Data {
		asked := Asked{RefID: q.RefID, DatasourceUID: q.DatasourceUID}
		if q.Range != nil {
			asked.Range = &offeredRange{q.Range.From, q.Range.To}
		}
		// By way of YAML, so that no key is named twice.
		text, err := yaml.Marshal(q.Model)
		if err != nil {
			return f, fmt.Errorf("query %s: %w", q.RefID, err)
		}
		if err := yaml.Unmarshal(text, &asked.Model); err != nil {
			return f, fmt.Errorf("query %s: %w", q.RefID, err)
		}
		asked.QueryType, _ = asked.Model["queryType"].(string)
		f.Queries = append(f.Queries, asked)
	}
	return f, nil
}
