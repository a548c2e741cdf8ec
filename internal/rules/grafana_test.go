package rules

import (
	"bytes"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/memledger/memledger/pkg/memory"
)

// Grafana takes a rule over from the file that named its uid last, and a group from the one that named it in
// its folder: https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/
func TestFilesBesideEachOtherTakeNoRuleAway(t *testing.T) {
	seen := map[string]int{}
	for i, g := range []Grafana{
		{Datasource: DefaultDatasource},
		{Datasource: "staging"},
		{Datasource: DefaultDatasource, Filters: map[memory.IdentityKey]string{memory.Namespace: "shop"}},
		{Datasource: DefaultDatasource, Filters: map[memory.IdentityKey]string{memory.Pod: "shop"}},
		{Datasource: "staging", Filters: map[memory.IdentityKey]string{memory.Namespace: "shop"}},
	} {
		g.Folder, g.Pace = "Here", Paces[0]
		text, err := g.Print()
		if err != nil {
			t.Fatal(err)
		}
		again, err := g.Print()
		if err != nil || !bytes.Equal(text, again) {
			t.Errorf("file %d is another each time, %v", i, err)
		}
		var file struct {
			Groups []struct{ Name string } `yaml:"groups"`
		}
		if err := yaml.Unmarshal(text, &file); err != nil {
			t.Fatal(err)
		}
		names := []string{"group " + file.Groups[0].Name}
		for _, rule := range rulesOf(t, text) {
			uid := rule["uid"].(string)
			names = append(names, uid)
			if len(uid) > 40 {
				t.Errorf("%s: Grafana takes 40 characters", uid)
			}
		}
		for _, name := range names {
			if at, ok := seen[name]; ok {
				t.Errorf("%s is in file %d and in %d", name, at, i)
			}
			seen[name] = i
		}
	}
	if _, ok := seen["memledger_unreclaimable"]; !ok {
		t.Errorf("the uid of the default data source is another: %v", seen)
	}
}

func TestFiltersReachEveryRule(t *testing.T) {
	text, err := Grafana{Datasource: "source", Folder: "Here", Pace: Paces[0], Filters: map[memory.IdentityKey]string{memory.Namespace: "shop", memory.Container: "a\"b"}}.Print()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rulesOf(t, text) {
		model := rule["data"].([]any)[0].(map[string]any)["model"].(map[string]any)
		filters := model["filters"].([]any)
		if len(filters) != 2 {
			t.Fatalf("%v: %v", rule["uid"], filters)
		}
		for i, want := range [][2]string{{"namespace", "shop"}, {"container", "a\"b"}} {
			f := filters[i].(map[string]any)
			if f["key"] != want[0] || f["operator"] != "=" || f["value"] != want[1] {
				t.Errorf("%v: %v, want %v", rule["uid"], f, want)
			}
		}
	}
}
