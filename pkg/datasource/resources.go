package datasource

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/memledger/memledger/pkg/frame"
	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

const (
	defaultSuggestions = 200
	mostSuggestions    = 5000
	longestBody        = 1 << 20
)

// resources are what the query editor asks besides queries.
func (d *Datasource) resources() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /suggest", d.suggest)
	mux.HandleFunc("POST /suggest", d.suggest)
	mux.HandleFunc("POST /explain", d.explain)
	mux.HandleFunc("GET /setup", d.setup)
	mux.HandleFunc("POST /resolve", d.resolve)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, http.StatusNotFound, problem{"no resource " + r.Method + " " + r.URL.Path + ": want GET or POST /suggest, POST /explain, POST /resolve, or GET /setup"})
	})
	return mux
}

// problem is the JSON of an error.
type problem struct {
	Message string `json:"message"`
}

// suggestion is what /suggest reads: from the URL, or from a body where there are filters.
type suggestion struct {
	Key     string   `json:"key"`
	Search  string   `json:"search"`
	Limit   int      `json:"limit"`
	To      int64    `json:"to"` // Unix ms; 0 = now
	Filters []filter `json:"filters"`
}

// suggest lists the values of an identity key that the server knows, those that contain the search.
func (d *Datasource) suggest(w http.ResponseWriter, r *http.Request) {
	s, err := readSuggestion(w, r)
	if err != nil {
		d.refuse(w, err)
		return
	}
	filters, err := readFilters(append(s.Filters, filter{Key: s.Key, Operator: "="}))
	if err != nil {
		d.refuse(w, err)
		return
	}
	at := d.at(s.To)
	result, err := d.ask(r.Context(), requestCredentials(r), join.Request{Filters: filters, From: at, To: at, Workload: s.Key == string(memory.Workload)})
	if err != nil {
		d.refuse(w, err)
		return
	}
	values := []string{}
	for _, o := range frame.Values(result, memory.IdentityKey(s.Key)) {
		if strings.Contains(strings.ToLower(o.Value), strings.ToLower(s.Search)) && len(values) < s.Limit {
			values = append(values, o.Value)
		}
	}
	writeJSON(w, http.StatusOK, values)
}

func readSuggestion(w http.ResponseWriter, r *http.Request) (suggestion, error) {
	var s suggestion
	if r.Method == http.MethodPost {
		if err := readJSON(w, r, &s); err != nil {
			return s, err
		}
	} else {
		url := r.URL.Query()
		s.Key, s.Search = url.Get("key"), url.Get("search")
		var err error
		if s.Limit, err = strconv.Atoi(cmp.Or(url.Get("limit"), "0")); err != nil {
			return s, badQueryf("limit %q: want a number", url.Get("limit"))
		}
		if s.To, err = strconv.ParseInt(cmp.Or(url.Get("to"), "0"), 10, 64); err != nil {
			return s, badQueryf("to %q: want Unix milliseconds", url.Get("to"))
		}
	}
	if s.Limit < 0 {
		return s, badQueryf("limit %d: want a number above 0, or none for %d", s.Limit, defaultSuggestions)
	}
	s.Limit = min(cmp.Or(s.Limit, defaultSuggestions), mostSuggestions)
	return s, nil
}

// explain answers with the PromQL that a query sends.
func (d *Datasource) explain(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Query    json.RawMessage `json:"query"`
		From, To int64
	}
	if err := readJSON(w, r, &asked); err != nil {
		d.refuse(w, err)
		return
	}
	to := d.at(asked.To)
	q, err := parse(backend.DataQuery{JSON: asked.Query, TimeRange: backend.TimeRange{From: to, To: to}}, false, d.settings.scrapeInterval)
	if err != nil {
		d.refuse(w, err)
		return
	}
	// The same expressions serve a range and a moment; the moment costs the server next to nothing.
	q.request.Step, q.request.From, q.options.Window = 0, q.request.To, shortestWindow
	result, err := d.resultOf(r.Context(), q, requestCredentials(r))
	if err != nil {
		d.refuse(w, err)
		return
	}
	promql := []string{}
	if result != nil {
		promql = append(promql, result.Queries...)
	}
	writeJSON(w, http.StatusOK, map[string][]string{"promql": promql})
}

func (d *Datasource) at(ms int64) time.Time {
	if ms > 0 {
		return time.UnixMilli(ms).UTC()
	}
	// Typing asks many times a minute; within one scrape there is nothing new to tell.
	return d.now().UTC().Truncate(max(d.settings.scrapeInterval, time.Second))
}

func requestCredentials(r *http.Request) string {
	return credentialsOf(r.Header, backend.PluginConfigFromContext(r.Context()))
}

func readJSON(w http.ResponseWriter, r *http.Request, into any) error {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, longestBody)).Decode(into); err != nil {
		return badQueryf("the body cannot be read: want JSON: %w", err)
	}
	return nil
}

func (d *Datasource) refuse(w http.ResponseWriter, err error) {
	status := int(d.status(err))
	// To Grafana's front end a 401 would mean that its own login has ended.
	if status == http.StatusUnauthorized {
		status = http.StatusBadGateway
	}
	writeJSON(w, status, problem{d.message(err)})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
