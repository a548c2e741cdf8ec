package rules

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"go.yaml.in/yaml/v3"
)

func findPromtool(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("MEMLEDGER_PROMTOOL"), "promtool"} {
		if program, err := exec.LookPath(name); name != "" && err == nil {
			return program
		}
	}
	t.Skip("no promtool in $MEMLEDGER_PROMTOOL or on the PATH")
	return ""
}

func write(t *testing.T, text []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "rules.yaml")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// rulesOf are the rules of all groups of a file.
func rulesOf(t *testing.T, text []byte) (all []map[string]any) {
	t.Helper()
	var file struct {
		Groups []struct {
			Rules []map[string]any `yaml:"rules"`
		} `yaml:"groups"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, g := range file.Groups {
		all = append(all, g.Rules...)
	}
	return all
}

func evaluatorOf(rule map[string]any) map[string]any {
	threshold := rule["data"].([]any)[2].(map[string]any)["model"].(map[string]any)
	return threshold["conditions"].([]any)[0].(map[string]any)["evaluator"].(map[string]any)
}

func number64(v any) float64 {
	switch n := v.(type) {
	case int:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

// fires is Grafana's threshold.
func fires(evaluator string, value, threshold float64) bool {
	switch evaluator {
	case "gt":
		return value > threshold
	case "gte":
		return value >= threshold
	}
	return value < threshold
}
