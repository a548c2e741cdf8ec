package sim

import (
	"math"
	"math/rand/v2"
)

// Container is a cgroup with a limit and all that lives in it.
type Container struct {
	Cgroup     int // 1 or 2
	CPUs       int
	Limit      float64 // bytes; 0 = none
	NodeMemory float64
	Load       Load
	Go         *GoProgram // nil = no Go program
	Native     Store      // anonymous memory outside Go's heap
	Children   Store      // anonymous memory of other processes
	Processes  int        // beside the Go program
	Tmpfs      Store
	Sockets    Store
	Dentries   Store // reclaimable kernel objects beside the 3% of the cache
	KernelHeld Store // unreclaimable kernel objects
	Pipes      Store // kernel memory with no key of its own
	PageTables float64
	Threads    int
	HugeShare  float64 // of released heap, what khugepaged backs again
	THP        float64 // share of anonymous memory in huge pages
	Files      []FileSet
	// Restarts and limit changes, by the second of the container's life.
	Restarts []float64
	Limits   []LimitChange
	// NodePressure is how many times a day another container's needs take part of the page cache.
	NodePressure float64
	// Unsteady is how far a deploy changes what the program holds, relative.
	Unsteady float64
	Kill     bool // stop at an OOM kill instead of starting again

	books      Books
	rng        *rand.Rand
	life, age  float64
	huge       float64
	OOMs       []float64 // s of life
	BeganAgain []float64 // s of life, OOM kills too
}

// LimitChange is a limit that is set while the container runs.
type LimitChange struct{ At, Limit float64 }

// Begin starts the container's life at a moment of the week.
func (c *Container) Begin(at float64, seed uint64) {
	c.rng = rand.New(rand.NewPCG(seed, 0x6d656d6c65646765))
	c.books = Books{At: at, Cgroup: c.Cgroup, HasGo: c.Go != nil, NodeMemory: int64(c.NodeMemory), Procs: int64(c.Processes)}
	if c.Go != nil {
		c.books.Procs++
	}
	c.startProcess()
	c.BeganAgain = nil
}

func (c *Container) startProcess() {
	c.age, c.huge = 0, 0
	c.BeganAgain = append(c.BeganAgain, c.life)
	c.Native.reset()
	c.Children.reset()
	c.Sockets.reset()
	if c.Go != nil {
		c.Go.restart(c.books.At)
		c.books.Go = GoBooks{}
	}
}

// Life is how long the container runs, in seconds.
func (c *Container) Life() float64 { return c.life }

// Advance lives through dt seconds. It says whether the container is still there: with Kill set an
// OOM kill ends it.
func (c *Container) Advance(dt float64) (*Books, bool) {
	before := c.life
	c.life += dt
	c.age += dt
	c.books.At += dt
	for _, at := range c.Restarts {
		if before < at && at <= c.life {
			c.deploy()
		}
	}
	for _, l := range c.Limits {
		if before < l.At && l.At <= c.life {
			c.Limit = l.Limit
		}
	}
	k := clock{t: c.books.At, life: c.life, age: c.age, dt: dt}
	k.load = c.Load.at(k.t, dt, c.rng)
	c.fill(k)
	if c.meetLimit(k) {
		c.OOMs = append(c.OOMs, c.life)
		c.books.OOMKill++
		if c.Kill {
			return &c.books, false
		}
		c.startProcess()
		k.age, k.dt = 1, 1
		c.fill(k)
		c.meetLimit(k)
	}
	c.books.Peak = max(c.books.Peak, c.books.Usage())
	return &c.books, true
}

// deploy is another version of the program: it holds a little more or less, and its kernel counters
// start again with its new cgroup.
func (c *Container) deploy() {
	if c.Go != nil && c.Unsteady > 0 {
		f := 1 + c.Unsteady*(2*c.rng.Float64()-1)
		c.Go.Live.Base *= f
		c.Go.Live.PerLoad *= f
		c.Native.Base *= f
	}
	b := &c.books
	b.Max, b.OOMKill, b.RefaultFile, b.MajorFaults, b.PressureSome, b.PressureFull, b.Peak = 0, 0, 0, 0, 0, 0, 0
	for i := range c.Files {
		f := &c.Files[i]
		f.inactive, f.active, f.read, f.dirty = 0, 0, 0, 0
	}
	c.startProcess()
}

func pages(v float64) int64 { return int64(math.Max(0, math.Ceil(v/Page))) * Page }

// fill writes what everything in the container holds, reclaim aside.
func (c *Container) fill(k clock) {
	b := &c.books
	b.Limit = int64(c.Limit/Page) * Page // as the kernel rounds it
	if c.Go != nil {
		c.Go.advance(k, c.rng, &b.Go)
		b.GoResident = pages(max(0, float64(b.Go.Used())-c.Go.Untouched) + 300*KiB)
		b.LazyFree = min(b.Go.Released, pages(c.Go.lazy))
		b.RSSFile = 12 * MiB
		// khugepaged takes its time; the heap takes the pages back at once.
		released := float64(b.Go.Released)
		c.huge = min(released, c.huge+(c.HugeShare*released-c.huge)*min(1, k.dt/Hour))
		b.HugeExtra = int64(c.huge/Huge) * Huge
	}
	b.Native = pages(c.Native.at(k, c.rng))
	b.Children = pages(c.Children.at(k, c.rng))
	b.Sock = pages(c.Sockets.at(k, c.rng))
	b.Shmem = pages(c.Tmpfs.at(k, c.rng))
	rest := float64(b.GoResident + b.Native + b.Children)
	b.AnonTHP = b.HugeExtra + int64(c.THP*rest/Huge)*Huge
	for i := range c.Files {
		b.RefaultFile += c.Files[i].advance(k)
	}
	c.writeFiles()
	b.SlabUnreclaimable = pages(600*KiB + c.KernelHeld.at(k, c.rng))
	b.PageTables = pages(c.PageTables + 0.002*float64(b.Anon()+b.Mapped) + 80*KiB)
	b.KernelStack = int64(c.Threads+8) * 16 * KiB
	b.Percpu = int64(c.CPUs) * 60 * KiB
	b.KernelOther = pages(16*Page + c.Pipes.at(k, c.rng))
	b.SlabReclaimable = pages(200*KiB + 0.03*float64(b.Cache()) + c.Dentries.at(k, c.rng))
	b.Stock = Page * c.rng.Int64N(int64(64*c.CPUs))
	if c.NodePressure > 0 && c.rng.Float64() < c.NodePressure*k.dt/Day {
		c.reclaim(c.rng.Float64() * float64(b.InactiveFile))
	}
}

func (c *Container) writeFiles() {
	var inactive, active, locked, mapped, dirty float64
	for i := range c.Files {
		f := &c.Files[i]
		dirty += min(f.dirty, f.cached())
		if f.Mapped {
			mapped += f.cached()
		}
		if f.Locked {
			locked += f.cached()
			continue
		}
		inactive += f.inactive
		active += f.active
	}
	b := &c.books
	b.InactiveFile, b.ActiveFile, b.LockedFile = pages(inactive), pages(active), pages(locked)
	b.Mapped = pages(mapped)
	b.Dirty, b.Writeback = pages(0.8*dirty), pages(0.2*dirty)
}

// At is the moment that the container has lived to, in seconds of the models' time.
func (c *Container) At() float64 { return c.books.At }
