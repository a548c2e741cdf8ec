package join

import (
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// goTarget is one Go process. Of several dialects that one target speaks the first that was sampled
// speaks for it, and the others add what it does not tell: it is all of one scrape.
type goTarget struct {
	Target
	source *source
	more   []*source
}

// goTargets are the processes among the Go side's sources.
func goTargets(all []*source, g grid) []*goTarget {
	byLabels := map[string]*goTarget{}
	var ts []*goTarget
	for _, s := range all {
		if _, _, ok := span(s, g); !ok {
			continue
		}
		_, key, _ := strings.Cut(s.key, "\x00")
		if t, ok := byLabels[key]; ok {
			t.more = append(t.more, s)
			continue
		}
		byLabels[key] = &goTarget{Target: Target{Labels: s.labels, Dialect: s.dialect.ID}, source: s}
		ts = append(ts, byLabels[key])
	}
	return ts
}

func (t *goTarget) snapshot(i int) memory.Snapshot {
	snap := t.source.snapshot(i, 0)
	for _, s := range t.more {
		s.dialect.Read(s.sample(i), &snap)
	}
	return snap
}

func (t *goTarget) identity(k memory.IdentityKey) string {
	v, _ := t.source.identity(k)
	return v
}

func (t *goTarget) host() string { return t.source.host() }

// name is how a problem names a target.
func (t Target) name() string { return t.Labels["job"] + " at " + t.Labels[instanceLabel] }
