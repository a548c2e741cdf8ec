package report

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/pkg/memory"
)

var noon = time.Date(2026, 1, 14, 12, 0, 0, 0, time.UTC)

// judged is the capture of a page cache that a backup filled, with the verdict on it.
func judged(t *testing.T, change func(*memory.Verdict)) *Report {
	t.Helper()
	r, ok := reports(t)["cgroup-v1-podman-4.3.1/01-page-cache"]
	if !ok {
		t.Skip("capture 01-page-cache is not there")
	}
	v := memory.Diagnose(memory.History{Now: memory.Moment{Time: noon, Snapshot: r.ledger.Snapshot}}, noon, memory.Options{})
	change(&v)
	r.Judge(v)
	return r
}

func TestTheVerdictIsPrinted(t *testing.T) {
	r := judged(t, func(v *memory.Verdict) { v.Trend = memory.Finding{} })
	if r.Verdict.Level.Cause != memory.CausePageCache || r.Verdict.Trend != nil {
		t.Fatalf("%+v, want page cache, and no trend where nobody looked", r.Verdict)
	}
	text := textOf(t, r, Plain)
	for _, want := range []string{"VERDICT\n", "  large now     Page cache, confidence", "  do            Run memledger files", "  do not        Do not profile the program", "docs/causes/page_cache.md"} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "  grows ") {
		t.Error("nobody looked at what grows, and it is printed")
	}
}

func TestAnEstimateWithoutEndIsNoNumberInJSON(t *testing.T) {
	r := judged(t, func(v *memory.Verdict) {
		v.HoursToLimit = memory.Estimate{Known: true, Value: 5, Low: 2, High: math.Inf(1)}
	})
	text, err := json.Marshal(r.Verdict)
	if err != nil || !strings.Contains(string(text), `"hours_to_limit":{"value":5,"low":2}`) {
		t.Errorf("%v: %s, want no upper end", err, text)
	}
}

func TestTextOfAVerdictFitsTheWidth(t *testing.T) {
	r := judged(t, func(v *memory.Verdict) { v.Next = []string{strings.Repeat("x", 300), "a\x1b[2Jb"} })
	r.Cgroup = "/cgroup"
	r.Watch([]memory.Moment{{Time: noon, Snapshot: r.ledger.Snapshot}, {Time: noon.Add(time.Minute), Snapshot: r.ledger.Snapshot}})
	text := textOf(t, r, Plain)
	for line := range strings.Lines(text) {
		if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 100 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if strings.Contains(text, "\x1b") || !strings.Contains(text, "MOVED IN 1M0S") || !strings.Contains(text, "watched for 1m0s, 2 samples") {
		t.Errorf("want no escapes, and how long it was watched:\n%s", text)
	}
}
