package memory

import (
	"fmt"
	"strings"
	"time"
)

// Check is one thing that must be looked at before page cache is called harmless. Those that are no share of
// the page cache are looked at whatever is large.
type Check struct {
	What   string
	Sum    Expr
	Of     Expr // nil: a time in seconds, or a fixed count
	PerAge bool // Of is the seconds over which the sum was counted
	Scale  float64
	AtMost float64
	Why    string
	Do     string // what to do where it is more
}

// HarmlessChecks is the table of what makes page cache dangerous: open-telemetry/opentelemetry-operator#3479
// was killed while reclaim failed.
var HarmlessChecks = []Check{
	{What: "dirty and being written", Sum: sum{plus(FileDirty), plus(FileWriteback)}, Of: firstOf{fileLists, ref(File)}, Scale: 1, AtMost: 0.2, Why: "it cannot be dropped before it is written; from a fifth on writers are throttled (vm.dirty_ratio)",
		Do: "Find why write-back is slow: a slow or remote disk, or more written than it takes. Write less at once, or fsync along the way."},
	{What: "page cache read back after eviction, an hour", Sum: ref(RefaultFile), Of: ref(File), PerAge: true, Scale: 4096 * 3600, AtMost: 1, Why: "who reads its whole cache anew every hour needs more of it; pages are taken for 4 KiB, as no exporter tells their size",
		Do: "Give it a larger limit or fewer files to read: it evicts what it reads again."},
	{What: "time in which all tasks waited for memory", Sum: ref(PressureFull), PerAge: true, Scale: 1, AtMost: 0.01, Why: "one second in a hundred is felt",
		Do: "Raise the limit or lower the load: all tasks wait for memory while it reclaims."},
	{What: "allocations that failed at the limit", Sum: ref(EventsOOM), Scale: 1, AtMost: 0, Why: "reclaim did not find enough; those before the time looked at are on record, and no cause of what is now",
		Do: "Raise the limit, or find what fills it: reclaim did not find enough."},
	{What: "OOM kills", Sum: ref(EventsOOMKill), Scale: 1, AtMost: 0, Why: "kills at another limit or for the machine count too (cgroup-v2.rst, memory.events); those before the time looked at are on record, and no cause of what is now",
		Do: lookAtKills},
}

// counted says that a check is of something that happened so many times: what is on record may be old.
func (c *Check) counted() bool { return c.Of == nil && !c.PerAge }

// looked is what the checks came to.
type looked struct {
	evidence []Evidence
	failed   bool
	onRecord bool        // something happened, and not in the time looked at, or no one knows when
	missing  []CounterID // not told
	next     []string    // what to do about what failed
}

// lookAtHarm runs the checks that the counters allow: all where page cache is what is large, else those that
// are of any memory, of which only what speaks against harmlessness is told.
func (p *past) lookAtHarm(now time.Time, cache bool) (all looked) {
	var absent []CounterID
	for _, c := range HarmlessChecks {
		if lacks := c.absentOn(p.now.CgroupVersion); len(lacks) > 0 {
			absent = append(absent, lacks...)
			continue
		}
		if c.Of != nil && !cache {
			continue
		}
		v, when, missing := c.value(p, now)
		all.missing = append(all.missing, missing...)
		if len(missing) > 0 {
			continue
		}
		word := "no more than"
		switch {
		case v > c.AtMost && when != "":
			word, all.onRecord = "more than", true
		case v > c.AtMost:
			word, all.failed, all.next = "more than", true, append(all.next, c.Do)
		case !cache:
			continue
		default:
			when = ""
		}
		all.evidence = append(all.evidence, Evidence{
			Text:     fmt.Sprintf("%s: %s, %s %s%s", c.What, c.print(v), word, c.print(c.AtMost), when),
			Counters: countersBehind(c.Sum), Value: v, Unit: Count,
		})
	}
	if cache {
		all.notLooked("not told", all.missing)
		all.notLooked(fmt.Sprintf("cgroup v%d does not have it", p.now.CgroupVersion), absent)
	} else {
		all.missing = nil
	}
	return all
}

func (all *looked) notLooked(why string, at []CounterID) {
	if len(at) > 0 {
		all.evidence = append(all.evidence, Evidence{Text: "not looked at, because " + why + ": " + strings.ReplaceAll(joinCounters(at), string(ContainerStart), "when it started"), Counters: at})
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

// value is what a check is of, and in words why it may be no matter of now; "" = it is one.
func (c *Check) value(p *past, now time.Time) (v float64, when string, missing []CounterID) {
	v, missing = Eval(c.Sum, p.now)
	of := 1.0
	if c.Of != nil {
		var m []CounterID
		of, m = Eval(c.Of, p.now)
		missing = append(missing, m...)
	}
	if len(missing) > 0 || v == 0 || of <= 0 {
		return 0, "", missing
	}
	rose, seconds, seen := p.rose(c.Sum)
	switch {
	case c.counted() && !seen:
		when = "; when is not told"
	case c.counted() && rose == 0:
		when = fmt.Sprintf("; none of them in the last %s", hours(seconds/3600))
	case c.PerAge && seen:
		v, of = rose, of*seconds
	case c.PerAge:
		age, certain := p.age(now)
		if age == 0 {
			return 0, "", []CounterID{ContainerStart}
		}
		if of *= age; !certain {
			when = "; that is of the life of its process, before which its cgroup may have begun"
		}
	}
	return v * c.Scale / of, when, nil
}

// age is the seconds over which the cgroup has counted, at the least where it is not certain: a process may
// begin anew within its cgroup.
func (p *past) age(now time.Time) (seconds float64, certain bool) {
	for _, id := range []CounterID{ContainerStart, GoStartTime} {
		if began, ok := p.now.Get(id); ok && float64(now.Unix()) > began {
			return float64(now.Unix()) - began, id == ContainerStart
		}
	}
	return 0, false
}

// rose is by how much a count rose in the time looked at, seconds, if that is an hour or more. One that fell
// began anew.
func (p *past) rose(e Expr) (by, seconds float64, seen bool) {
	var first, last time.Time
	was := 0.0
	for _, m := range p.moments {
		v, missing := Eval(e, m.Snapshot)
		if len(missing) > 0 {
			continue
		}
		switch {
		case first.IsZero():
			first = m.Time
		case v < was:
			by += v
		default:
			by += v - was
		}
		was, last = v, m.Time
	}
	seconds = last.Sub(first).Seconds()
	return by, seconds, seconds >= 3600
}

func (c *Check) print(v float64) string {
	if c.counted() {
		return fmt.Sprintf("%.0f", v)
	}
	return FormatShare(v)
}
