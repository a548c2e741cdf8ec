package memory

// CauseID names what makes memory large or lets it grow; part of the API.
type CauseID string

const (
	CausePageCache       CauseID = "page_cache"
	CauseMappedFiles     CauseID = "mapped_files"
	CauseRetainedHeap    CauseID = "retained_heap"
	CauseGCHeadroom      CauseID = "gc_headroom"
	CauseFragmentation   CauseID = "heap_fragmentation"
	CauseLiveHeap        CauseID = "live_heap"
	CauseGoroutineStacks CauseID = "goroutine_stacks"
	CauseRuntimeOverhead CauseID = "runtime_overhead"
	CauseNativeMemory    CauseID = "native_memory"
	CauseHugePages       CauseID = "huge_pages"
	CauseKernelSlab      CauseID = "kernel_slab"
	CauseSockets         CauseID = "sockets"
	CauseSharedMemory    CauseID = "shared_memory"
	CauseOtherProcesses  CauseID = "other_processes"
	CauseHeapLeak        CauseID = "heap_leak"
	CauseGoroutineLeak   CauseID = "goroutine_leak"
	CauseNativeLeak      CauseID = "native_leak"

	CauseMixed            CauseID = "mixed"             // level: no share above half
	CauseNone             CauseID = "none"              // trend: nothing grows that would not come back by itself
	CauseInconclusive     CauseID = "inconclusive"      // what is missing is named
	CauseToolDisagreement CauseID = "tool_disagreement" // a flag beside any cause
)

// Aspect is one of the two questions that a verdict answers.
type Aspect string

const (
	Level Aspect = "level" // what makes usage, or the gap, now
	Trend Aspect = "trend" // what grows and will not come back by itself
)

// Cause is one row of the causes table.
type Cause struct {
	ID   CauseID
	Name string
	// LevelNeeds and TrendNeeds list the counters without which the cause cannot be told: any one of the
	// alternatives is enough; none where the cause is no answer to that question.
	LevelNeeds, TrendNeeds [][]CounterID
}

// CauseByID returns the row of id, and whether there is one.
func CauseByID(id CauseID) (*Cause, bool) {
	for i := range Causes {
		if Causes[i].ID == id {
			return &Causes[i], true
		}
	}
	return nil, false
}

// Needs are the alternatives of counters that tell the cause; nil where it does not answer a.
func (c *Cause) Needs(a Aspect) [][]CounterID {
	if a == Trend {
		return c.TrendNeeds
	}
	return c.LevelNeeds
}

// Knowable says whether a cause can be told at all with the counters of s, of which only the presence
// is looked at.
func (c *Cause) Knowable(a Aspect, s Snapshot) bool {
	needs := c.Needs(a)
	return len(needs) > 0 && len(c.Lacks(a, s)) == 0
}

// Lacks names the fewest counters with which s would tell the cause; nil where it does, or never can.
func (c *Cause) Lacks(a Aspect, s Snapshot) []CounterID {
	var fewest []CounterID
	for i, way := range c.Needs(a) {
		var missing []CounterID
		for _, id := range way {
			if _, ok := s.Get(id); !ok {
				missing = append(missing, id)
			}
		}
		if i == 0 || len(missing) < len(fewest) {
			fewest = missing
		}
	}
	return fewest
}
