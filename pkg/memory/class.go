package memory

// ClassID names one part of the additive partition of usage.
type ClassID string

// Basis says how sure a class's bytes are.
type Basis string

const (
	Measured Basis = "measured" // read from one source
	Derived  Basis = "derived"  // a difference of sources
	Inferred Basis = "inferred" // what is left over, or what had to give way
)

// Reclaim says what the kernel can get back of a class when the cgroup meets its limit.
type Reclaim string

const (
	Reclaimable Reclaim = "yes"     // dropped under pressure
	SwapOnly    Reclaim = "swap"    // only where swap is free
	Pinned      Reclaim = "no"      // never
	Mixed       Reclaim = "unknown" // a coarse class that holds some of both
)

// Group is a family of classes, in the order they are stacked.
type Group struct {
	ID    string
	Name  string
	Color string // a name of Grafana's palette
	// InGap is what of the group can stand in the gap beside a heap, where that is not all of it.
	InGap string
}

// Class is one row of the classes table.
type Class struct {
	ID      ClassID
	Name    string
	Group   string
	Sum     Expr
	Basis   Basis
	Reclaim Reclaim
	Coarse  bool   // stands in for finer classes that an exporter cannot tell apart
	Color   string // a name of Grafana's palette
	// Yield and YieldSwapped are the turns in which Go's classes give way when Go claims more than
	// anon holds, without and with swapped anonymous memory; 0 = never.
	Yield, YieldSwapped int
	Help, Ref           string
}

// ClassByID returns the row of id, and whether there is one.
func ClassByID(id ClassID) (*Class, bool) {
	c, ok := classesByID[id]
	return c, ok
}

// GroupByID returns the row of id, and whether there is one.
func GroupByID(id string) (*Group, bool) {
	for i := range Groups {
		if Groups[i].ID == id {
			return &Groups[i], true
		}
	}
	return nil, false
}

var classesByID = indexClasses()

func indexClasses() map[ClassID]*Class {
	byID := make(map[ClassID]*Class, len(Classes))
	for i := range Classes {
		byID[Classes[i].ID] = &Classes[i]
	}
	return byID
}
