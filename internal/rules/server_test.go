package rules

import (
	"strings"
	"testing"
	"text/template"

	"github.com/memledger/memledger/pkg/memory"
)

// An outage of the server is told once, and neither fires nor resolves anything on memory.
func TestOneRuleIsAnErrorWhereTheServerDoesNotAnswer(t *testing.T) {
	for _, pace := range Paces {
		text, err := Grafana{Datasource: "source", Folder: "Here", Pace: pace}.Print()
		if err != nil {
			t.Fatal(err)
		}
		var telling []string
		for _, rule := range rulesOf(t, text) {
			switch rule["execErrState"] {
			case "Error":
				telling = append(telling, rule["uid"].(string))
				// What cannot be reclaimed is 0 bytes at least.
				if evaluator := evaluatorOf(rule); fires(evaluator["type"].(string), 0, number64(evaluator["params"].([]any)[0])) || rule["noDataState"] != "OK" {
					t.Errorf("%v fires by itself: %v, no data is %v", rule["uid"], evaluator, rule["noDataState"])
				}
			case "KeepLast":
			default:
				t.Errorf("%v: %v where the server does not answer", rule["uid"], rule["execErrState"])
			}
		}
		if len(telling) != 1 {
			t.Errorf("%s: %v tell that the server does not answer, want one", pace.Name, telling)
		}
	}
}

// Grafana expands annotations in a state of error too, where there are no values.
func TestAnnotationsAreWholeWithoutAValue(t *testing.T) {
	text, err := Grafana{Datasource: "source", Folder: "Here", Pace: Paces[0]}.Print()
	if err != nil {
		t.Fatal(err)
	}
	strict := template.FuncMap{
		"externalURL":        func() string { return "/" },
		"humanizePercentage": func(v float64) string { return "" },
		"humanize1024":       func(v float64) string { return "" },
		"reReplaceAll":       func(_, _, s string) string { return s },
	}
	for i, rule := range rulesOf(t, text) {
		for name, note := range rule["annotations"].(map[string]any) {
			page, err := template.New("").Funcs(strict).Parse("{{ $labels := .labels }}{{ $values := .values }}" + note.(string))
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := page.Execute(&b, map[string]any{"labels": map[string]string{"cause": "c"}, "values": map[string]struct{ Value float64 }{}}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			b.Reset()
			if err := page.Execute(&b, map[string]any{"labels": map[string]string{"namespace": "shop", "pod": "web-0", "container": "web"}, "values": nil}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if i < len(memory.Alerts) && name == "summary" && !strings.HasPrefix(b.String(), "shop/web-0/web: ") {
				t.Errorf("summary %q does not say where the container is", b.String())
			}
		}
	}
}
