package sim

import "math"

// FileSet is files that the container reads or writes, and what of them the page cache holds.
type FileSet struct {
	Size float64 // bytes

	// A job reads all of it once a period: every Every seconds from hour At on, over For seconds.
	Every, At, For float64
	Grows          float64 // bytes that each job adds to the files: new archives that are kept
	Deletes        bool    // the job's files are removed when it ends
	// A log is written at Rate bytes a second at load 1, and its oldest part removed beyond Size; with
	// Size 0 it is never rotated.
	Rate float64
	// Hot files are read again and again: on the active list, evicted last, read back at once.
	Hot    bool
	Mapped bool    // through mmap
	Locked bool    // mlocked
	Fill   float64 // s until a hot set is read in
	Dirty  float64 // share of what is added that was written, not read

	inactive, active, read, dirty float64
	running                       bool
}

// cached is what the page cache holds of the files.
func (f *FileSet) cached() float64 { return f.inactive + f.active }

// advance lives through c.dt and returns how many pages were evicted before and are read back.
func (f *FileSet) advance(c clock) (refaults int64) {
	f.dirty *= math.Exp(-c.dt / 30) // written back after dirty_expire_centisecs
	switch {
	case f.Rate > 0:
		f.log(c)
	case f.Hot:
		return f.readAgain(c)
	default:
		f.job(c)
	}
	return 0
}

func (f *FileSet) log(c clock) {
	written := f.Rate * c.load * c.dt
	f.inactive += written
	f.dirty += min(written, f.Rate*c.load*30)
	if f.Size > 0 && f.inactive > f.Size {
		// The oldest of four files goes.
		f.inactive -= f.Size / 4
	}
}

func (f *FileSet) readAgain(c clock) (refaults int64) {
	want := f.Size * (1 - math.Exp(-c.life/max(f.Fill, 1)))
	if back := want - f.active; back > 0 {
		if f.read >= want {
			refaults = int64(back / Page)
		}
		f.active = want
	}
	f.read = max(f.read, want)
	f.dirty = f.Dirty * f.active * min(1, c.load) * 0.1
	return refaults
}

func (f *FileSet) job(c clock) {
	phase := math.Mod(c.t-f.At*Hour, f.Every)
	if phase < 0 {
		phase += f.Every
	}
	if phase >= f.For {
		if f.running {
			f.end()
		}
		return
	}
	f.running = true
	part := min(1, c.dt/f.For)
	seen := f.Size * part
	// What is still cached is used a second time and becomes active; the rest is new.
	again := min(f.inactive, seen*min(1, f.cached()/max(f.Size, 1)))
	f.inactive -= again
	f.active += again
	added := max(0, min(seen, f.Size-f.cached()))
	f.inactive += added
	f.dirty += f.Dirty * added * min(1, 30/c.dt)
}

func (f *FileSet) end() {
	f.running = false
	if f.Deletes {
		f.inactive, f.active, f.dirty = 0, 0, 0
	}
	f.Size += f.Grows
	// Nobody uses it in between: the active list ages.
	f.inactive, f.active = f.inactive+f.active*0.5, f.active*0.5
}

// evict takes up to want bytes of the files' cache from the list that active names.
func (f *FileSet) evict(want float64, active bool) (taken float64) {
	if f.Locked {
		return 0
	}
	list := &f.inactive
	if active {
		list = &f.active
	}
	taken = min(want, *list)
	*list -= taken
	f.dirty = min(f.dirty, f.cached())
	return taken
}
