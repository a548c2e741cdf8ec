package memory

import "time"

// Plain is an alert in counters alone, as PromQL can say it: without classes, and without a verdict.
type Plain struct {
	// Sum is what is held, as a share of Of, against the alert's threshold.
	Sum, Of Expr
	// Meets: it is the hours that are held against it, until Sum meets Of at its growth of the last days.
	Meets bool
	// Unless is, in PromQL, what makes it harmless where the Go target tells it, with {} for its selector; "" = nothing.
	Unless string
	// Else is, in PromQL, what stands for Sum over Of where the Go target does not tell all of Sum, with {} for
	// its selector; "" = nothing.
	Else string
	// Least are what Sum has to be to count, any of them; nil: it always does.
	Least []Least
	// Fits and Kept: it does not count where Fits is below Of, and Kept, over Of, is no reason for the alert;
	// nil: all of Sum counts.
	Fits, Kept Expr
	// Grows: the lines of the alert's causes grow, day after day.
	Grows bool
	// Event is what happened Within the time, by the signs of its row in EventTypes; "" = nothing is asked for.
	Event  EventKind
	Within time.Duration
	// Held is how long the largest number counts for, so that neither a collection nor a lost scrape
	// between two looks starts the wait anew; 0: each look for itself.
	Held time.Duration
	// Keeps is how long the alert goes on after its condition was last seen; 0: not at all.
	Keeps time.Duration
}

// Least is that a sum, over Of where that is not nil, is At or more.
type Least struct {
	Of Expr
	At float64
}

// A gap between what is reported and the heap that is worth a look: in bytes, or as a share of the limit.
const largeGap, largeShare = 64 << 20, 0.1

// quietCollector: less than 128 MiB a second is marked. Of objects of 48 bytes a core marks 3 GiB a second (Go
// 1.26), so that the collector takes no more than a twentieth of one.
const quietCollector = `go_gc_heap_live_bytes{} * rate(go_gc_duration_seconds_count{}[5m]) < 134217728`

// busyLeast is the lowest heap of five minutes in the place of what is live, where the collector is not quiet:
// among that many collections one look at least is soon after one.
const busyLeast = `(min_over_time(go_memstats_heap_alloc_bytes{}[5m]) + go_memstats_sys_bytes{} - go_memstats_heap_inuse_bytes{} - go_memstats_heap_idle_bytes{}) / (go_gc_gomemlimit_bytes{} < 4.611686018427388e+18)
and min_over_time(go_memstats_heap_alloc_bytes{}[5m]) * rate(go_gc_duration_seconds_count{}[5m]) >= 134217728`

var (
	// Shared memory and locked page cache, which only swap can take or nothing.
	keptFile = floor0{offLists}
	// unreclaimable.go has the whole of it: without what swap, MADV_FREE and GOMEMLIMIT may take.
	plainUnreclaimable = sum{
		plus(Anon),
		plusIfKnown(firstOf{maxOf{ref(Shmem), keptFile}, ref(Shmem), keptFile}),
		plusIfKnown(firstOf{sum{plus(Kernel), minus(SlabReclaimable)}, ref(SlabUnreclaimable)}),
		plusIfKnown(ref(Sock)),
		plusIfKnown(ref(Hugetlb)),
	}
	// All that is not known to be reclaimable.
	plainUnreclaimableMost = floor0{sum{plus(Usage), minus(InactiveFile), minus(ActiveFile), minusIfKnown(SlabReclaimable)}}
	// What the Go runtime has beside its heap: sys − heap_sys.
	besideHeap = sum{plus(GoSys), minus(GoHeapInuse), minus(GoHeapIdle)}
	// What a process that has a GOMEMLIMIT cannot give back to stay below it: neither garbage nor idle heap.
	goKept = sum{plus(GoHeapLive), plus(GoHeapInuse), minus(GoHeapAlloc), plusExpr(besideHeap), times(0, ref(GoMemLimit))}
	// What is not of processes that have a GOMEMLIMIT.
	besideLimited = floor0{sum{plusExpr(plainUnreclaimable), minusExpr(sum{plusExpr(goTotalKnown), times(0, ref(GoMemLimit))})}}
)

// Recording is a sum that is worth a series of its own.
type Recording struct {
	Name string
	Sum  Expr
	Help string
}

// Recordings is the table of what plain rules record, all in bytes.
var Recordings = []Recording{
	{"memledger:usage_bytes", ref(Usage), "what the container is charged for"},
	{"memledger:limit_bytes", limitKnown, "its hard limit"},
	{"memledger:unreclaimable_bytes", plainUnreclaimable, "what no reclaim can give back, at least: what the exporter cannot split is not in it"},
	{"memledger:unreclaimable_most_bytes", plainUnreclaimableMost, "the same, at most: all that is not known to be reclaimable is in it"},
}

// LeastGrowth is how much a line must grow a day to be worth an alert, in the line's unit: what a verdict
// wants where it knows no limit.
func (l *Line) LeastGrowth() float64 {
	least := l.Least
	if l.Unit == Bytes {
		least = leastLeak(0)
	}
	return leastOfDay * least
}
