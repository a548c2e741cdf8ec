package datasource

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// mostListed bounds the pairs and failures of an answer: a fleet has thousands.
const mostListed = 200

// setup is the answer of the resource of that name; docs/contract.md has its meaning.
type setup struct {
	Server        setupServer     `json:"server"`
	Exporters     []setupExporter `json:"exporters"`
	Precedence    precedence      `json:"precedence"`
	Rules         []setupRule     `json:"rules"`
	Containers    int             `json:"containers"`
	Paired        int             `json:"paired"`
	Pairs         []setupPair     `json:"pairs"`
	PairsTotal    int             `json:"pairsTotal"`
	Failures      []setupFailure  `json:"failures"`
	FailuresTotal int             `json:"failuresTotal"`
	Missing       []setupMissing  `json:"missing"`
	Next          []string        `json:"next"`
}

type setupServer struct {
	Address    string    `json:"address"`
	Flavour    string    `json:"flavour"`
	Version    string    `json:"version"`
	DetectedAt time.Time `json:"detectedAt"`
}

type setupExporter struct {
	Dialect        memory.DialectID `json:"dialect"`
	Name           string           `json:"name"`
	Side           memory.Side      `json:"side"`
	Jobs           []string         `json:"jobs"`
	Targets        int              `json:"targets"`
	Series         int              `json:"series"`
	ScrapeInterval string           `json:"scrapeInterval"`
	Read           bool             `json:"read"`
	Why            string           `json:"why"`
	Ledger         bool             `json:"ledger"`
	Lacks          string           `json:"lacks"`
	Traps          string           `json:"traps"`
}

// precedence is which exporter speaks where several tell of one thing, the first first.
type precedence struct {
	Cgroup     []setupRank `json:"cgroup"`
	Go         []setupRank `json:"go"`
	Overridden bool        `json:"overridden"`
}

type setupRank struct {
	Dialect memory.DialectID `json:"dialect"`
	Name    string           `json:"name"`
	Found   bool             `json:"found"`
}

type setupRule struct {
	ID   string `json:"id"`
	Help string `json:"help"`
}

type setupPair struct {
	Container identityWords     `json:"container"`
	Exporter  memory.DialectID  `json:"exporter"`
	Target    map[string]string `json:"target"`
	Dialect   memory.DialectID  `json:"dialect"`
	Rule      string            `json:"rule"`
}

// identityWords has every key, empty where it is not known.
type identityWords map[memory.IdentityKey]string

type setupFailure struct {
	Target     map[string]string `json:"target"`
	Dialect    memory.DialectID  `json:"dialect"`
	Kind       join.FailureKind  `json:"kind"`
	Reason     string            `json:"reason"`
	Candidates []identityWords   `json:"candidates"`
	Suggestion *join.Suggestion  `json:"suggestion"`
}

type setupMissing struct {
	Dialect  memory.DialectID   `json:"dialect"`
	Counters []memory.CounterID `json:"counters"`
	Option   string             `json:"option"`
	Literal  bool               `json:"literal"` // the option as it is typed, not in words
	Text     string             `json:"text"`
}

// setup answers with what was found, what is joined, what is not, and what to do next.
func (d *Datasource) setup(w http.ResponseWriter, r *http.Request) {
	if d.broken != nil {
		d.refuse(w, d.broken)
		return
	}
	credentials := requestCredentials(r)
	if r.URL.Query().Get("refresh") != "" {
		d.detections.forget(credentials)
	}
	ctx, cancel := context.WithTimeout(r.Context(), d.settings.timeout)
	defer cancel()
	answer, err := d.setupOf(ctx, credentials)
	if err != nil {
		d.refuse(w, err)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

func (d *Datasource) setupOf(ctx context.Context, credentials string) (*setup, error) {
	info, err := d.settings.client.BuildInfo(ctx)
	if err != nil && !mayLackBuildInfo(err) {
		return nil, err
	}
	now := d.now()
	found, err := d.detect(ctx, credentials, now)
	if err != nil {
		return nil, err
	}
	found = join.Intervals(ctx, d.settings.client, found, now)
	result, err := join.Fetch(ctx, d.settings.client, join.Request{
		From: now, To: now, ScrapeInterval: d.settings.scrapeInterval, Found: found, Precedence: d.settings.precedence, Bindings: d.settings.bindings,
	})
	if err != nil {
		return nil, err
	}
	s := &setup{
		Server:     setupServer{d.settings.host, cmp.Or(d.settings.flavour, "Prometheus API"), info.Version, now.UTC()},
		Precedence: d.precedence(found), Containers: len(result.Containers),
		Exporters: []setupExporter{}, Rules: []setupRule{}, Pairs: []setupPair{}, Failures: []setupFailure{}, Missing: []setupMissing{}, Next: []string{},
	}
	for _, rule := range join.Rules {
		s.Rules = append(s.Rules, setupRule{rule.ID, rule.Help})
	}
	s.addExporters(found)
	s.addPairs(result)
	s.addFailures(result)
	s.addMissing(found, result)
	s.addNext(found, d.settings.scrapeInterval)
	return s, nil
}

func (s *setup) addExporters(found []join.Found) {
	for _, f := range found {
		d, ok := memory.DialectByID(f.Dialect)
		if !ok {
			continue
		}
		e := setupExporter{
			Dialect: d.ID, Name: d.Name, Side: d.Side, Jobs: f.Jobs, Targets: len(f.Places), Series: max(f.Cgroups, f.Targets),
			Lacks: d.Lacks, Traps: d.Traps, Ledger: d.Tells(memory.Usage), Why: unread[d.Side],
		}
		e.Read = e.Why == ""
		if f.ScrapeInterval > 0 {
			e.ScrapeInterval = f.ScrapeInterval.String()
		}
		s.Exporters = append(s.Exporters, e)
	}
}

// unread says why nothing is taken from exporters of a side.
var unread = map[memory.Side]string{
	memory.ProcessSide:      "these processes have no Go runtime to show",
	memory.OrchestratorSide: "it tells of no memory; who owns a pod is asked for where a query wants it",
}

func (d *Datasource) precedence(found []join.Found) precedence {
	rank := func(side memory.Side) []setupRank {
		ranks := []setupRank{}
		for _, row := range join.Precedence(side, d.settings.precedence[side]) {
			there := slices.ContainsFunc(found, func(f join.Found) bool { return f.Dialect == row.ID })
			ranks = append(ranks, setupRank{row.ID, row.Name, there})
		}
		return ranks
	}
	return precedence{Cgroup: rank(memory.CgroupSide), Go: rank(memory.GoSide), Overridden: len(d.settings.precedence) > 0}
}

func words(l join.Labels) identityWords {
	w := identityWords{}
	for _, k := range memory.IdentityKeys {
		w[k] = l[k]
	}
	return w
}

func (s *setup) addPairs(r *join.Result) {
	for _, c := range r.Containers {
		if len(c.Targets) > 0 {
			s.Paired++
		}
		for _, t := range c.Targets {
			if s.PairsTotal++; len(s.Pairs) < mostListed {
				s.Pairs = append(s.Pairs, setupPair{words(c.Labels), c.Exporter, t.Labels, t.Dialect, cmp.Or(t.Rule, c.Rule)})
			}
		}
	}
}

func (s *setup) addFailures(r *join.Result) {
	s.FailuresTotal = len(r.Unpaired)
	for _, t := range r.Unpaired[:min(len(r.Unpaired), mostListed)] {
		f := setupFailure{Target: t.Labels, Dialect: t.Dialect, Kind: t.Kind, Reason: t.Problem, Candidates: []identityWords{}, Suggestion: t.Suggestion}
		for _, l := range t.Candidates {
			f.Candidates = append(f.Candidates, words(l))
		}
		s.Failures = append(s.Failures, f)
	}
}
