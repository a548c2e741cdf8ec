package frame

import (
	"math"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// Verdicts as a query answers them, of the fleet: one that is sure and cannot kill, one that grows
// towards its limit, one that nothing is said of. They are made up, so that their words stay when those
// of the domain change; the panel's tests read the same file.
func TestGoldenVerdicts(t *testing.T) {
	cache := memory.Verdict{
		Level: memory.Finding{Cause: memory.CausePageCache, Confidence: 0.97, Evidence: []memory.Evidence{{Text: "page cache 300 MiB of 315 MiB usage (95%)"}},
			RuledOut: []memory.RuledOut{{Cause: memory.CauseLiveHeap, Evidence: memory.Evidence{Text: "live heap 1.57 MiB of 315 MiB usage (0.5%)"}}}},
		Trend:   memory.Finding{Cause: memory.CauseNone, Confidence: 0.9},
		CanKill: memory.No, Summary: "Page cache 300 MiB of 315 MiB usage (95%); nothing grows for good.",
		Next: []string{"Look for what reads or writes files.", "Alert on unreclaimable memory."}, DoNot: []string{"Do not profile the program."}, Docs: "https://example.invalid/page_cache.md",
		Unreclaimable: memory.Interval{Low: 15 << 20, High: 15 << 20}, UnreclaimableKnown: true,
	}
	leak := memory.Verdict{
		Level:   memory.Finding{Cause: memory.CauseInconclusive, Confidence: 0.5, Missing: []memory.MissingCounter{{Counters: []memory.CounterID{memory.GoHeapLive}, Decides: memory.CauseLiveHeap}}},
		Trend:   memory.Finding{Cause: memory.CauseHeapLeak, Confidence: 0.75, Evidence: []memory.Evidence{{Text: "live heap grows by 96.0 MiB a day"}}},
		CanKill: memory.Yes, Summary: "What is large cannot be told; live heap grows by 96.0 MiB a day; the limit is met in about 40 hours.",
		HoursToLimit:  memory.Estimate{Known: true, Value: 40, Low: 30, High: math.Inf(1)},
		GrowthPerHour: memory.Estimate{Known: true, Value: 4 << 20, Low: 3 << 20, High: 5 << 20},
		Limit:         512 << 20, LimitKnown: true, Next: []string{"Take a heap profile now and one later."}, Docs: "https://example.invalid/heap_leak.md",
	}
	q := asked(t, "verdict")
	q.Verdicts = []memory.Verdict{cache, leak, {CanKill: memory.Unknown}}
	q.Rank = "cause"
	checkGolden(t, "verdict", Verdicts(q, atEnd(fleet(t))))
}
