package datasource

import (
	"net/http"
	"slices"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// mostResolved bounds the lists of a resolve answer; its totals count all.
const mostResolved = 200

// resolution is the JSON of what selectors mean: docs/contract.md.
type resolution struct {
	Containers      []map[memory.IdentityKey]string `json:"containers"`
	ContainersTotal int                             `json:"containersTotal"`
	Unpaired        []unpairedTarget                `json:"unpaired"`
	UnpairedTotal   int                             `json:"unpairedTotal"`
	Ignored         []string                        `json:"ignored"`
}

type unpairedTarget struct {
	Labels  map[string]string `json:"labels"`
	Problem string            `json:"problem"`
}

// resolve tells which containers the selectors of somebody's PromQL are about.
func (d *Datasource) resolve(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Selectors [][]join.LabelMatcher `json:"selectors"`
		To        int64                 `json:"to"` // Unix ms; 0 = now
	}
	if err := readJSON(w, r, &asked); err != nil {
		d.refuse(w, err)
		return
	}
	if len(asked.Selectors) == 0 {
		d.refuse(w, badQueryf("selectors: want a list of at least one list of {name, operator, value}"))
		return
	}
	at := d.at(asked.To)
	result, err := d.ask(r.Context(), requestCredentials(r), join.Request{From: at, To: at})
	if err != nil {
		d.refuse(w, err)
		return
	}
	answer := resolution{Containers: []map[memory.IdentityKey]string{}, Unpaired: []unpairedTarget{}, Ignored: []string{}}
	containers, unpaired := map[*join.Container]bool{}, map[*join.Target]bool{}
	for _, s := range asked.Selectors {
		found, err := result.Resolve(s)
		if err != nil {
			d.refuse(w, badQueryf("%w", err))
			return
		}
		for _, c := range found.Containers {
			containers[c] = true
		}
		for _, t := range found.Unpaired {
			unpaired[t] = true
		}
		answer.Ignored = append(answer.Ignored, found.Ignored...)
	}
	slices.Sort(answer.Ignored)
	answer.Ignored = slices.Compact(answer.Ignored)
	answer.ContainersTotal, answer.UnpairedTotal = len(containers), len(unpaired)
	for i := range result.Containers {
		if c := &result.Containers[i]; containers[c] && len(answer.Containers) < mostResolved {
			answer.Containers = append(answer.Containers, c.Labels)
		}
	}
	for i := range result.Unpaired {
		if t := &result.Unpaired[i]; unpaired[t] && len(answer.Unpaired) < mostResolved {
			answer.Unpaired = append(answer.Unpaired, unpairedTarget{t.Labels, t.Problem})
		}
	}
	writeJSON(w, http.StatusOK, answer)
}
