package generate

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// mention is a way in which pages and provisioned files name an id of the domain.
type mention struct {
	what  string
	where *regexp.Regexp // its first group is the id, or a list of them
	known func() []string
}

var mentions = []mention{
	{"tool", regexp.MustCompile(`(?:--tool[= ]|\btool: |"tool": ?")([a-z0-9_]+)`), func() []string {
		return ids(memory.Formulas, func(f memory.Formula) string { return string(f.ID) })
	}},
	{"heap", regexp.MustCompile(`(?:--heap[= ]|\bheap: |"heap": ?")([a-z_]+)`), func() []string {
		return ids(memory.Heaps, func(h memory.Heap) string { return h.ID })
	}},
	{"measure", regexp.MustCompile(`\bmeasures: \[([a-z_, ]+)\]`), func() []string {
		return ids(memory.Measures, func(m memory.Measure) string { return m.ID })
	}},
}

func pages(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.md", "src/*.md", "docs/*.md", "docs/*/*.md", "provisioning/*/*.yaml", "src/datasource/*.md"} {
		found, err := filepath.Glob(filepath.Join("..", "..", pattern))
		if err != nil {
			t.Fatal(err)
		}
		// What is generated names ids by construction, and speaks of much else.
		all = append(all, slices.DeleteFunc(found, func(page string) bool { return filepath.Base(page) == "reference.md" })...)
	}
	return all
}

func TestPagesNameOnlyIDsThatExist(t *testing.T) {
	seen := map[string]int{}
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mentions {
			for _, match := range m.where.FindAllStringSubmatch(string(text), -1) {
				for id := range strings.SplitSeq(match[1], ",") {
					seen[m.what]++
					if id = strings.TrimSpace(id); !slices.Contains(m.known(), id) {
						t.Errorf("%s names the %s %q: want one of %v", page, m.what, id, m.known())
					}
				}
			}
		}
	}
	for _, m := range mentions {
		if seen[m.what] == 0 {
			t.Errorf("no page names a %s: is the pattern still right?", m.what)
		}
	}
}

func TestLinksBetweenPagesLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#: ]+)(?:#[^)]*)?\)`)
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil || filepath.Ext(page) != ".md" {
			continue
		}
		for _, match := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), match[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", page, match[1])
			}
		}
	}
}
