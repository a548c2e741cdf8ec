package corpus

import (
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// Half says what a family may be used for.
type Half string

const (
	Tuning Half = "tuning"
	Report Half = "report"
)

// Family is a kind of container and the truth about it.
type Family struct {
	Name string
	Half Half
	// Level is what most of usage is; "" = whatever the books say at the moment asked about.
	Level memory.CauseID
	// Trend is what grows for good.
	Trend memory.CauseID
	// Lived is how long the container has lived when asked, hours, from and to.
	Lived [2]float64
	Make  func(*Draw) *sim.Container
	// Only is the cgroup version it exists on; 0 = both.
	Only int
	// Source of the model, where it is of one report.
	Source string
}

// Families is the whole corpus of models, tuning half first.
var Families = func() (all []Family) {
	for _, table := range [][]Family{cacheFamilies, heapFamilies, otherFamilies, leakFamilies, growthFamilies, quietFamilies} {
		all = append(all, table...)
	}
	return all
}()

// Of lists the families of a half; Quiet only those in which nothing grows for good.
func Of(half Half) (fit []Family) {
	for _, f := range Families {
		if f.Half == half {
			fit = append(fit, f)
		}
	}
	return fit
}

// Quiet lists a half's families in which nothing grows for good.
func Quiet(half Half) (fit []Family) {
	for _, f := range Of(half) {
		if f.Trend == memory.CauseNone {
			fit = append(fit, f)
		}
	}
	return fit
}

// leaks are the trends that an alert speaks of; growth of the page cache comes back by itself.
var leaks = map[memory.CauseID]bool{
	memory.CauseHeapLeak: true, memory.CauseGoroutineLeak: true, memory.CauseNativeLeak: true, memory.CauseKernelSlab: true,
	memory.CauseSockets: true, memory.CauseSharedMemory: true, memory.CausePinnedMemory: true, memory.CauseOtherProcesses: true,
}

// IsLeak says whether a trend is one that an alert speaks of.
func IsLeak(id memory.CauseID) bool { return leaks[id] }

// Leaking lists a half's families in which something leaks.
func Leaking(half Half) (fit []Family) {
	for _, f := range Of(half) {
		if IsLeak(f.Trend) {
			fit = append(fit, f)
		}
	}
	return fit
}

// LeakFrom is the second of a container's life at which its leak begins, 0 where it has none.
func (f *Family) LeakFrom(c *sim.Container) (from float64) {
	if s := leaking(c); s != nil {
		from = s.Leak.From
	}
	return from
}

// leaking is the store of a container that leaks; nil where none does.
func leaking(c *sim.Container) *sim.Store {
	stores := []*sim.Store{&c.Native, &c.Children, &c.Tmpfs, &c.Sockets, &c.Dentries, &c.KernelHeld, &c.Pipes}
	if c.Go != nil {
		stores = append(stores, &c.Go.Live, &c.Go.Goroutines)
	}
	for _, s := range stores {
		if s.Leak.Rate > 0 {
			return s
		}
	}
	return nil
}
