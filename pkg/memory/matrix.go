package memory

import (
	"maps"
	"slices"
)

// Tells says how far a dialect tells a counter or a class.
type Tells string

const (
	TellsExact  Tells = "exact"
	TellsCoarse Tells = "coarser" // only as a part of something larger
	TellsAbsent Tells = "absent"
)

// Cell is one field of the matrix.
type Cell struct {
	Tells    Tells
	Within   string // the counter or class that includes it, where it is coarser
	Optional bool   // only with a setting that is off by default; Spelling.Option names it
}

// MatrixRow is what one dialect tells, on one cgroup version.
type MatrixRow struct {
	Dialect *Dialect
	Version int // 0: it has none, or cannot tell which
	// Ledger: it tells usage, without which there is no ledger; always set on the Go side.
	Ledger   bool
	Counters map[CounterID]Cell
	Classes  map[ClassID]Cell
}

// Matrix works out of the tables what each dialect tells: the rows of a dialect for each cgroup
// version that it tells apart. A Go dialect is looked at beside a cgroup side that lacks nothing.
func Matrix(dialects []Dialect) []MatrixRow {
	var rows []MatrixRow
	for i := range dialects {
		d := &dialects[i]
		for _, version := range d.cgroupVersions() {
			always, all := d.spelledOn(version, false), d.spelledOn(version, true)
			rows = append(rows, MatrixRow{
				Dialect: d, Version: version, Ledger: d.Side == GoSide || all[Usage],
				Counters: better(counterCells(d, always), counterCells(d, all)),
				Classes:  better(classCells(d, version, always), classCells(d, version, all)),
			})
		}
	}
	return rows
}

// MatrixCounters are the counters that the matrix shows for dialects of a side, in table order.
func MatrixCounters(side Side) []*Counter {
	var of []*Counter
	for i := range Counters {
		// A process collector is part of what a Go dialect tells.
		if c := &Counters[i]; c.Side == side || (side == GoSide && c.Side == ProcessSide) {
			of = append(of, c)
		}
	}
	return of
}

// MatrixClasses are the classes that the matrix shows for dialects of a side, in stacking order: no
// coarse ones, which only stand in for others.
func MatrixClasses(side Side) []*Class {
	var of []*Class
	for i := range Classes {
		c := &Classes[i]
		isGo := slices.Contains(goClasses, c.ID)
		nonGo := c.ID == Native || c.ID == OtherProcesses
		wanted := (side == GoSide && (isGo || nonGo)) || (side == CgroupSide && !isGo && !nonGo)
		if wanted && !c.Coarse && c.ID != Unattributed {
			of = append(of, c)
		}
	}
	return of
}

func (d *Dialect) cgroupVersions() []int {
	var versions []int
	for _, e := range d.Versions {
		if !slices.Contains(versions, e.Version) {
			versions = append(versions, e.Version)
		}
	}
	if len(versions) == 0 {
		return []int{0}
	}
	slices.Sort(versions)
	return versions
}

// better takes what settings add, and says so.
func better[K comparable](always, all map[K]Cell) map[K]Cell {
	for id, cell := range all {
		cell.Optional = cell != always[id]
		all[id] = cell
	}
	return all
}

// spelledOn is the set of counters that the dialect has on a cgroup version.
func (d *Dialect) spelledOn(version int, options bool) map[CounterID]bool {
	known := map[CounterID]bool{}
	for _, sp := range d.Spellings {
		if (sp.Option == "" || options) && sp.holdsOn(version) && d.meansSomethingOn(sp, version) && counterExistsOn(sp.Counter, version) {
			known[sp.Counter] = true
		}
	}
	return known
}

// A metric that is above 0 on one cgroup version only says nothing where 0 means absent on the other.
func (d *Dialect) meansSomethingOn(sp Spelling, version int) bool {
	return !sp.ZeroIsAbsent || !slices.ContainsFunc(d.Versions, func(e VersionEvidence) bool {
		return e.AboveZero && e.Metric == sp.Metric && e.Version != version
	})
}

func counterExistsOn(id CounterID, version int) bool {
	c, ok := CounterByID(id)
	if !ok || c.V1 == (Source{}) && c.V2 == (Source{}) {
		return true
	}
	return c.reportedOn(version)
}

func counterCells(d *Dialect, known map[CounterID]bool) map[CounterID]Cell {
	cells := map[CounterID]Cell{}
	for _, c := range MatrixCounters(d.Side) {
		cells[c.ID] = Cell{Tells: TellsAbsent}
		// That everything is part of usage tells nothing.
		for within := c.SubsetOf; within != "" && within != Usage; within = countersByID[within].SubsetOf {
			if known[within] {
				cells[c.ID] = Cell{Tells: TellsCoarse, Within: string(within)}
				break
			}
		}
		if known[c.ID] {
			cells[c.ID] = Cell{Tells: TellsExact}
		}
	}
	return cells
}

// classCells attributes a snapshot that has each counter the dialect tells, and looks at what became
// of each class.
func classCells(d *Dialect, version int, known map[CounterID]bool) map[ClassID]Cell {
	s := Snapshot{CgroupVersion: version}
	for id := range known {
		s.Put(id, 1)
	}
	if d.Side == GoSide {
		s.CgroupVersion, s.GoTargets = 2, 1
		for _, c := range cgroupCounters {
			// With the number of processes native memory could be told of any Go process that is alone.
			if c.reportedOn(2) && c.ID != Processes {
				s.Put(c.ID, 1)
			}
		}
	}
	present := map[ClassID]bool{}
	if l, err := Attribute(s); err == nil {
		for _, a := range l.Amounts {
			present[a.Class.ID] = true
		}
	}
	cells := map[ClassID]Cell{}
	for _, c := range MatrixClasses(d.Side) {
		cells[c.ID] = classCell(c, present)
	}
	return cells
}

func classCell(c *Class, present map[ClassID]bool) Cell {
	if present[c.ID] || splitFiner(c, present) {
		return Cell{Tells: TellsExact}
	}
	cell, fewest := Cell{Tells: TellsAbsent}, len(Classes)+1
	for i := range Classes {
		other := &Classes[i]
		if !present[other.ID] || other.ID == Unattributed {
			continue
		}
		covers := coverage(other.Sum)
		maps.DeleteFunc(covers, func(_ ClassID, times float64) bool { return times <= 0 })
		if covers[c.ID] > 0 && len(covers) < fewest {
			cell, fewest = Cell{Tells: TellsCoarse, Within: string(other.ID)}, len(covers)
		}
	}
	return cell
}

// splitFiner says whether all that the class holds is told by finer classes of its slot.
func splitFiner(c *Class, present map[ClassID]bool) bool {
	finer := 0
	for id, times := range coverage(c.Sum) {
		if times <= 0 || id == c.ID {
			continue
		}
		if !present[id] || classesByID[id].Coarse || !finerThan(id, c.ID) {
			return false
		}
		finer++
	}
	return finer > 0
}

// finerThan says whether one class stands before another in the alternatives of a slot.
func finerThan(a, b ClassID) bool {
	first := func(alternatives []alternative, id ClassID) int {
		return slices.IndexFunc(alternatives, func(alt alternative) bool { return slices.Contains(alt.parts, id) })
	}
	for _, sl := range slots {
		if i, j := first(sl.alternatives, a), first(sl.alternatives, b); i >= 0 && j >= 0 {
			return i < j
		}
	}
	return false
}
