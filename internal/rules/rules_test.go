package rules

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// promtool is Prometheus's own reader of rules: $MEMLEDGER_PROMTOOL, or that on the PATH.
func promtool(t *testing.T, args ...string) string {
	t.Helper()
	out, err := runPromtool(t, args...)
	if err != nil {
		t.Fatalf("promtool %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func runPromtool(t *testing.T, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), findPromtool(t), args...)
	cmd.Dir = filepath.Join("..", "..", "tests", "rules")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

var (
	ofDays = regexp.MustCompile(`growth\w*\.test\.yaml$`)
	// One that was installed as a Go module prints no version.
	recent = regexp.MustCompile(`version (\s|[3-9]|\d\d)`)
)

// What the rules in alerts/ do with real numbers is in tests/rules.
func TestPlainRulesDoWhatTheirStoriesSay(t *testing.T) {
	stories, err := filepath.Glob(filepath.Join("..", "..", "tests", "rules", "*.test.yaml"))
	if err != nil || len(stories) < 3 {
		t.Fatalf("stories %v, %v", stories, err)
	}
	for _, story := range stories {
		t.Run(filepath.Base(story), func(t *testing.T) {
			// Of stories of days it writes blocks while rules are looked at, and before 3 a rule may see neither.
			if version := promtool(t, "--version"); ofDays.MatchString(story) && !recent.MatchString(version) {
				t.Skipf("promtool before 3: %s", version)
			}
			// From 3 on that is rare, but for a busy machine: what is wrong with a rule is wrong every time.
			attempts := 1
			if ofDays.MatchString(story) {
				attempts = 8
			}
			var out string
			for ; attempts > 0; attempts-- {
				var err error
				if out, err = runPromtool(t, "test", "rules", filepath.Base(story)); err == nil && strings.Contains(out, "SUCCESS") {
					return
				}
			}
			t.Errorf("promtool: %s", out)
		})
	}
}

func TestRulesOfEveryExporterAreReadByPrometheus(t *testing.T) {
	process, _ := memory.DialectByID(memory.DialectGo)
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		options := Prometheus{Cgroup: d, Go: process, Selector: `zone="a"`, GoContainer: "job"}
		if d.Side == memory.GoSide {
			options.Cgroup, _ = memory.DialectByID(memory.DialectMemledger)
			options.Go = d
		} else if d.Side != memory.CgroupSide {
			continue
		}
		text, err := options.Print()
		if err != nil {
			t.Fatal(err)
		}
		file := write(t, text)
		if out := promtool(t, "check", "rules", file); !strings.Contains(out, "SUCCESS") {
			t.Errorf("%s: %s", d.ID, out)
		}
		// Every alert of the table is there, or the file says why it is not.
		for _, a := range memory.Alerts {
			if !strings.Contains(string(text), "alert: "+alertName(a.ID)+"\n") && !strings.Contains(string(text), "# Not here: "+string(a.ID)) {
				t.Errorf("%s: neither %s nor why it is not there", d.ID, a.ID)
			}
		}
	}
}

var ofProcesses = regexp.MustCompile(`\b(go_memstats|go_gc|go_goroutines|process_resident)`)

func TestSelectorsReachEverySeries(t *testing.T) {
	cgroup, _ := memory.DialectByID(memory.DialectMemledger)
	process, _ := memory.DialectByID(memory.DialectGo)
	text, err := Prometheus{Cgroup: cgroup, Go: process, Selector: `zone="a"`, GoSelector: `env="b"`, GoContainer: "job", For: 60e9}.Print()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rulesOf(t, text) {
		expr, _ := rule["expr"].(string)
		if n := strings.Count(expr, "cgroup_memory_") + strings.Count(expr, "cgroup_processes"); n != strings.Count(expr, `zone="a"`) {
			t.Errorf("%d series of containers in %q, %d with the selector", n, expr, strings.Count(expr, `zone="a"`))
		}
		if n := len(ofProcesses.FindAllString(expr, -1)); n != strings.Count(expr, `env="b"`) {
			t.Errorf("%d series of Go processes in %q, %d with the selector", n, expr, strings.Count(expr, `env="b"`))
		}
		if rule["alert"] != nil && rule["for"] != "1m" {
			t.Errorf("%v holds for %v, want 1m", rule["alert"], rule["for"])
		}
	}
}

func TestProvisionedRulesAskAsTheContractSays(t *testing.T) {
	for _, pace := range Paces {
		text, err := Grafana{Datasource: "source", Folder: "Here", Pace: pace}.Print()
		if err != nil {
			t.Fatal(err)
		}
		all := rulesOf(t, text)
		if len(all) != len(memory.Alerts)+1 {
			t.Fatalf("%s: %d rules, want %d and that of the server", pace.Name, len(all), len(memory.Alerts))
		}
		for i, a := range memory.Alerts {
			rule := all[i]
			uid, _ := rule["uid"].(string)
			// Grafana refuses longer ones, and other characters.
			if len(uid) > 40 || !strings.HasPrefix(uid, "memledger_"+string(a.ID)+"_") || rule["noDataState"] != "NoData" || rule["execErrState"] != "KeepLast" {
				t.Errorf("%s: uid %q, %v, %v", a.ID, uid, rule["noDataState"], rule["execErrState"])
			}
			query := rule["data"].([]any)[0].(map[string]any)
			model := query["model"].(map[string]any)
			if query["datasourceUid"] != "source" || model["queryType"] != "signal" || !slices.Equal(model["measures"].([]any), []any{a.Measure}) {
				t.Errorf("%s asks %v", a.ID, query)
			}
			if pace.Steady == 0 && (model["steady"] != nil || model["window"] != nil) {
				t.Errorf("%s: %v at the production pace", a.ID, model)
			}
			unknown := number64(model["unknownAs"])
			if evaluator := evaluatorOf(rule); fires(evaluator["type"].(string), unknown, number64(evaluator["params"].([]any)[0])) {
				t.Errorf("%s fires where it is unknown: %v, %v", a.ID, unknown, evaluator)
			}
			notes := rule["annotations"].(map[string]any)
			if url, _ := notes["runbook_url"].(string); !strings.HasPrefix(url, memory.RepositoryURL+"docs/causes/") {
				t.Errorf("%s: runbook %q", a.ID, url)
			}
			if url, _ := notes["verdict_url"].(string); !strings.Contains(url, "/container?datasource=source{{ with $labels.cluster }}") {
				t.Errorf("%s: verdict %q", a.ID, url)
			}
			for _, name := range []string{"summary", "description"} {
				if words, _ := notes[name].(string); words == "" || strings.Contains(words, "{container}") || strings.Contains(words, "{value}") {
					t.Errorf("%s: %s %q", a.ID, name, words)
				}
			}
		}
	}
}
