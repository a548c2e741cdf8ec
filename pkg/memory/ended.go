package memory

import (
	"fmt"
	"strings"
	"time"
)

// fewestRestarts is from how many on restarts are worth a word: one or two are a deploy and its correction.
const fewestRestarts = 3

// lookAtKills is what to do about kills of the window.
const lookAtKills = "Look at what was killed and when (the events; the node's kernel log), and profile it before the next kill: what grew is gone after each."

// news is how long a kill is worth an alert.
const news = time.Hour

// ends is how often the container or a process of it ended within the window.
type ends struct {
	told     bool    // someone counts kills
	kills    int     // the OOM killer ended a process, at least
	lately   int     // of these within the last hour
	restarts int     // at least: of several between two looks one is seen
	full     int     // restarts before which the limit was nearly met: kills that nobody may have told
	hours    float64 // of the window
}

// findEnds counts them. What several tellers tell may be the same kill, so that the largest of their counts
// stands.
func (p *past) findEnds(events []HistoryEvent) ends {
	_, counts := p.now.Get(EventsOOMKill)
	_, restarts := p.now.Get(Restarts) // Kubernetes tells with them how the last ended
	e := ends{told: counts || restarts, hours: p.seen(), restarts: len(p.starts) - 1}
	e.take(p.counted(events))
	var told, terminated []killed
	for _, event := range events {
		if event.Kind == EventOOMKill {
			told = append(told, killed{event.Time, 1})
		}
	}
	if flag, _ := p.now.Get(LastTerminatedOOM); flag > 0 {
		at, ok := p.now.Get(LastTerminatedTime)
		when := time.Unix(int64(at), 0)
		if !ok { // the last end that was seen, if one was
			when = lastRestart(events)
		}
		terminated = append(terminated, killed{when, 1})
	}
	e.take(p.within(told))
	e.take(p.within(terminated))
	for _, i := range p.starts[1:] {
		if anon, ok := p.moments[i-1].Snapshot.Get(Anon); ok && p.limit > 0 && anon >= farLimit*p.limit {
			e.full++
		}
	}
	return e
}

// killed are the kills that one look saw.
type killed struct {
	at time.Time
	n  int
}

func (e *ends) take(all, late int) { e.kills, e.lately = max(e.kills, all), max(e.lately, late) }

// counted are the kills by which the cgroup's own count rose. One that fell, or that is another cgroup's,
// began anew.
func (p *past) counted(events []HistoryEvent) (all, late int) {
	var seen []killed
	var before *Moment
	for i := range p.moments {
		m := &p.moments[i]
		n, ok := m.Snapshot.Get(EventsOOMKill)
		if !ok {
			continue
		}
		if before != nil {
			was, _ := before.Snapshot.Get(EventsOOMKill)
			if n < was || renewed(events, before.Time, m.Time) {
				was = 0
			}
			seen = append(seen, killed{m.Time, int(n - was)})
		}
		before = m
	}
	return p.within(seen)
}

// within adds up the kills of the window, and those of its last hour.
func (p *past) within(seen []killed) (all, late int) {
	first, now := p.moments[0].Time, p.moments[len(p.moments)-1].Time
	for _, k := range seen {
		if k.at.After(first) && !k.at.After(now) {
			all += k.n
			if now.Sub(k.at) < news {
				late += k.n
			}
		}
	}
	return all, late
}

func lastRestart(events []HistoryEvent) (at time.Time) {
	for _, e := range events {
		if e.Kind == EventRestart && e.Time.After(at) {
			at = e.Time
		}
	}
	return at
}

func renewed(events []HistoryEvent, after, until time.Time) bool {
	for _, e := range events {
		if e.Kind == EventRestart && e.Time.After(after) && !e.Time.After(until) {
			return true
		}
	}
	return false
}

// hide says whether what grows may be gone at each end, so that nothing is seen to grow.
func (e *ends) hide() bool {
	return e.kills > 0 || e.full >= fewestRestarts && 2*e.full >= e.restarts
}

// words say what is worth a word; "" = nothing is.
func (e *ends) words() string {
	var said []string
	if e.kills > 0 {
		said = append(said, "the OOM killer ended a process "+howOften(e.kills))
	}
	if e.restarts >= fewestRestarts && e.restarts > e.kills {
		text := "restarted " + howOften(e.restarts)
		if e.full > 0 {
			of := fmt.Sprintf("%d of them", e.full)
			if e.full == e.restarts {
				of = "each time"
			}
			text += fmt.Sprintf(", %s with %s of the limit or more in use,", of, FormatShare(farLimit))
		}
		said = append(said, text)
	}
	if len(said) == 0 {
		return ""
	}
	return strings.Join(said, " and ") + " in the last " + hours(e.hours)
}

func howOften(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// evidence is what it is drawn from.
func (e *ends) evidence() Evidence {
	if e.kills > 0 {
		return Evidence{Text: e.words(), Counters: []CounterID{EventsOOMKill}, Value: float64(e.kills), Unit: Events}
	}
	return Evidence{Text: e.words(), Counters: []CounterID{Anon, Limit}, Value: float64(e.restarts), Unit: Count}
}

// next is what to do where the ends hide what grows.
func (e *ends) next() []string {
	switch {
	case e.kills > 0:
		return []string{lookAtKills}
	case e.hide():
		return []string{"Look at why it ends (the events, its exit code and log): what grew is gone after each restart."}
	}
	return nil
}

// tellEnds says what the ends mean: what was killed can be.
func (v *Verdict) tellEnds(e *ends) {
	v.Kills, v.KillsLately, v.KillsKnown, v.ended = e.kills, e.lately, e.told || e.kills > 0, e.words()
	if v.ended != "" && (len(v.Trend.Evidence) == 0 || v.Trend.Evidence[0].Text != v.ended) {
		v.Level.Evidence = append(v.Level.Evidence, e.evidence())
	}
	switch {
	case e.kills > 0:
		v.CanKill = Yes
	case e.hide() && v.CanKill == No:
		v.CanKill = Unknown
	}
}
