package frame

import (
	"net/url"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// Where a container's own page is: the app's dashboard of that uid.
const (
	dashboardPath = "/d/memledger-container-memory"
	linkTitle     = "Open the container's memory"
	idLabel       = "id"
)

// series is one container of an answer with what tells it from its siblings.
type series struct {
	join.Container
	labels data.Labels
	title  string // what a person needs to tell it from the other containers of the answer
}

// seriesOf prepares the containers of a result. Two cgroups of one identity would be two series
// of one name, which no alert rule can read: those get their id as a label whether asked or not.
func seriesOf(q Query, r *join.Result) []series {
	twice := map[string]int{}
	for _, c := range r.Containers {
		twice[identity(c.Labels)]++
	}
	vary := varying(r.Containers)
	all := make([]series, 0, len(r.Containers))
	for _, c := range r.Containers {
		s := series{Container: c, labels: data.Labels{}, title: title(c, vary)}
		for _, k := range memory.IdentityKeys {
			if v := c.Labels[k]; v != "" {
				s.labels[string(k)] = v
			}
		}
		if w := c.Labels[memory.Workload]; q.ByWorkload && w != "" {
			s.labels[string(memory.Workload)] = w
		}
		if q.ByID || twice[identity(c.Labels)] > 1 {
			s.labels[idLabel] = c.CgroupID
			s.title += " " + c.CgroupID
		}
		all = append(all, s)
	}
	return all
}

// with is the labels and one or more pairs besides.
func (s series) with(pairs ...string) data.Labels {
	l := s.labels.Copy()
	for i := 0; i+1 < len(pairs); i += 2 {
		l[pairs[i]] = pairs[i+1]
	}
	return l
}

func identity(l join.Labels) string {
	values := make([]string, len(memory.IdentityKeys))
	for i, k := range memory.IdentityKeys {
		values[i] = l[k]
	}
	return strings.Join(values, "\x00")
}

// varying lists the identity keys that tell the containers apart; the container's name always.
func varying(containers []join.Container) []memory.IdentityKey {
	var keys []memory.IdentityKey
	for _, k := range memory.IdentityKeys {
		differs := slices.ContainsFunc(containers, func(c join.Container) bool {
			return c.Labels[k] != containers[0].Labels[k]
		})
		if differs || k == memory.Container {
			keys = append(keys, k)
		}
	}
	return keys
}

func title(c join.Container, keys []memory.IdentityKey) string {
	var parts []string
	for _, k := range keys {
		if v := c.Labels[k]; v != "" {
			parts = append(parts, v)
		}
	}
	if len(parts) == 0 {
		return c.CgroupID
	}
	return strings.Join(parts, "/")
}

// link leads to the container's dashboard with what is known of its identity filled in.
func (q Query) link(s series) []data.DataLink {
	query := q.sourceVariable()
	for _, k := range memory.IdentityKeys {
		if v := s.Labels[k]; v != "" {
			query = append(query, "var-"+string(k)+"="+url.QueryEscape(v))
		}
	}
	return []data.DataLink{{Title: linkTitle, URL: dashboardURL(query)}}
}

// rowLink does the same for a table, where Grafana fills each row's values in.
func (q Query) rowLink(keys []memory.IdentityKey) string {
	query := q.sourceVariable()
	for _, k := range keys {
		query = append(query, "var-"+string(k)+"=${__data.fields."+string(k)+":percentencode}")
	}
	return dashboardURL(query)
}

// sourceVariable keeps the dashboard on the data source that answered.
func (q Query) sourceVariable() []string {
	if q.Source == "" {
		return nil
	}
	return []string{"var-datasource=" + url.QueryEscape(q.Source)}
}

func dashboardURL(query []string) string {
	return dashboardPath + "?" + strings.Join(append(query, "${__url_time_range}"), "&")
}

// keysPresent lists the identity keys that at least one container has.
func keysPresent(all []series) []memory.IdentityKey {
	var keys []memory.IdentityKey
	for _, k := range memory.IdentityKeys {
		if slices.ContainsFunc(all, func(s series) bool { return s.Labels[k] != "" }) {
			keys = append(keys, k)
		}
	}
	return keys
}

// identityColumns are the five columns that every table begins with.
func identityColumns[R any](of func(R) series) []column[R] {
	columns := make([]column[R], 0, len(memory.IdentityKeys))
	for _, k := range memory.IdentityKeys {
		columns = append(columns, column[R]{name: string(k), word: func(r R) string { return of(r).Labels[k] }})
	}
	return columns
}

// linkContainers gives the column of the container's name a link.
func linkContainers[R any](columns []column[R], link string) {
	for i := range columns {
		if columns[i].name == string(memory.Container) {
			columns[i].link = link
		}
	}
}
