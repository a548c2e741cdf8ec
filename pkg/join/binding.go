package join

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// Binding says by hand to which container Go targets belong.
type Binding struct {
	// Target is a regular expression (RE2, anchored) for each label; all must match.
	Target map[string]string `json:"target"`
	// Container is the value of each identity key; $1, ${1} and ${name} stand for groups of Target,
	// numbered through the labels in alphabetical order.
	Container map[string]string `json:"container"`
}

// binding is one that has been checked.
type binding struct {
	labels []string // alphabetical
	res    []*regexp.Regexp
	values map[memory.IdentityKey]string
}

var (
	labelName = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
	reference = regexp.MustCompile(`\$(?:\$|(\d+)|\{(\w+)\}|)`)
)

// CheckBindings says what is wrong with the first that is.
func CheckBindings(all []Binding) error {
	_, err := compileBindings(all)
	return err
}

func compileBindings(all []Binding) ([]*binding, error) {
	var out []*binding
	for i, b := range all {
		c, err := b.compile()
		if err != nil {
			return nil, fmt.Errorf("bindings[%d]: %w", i, err)
		}
		out = append(out, c)
	}
	return out, nil
}

func (b Binding) compile() (*binding, error) {
	if len(b.Target) == 0 || len(b.Container) == 0 {
		return nil, fmt.Errorf("target %v, container %v: want at least one label and one value each", b.Target, b.Container)
	}
	c := &binding{labels: slices.Sorted(maps.Keys(b.Target)), values: map[memory.IdentityKey]string{}}
	groups := map[string]bool{}
	for _, l := range c.labels {
		if !labelName.MatchString(l) {
			return nil, fmt.Errorf("target label %q: want letters, digits and underscores", l)
		}
		re, err := regexp.Compile("^(?s:" + b.Target[l] + ")$")
		if err != nil {
			return nil, fmt.Errorf("target label %s: %q: want a regular expression (RE2): %w", l, b.Target[l], err)
		}
		c.res = append(c.res, re)
		for _, name := range re.SubexpNames()[1:] {
			groups[strconv.Itoa(countNumbers(groups)+1)] = true
			if name != "" {
				groups[name] = true
			}
		}
	}
	for k, v := range b.Container {
		key := memory.IdentityKey(k)
		if !slices.Contains(memory.IdentityKeys, key) {
			return nil, fmt.Errorf("container key %q: want one of %q", k, memory.IdentityKeys)
		}
		for _, r := range reference.FindAllStringSubmatch(v, -1) {
			if name := r[1] + r[2]; r[0] != "$$" && !groups[name] {
				return nil, fmt.Errorf("container %s %q: %s is no group of the target's expressions; $$ is a plain $", k, v, r[0])
			}
		}
		c.values[key] = v
	}
	return c, nil
}

func countNumbers(groups map[string]bool) (n int) {
	for g := range groups {
		if _, err := strconv.Atoi(g); err == nil {
			n++
		}
	}
	return n
}

// expand returns the container's values for a target; false: the binding is not about it.
func (b *binding) expand(labels map[string]string) (map[memory.IdentityKey]string, bool) {
	groups, n := map[string]string{}, 0
	for i, l := range b.labels {
		m := b.res[i].FindStringSubmatch(labels[l])
		if m == nil {
			return nil, false
		}
		for g, name := range b.res[i].SubexpNames() {
			if g == 0 {
				continue
			}
			n++
			groups[strconv.Itoa(n)] = m[g]
			if name != "" {
				groups[name] = m[g]
			}
		}
	}
	values := map[memory.IdentityKey]string{}
	for k, v := range b.values {
		values[k] = reference.ReplaceAllStringFunc(v, func(r string) string {
			if r == "$$" {
				return "$"
			}
			return groups[strings.Trim(r, "${}")]
		})
	}
	return values, true
}

// fits says whether a container has all the values.
func (u *unit) has(values map[memory.IdentityKey]string) bool {
	for k, v := range values {
		if u.labels[k] != v {
			return false
		}
	}
	return true
}

// bound finds what the bindings say of a target; nil: nothing.
func (c *checked) bound(t *goTarget) map[memory.IdentityKey]string {
	for _, b := range c.bindings {
		if values, ok := b.expand(t.Labels); ok {
			return values
		}
	}
	return nil
}
