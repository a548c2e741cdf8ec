package join

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// claims is the second question of Find: of how many series of its markers the labels are a
// dialect's. Dialects of one family share the selector, and it is asked once.
type claims struct {
	holds     holdings
	selectors []string
	of        map[memory.DialectID]int // index of the dialect's selector; none: every series is its own
	marked    map[string]int           // by selector and label: how many series have it
	counts    map[int]map[Place]int
}

// identityChoices are the keys of which it matters for a filter which of several labels are there.
var identityChoices = []memory.IdentityKey{memory.Namespace, memory.Pod}

func claimsOf(holds holdings) *claims {
	c := &claims{holds: holds, of: map[memory.DialectID]int{}, marked: map[string]int{}, counts: map[int]map[Place]int{}}
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		conditions := claimMatchers(d, holds.dotted(d))
		if !holds.have(d) || len(conditions) == 0 {
			continue
		}
		text := "{" + strings.Join(append([]string{nameMatcher(d.MarkerMetrics())}, conditions...), ",") + "}"
		at := slices.Index(c.selectors, text)
		if at < 0 {
			at = len(c.selectors)
			c.selectors = append(c.selectors, text)
		}
		c.of[d.ID] = at
	}
	return c
}

// have says whether any target holds a marker of the dialect, and what else it asks for.
func (h holdings) have(d *memory.Dialect) bool {
	for _, m := range h {
		marked := slices.ContainsFunc(d.MarkerMetrics(), func(n string) bool { return m[n].series > 0 })
		if marked && d.FitsBeside(m.held) {
			return true
		}
	}
	return false
}

// dotted says whether the dialect's markers are there under names with dots: only a server that
// holds such names can be asked for such labels.
func (h holdings) dotted(d *memory.Dialect) bool {
	for _, m := range h {
		if slices.ContainsFunc(d.MarkerMetrics(), func(n string) bool { return strings.Contains(n, ".") && m[n].series > 0 }) {
			return true
		}
	}
	return false
}

// claimMatchers is memory.Dialect.Claims as PromQL, with the labels that a container must have.
func claimMatchers(d *memory.Dialect, dotted bool) []string {
	var all []string
	add := func(label, text string) {
		if dotted || !strings.Contains(label, ".") {
			all = append(all, quotedLabel(label)+text)
		}
	}
	for _, l := range append(slices.Clone(d.Requires), d.Told.Labels...) {
		add(l, `!=""`)
	}
	for _, l := range d.Told.Forbids {
		add(l, `=""`)
	}
	for l, v := range d.Excludes {
		add(l, "!="+strconv.Quote(v))
	}
	return sortedSet(all)
}

// quotedLabel is a label as PromQL wants it. Prometheus 3 alone takes quoted ones.
func quotedLabel(label string) string {
	if strings.Contains(label, ".") {
		return strconv.Quote(label)
	}
	return label
}

func nameMatcher(names []string) string {
	if len(names) == 1 {
		return "__name__=" + strconv.Quote(names[0])
	}
	return "__name__=~" + strconv.Quote(strings.Join(escaped(sortedSet(slices.Clone(names))), "|"))
}

func (c *claims) ask(ctx context.Context, api API, at time.Time) error {
	var parts []string
	for i, s := range c.selectors {
		parts = append(parts, fmt.Sprintf(`label_replace(count by (%s) (%s), %q, "%d", "", "")`, strings.Join(targetLabels, ", "), s, selectorLabel, i))
		for _, l := range c.choices(i) {
			with := strings.TrimSuffix(s, "}") + "," + l + `!=""}`
			parts = append(parts, fmt.Sprintf(`label_replace(count(%s), %q, %q, "", "")`, with, selectorLabel, markedKey(i, l)))
		}
	}
	parts = append(parts, c.bareParts()...)
	if len(parts) == 0 {
		return nil
	}
	v, _, err := api.Instant(ctx, strings.Join(parts, " or "), at)
	if err != nil {
		return err
	}
	for _, s := range v {
		key := string(s.Metric[selectorLabel])
		i, err := strconv.Atoi(key)
		if err != nil {
			c.marked[key] = int(s.Value)
			continue
		}
		if c.counts[i] == nil {
			c.counts[i] = map[Place]int{}
		}
		c.counts[i][placeOf(func(l string) string { return string(s.Metric[model.LabelName(l)]) })] = int(s.Value)
	}
	return nil
}

// bareKeys are the keys of which it matters for a filter whether all Go targets have a label.
var bareKeys = []memory.IdentityKey{memory.Container}

func bareKey(id memory.DialectID, key memory.IdentityKey) string {
	return fmt.Sprintf("bare %s %s", id, key)
}

// bareParts ask how many series of each Go dialect have none of the labels of a key.
func (c *claims) bareParts() (parts []string) {
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		if d.Side != memory.GoSide || !c.holds.have(d) {
			continue
		}
		for _, key := range bareKeys {
			conditions := []string{nameMatcher(d.MarkerMetrics())}
			for _, l := range d.Identity[key] {
				if !strings.Contains(l, ".") || c.holds.dotted(d) {
					conditions = append(conditions, quotedLabel(l)+`=""`)
				}
			}
			parts = append(parts, fmt.Sprintf(`label_replace(count({%s}), %q, %q, "", "")`, strings.Join(conditions, ","), selectorLabel, bareKey(d.ID, key)))
		}
	}
	return parts
}

func (c *claims) bare(d *memory.Dialect) (keys []memory.IdentityKey) {
	for _, key := range bareKeys {
		if c.marked[bareKey(d.ID, key)] > 0 {
			keys = append(keys, key)
		}
	}
	return keys
}

func markedKey(selector int, label string) string { return fmt.Sprintf("%d %s", selector, label) }

// choices are the labels of a selector's dialects that stand in for others.
func (c *claims) choices(selector int) []string {
	var all []string
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		if at, ok := c.of[d.ID]; !ok || at != selector {
			continue
		}
		for _, key := range identityChoices {
			if labels := d.Identity[key]; len(labels) > 1 {
				all = append(all, labels...)
			}
		}
	}
	return slices.DeleteFunc(sortedSet(all), func(l string) bool { return strings.Contains(l, ".") })
}

// claimed is how many series of a target are the dialect's by their labels.
func (c *claims) claimed(d *memory.Dialect, place Place) int {
	if i, ok := c.of[d.ID]; ok {
		return c.counts[i][place]
	}
	n := 0
	for _, m := range d.MarkerMetrics() {
		n += c.holds[place][m].series
	}
	return n
}

// labels lists which of the labels that stand in for others are there.
func (c *claims) labels(d *memory.Dialect) []string {
	i, ok := c.of[d.ID]
	if !ok {
		return nil
	}
	var there []string
	for _, l := range c.choices(i) {
		if c.marked[markedKey(i, l)] > 0 {
			there = append(there, l)
		}
	}
	return there
}
