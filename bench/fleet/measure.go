//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
)

// times are medians, in seconds, of rounds in which everything is measured in turns.
type times struct {
	// Alone is the two bare calls one after the other, compressed as the backend asks for it; Calls is
	// each of them. Plain is the same without compression, Together both at once.
	Alone    float64   `json:"alone"`
	Calls    []float64 `json:"calls"`
	Plain    float64   `json:"plain"`
	Together float64   `json:"together"`
	Answer   float64   `json:"answer"`
	Ratio    float64   `json:"ratio"` // of Answer to Alone, in each round
	CPU      float64   `json:"cpu"`   // of Answer, in this process

	PayloadBytes int64    `json:"payloadBytes"` // of both bare answers, not compressed
	SentBytes    int      `json:"sentBytes"`    // what Grafana gets
	Rows         int      `json:"rows"`
	Fields       int      `json:"fields"`
	Notices      []string `json:"notices"`
}

func timed(ctx context.Context, o options) (*times, error) {
	model, err := o.model()
	if err != nil {
		return nil, err
	}
	calls, err := recorded(ctx, o, model)
	if err != nil {
		return nil, err
	}
	compressed, plain := client(true), client(false)
	out := &times{}
	rounds := make([]round, o.rounds)
	for i := range rounds {
		r := &rounds[i]
		if r.alone, out.PayloadBytes, err = alone(ctx, compressed, o.url, calls); err != nil {
			return nil, err
		}
		if r.answer, err = fresh(ctx, o, model); err != nil {
			return nil, err
		}
		if r.plain, _, err = alone(ctx, plain, o.url, calls); err != nil {
			return nil, err
		}
		if r.together, err = together(ctx, compressed, o.url, calls); err != nil {
			return nil, err
		}
	}
	for i := range calls {
		out.Calls = append(out.Calls, medianOf(rounds, func(r round) float64 { return r.alone[i] }))
	}
	out.Alone = medianOf(rounds, func(r round) float64 { return total(r.alone) })
	out.Plain = medianOf(rounds, func(r round) float64 { return total(r.plain) })
	out.Together = medianOf(rounds, func(r round) float64 { return r.together })
	out.Answer = medianOf(rounds, func(r round) float64 { return r.answer.seconds })
	out.Ratio = medianOf(rounds, func(r round) float64 { return r.answer.seconds / total(r.alone) })
	out.CPU = medianOf(rounds, func(r round) float64 { return r.answer.cpu })
	last := rounds[len(rounds)-1].answer
	out.SentBytes, out.Rows, out.Fields, out.Notices = last.bytes, last.rows, last.fields, last.notices
	return out, nil
}

// round is one turn of everything, in seconds.
type round struct {
	alone, plain []float64 // of each call
	together     float64
	answer       *answer
}

// recorded is the two questions that the backend asks for the answer.
func recorded(ctx context.Context, o options, model map[string]any) ([]call, error) {
	r, err := newRecorder(o.url)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	src, err := newSource(ctx, r.URL)
	if err != nil {
		return nil, err
	}
	r.calls = nil
	if _, err := src.ask(ctx, model); err != nil {
		return nil, err
	}
	if len(r.calls) != 2 {
		return nil, fmt.Errorf("query type %s asks %d questions: want one of each side", o.queryType, len(r.calls))
	}
	return r.calls, nil
}

// fresh answers with a data source of its own, which has detected and has nothing kept.
func fresh(ctx context.Context, o options, model map[string]any) (*answer, error) {
	src, err := newSource(ctx, o.url)
	if err != nil {
		return nil, err
	}
	defer src.Dispose()
	runtime.GC()
	return src.ask(ctx, model)
}

// resident is resident memory in bytes.
type resident struct {
	Rest int64 `json:"rest"`
	Peak int64 `json:"peak"`
}

// peak answers once, in a process that has done nothing else, and says how far its resident memory
// went above where it rested.
func peak(ctx context.Context, o options) (*resident, error) {
	model, err := o.model()
	if err != nil {
		return nil, err
	}
	src, err := newSource(ctx, o.url)
	if err != nil {
		return nil, err
	}
	debug.FreeOSMemory()
	// 5 sets VmHWM back to what is resident now. Source: proc_pid_clear_refs(5).
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		return nil, err
	}
	m := &resident{}
	if m.Rest, err = status("VmRSS:"); err != nil {
		return nil, err
	}
	if _, err := src.ask(ctx, model); err != nil {
		return nil, err
	}
	m.Peak, err = status("VmHWM:")
	return m, err
}

// status reads one number of /proc/self/status, in bytes.
func status(name string) (int64, error) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, rest, ok := strings.Cut(string(text), name)
	fields := strings.Fields(rest)
	if !ok || len(fields) == 0 {
		return 0, fmt.Errorf("/proc/self/status has no %s", name)
	}
	n, err := strconv.ParseInt(fields[0], 10, 64)
	return n * kib, err
}

func total(all []float64) (sum float64) {
	for _, v := range all {
		sum += v
	}
	return sum
}

func medianOf(rounds []round, of func(round) float64) float64 {
	var all []float64
	for _, r := range rounds {
		all = append(all, of(r))
	}
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}
