package rules

import (
	"encoding/json"
	"reflect"
	"testing"
)

// The provisioning file and the rules that the app offers are read back by themselves, and must say the same.
func TestOfferedRulesAreTheProvisionedOnes(t *testing.T) {
	text, err := Grafana{Datasource: DatasourcePlaceholder, Folder: "Here", Pace: Paces[0]}.Print()
	if err != nil {
		t.Fatal(err)
	}
	provisioned := rulesOf(t, text)
	all, err := Offer()
	if err != nil {
		t.Fatal(err)
	}
	// That of the server is no rule of one container.
	if len(all) != len(provisioned)-1 {
		t.Fatalf("%d rules are offered, %d provisioned", len(all), len(provisioned))
	}
	for i, o := range all {
		want := plain(t, provisioned[i]).(map[string]any)
		form := plain(t, o.Form).(map[string]any)
		for offered, name := range map[string]string{"name": "title", "condition": "condition", "evaluateFor": "for", "noDataState": "noDataState", "execErrState": "execErrState"} {
			if form[offered] != want[name] {
				t.Errorf("%s: %s %v, want %v", o.ID, offered, form[offered], want[name])
			}
		}
		if got := byKey(o.Form.Labels); !reflect.DeepEqual(got, want["labels"]) || got["severity"] != string(o.Severity) {
			t.Errorf("%s: labels %v, want %v", o.ID, got, want["labels"])
		}
		if got := byKey(o.Form.Annotations); !reflect.DeepEqual(got, want["annotations"]) {
			t.Errorf("%s: annotations %v, want %v", o.ID, got, want["annotations"])
		}
		queries := form["queries"].([]any)
		for _, q := range queries {
			asked := q.(map[string]any)
			model := asked["model"].(map[string]any)
			if kind, _ := model["queryType"].(string); asked["queryType"] != kind {
				t.Errorf("%s: query type %v beside a model of %q", o.ID, asked["queryType"], kind)
			}
			delete(asked, "queryType") // the editor's own; the provisioning file has it in the model alone
		}
		if !reflect.DeepEqual(queries, want["data"]) {
			t.Errorf("%s: queries %v, want %v", o.ID, queries, want["data"])
		}
	}
}

func byKey(all []Named) map[string]any {
	m := map[string]any{}
	for _, n := range all {
		m[n.Key] = n.Value
	}
	return m
}

// plain is a value as JSON has it, with one type of number.
func plain(t *testing.T, v any) (out any) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
