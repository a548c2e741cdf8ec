package join

import (
	"slices"
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

// relayed says whether the series are of another process than the one that is scraped.
func (t *goTarget) relayed() bool {
	pod := t.Labels["exported_pod"]
	return slices.ContainsFunc(relaying, func(l string) bool { return t.Labels[l] != "" }) || (pod != "" && t.Labels["pod"] != "" && pod != t.Labels["pod"])
}

// tellsItself says whether the process's own series carry labels of its container, and not only what
// scrapes it gives it some.
func (t *goTarget) tellsItself() bool { return len(t.source.dialect.Info) > 0 }

// identity is what the labels say of the process. Of one that is relayed a plain namespace, pod,
// container or node is the relay's.
func (t *goTarget) identity(k memory.IdentityKey) string {
	relayed := k != memory.Cluster && t.relayed()
	for _, l := range t.source.dialect.Identity[k] {
		if v := t.Labels[l]; v != "" && (!relayed || (l != string(k) && t.tellsItself())) {
			return v
		}
	}
	return ""
}

// address is where the process is scraped, whatever its path is there, and of what is relayed which one it is.
func (t *goTarget) address() [3]string {
	return [3]string{t.Labels[instanceLabel], t.Labels["exported_job"], t.Labels["exported_instance"]}
}

func (t *goTarget) job() string {
	if v := t.Labels["exported_job"]; v != "" {
		return v
	}
	return t.Labels["job"]
}

func (t *goTarget) host() string { return t.source.host() }

// name is how a problem names a target.
func (t Target) name() string {
	name := t.Labels["job"] + " at " + t.Labels[instanceLabel]
	if job, instance := t.Labels["exported_job"], t.Labels["exported_instance"]; job+instance != "" {
		name += ", which passes on " + strings.TrimSuffix(job+" at "+instance, " at ")
	}
	return name
}
