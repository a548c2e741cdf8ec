package cgroup

import "time"

// Bound sets the limits of one look and the clock, for tests.
func (p *Ports) Bound(processes, perCgroup, files int, clock func() time.Time) {
	p.limits, p.clock = limits{processes, perCgroup, files}, clock
}

// PortsFor is how long a look holds.
const PortsFor = portsFor
