// Package memory is the domain: where each byte charged to a container goes, which of them are
// Go's, and what each tool prints of them.
//
// Everything here is a signed sum of counters, kept as data: the counters that the kernel and the
// Go runtime report, the additive classes of usage, the formulas of the tools, the dialects of the
// exporters. Four pure functions read those tables: Attribute, Compare, Diverge and, later,
// Diagnose. There is no I/O here, no clock and no Grafana.
//
// The identity that everything rests on:
//
//	usage = Σ classes + unattributed        (to the byte, always)
//
// where usage is memory.current on cgroup v2 and memory.usage_in_bytes on v1.
//
// Absent is not zero. A counter that was not reported is not in the Snapshot; a sum with an absent
// term is absent, and the answer names the counter that was missing.
package memory
