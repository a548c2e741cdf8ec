package generate

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/memledger/memledger/internal/rules"
	"github.com/memledger/memledger/pkg/memory"
)

// artifact is one generated file, by its path from the root of the repository.
type artifact struct {
	path  string
	print func() ([]byte, error)
}

var artifacts = append([]artifact{
	{"src/generated/memory.ts", TypeScript},
	{"src/generated/learn.ts", Learn},
	{"src/generated/alerts.ts", offeredRules},
	{"src/generated/numbers.json", numberTexts},
	{"docs/reference.md", Reference},
	{memory.CausesIndex, causesIndex},
	{"provisioning/alerting/memledger.yaml", func() ([]byte, error) { return grafanaRules(rules.Paces[0]) }},
	{"demo/alerting/memledger.yaml", func() ([]byte, error) { return grafanaRules(rules.Paces[1]) }},
	plainRules(memory.DialectMemledger),
	plainRules(memory.DialectCAdvisor),
	plainRules(memory.DialectKubelet137),
}, causePages()...)

// WriteAll writes every generated file below root.
func WriteAll(root string) error {
	for _, a := range artifacts {
		data, err := a.print()
		if err != nil {
			return err
		}
		path := filepath.Join(root, a.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", a.path, err)
		}
	}
	return nil
}
