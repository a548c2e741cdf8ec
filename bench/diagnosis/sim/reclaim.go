package sim

// meetLimit reclaims what stands above the limit and says whether that was not enough.
func (c *Container) meetLimit(k clock) (killed bool) {
	b := &c.books
	if b.Limit == 0 {
		return false
	}
	over := b.Usage() - b.Limit
	if over <= 0 {
		return false
	}
	// Charges taken in advance are given back first.
	drained := min(over, b.Stock)
	b.Stock -= drained
	if over -= drained; over <= 0 {
		return false
	}
	b.Max += 1 + over/(32*Page)
	evictedHot := c.reclaim(float64(over))
	stall := 0.002 * k.dt
	if evictedHot {
		stall = 0.15 * k.dt
	}
	b.PressureSome += stall
	b.PressureFull += stall / 4
	return b.Usage() > b.Limit
}

// reclaim takes want bytes of page cache and slab, inactive files first, and says whether files were
// evicted that are in use. What a page of cache drags along of slab goes with it.
func (c *Container) reclaim(want float64) (evictedHot bool) {
	b := &c.books
	left := want
	if c.Go != nil {
		// They stand on the inactive list and need no writing.
		taken := min(left, float64(b.LazyFree))
		c.Go.lazy -= min(c.Go.lazy, taken)
		b.LazyFree -= int64(taken/Page) * Page
		left -= taken
	}
	for _, active := range []bool{false, true} {
		for i := range c.Files {
			if left <= 0 {
				break
			}
			f := &c.Files[i]
			taken := f.evict(left, active)
			left -= taken
			evictedHot = evictedHot || f.Hot && taken > 0
		}
	}
	cached := b.Cache()
	c.writeFiles()
	b.SlabReclaimable -= min(b.SlabReclaimable, pages(0.03*float64(cached-b.Cache())))
	if still := b.Usage() - b.Limit; left > 0 && still > 0 && b.Limit > 0 {
		taken := min(still, b.SlabReclaimable)
		b.SlabReclaimable -= taken
		c.Dentries.leaked = max(0, c.Dentries.leaked-float64(taken))
	}
	return evictedHot
}
