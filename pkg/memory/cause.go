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
	CausePinnedMemory    CauseID = "pinned_memory"
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
	Help string // what it is, in one sentence
	// Amount is the bytes of it that are certain: over counters, classes (ofClass) and heapLive.
	Amount Expr
	// Most is the most that it can be, where that is less than Amount and all that is not split. Nil, or not
	// known: nothing bounds it.
	Most Expr
	// Note names what the amount holds or leaves out against the ledger's classes; nil: nothing.
	Note *Note
	// Level are the rules of which any one, with all its ratios, makes it the answer to what is large
	// now; of several causes the first of the table wins. None: it does not answer that question.
	Level []Rule
	// Rises are the lines of which the first that is known tells its growth. None: it does not grow.
	Rises []Line
	// Also are lines of other parts of it, which are watched beside that one where they are known.
	Also []Line
	// LevelNeeds and TrendNeeds list the counters without which the cause cannot be told: any one of the
	// alternatives is enough.
	LevelNeeds, TrendNeeds [][]CounterID
	// Weight of the cause's findings: 1 where counters tell it apart from all others.
	Trust float64
	Kills Tri // whether it can end in an OOM kill
	// Droppable: it is page cache, which is harmless only after HarmlessChecks were looked at.
	Droppable bool
	Next      []string
	DoNot     []string
}

// Note is an amount that is said beside a cause's own, in words before the number.
type Note struct {
	What string
	Sum  Expr
}

// Rule holds where all its ratios do. The first is what the cause's share is said to be.
type Rule []Ratio

// Ratio is evidence of the shape "so much of that": Sum / Of is at least AtLeast.
type Ratio struct {
	What    string // of what the sum is the bytes
	Sum     Expr
	Of      Expr
	OfWhat  string
	AtLeast float64
	Trust   float64 // 0 = 1
	Why     string  // the reason for AtLeast
}

// Line is evidence of the shape "it rises": what is watched.
type Line struct {
	What  string
	Of    string // of what a Count is the number
	Sum   Expr
	Unit  Unit
	Floor bool // the least within each stretch of time tells, because garbage comes and goes above it
	// Collected: what rises is on the heap, where garbage takes room beside it.
	Collected bool
	// Unless is the setting that, where it is told to be off, makes the line tell nothing a rule could tell apart;
	// a verdict looks whether it was collected all the same. "" = none.
	Unless CounterID
	Cut    bool // reclaim may take part of it at any time, which says nothing of what fills it
	// Lists: the lists of files are taken off, on which heap that was freed lazily stands too.
	Lists bool
	Trust float64 // 0 = 1
	// Least is the lasting growth a day that is worth a word, in Unit; 0: the common one for bytes.
	Least float64
}

// CauseByID returns the row of id in Causes or Outcomes, and whether there is one.
func CauseByID(id CauseID) (*Cause, bool) {
	for _, table := range [][]Cause{Causes, Outcomes} {
		for i := range table {
			if table[i].ID == id {
				return &table[i], true
			}
		}
	}
	return nil, false
}

// Answers says whether the cause is an answer to the question.
func (c *Cause) Answers(a Aspect) bool {
	if a == Trend {
		return len(c.Rises) > 0
	}
	return len(c.Level) > 0
}

// Needs are the alternatives of counters that tell the cause; nil where it does not answer a.
func (c *Cause) Needs(a Aspect) [][]CounterID {
	if a == Trend {
		return c.TrendNeeds
	}
	return c.LevelNeeds
}

// Docs is the cause's page, from the root of the repository.
func (c *Cause) Docs() string { return "docs/causes/" + string(c.ID) + ".md" }

// DocsURL is the page where a person who has no copy of the repository reads it.
func (c *Cause) DocsURL() string { return RepositoryURL + c.Docs() }

// RepositoryURL is where this repository's files are read.
const RepositoryURL = "https://github.com/memledger/memledger/blob/main/"

// Knowable says whether a cause can be told at all with the counters of s, of which only the presence
// is looked at.
func (c *Cause) Knowable(a Aspect, s Snapshot) bool {
	return len(c.Needs(a)) > 0 && len(c.Lacks(a, s)) == 0
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
