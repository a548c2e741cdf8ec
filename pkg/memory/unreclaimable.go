package memory

// unreclaimable is U: what neither page cache nor slab reclaim can give back when usage meets the
// limit. Classes that hold some of both widen the interval.
//
//	U = anon + shmem + file_other + sock + (kernel − slab_reclaimable) − lazily freed − what free swap can take
//
// Where GOMEMLIMIT keeps all within the limit, idle heap is returned before it is met (runtime/mgcscavenge.go)
// and garbage collected (runtime/mgcpacer.go memoryLimitHeapGoal): of what was allocated since the last
// collection some may be live, so that it is at most unreclaimable.
func unreclaimable(l *Ledger) Interval {
	var pinned, swappable, mixed, goBytes, idle, garbage float64
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
		switch a.Class.ID {
		case HeapIdle:
			idle = a.Bytes
		case HeapSinceGC:
			garbage = a.Bytes
		}
	}
	// Pages freed with MADV_FREE are dropped without swap.
	if lazy, missing := Eval(lazyFree, l.Snapshot); len(missing) == 0 {
		swappable -= min(swappable, lazy)
	}
	// Locked pages stand on no list that reclaim looks at, so swap takes none of them.
	certain := func(freed float64) float64 {
		rest := swappable - min(swappable, freed)
		return pinned + rest - min(rest-min(rest, lockedAnon(l)), freeSwap(l.Snapshot))
	}
	goLimit, hasGoLimit := l.Snapshot.Get(GoMemLimit)
	limit, hasLimit := LimitOf(l.Snapshot)
	if !hasGoLimit || !hasLimit || pinned+swappable+mixed-goBytes+goLimit > limit {
		idle, garbage = 0, 0
	}
	l.collectable = certain(idle) - certain(idle+garbage)
	l.returned = certain(0) - certain(idle+garbage)
	return Interval{certain(idle + garbage), certain(idle) + mixed}
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
