// Package upstream asks a Prometheus-compatible server about one container, as the data source does,
// for the command line.
package upstream

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Question names one container at one moment.
type Question struct {
	// Container is its name, "pod/container" or "namespace/pod/container"; "" = the only one there is.
	Container string
	Labels    map[memory.IdentityKey]string // further labels that it must have
	At        time.Time
	// ScrapeInterval is how often the server scrapes.
	ScrapeInterval time.Duration
	Options        memory.Options // its window is how far back the verdict looks
}

// Answer is what the server tells of the container.
type Answer struct {
	Container join.Container
	Verdict   memory.Verdict
	Problems  []string // partial data, for a person
}

// Labels are the container's own.
func (a *Answer) Labels() map[string]string {
	all := map[string]string{}
	for key, v := range a.Container.Labels {
		all[string(key)] = v
	}
	return all
}

// Ask asks for the container, and what it did before. The error is a *NotOneError where not exactly
// one container has the name.
func Ask(ctx context.Context, api join.API, q Question) (*Answer, error) {
	req := join.Request{To: q.At, ScrapeInterval: q.ScrapeInterval, Filters: q.filters()}
	now, err := join.Fetch(ctx, api, req)
	if err != nil {
		return nil, err
	}
	if len(now.Containers) != 1 {
		return nil, notOne(ctx, api, q, now)
	}
	j, err := join.Judge(ctx, api, req, now, true, q.Options)
	if err != nil {
		return nil, err
	}
	a := &Answer{Container: now.Containers[0], Verdict: j.Verdicts[0]}
	for _, p := range slices.Concat(a.Container.Problems, now.Problems, j.Problems) {
		if !slices.Contains(a.Problems, p) {
			a.Problems = append(a.Problems, p)
		}
	}
	return a, nil
}

// filters are what the server is asked for: the parts of the name from its end.
func (q Question) filters() (all []join.Filter) {
	is := func(key memory.IdentityKey, value string) {
		all = append(all, join.Filter{Key: key, Operator: "=", Values: []string{value}})
	}
	parts := strings.Split(q.Container, "/")
	slices.Reverse(parts)
	for i, key := range []memory.IdentityKey{memory.Container, memory.Pod, memory.Namespace} {
		if i < len(parts) && parts[i] != "" {
			is(key, parts[i])
		}
	}
	for _, key := range memory.IdentityKeys {
		if v, ok := q.Labels[key]; ok {
			is(key, v)
		}
	}
	return all
}

// NotOneError is a name that no container has, or several.
type NotOneError struct {
	Question Question
	Found    []join.Labels // those that have the name
	Known    []join.Labels // where none has it: those that there are
}

// most is how many containers an error names.
const most = 20

func (e *NotOneError) Error() string {
	asked := "container"
	if e.Question.Container != "" {
		asked += fmt.Sprintf(" %q", e.Question.Container)
	}
	for _, key := range memory.IdentityKeys {
		if v, ok := e.Question.Labels[key]; ok {
			asked += fmt.Sprintf(" with %s %q", key, v)
		}
	}
	at := e.Question.At.UTC().Format(time.RFC3339)
	switch {
	case len(e.Found) > 0 && asked == "container":
		return fmt.Sprintf("the server has %d containers at %s, want --container or --label with one of:%s", len(e.Found), at, names(e.Found))
	case len(e.Found) > 0:
		return fmt.Sprintf("%s: the server has %d of them at %s, want one of (with --label where names are the same):%s", asked, len(e.Found), at, names(e.Found))
	case len(e.Known) > 0:
		return fmt.Sprintf("no %s at %s: the server has:%s", asked, at, names(e.Known))
	}
	return fmt.Sprintf("no %s at %s: the server has no container then; want series of cAdvisor, the kubelet or memledger exporter", asked, at)
}

func names(all []join.Labels) string {
	var b strings.Builder
	for i, l := range all {
		if i == most {
			fmt.Fprintf(&b, "\n  and %d more", len(all)-most)
			break
		}
		line := Name(l)
		if beside := besideName(l); beside != "" {
			line += " (" + beside + ")"
		}
		b.WriteString("\n  " + strings.ReplaceAll(line, "\n", "?")) // one line each, whatever it is called
	}
	return b.String()
}

// Name is how a person may write a container.
func Name(l join.Labels) string {
	return strings.Join(values(l, "", memory.Namespace, memory.Pod, memory.Container), "/")
}

// besideName is what else tells a container from others of its name, as --label takes it.
func besideName(l join.Labels) string {
	return strings.Join(values(l, "=", memory.Cluster, memory.Node), ", ")
}

// values are those of some keys, where there are any; behind a key and the sign where that is one.
func values(l join.Labels, sign string, keys ...memory.IdentityKey) (all []string) {
	for _, key := range keys {
		switch v := l[key]; {
		case v == "":
		case sign == "":
			all = append(all, v)
		default:
			all = append(all, string(key)+sign+v)
		}
	}
	return all
}

// notOne finds out what there is instead.
func notOne(ctx context.Context, api join.API, q Question, now *join.Result) error {
	e := &NotOneError{Question: q, Found: labelsOf(now)}
	if len(e.Found) > 0 || len(q.filters()) == 0 {
		return e
	}
	all, err := join.Fetch(ctx, api, join.Request{To: q.At, ScrapeInterval: q.ScrapeInterval, Only: []memory.CounterID{memory.Usage}})
	if err != nil {
		return err
	}
	e.Known = labelsOf(all)
	return e
}

func labelsOf(r *join.Result) (all []join.Labels) {
	for i := range r.Containers {
		all = append(all, r.Containers[i].Labels)
	}
	return all
}
