package memory

// unreclaimable is U: what neither page cache nor slab reclaim can give back when usage meets the
// limit. Classes that hold some of both widen the interval.
//
//	U = anon + shmem + file_other + sock + (kernel − slab_reclaimable) − lazily freed − what free swap can take
func unreclaimable(l *Ledger) Interval {
	var pinned, swappable, mixed, goBytes, idle float64
	for _, a := range l.Amounts {
		switch {
		case a.Class.ID == Unattributed:
		case a.Class.Reclaim == Pinned:
			pinned += a.Bytes
		case a.Class.Reclaim == SwapOnly:
			swappable += a.Bytes
		case a.Class.Reclaim == Mixed:
			mixed += a.Bytes
		}
		if a.Class.Yield > 0 {
			goBytes += a.Bytes
		}
		if a.Class.ID == HeapIdle {
			idle = a.Bytes
		}
	}
	// Pages freed with MADV_FREE are dropped without swap.
	if lazy, missing := Eval(lazyFree, l.Snapshot); len(missing) == 0 {
		swappable -= min(swappable, lazy)
	}
	// GOMEMLIMIT makes the scavenger return idle heap before the limit is met, if it fits below it.
	goLimit, hasGoLimit := l.Snapshot.Get(GoMemLimit)
	limit, hasLimit := LimitOf(l.Snapshot)
	if hasGoLimit && hasLimit && pinned+swappable+mixed-goBytes+goLimit <= limit {
		swappable -= min(swappable, idle)
	}
	// Locked pages stand on no list that reclaim looks at, so swap takes none of them.
	locked := min(swappable, lockedAnon(l))
	low := pinned + swappable - min(swappable-locked, freeSwap(l.Snapshot))
	return Interval{low, low + mixed}
}

// lockedAnon is the anonymous and shared memory among the unevictable pages; 0 where it is not known.
func lockedAnon(l *Ledger) float64 {
	unevictable, ok := l.Snapshot.Get(Unevictable)
	file, split := l.Bytes(FileOther)
	if !ok || !split {
		return 0
	}
	return max(0, unevictable-file)
}

// freeSwap is the bytes of swap that the cgroup may still use; 0 where the machine's free swap is
// not known, so that U is not understated.
func freeSwap(s Snapshot) float64 {
	free, ok := s.Get(NodeSwapFree)
	if !ok {
		return 0
	}
	used, _ := s.Get(Swap)
	if limit, ok := s.Get(SwapLimit); ok {
		free = min(free, max(0, limit-used))
	}
	// v1 limits memory and swap together: at the memory limit, swap may hold what is between the two.
	if both, missing := Eval(memswKnown, s); len(missing) == 0 {
		memory, limited := LimitOf(s)
		if !limited {
			memory, _ = s.Get(Usage)
		}
		free = min(free, max(0, both-memory-used))
	}
	return free
}

// UnreclaimableKnown says whether U can be told at all: without anon there is no lower bound worth
// the name.
func (l *Ledger) UnreclaimableKnown() bool {
	_, ok := l.Snapshot.Get(Anon)
	return ok
}
