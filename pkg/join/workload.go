package join

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/memledger/memledger/pkg/memory"
)

// mostOwners bounds the way from a pod to its workload: pod, ReplicaSet or Job, Deployment or CronJob.
const mostOwners = 8

// object is something of a cluster that may have an owner.
type object struct{ cluster, namespace, kind, name string }

// owners leads from an object to what owns it.
type owners struct {
	of       map[object]object
	asked    []string // PromQL
	problems []string
}

// ownersOf asks who owns the pods, where that is wanted and an exporter tells. Who chooses by workload has the
// pods of a range's beginning too: those of before a deploy.
func ownersOf(ctx context.Context, api API, c *checked) (owners, error) {
	all := owners{of: map[object]object{}}
	chosen := slices.ContainsFunc(c.matchers, func(m matcher) bool { return m.key == memory.Workload })
	if !c.Workload && !chosen {
		return all, nil
	}
	moments := []time.Time{c.To}
	if chosen && c.grid.n > 1 {
		moments = append(moments, c.grid.at(0))
	}
	for i := range memory.Dialects {
		d := &memory.Dialects[i]
		if len(d.Owners) == 0 || !slices.ContainsFunc(c.Found, func(f Found) bool { return f.Dialect == d.ID }) {
			continue
		}
		query := ownersQuery(d)
		all.asked = append(all.asked, query)
		for _, at := range moments {
			v, _, err := api.Instant(ctx, query, at)
			if err != nil {
				return all, fmt.Errorf("owners of pods: %w", err)
			}
			for _, s := range v {
				all.add(d, textLabels(s.Metric))
			}
		}
	}
	if chosen && len(all.of) == 0 {
		all.problems = append(all.problems, "no exporter tells the workload of a pod, by which is filtered: want series of kube-state-metrics (kube_pod_owner)")
	}
	return all, nil
}

func ownersQuery(d *memory.Dialect) string {
	by, metrics := []string{model.MetricNameLabel}, []string{}
	for _, k := range []memory.IdentityKey{memory.Cluster, memory.Namespace, memory.Pod} {
		by = append(by, d.Identity[k]...)
	}
	for _, o := range d.Owners {
		metrics, by = append(metrics, o.Metric), append(by, o.Object, o.Kind, o.Name)
		for l := range o.Match {
			by = append(by, l)
		}
	}
	return fmt.Sprintf("max by (%s) ({%s})", strings.Join(sortedSet(by), ", "), nameMatcher(metrics))
}

func (all owners) add(d *memory.Dialect, labels map[string]string) {
	first := func(names []string) string {
		for _, n := range names {
			if labels[n] != "" {
				return labels[n]
			}
		}
		return ""
	}
	for _, o := range d.Owners {
		if o.Metric != labels[model.MetricNameLabel] || !matches(labels, o.Match) || labels[o.Name] == "" {
			continue
		}
		name := labels[o.Object]
		if slices.Contains(d.Identity[memory.Pod], o.Object) {
			name = first(d.Identity[memory.Pod])
		}
		cluster, namespace := first(d.Identity[memory.Cluster]), first(d.Identity[memory.Namespace])
		all.of[object{cluster, namespace, o.ObjectKind, name}] = object{cluster, namespace, labels[o.Kind], labels[o.Name]}
	}
}

// workload is the last owner of a pod that has none itself; "" where the pod has no owner.
func (all owners) workload(l Labels) string {
	if len(all.of) == 0 || l[memory.Pod] == "" {
		return ""
	}
	at := object{l[memory.Cluster], l[memory.Namespace], "Pod", l[memory.Pod]}
	name := ""
	for range mostOwners {
		next, ok := all.of[at]
		if !ok {
			break
		}
		at, name = next, next.name
	}
	return name
}

// name writes the workloads to the containers that have one.
func (all owners) name(us []*unit) {
	for _, u := range us {
		if w := all.workload(u.labels); w != "" {
			u.labels[memory.Workload] = w
		}
	}
}

func textLabels(m model.Metric) map[string]string {
	labels := make(map[string]string, len(m))
	for n, v := range m {
		labels[string(n)] = string(v)
	}
	return labels
}
