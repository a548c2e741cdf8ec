package datasource

import (
	"regexp"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// reference is a dashboard variable as Grafana writes it: $name, ${name}, ${name:format}, [[name]].
var reference = regexp.MustCompile(`\$[A-Za-z_]\w*|\$\{[^}]+\}|\[\[\w+(:\w+)?\]\]`)

// allValues is what Grafana puts in where a variable stands for every value.
const allValues = "$__all"

// resolved refuses a variable that no one has filled in: what it would select is not what the
// person sees. Alert rules are such a place.
func resolved(name, value string) error {
	if found := reference.FindString(value); found != "" && value != allValues {
		return badQueryf("%s %q: the variable %s has no value here; alert rules and calls without a dashboard cannot fill it in: want the value itself", name, value, found)
	}
	return nil
}

func oneOf(name, value string, want []string) error {
	if slices.Contains(want, value) {
		return nil
	}
	return unknown(name, value, want)
}

func unknown(name, value string, want []string) error {
	if err := resolved(name, value); err != nil {
		return err
	}
	return badQueryf("%s %q is not known: want one of %s", name, value, list(want))
}

func list(words []string) string { return strings.Join(words, ", ") }

// idsOf lists the ids of the rows of a table.
func idsOf[R any, ID ~string](rows []R, id func(R) ID) []string {
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, string(id(r)))
	}
	return ids
}

func toolIDs() []string {
	return idsOf(memory.Formulas, func(f memory.Formula) memory.FormulaID { return f.ID })
}

func heapIDs() []string {
	return idsOf(memory.Heaps, func(h memory.Heap) string { return h.ID })
}

func measureIDs() []string {
	return idsOf(memory.Measures, func(m memory.Measure) string { return m.ID })
}

func classIDs() []string {
	return idsOf(memory.Classes, func(c memory.Class) memory.ClassID { return c.ID })
}

func keyIDs() []string {
	return idsOf(memory.FilterKeys, func(k memory.IdentityKey) memory.IdentityKey { return k })
}
