//go:build linux

package main

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
)

const (
	kib, mib = 1 << 10, 1 << 20
	page     = 4 * kib
)

// container is one Go service in a pod of its own: what its kernel and its runtime say, in bytes.
type container struct {
	number                                        int
	objects, unused, free, released, stacks       int // of the heap's address space
	osStacks, mspan, mcache, buckets, gc, other   int
	native, inactive, active, shared, kernel, max int
}

// newContainer is what a container is at a scrape: the same each time, and no two are alike. Between
// scrapes the heap and the page cache grow.
func newContainer(number, scrape int) container {
	r := rand.New(rand.NewPCG(20260131, uint64(number)))
	pages := func(low, high int) int { return (low + r.IntN(high-low)) / page * page }
	heap := pages(8*mib, 400*mib)
	c := container{
		number:  number,
		objects: heap + r.IntN(page), unused: heap/20 + pages(0, mib), free: heap/6 + pages(0, 4*mib), released: pages(0, 32*mib),
		stacks: pages(256*kib, 16*mib), osStacks: 0, mspan: heap/96 + pages(64*kib, mib), mcache: 8 * 1208,
		buckets: 1443969 + r.IntN(page), gc: heap/30 + pages(2*mib, 4*mib), other: 700*kib + r.IntN(page),
		native: pages(256*kib, 24*mib), inactive: pages(64*kib, 600*mib), active: pages(64*kib, 100*mib), shared: pages(0, mib),
	}
	c.objects += scrape * (number%50 + 1) * kib
	c.inactive += scrape * (number%20 + 1) * page
	c.kernel = (c.inactive+c.active)/40/page*page + pages(mib, 4*mib)
	c.max = (number%3 + 4) * 512 * mib
	return c
}

// sys is all that the runtime got from the kernel; what it gave back again is in it.
func (c container) sys() int {
	return c.objects + c.unused + c.free + c.released + c.stacks + c.osStacks + c.mspan + c.mcache + c.buckets + c.gc + c.other
}

// anon holds what the runtime has not given back, on whole pages, and what is not the runtime's.
func (c container) anon() int { return (c.sys()-c.released+page-1)/page*page + c.native }

// file holds shared memory, as cAdvisor's container_memory_cache does.
func (c container) file() int { return c.inactive + c.active + c.shared }

func (c container) usage() int { return c.anon() + c.file() + c.kernel }

// metric is one series of a container.
type metric struct {
	name  string
	value func(container) int
}

// kubelet is what a kubelet of 1.32 and newer says of a container on cgroup v2, as far as it is read
// (../../pkg/memory/dialects_cadvisor.go). It writes 0 for kernel memory there.
var kubelet = []metric{
	{"container_memory_usage_bytes", container.usage},
	{"container_memory_working_set_bytes", func(c container) int { return c.usage() - c.inactive }},
	{"container_memory_rss", container.anon},
	{"container_memory_cache", container.file},
	{"container_memory_total_active_file_bytes", func(c container) int { return c.active }},
	{"container_memory_total_inactive_file_bytes", func(c container) int { return c.inactive }},
	{"container_memory_kernel_usage", func(container) int { return 0 }},
	{"container_memory_swap", func(container) int { return 0 }},
	{"container_memory_max_usage_bytes", func(c container) int { return c.usage() + c.inactive/8/page*page }},
	{"container_spec_memory_limit_bytes", func(c container) int { return c.max }},
	{"container_oom_events_total", func(container) int { return 0 }},
	{"container_start_time_seconds", func(c container) int { return int(moment.Unix()) - 3600 - 60*c.number }},
}

// golang is what client_golang from 1.20 on says, with its process collector and, of the runtime's
// metrics, those of the garbage collector.
var golang = []metric{
	{"go_memstats_heap_alloc_bytes", func(c container) int { return c.objects }},
	{"go_memstats_heap_inuse_bytes", func(c container) int { return c.objects + c.unused }},
	{"go_memstats_heap_idle_bytes", func(c container) int { return c.free + c.released }},
	{"go_memstats_heap_released_bytes", func(c container) int { return c.released }},
	{"go_memstats_stack_inuse_bytes", func(c container) int { return c.stacks }},
	{"go_memstats_stack_sys_bytes", func(c container) int { return c.stacks + c.osStacks }},
	{"go_memstats_mspan_sys_bytes", func(c container) int { return c.mspan }},
	{"go_memstats_mcache_sys_bytes", func(c container) int { return c.mcache }},
	{"go_memstats_buck_hash_sys_bytes", func(c container) int { return c.buckets }},
	{"go_memstats_gc_sys_bytes", func(c container) int { return c.gc }},
	{"go_memstats_other_sys_bytes", func(c container) int { return c.other }},
	{"go_memstats_sys_bytes", container.sys},
	{"go_gc_heap_live_bytes", func(c container) int { return c.objects * 5 / 8 }},
	{"go_gc_gomemlimit_bytes", func(c container) int { return c.max / 10 * 9 }},
	{"process_resident_memory_bytes", func(c container) int { return c.anon() + c.shared + c.active/8/page*page }},
}

// id is the path of the cgroup, as containerd and systemd make it.
func (c container) id() (path, runtimeID string) {
	sum := sha256.Sum256(fmt.Append(nil, c.number))
	runtimeID = fmt.Sprintf("%x", sum)
	uid := fmt.Sprintf("%x_%x_%x_%x_%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	return fmt.Sprintf("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod%s.slice/cri-containerd-%s.scope", uid, runtimeID), runtimeID
}
