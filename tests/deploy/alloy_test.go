package deploy

import (
	"slices"
	"strings"
	"testing"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
)

// alloyAttributes are those of the components used, as the reference of Grafana Alloy has them, and
// what each exports; the parser knows the syntax, not the components.
// Source: grafana.com/docs/alloy/latest/reference/components.
var alloyAttributes = map[string]string{
	"prometheus.remote_write":          "",
	"prometheus.remote_write.endpoint": "url",
	"prometheus.scrape":                "targets job_name scrape_interval honor_labels forward_to",
	"discovery.kubernetes":             "role",
	"discovery.kubernetes.selectors":   "role label",
	"discovery.relabel":                "targets",
	"discovery.relabel.rule":           "source_labels regex action target_label",
}

var alloyExports = map[string]string{"prometheus.remote_write": "receiver", "discovery.kubernetes": "targets", "discovery.relabel": "output"}

func TestAlloy(t *testing.T) {
	file, err := parser.ParseFile("alloy.alloy", []byte(read(t, "scrape/alloy.alloy")))
	if err != nil {
		t.Fatal(err)
	}
	exports, references := map[string]bool{}, map[string]bool{}
	scrapes := 0
	for _, s := range file.Body {
		block, ok := s.(*ast.BlockStmt)
		if !ok {
			t.Fatalf("%T at the top, want components", s)
		}
		name := block.GetBlockName()
		exports[name+"."+block.Label+"."+alloyExports[name]] = true
		inBlock(t, name, block.Body, references)
		if name == "prometheus.scrape" {
			scrapes++
			if !slices.ContainsFunc(block.Body, func(s ast.Stmt) bool {
				a, ok := s.(*ast.AttributeStmt)
				return ok && a.Name.Name == "honor_labels"
			}) {
				t.Errorf("%s: no honor_labels", block.Label)
			}
		}
	}
	for r := range references {
		if !exports[r] && r != "sys.env" {
			t.Errorf("%s is used, the components export %v", r, exports)
		}
	}
	if scrapes != 2 || len(references) < 4 {
		t.Errorf("%d scrapes, references %v", scrapes, references)
	}
}

// inBlock checks the names in one block and those within, and collects what they refer to.
func inBlock(t *testing.T, name string, body ast.Body, references map[string]bool) {
	t.Helper()
	attributes, known := alloyAttributes[name]
	if !known {
		t.Errorf("no block %s", name)
	}
	for _, s := range body {
		switch s := s.(type) {
		case *ast.BlockStmt:
			inBlock(t, name+"."+s.GetBlockName(), s.Body, references)
		case *ast.AttributeStmt:
			if !slices.Contains(strings.Fields(attributes), s.Name.Name) {
				t.Errorf("%s has no attribute %s", name, s.Name.Name)
			}
			ast.Walk(referenced(references), s.Value)
		}
	}
}

// referenced collects the longest paths such as a.b.c.
type referenced map[string]bool

func (r referenced) Visit(node ast.Node) ast.Visitor {
	if access, ok := node.(*ast.AccessExpr); ok {
		r[path(access)] = true
		return nil
	}
	return r
}

func path(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.AccessExpr:
		return path(e.Value) + "." + e.Name.Name
	case *ast.IdentifierExpr:
		return e.Ident.Name
	}
	return ""
}
