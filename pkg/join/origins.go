package join

import (
	"fmt"
	"maps"

	"github.com/memledger/memledger/pkg/memory"
)

// origins keeps which metrics counters are read from, once for all containers of which the same
// exporters tell the same metrics: a fleet has thousands of those.
type origins map[string]map[memory.CounterID][]string

func (o origins) of(cgroup *source, targets []*goTarget, i, version int) map[memory.CounterID][]string {
	key := fmt.Sprint(cgroup.dialect.ID, version, cgroup.held)
	if len(targets) > 0 {
		key += fmt.Sprint(targets[0].source.dialect.ID, targets[0].source.held, len(targets[0].more))
	}
	if have, ok := o[key]; ok {
		return have
	}
	all := cgroup.dialect.Origins(cgroup.sample(i), version)
	if len(targets) > 0 {
		t := targets[0]
		for _, s := range append([]*source{t.source}, t.more...) {
			more := s.dialect.Origins(s.sample(i), 0)
			maps.DeleteFunc(more, func(id memory.CounterID, _ []string) bool { _, have := all[id]; return have })
			maps.Copy(all, more)
		}
	}
	o[key] = all
	return all
}
