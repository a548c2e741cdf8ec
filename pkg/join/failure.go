package join

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// FailureKind says why a Go target belongs to no container.
type FailureKind string

// Kinds of failure.
const (
	FailNone          FailureKind = "none"           // no rule fits any container
	FailAmbiguous     FailureKind = "ambiguous"      // more than one fits
	FailUnproven      FailureKind = "unproven"       // one outside the filter may fit as well
	FailHosts         FailureKind = "hosts"          // targets of several hosts fit one container by its name alone
	FailExported      FailureKind = "exported"       // exported_… labels: the exporter's own labels lost to the target's
	FailHostNetwork   FailureKind = "host_network"   // the address is a whole node's
	FailRandomBackend FailureKind = "random_backend" // a service answers with any of its pods
	FailBinding       FailureKind = "binding"        // the settings bind it to none or several
)

// Suggestion is a binding that would settle a failure.
type Suggestion struct {
	Text    string  `json:"text"`
	Binding Binding `json:"binding"`
}

// explaining are labels of Go targets that tell why none fits.
var explaining = append(slices.Clone(exported), "service", "endpoint")

var exported = []string{"exported_namespace", "exported_pod", "exported_container"}

// explanation is one row of what is recognised where no rule fits.
type explanation struct {
	kind FailureKind
	is   func(*goTarget, *hosts) bool
	text string
}

var explanations = []explanation{
	{FailExported, func(t *goTarget, _ *hosts) bool {
		return t.relayed() || slices.ContainsFunc(exported, func(l string) bool { return t.Labels[l] != "" })
	}, "its series carry exported_… labels: job, instance, namespace, pod and container are those of what was scraped in between. Set honor_labels: true on the scrape job, if it federates or pushes"},
	{FailRandomBackend, func(t *goTarget, _ *hosts) bool {
		return t.identity(memory.Pod) == "" && serviceName.MatchString(t.host())
	}, "its address is a service's, behind which any pod may answer: scrape the pods themselves (a PodMonitor, or endpoints discovery)"},
	{FailHostNetwork, func(t *goTarget, h *hosts) bool {
		return t.identity(memory.Pod) == "" && len(h.at(t)) > 1
	}, "its address is a whole host's, as with hostNetwork, and several containers run there: let the memledger exporter tell the listening ports, or bind it"},
}

var serviceName = regexp.MustCompile(`\.svc(?:\.[a-z0-9.-]+)?\.?$`)

// hosts are the containers by the host that their exporter or node is.
type hosts struct{ by map[string][]*unit }

func newHosts(us []*unit) *hosts {
	h := &hosts{map[string][]*unit{}}
	for _, u := range us {
		var names []string
		u.eachSource(func(s *source) { names = append(names, s.host()) })
		if u.ownNode {
			names = append(names, u.labels[memory.Node])
		}
		for _, n := range sortedSet(names) {
			h.by[n] = append(h.by[n], u)
		}
	}
	return h
}

func (h *hosts) at(t *goTarget) []*unit { return h.by[t.host()] }

// explain says why no rule fits a target, which containers come closest, and what to bind.
func (p *pairing) explain(t *goTarget, idx index, h *hosts) {
	t.Kind, t.Problem = FailNone, "no rule fits: "+t.said()
	if said := t.source.contradicted; said != "" {
		t.Kind, t.Problem = FailAmbiguous, "it may be of several containers: "+said+". Give each process a service.instance.id of its own"
		return
	}
	for _, e := range explanations {
		if e.is(t, h) {
			t.Kind, t.Problem = e.kind, e.text
			break
		}
	}
	t.suggest(likely(t, idx, h))
}

// said is what the target tells of itself, in the words of the rules.
func (t *goTarget) said() string {
	var parts []string
	for _, k := range memory.IdentityKeys {
		if v := t.identity(k); v != "" {
			parts = append(parts, fmt.Sprintf("%s=%q", k, v))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("it has none of the labels namespace, pod and container, no container is called %q or %q, and none is known to listen at %s", t.host(), t.Labels["job"], t.Labels[instanceLabel])
	}
	return "no container has " + strings.Join(parts, ", ")
}

// likely lists the containers that come closest, the best first. Only what shares a name is looked
// at: a fleet has thousands on both sides.
func likely(t *goTarget, idx index, h *hosts) []*unit {
	score := map[*unit]int{}
	add := func(us []*unit, points int) {
		if len(us) <= 50 {
			for _, u := range us {
				score[u] += points
			}
		}
	}
	add(idx[memory.Container][t.identity(memory.Container)], 3)
	add(idx[memory.Container][t.job()], 3)
	add(idx[memory.Container][t.host()], 3)
	if pod := t.identity(memory.Pod); pod != "" {
		add(idx[memory.Pod][pod], 3)
	}
	if ns := t.identity(memory.Namespace); ns != "" {
		add(idx[memory.Namespace][ns], 1)
	}
	add(h.at(t), 1)
	return slices.SortedFunc(maps.Keys(score), func(a, b *unit) int {
		if score[a] != score[b] {
			return score[b] - score[a]
		}
		return strings.Compare(a.labels.text(), b.labels.text())
	})
}

// suggest keeps the candidates, and the binding to the first of them.
func (t *goTarget) suggest(us []*unit) {
	t.Candidates = nil
	for _, u := range us[:min(len(us), maxNamed)] {
		t.Candidates = append(t.Candidates, u.labels)
	}
	if len(us) == 0 || us[0].twin != "" {
		return // no label, and so no binding, tells twins apart
	}
	b := Binding{Target: map[string]string{}, Container: map[string]string{}}
	for _, l := range append([]string{"job", instanceLabel}, relaying...) {
		if v := t.Labels[l]; v != "" {
			b.Target[l] = regexp.QuoteMeta(v)
		}
	}
	for k, v := range us[0].labels {
		if v != "" && (k != memory.Node || us[0].ownNode || us[0].labels[memory.Pod] == "") {
			b.Container[string(k)] = strings.ReplaceAll(v, "$", "$$")
		}
	}
	text := "bind " + t.name() + " to container " + us[0].labels.short() + " in the data source's bindings"
	if len(us) > 1 {
		text += ", or to another of the candidates"
	}
	t.Suggestion = &Suggestion{Text: text, Binding: b}
}
