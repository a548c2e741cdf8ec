package memory

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Sighting is what was told of a container at one moment, with who told it.
type Sighting struct {
	Moment
	Life     string    // tells one life of the container from the next; "" = not known
	Exporter DialectID // that speaks for the container; "" = none did
	Texts    map[TextID]string
}

// Event is one thing that happened to a container.
type Event struct {
	Type *EventType
	Time time.Time // of the first sighting that shows it, unless an exporter tells the moment itself
	Text string    // what shows it, in words
}

// together is for how long several signs are of one event: exporters are scraped apart, and Kubernetes
// learns late.
const together = 2 * time.Minute

// Happened finds what happened between the sightings, which are in ascending time; before the first
// nothing is known to have happened. Texts speak in the units.
func Happened(seen []Sighting, units UnitSystem) []Event {
	var all []Event
	for i := range EventTypes {
		all = append(all, EventTypes[i].happened(seen, units)...)
	}
	slices.SortStableFunc(all, func(a, b Event) int { return a.Time.Compare(b.Time) })
	return all
}

// Told says whether any sign of the event can be seen in the sightings.
func (t *EventType) Told(seen []Sighting) bool {
	for i := range t.Signs {
		if slices.ContainsFunc(seen, func(m Sighting) bool { _, told := t.Signs[i].read(m); return told }) {
			return true
		}
	}
	return false
}

// found is an event while its signs are gathered.
type found struct {
	Event
	signs  []int
	until  time.Time
	before string
}

func (t *EventType) happened(seen []Sighting, units UnitSystem) []Event {
	var events []*found
	was := make([]reading, len(t.Signs))
	for i, m := range seen {
		for k := range t.Signs {
			s := &t.Signs[k]
			is, told := s.read(m)
			if !told {
				continue
			}
			if was[k].told {
				if by, yes := s.shows(was[k], is); yes {
					events = t.gather(events, k, s.says(was[k], is, by, units), s.when(was[k], is, m.Time), seen[:i], units)
				}
			}
			was[k] = is
		}
	}
	all := make([]Event, 0, len(events))
	for _, e := range events {
		if e.before != "" {
			e.Text += "; " + e.before
		}
		all = append(all, e.Event)
	}
	return all
}

// gather adds a sign to the earliest event that it can be of, or makes it one.
func (t *EventType) gather(events []*found, sign int, says string, at time.Time, before []Sighting, units UnitSystem) []*found {
	for _, e := range events {
		if !at.After(e.until) && !slices.Contains(e.signs, sign) {
			e.signs, e.Text = append(e.signs, sign), e.Text+"; "+says
			if at.Before(e.Time) {
				e.Time = at
			}
			return events
		}
	}
	e := &found{Event: Event{t, at, says}, signs: []int{sign}, until: at}
	if t.Late {
		e.until = at.Add(max(together, 2*lastStep(before)))
	}
	if t.Before {
		e.before = usageIn(before, units)
	}
	return append(events, e)
}

func lastStep(seen []Sighting) time.Duration {
	if len(seen) < 2 {
		return 0
	}
	return seen[len(seen)-1].Time.Sub(seen[len(seen)-2].Time)
}

// usageIn says the last known usage, and the limit of that moment.
func usageIn(seen []Sighting, units UnitSystem) string {
	for _, m := range slices.Backward(seen) {
		usage, ok := m.Snapshot.Get(Usage)
		if !ok {
			continue
		}
		said := "usage was " + FormatBytes(usage, units)
		if limit, ok := LimitOf(m.Snapshot); ok {
			said += " of " + FormatBytes(limit, units)
		}
		return said + " when last seen before"
	}
	return ""
}

// reading is what a sign reads of one sighting.
type reading struct {
	told, none bool
	number, at float64
	word       string
	seen       time.Time
	// teller is who told it: two tellers' numbers are not compared.
	teller string
	life   string
}

func (s *Sign) read(m Sighting) (r reading, told bool) {
	r = reading{told: true, seen: m.Time, teller: s.teller(m), life: m.life()}
	if s.At != nil {
		r.at, _ = s.At.eval(m.Snapshot.Get)
	}
	switch {
	case s.Shape == Renewed:
		r.word = m.Life
		return r, r.word != ""
	case s.Number == nil:
		r.word = m.Texts[s.Text]
		return r, r.word != ""
	}
	v, missing := s.Number.eval(m.Snapshot.Get)
	if len(missing) == 0 {
		r.number = v
		return r, true
	}
	if s.Beside == nil {
		return r, false
	}
	_, missing = s.Beside.eval(m.Snapshot.Get)
	r.none = true
	return r, len(missing) == 0
}

// life is what a cgroup's counters begin anew with.
func (m Sighting) life() string {
	start, _ := m.Snapshot.Get(ContainerStart)
	return m.Life + "@" + strconv.FormatFloat(start, 'f', 0, 64)
}

// teller is the exporter of what the kernel tells, and of what processes tell how many they are: they
// are added up.
func (s *Sign) teller(m Sighting) string {
	switch s.side() {
	case CgroupSide:
		return string(m.Exporter)
	case GoSide, ProcessSide:
		return strconv.Itoa(m.Snapshot.GoTargets)
	}
	return ""
}

func (s *Sign) side() Side {
	if s.Number == nil {
		return s.Side
	}
	if c, ok := CounterByID(CountersOf(s.Number)[0]); ok {
		return c.Side
	}
	return ""
}

// shows says whether the event lies between two readings, and by how much a count rose.
func (s *Sign) shows(was, is reading) (by float64, yes bool) {
	if was.teller != is.teller {
		return 0, false
	}
	switch s.Shape {
	case Rises:
		if is.number < was.number || (s.side() == CgroupSide && is.life != was.life) {
			was.number = 0
		}
		return is.number - was.number, is.number > was.number
	case Later:
		return 0, is.number > was.number+jitter
	case Falls:
		return 0, is.number < was.number
	case Turns:
		return 0, is.number == 1 && (was.number != 1 || is.at > was.at)
	}
	return 0, is.number != was.number || is.word != was.word || is.none != was.none
}

// when is the moment that the exporter tells, where it lies between the readings or little before.
func (s *Sign) when(was, is reading, seen time.Time) time.Time {
	at := time.Unix(int64(is.at), 0).UTC()
	if is.at == 0 || at.After(seen) || at.Before(was.seen.Add(-together)) {
		return seen
	}
	return at
}

func (s *Sign) says(was, is reading, by float64, units UnitSystem) string {
	return strings.NewReplacer("{from}", s.word(was, units), "{to}", s.word(is, units), "{by}", strconv.FormatFloat(by, 'f', 0, 64)).Replace(s.Says)
}

func (s *Sign) word(r reading, units UnitSystem) string {
	switch {
	case r.none:
		return "none"
	case s.Unit == Bytes:
		return FormatBytes(r.number, units)
	case s.Unit == Seconds:
		return time.Unix(int64(r.number), 0).UTC().Format("2006-01-02 15:04:05 UTC")
	}
	return cmp.Or(r.word, strconv.FormatFloat(r.number, 'f', -1, 64))
}
