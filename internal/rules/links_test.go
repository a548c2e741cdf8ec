package rules

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/memledger/memledger/pkg/memory"
)

// expand fills an annotation in as Grafana does: Go's templates, with $labels and externalURL.
func expand(t *testing.T, text string, labels map[string]string) string {
	t.Helper()
	page, err := template.New("").Funcs(template.FuncMap{"externalURL": func() string { return "https://grafana.example/sub/" }}).
		Parse("{{ $labels := . }}" + text)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := page.Execute(&b, labels); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A runbook is a page of this repository, and where it names a section there is a heading for it.
func TestRunbooksAreThere(t *testing.T) {
	text, err := Grafana{Datasource: "source", Folder: "Here", Pace: Paces[0]}.Print()
	if err != nil {
		t.Fatal(err)
	}
	for i, rule := range rulesOf(t, text) {
		runbook := rule["annotations"].(map[string]any)["runbook_url"].(string)
		causes := []memory.CauseID{""}
		if i < len(memory.Alerts) && len(memory.Alerts[i].Causes) > 0 {
			causes = memory.Alerts[i].Causes
		}
		for _, cause := range causes {
			address := expand(t, runbook, map[string]string{"cause": string(cause)})
			within, ours := strings.CutPrefix(address, memory.RepositoryURL)
			file, section, _ := strings.Cut(within, "#")
			page, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
			if !ours || err != nil {
				t.Errorf("%v about %q: %s: %v, want a page of the repository", rule["uid"], cause, address, err)
			}
			// GitHub makes an anchor of each heading, in small letters.
			if section != "" && !strings.Contains(string(page), "\n### "+section+"\n") && !strings.Contains(strings.ToLower(string(page)), "\n## "+strings.ReplaceAll(section, "-", " ")+"\n") {
				t.Errorf("%v: %s has no heading %q", rule["uid"], file, section)
			}
		}
	}
}

// The link to the verdict has all that tells the container apart; that the app has such a page, and reads it
// so, is in src/components/alertRules.test.ts.
func TestVerdictLinksTellTheContainer(t *testing.T) {
	for _, labels := range []map[string]string{
		{"container": "api", "node": "host1", "measure": "unreclaimable_ratio"},
		{"cluster": "c/1", "namespace": "shop & co", "pod": "web-0", "container": `a"b?c#d`, "node": "", "cause": "heap_leak"},
	} {
		at, err := url.Parse(expand(t, VerdictURL("uid-1"), labels))
		if err != nil {
			t.Fatal(err)
		}
		if at.Path != "/sub/"+appPath {
			t.Errorf("%s: want %s below Grafana's root", at, appPath)
		}
		want := url.Values{"datasource": {"uid-1"}, "from": {"now-3d"}, "to": {"now"}}
		for _, k := range memory.IdentityKeys {
			if v := labels[string(k)]; v != "" {
				want.Set(string(k), v)
			}
		}
		if at.Query().Encode() != want.Encode() {
			t.Errorf("%v: asks %s, want %s", labels, at.Query().Encode(), want.Encode())
		}
	}
}

func TestAlertsAreMarkedInAPanelOverTime(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "src", "dashboards", "container-memory.json"))
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		UID    string
		Panels []struct {
			ID      int
			Type    string
			Options struct{ View string }
		}
	}
	if err := json.Unmarshal(text, &dashboard); err != nil {
		t.Fatal(err)
	}
	if dashboard.UID != alertDashboard {
		t.Errorf("dashboard %s, want %s", dashboard.UID, alertDashboard)
	}
	for _, p := range dashboard.Panels {
		if strconv.Itoa(p.ID) == alertPanel && p.Type == "memledger-gomemory-panel" && p.Options.View == "breakdown" {
			return
		}
	}
	t.Errorf("no panel %s with the breakdown among %+v", alertPanel, dashboard.Panels)
}
