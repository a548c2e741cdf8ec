package workbench

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// maxBody bounds what a question may be long, in bytes.
const maxBody = 1 << 20

// request is the body of Grafana's /api/ds/query (pkg/api/dtos/queries.go, MetricRequest).
type request struct {
	From    millis            `json:"from"`
	To      millis            `json:"to"`
	Queries []json.RawMessage `json:"queries"`
}

// common is what every query has, whatever its data source.
type common struct {
	RefID         string `json:"refId"`
	QueryType     string `json:"queryType"`
	MaxDataPoints int64  `json:"maxDataPoints"`
	IntervalMs    int64  `json:"intervalMs"`
}

// Grafana's defaults for a query that says nothing (pkg/services/query/query.go).
const (
	defaultMaxDataPoints = 100
	defaultInterval      = time.Second
)

// millis is a moment in milliseconds since 1970, as a number or as text.
type millis struct{ time.Time }

// UnmarshalJSON reads both spellings.
func (m *millis) UnmarshalJSON(b []byte) error {
	text := strings.Trim(string(b), `"`)
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return fmt.Errorf("time %q: want milliseconds since 1970", text)
	}
	m.Time = time.UnixMilli(ms)
	return nil
}

// parse reads a question.
func parse(body io.Reader) ([]backend.DataQuery, error) {
	var asked request
	if err := json.NewDecoder(body).Decode(&asked); err != nil {
		return nil, fmt.Errorf("question: %w; want {from, to, queries}", err)
	}
	if asked.From.IsZero() || asked.To.IsZero() || !asked.From.Before(asked.To.Time) {
		return nil, fmt.Errorf("time range %s to %s: want from before to", show(asked.From), show(asked.To))
	}
	if len(asked.Queries) == 0 {
		return nil, fmt.Errorf("question: no queries; want at least one")
	}
	queries := make([]backend.DataQuery, 0, len(asked.Queries))
	seen := map[string]bool{}
	for i, raw := range asked.Queries {
		q := common{RefID: "A", MaxDataPoints: defaultMaxDataPoints, IntervalMs: defaultInterval.Milliseconds()}
		if err := json.Unmarshal(raw, &q); err != nil {
			return nil, fmt.Errorf("query %d: %w", i+1, err)
		}
		if seen[q.RefID] {
			return nil, fmt.Errorf("query %d: refId %q is that of another; want one of its own", i+1, q.RefID)
		}
		seen[q.RefID] = true
		queries = append(queries, backend.DataQuery{
			RefID: q.RefID, QueryType: q.QueryType, JSON: raw, MaxDataPoints: q.MaxDataPoints,
			Interval:  time.Duration(q.IntervalMs) * time.Millisecond,
			TimeRange: backend.TimeRange{From: asked.From.Time, To: asked.To.Time},
		})
	}
	return queries, nil
}

func show(m millis) string {
	if m.IsZero() {
		return "(none)"
	}
	return m.UTC().Format(time.RFC3339)
}

// query answers what Grafana's /api/ds/query answers.
func (s Source) query(w http.ResponseWriter, r *http.Request) {
	queries, err := parse(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	answer, err := s.QueryData(r.Context(), &backend.QueryDataRequest{PluginContext: s.pluginContext(), Queries: queries})
	if err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	write(w, http.StatusOK, answer)
}
