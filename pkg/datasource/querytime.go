package datasource

import (
	"encoding/json"
	"strconv"
	"time"
)

// aligned is the last multiple of the step since the epoch, as Prometheus and Grafana count.
func aligned(t time.Time, step time.Duration) time.Time {
	ms := max(step.Milliseconds(), 1)
	return time.UnixMilli(t.UnixMilli() / ms * ms).UTC()
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "(none)"
	}
	return t.UTC().Format(time.RFC3339)
}

// moment reads `at`: RFC 3339, or Unix milliseconds as a number or in words.
func moment(at json.RawMessage, otherwise time.Time) (time.Time, error) {
	var text string
	if len(at) == 0 || string(at) == "null" {
		return otherwise, nil
	}
	if err := json.Unmarshal(at, &text); err != nil {
		text = string(at)
	}
	if text == "" {
		return otherwise, nil
	}
	if err := resolved("at", text); err != nil {
		return otherwise, err
	}
	if ms, err := strconv.ParseInt(text, 10, 64); err == nil {
		return time.UnixMilli(ms).UTC(), nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return otherwise, badQueryf("at %q: want a moment such as 2026-01-31T12:00:00Z, or Unix milliseconds", text)
	}
	return t.UTC(), nil
}
