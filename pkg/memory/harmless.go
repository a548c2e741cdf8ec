package memory

import (
	"fmt"
	"strings"
	"time"
)

// Check is one thing that must be looked at before page cache is called harmless.
type Check struct {
	What   string
	Sum    Expr
	Of     Expr // nil: the container's life in seconds, or a fixed count
	PerAge bool // Of is the seconds that the container lives
	Scale  float64
	AtMost float64
	Why    string
	Do     string // what to do where it is more
}

// HarmlessChecks is the table of what makes page cache dangerous: open-telemetry/opentelemetry-operator#3479
// was killed while reclaim failed.
var HarmlessChecks = []Check{
	{What: "dirty and being written", Sum: sum{plus(FileDirty), plus(FileWriteback)}, Of: ref(File), Scale: 1, AtMost: 0.2, Why: "it cannot be dropped before it is written; from a fifth on writers are throttled (vm.dirty_ratio)",
		Do: "Find why write-back is slow: a slow or remote disk, or more written than it takes. Write less at once, or fsync along the way."},
	{What: "page cache read back after eviction, an hour", Sum: ref(RefaultFile), Of: ref(File), PerAge: true, Scale: 4096 * 3600, AtMost: 1, Why: "who reads its whole cache anew every hour needs more of it",
		Do: "Give it a larger limit or fewer files to read: it evicts what it reads again."},
	{What: "time in which all tasks waited for memory", Sum: ref(PressureFull), PerAge: true, Scale: 1, AtMost: 0.01, Why: "one second in a hundred is felt",
		Do: "Raise the limit or lower the load: all tasks wait for memory while it reclaims."},
	{What: "allocations that failed at the limit", Sum: ref(EventsOOM), Scale: 1, AtMost: 0, Why: "reclaim did not find enough",
		Do: "Raise the limit: page cache did not give way in time."},
	{What: "OOM kills", Sum: ref(EventsOOMKill), Scale: 1, AtMost: 0, Why: "reclaim did not find enough",
		Do: "Look at what was killed and when (the node's kernel log): page cache did not give way in time."},
}

// looked is what the checks came to.
type looked struct {
	evidence []Evidence
	failed   bool
	missing  []CounterID // not told
	next     []string    // what to do about what failed
}

// lookAtCache runs the checks that the counters allow. Counts are those of the container's life.
func lookAtCache(s Snapshot, now time.Time) (all looked) {
	var absent []CounterID
	for _, c := range HarmlessChecks {
		if lacks := c.absentOn(s.CgroupVersion); len(lacks) > 0 {
			absent = append(absent, lacks...)
			continue
		}
		v, missing := c.value(s, now)
		all.missing = append(all.missing, missing...)
		if len(missing) > 0 {
			continue
		}
		word := "no more than"
		if v > c.AtMost {
			word, all.failed, all.next = "more than", true, append(all.next, c.Do)
		}
		all.evidence = append(all.evidence, Evidence{
			Text:     fmt.Sprintf("%s: %s, %s %s", c.What, c.print(v), word, c.print(c.AtMost)),
			Counters: countersBehind(c.Sum), Value: v, Unit: Count,
		})
	}
	all.notLooked("not told", all.missing)
	all.notLooked(fmt.Sprintf("cgroup v%d does not have it", s.CgroupVersion), absent)
	return all
}

func (all *looked) notLooked(why string, at []CounterID) {
	if len(at) > 0 {
		all.evidence = append(all.evidence, Evidence{Text: "not looked at, because " + why + ": " + strings.ReplaceAll(joinCounters(at), "process_start_time", "when it started"), Counters: at})
	}
}

// Limit is AtMost in words.
func (c *Check) Limit() string { return c.print(c.AtMost) }

// absentOn lists what a cgroup version does not have at all.
func (c *Check) absentOn(version int) (absent []CounterID) {
	for _, id := range CountersOf(c.Sum) {
		if row, ok := CounterByID(id); ok && !row.reportedOn(version) {
			absent = append(absent, id)
		}
	}
	return absent
}

func (c *Check) value(s Snapshot, now time.Time) (float64, []CounterID) {
	v, missing := Eval(c.Sum, s)
	of := 1.0
	if c.Of != nil {
		var m []CounterID
		of, m = Eval(c.Of, s)
		missing = append(missing, m...)
	}
	if c.PerAge && v > 0 {
		began, ok := s.Get(GoStartTime)
		age := now.Sub(time.Unix(int64(began), 0)).Seconds()
		if !ok || age <= 0 {
			missing = append(missing, GoStartTime)
		}
		of *= age
	}
	if len(missing) > 0 || of <= 0 {
		return 0, missing
	}
	return v * c.Scale / of, nil
}

func (c *Check) print(v float64) string {
	if c.Of == nil && !c.PerAge {
		return fmt.Sprintf("%.0f", v)
	}
	return FormatShare(v)
}
