package generate

import (
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

func eventRows() [][]string {
	return ids(memory.EventTypes, func(e memory.EventType) []string {
		var signs []string
		for _, s := range e.Signs {
			of := code(text(s.Number))
			if s.Text != "" {
				of = code(string(s.Text))
			}
			if of == "" {
				of = "cgroup"
			}
			signs = append(signs, of+" "+string(s.Shape))
		}
		return []string{code(string(e.Kind)), e.Name, strings.Join(signs, ", or "), e.Help, e.Ref}
	})
}
