package memory

import "time"

const (
	soon    = 15 * time.Minute // of what grows for days, or was configured: a scrape that was lost is not waited out in vain
	atOnce  = 5 * time.Minute  // of what may kill within the hour: longer than a deploy's overlap of two processes
	between = 3 * time.Minute  // of what a collection, or a scrape that the program is too slow for, hides: shorter than atOnce, so that one sample alone never fires
	lasting = 3 * time.Hour    // of a leak: what noise alone makes look like one is mostly gone by then
	sureWhy = "from 80% on a verdict calls itself sure: growth over two days or more that no wave, start or step explains; what noise alone makes look like it is mostly gone within three hours (docs/diagnosis.md has how often the alert is right). What kills sooner is told by hours_to_limit"
)

// atTheLimit is what to do where the memory of a container meets its limit, whatever it is.
var atTheLimit = []string{
	"See what the memory is: open `verdict_url`, or run `memledger report --from-prometheus URL --container NAME`. The page of the cause that it names says what to look for.",
	"Take a heap and a goroutine profile now, where the program serves them (`/debug/pprof`): what grew is gone after a restart.",
	"If there is no time, restart the container, or raise its limit if the node has room (`kubectl top node`). With a limit that is raised GOMEMLIMIT has to be raised too.",
	"If nothing grows the limit is too small for what the program needs: the verdict advises a limit and a GOMEMLIMIT that fit each other.",
}

// Alerts is the table of alert rules: provisioned for Grafana, offered in the app, and, as PromQL can say
// them, printed by memledger rules.
var Alerts = []Alert{
	{ID: "unreclaimable", Title: "Unreclaimable memory near the limit", Severity: SeverityCritical, Measure: "unreclaimable_ratio", Comparison: Above, Threshold: 0.85, For: atOnce,
		Why:         "page tables, the cache of files in use and a burst of requests need some of the limit; a collection that finds less than a seventh of it free may come too late",
		Summary:     "{container}: {value} of the limit cannot be reclaimed",
		Description: "Page cache is not in this number. At 100% the kernel's OOM killer ends a process of the container.",
		Verdict:     "The verdict says what the memory is, and what grows.",
		Do:          atTheLimit,
		Plain:       Plain{Sum: plainUnreclaimable, Of: limitKnown, Held: between, Fits: sum{plus(GoMemLimit), plusExpr(besideLimited)}, Kept: sum{plusExpr(goKept), plusExpr(besideLimited)}}},
	{ID: "oom_killed", Title: "The OOM killer ended a process", Severity: SeverityCritical, Measure: "oom_kills", Comparison: AtLeast, Threshold: 1,
		Why:         "it has happened: memory that climbs to the limit within minutes is seen by no rule that waits",
		Summary:     "{container}: OOM kills within the last hour: {value}, at least",
		Description: "The kernel ended a process of the container because memory could not be had below the limit. What grew is gone after each kill: look at the hour before, and profile before the next.",
		Verdict:     "The verdict counts the kills of days, and says what grows between them.",
		Do:          atTheLimit,
		Plain:       Plain{Event: EventOOMKill, Within: news}},
	{ID: "hours_to_limit", Title: "Memory meets the limit within a day", Severity: SeverityWarning, Measure: "hours_to_limit", Comparison: Below, Threshold: 24, UnknownAs: farAway, For: soon,
		Why:         "a day is time for somebody to look at it at work; growth is that of the unreclaimable memory, without a day's wave, starts and steps",
		Summary:     "{container}: at its lasting growth the memory meets the limit in {value} hours",
		Description: "Page cache is not in this number.",
		Verdict:     "The verdict says what grows, and between which hours the limit is met.",
		Do:          atTheLimit,
		Plain:       Plain{Sum: plainUnreclaimable, Of: limitKnown, Meets: true}},
	leakAlert(CauseHeapLeak, "The Go heap leaks", "{container}: what is live on the Go heap grows and does not come back ({value} sure)",
		"Take a heap profile now and one later, and compare them with -diff_base. More memory only moves the hour."),
	leakAlert(CauseGoroutineLeak, "Goroutines leak", "{container}: goroutines are started and do not end ({value} sure)",
		"Take a goroutine profile twice, an hour apart, and compare. What they hold on the heap goes with them."),
	leakAlert(CauseNativeLeak, "Native memory leaks", "{container}: memory outside the Go runtime grows ({value} sure)",
		"No heap profile shows it: look at cgo, C libraries and mmap. GOMEMLIMIT does not govern it."),
	{ID: "growth_beside_go", Title: "Kernel, socket, shared or other memory grows", Severity: SeverityWarning, Measure: "growth_confidence", Causes: []CauseID{CauseKernelSlab, CauseSockets, CauseSharedMemory, CausePinnedMemory, CauseOtherProcesses}, Comparison: AtLeast, Threshold: Sure, For: lasting, Why: sureWhy,
		Summary:     "{container}: {cause} grows and does not come back ({value} sure)",
		Description: "It is memory beside the Go process: no heap profile shows it, and GOMEMLIMIT does not govern it.",
		Plain:       Plain{Grows: true}},
	{ID: "gc_death_spiral", Title: "The collector runs without end", Severity: SeverityCritical, Measure: "live_heap_ratio", Comparison: Above, Threshold: 0.9, For: atOnce, Page: CauseLiveHeap,
		Why:         "above it garbage has less room than a ninth of what is live, so that the collector runs nine times as often as with GOGC=100, and more with each byte; it may take half of the CPU (runtime/mgclimit.go)",
		Summary:     "{container}: {value} of GOMEMLIMIT is live: as it allocates, the collector runs all the time",
		Description: "Live heap, stacks and what the runtime needs leave garbage no room below GOMEMLIMIT. A program at rest goes on; under load it gets slower until it is killed or given more. Raise GOMEMLIMIT and the limit, or find who holds the heap.",
		Plain:       Plain{Sum: sum{plus(GoHeapLive), plusExpr(besideHeap)}, Of: ref(GoMemLimit), Held: between, Keeps: 10 * time.Minute, Unless: quietCollector, Else: busyLeast}},
	{ID: "gomemlimit", Title: "GOMEMLIMIT does not fit the limit", Severity: SeverityWarning, Measure: "go_limit_ratio", Comparison: Above, Threshold: 1, For: soon, Page: CauseGCHeadroom,
		Why:         "above it the Go runtime may take, without a collection, what with all else in the container is more than the limit",
		Summary:     "{container}: the Go runtime may take the container to {value} of its limit",
		Description: "GOMEMLIMIT, or where it is not set the goal of the collector, and the memory that Go does not govern are together above the limit.",
		Verdict:     "The verdict advises a GOMEMLIMIT that fits.",
		Plain: Plain{Of: limitKnown, Sum: sum{
			plusExpr(firstOf{ref(GoMemLimit), sum{plus(GoNextGC), plusExpr(besideHeap)}}),
			plusExpr(floor0{sum{plusExpr(plainUnreclaimable), minusExpr(goTotalKnown)}}),
		}}},
	{ID: "reported_not_heap", Title: "Reported memory is not the Go heap", Severity: SeverityInfo, Measure: "large_divergence_ratio", Comparison: Above, Threshold: 0.8, For: soon, Page: CauseToolDisagreement,
		Why:         "less than a fifth of the number that people look at is the heap, so that a heap profile cannot explain it; and the rest is 64 MiB, or a tenth of the limit, so that it is worth a look",
		Summary:     "{container}: {value} of the reported memory is not the Go heap",
		Description: "Do not profile the heap before you have seen what the rest is.",
		Verdict:     "The verdict says what it is, and whether it can be reclaimed.",
		Plain:       Plain{Sum: sum{plus(Usage), minus(GoHeapAlloc)}, Of: ref(Usage), Least: []Least{{At: largeGap}, {Of: limitKnown, At: largeShare}}}},
}

// leakAlert fires where a verdict is sure that a cause lets memory grow.
func leakAlert(cause CauseID, title, summary, description string) Alert {
	return Alert{ID: AlertID(cause), Title: title, Severity: SeverityWarning, Measure: "growth_confidence", Causes: []CauseID{cause}, Comparison: AtLeast, Threshold: Sure, For: lasting,
		Why: sureWhy, Summary: summary, Description: description, Plain: Plain{Grows: true}}
}
