package memory

// unreclaimable is U: what neither page cache nor slab reclaim can give back when usage meets the
// limit. Classes that hold some of both widen the interval.
//
//	U = anon + shmem + file_other + sock + (kernel − slab_reclaimable) − what free swap can take
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
	low := pinned + swappable - min(swappable, freeSwap(l.Snapshot))
	// GOMEMLIMIT makes the scavenger return idle heap before the limit is met, if it fits below it.
	goLimit, hasGoLimit := l.Snapshot.Get(GoMemLimit)
	limit, hasLimit := LimitOf(l.Snapshot)
	if hasGoLimit && hasLimit && low+mixed-goBytes+goLimit <= limit {
		low = max(0, low-idle)
	}
	return Interval{low, low + mixed}
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
	if limit, ok := s.Get(MemswLimit); ok {
		if both, ok := s.Get(Memsw); ok {
			free = min(free, max(0, limit-both))
		}
	}
	return free
}

// UnreclaimableKnown says whether U can be told at all: without anon there is no lower bound worth
// the name.
func (l *Ledger) UnreclaimableKnown() bool {
	_, ok := l.Snapshot.Get(Anon)
	return ok
}
