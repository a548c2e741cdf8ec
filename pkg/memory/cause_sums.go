package memory

import "slices"

// Counters that a diagnosis itself puts in, beside those of Attribute.
const (
	heapLive         CounterID = "live heap"
	classMark                  = "class " // before the id of a class whose bytes stand as a counter
	nativeCountsFrom           = 16 << 20
	// The text and read-only data of the largest Go programs (kubelet, Prometheus) are about this much.
	mappedElsewhere = 128 << 20
)

// ofClass is the bytes of a class, after Go gave way; 0 where the ledger has a coarser one instead.
func ofClass(ids ...ClassID) Expr {
	var s sum
	for _, id := range ids {
		s = append(s, plusIfKnown(ref(classMark+CounterID(id))))
	}
	return s
}

// share is the commonest ratio: a part of usage that is the larger half.
func share(what string, of Expr) Ratio {
	return Ratio{What: what, Sum: of, Of: ref(Usage), OfWhat: "usage", AtLeast: 0.5, Why: "more than all the rest together"}
}

// Sums that causes are told by.
var (
	cacheBytes = called{"page cache", ofClass(FileInactive, FileActive)}
	// Looking at files fills dentry and inode caches too: 2.8% and 3.0% of the page cache in the captures.
	slabOfCache = called{"kernel objects of the page cache", minOf{ofClass(SlabReclaimableClass), times03(cacheBytes)}}
	// file_mapped counts mapped shared memory and locked files too, so that what is neither is certain.
	mappedCache   = called{"mapped page cache", minOf{floor0{sum{plus(FileMapped), minusExpr(ofClass(ShmemClass, ShmemAndFileOther, FileOther))}}, cacheBytes}}
	unmappedCache = sum{plusExpr(cacheBytes), plusExpr(slabOfCache), timesIfKnown(-1, mappedCache)}

	// No class of these has a cause of its own; slab and socket buffers have.
	pinnedBytes = called{"pinned memory", ofClass(PageTablesClass, KernelStacks, PercpuClass, KernelOther, HugetlbClass, FileOther)}

	heapBytes   = ofClass(HeapMarked, HeapSinceGC, HeapObjects, HeapUnused, HeapIdle)
	heapInUse   = called{"heap in use", ofClass(HeapMarked, HeapSinceGC, HeapObjects, HeapUnused)}
	objects     = called{"objects", ofClass(HeapMarked, HeapSinceGC, HeapObjects)}
	liveObjects = called{"live objects", minOf{ref(heapLive), objects}}
	// The scavenger leaves a tenth above the goal resident (runtime/mgcscavenge.go retainExtraPercent), so
	// that idle spans below it are waiting for garbage, not left over.
	headroomIdle = called{"free room below the GC goal", minOf{ofClass(HeapIdle), floor0{sum{times(1.1, ref(GoNextGC)), minus(GoHeapInuse)}}}}
	headroom     = called{"room for garbage", sum{plusExpr(objects), minusExpr(liveObjects), plusExpr(headroomIdle)}}
	// Heap freed with MADV_FREE counts as released and is resident until the kernel takes it.
	freedLazily = called{"released heap freed lazily", minOf{unaccounted, minOf{ref(GoHeapReleased), freeLater}}}
	retained    = sum{plusExpr(ofClass(HeapIdle)), timesIfKnown(-1, headroomIdle), plusIfKnown(freedLazily)}

	unaccounted = called{"what Go does not account for", ofClass(Native, AnonNonGo)}
	freeLater   = called{"freed lazily", lazyFree}
	// Resident memory of the Go process is anonymous or mapped. file_mapped holds what it maps, but for
	// what another cgroup read first (cgroup-v2.rst, Memory Ownership): text of the binary and libraries.
	rssAnonLeast = called{"anonymous memory of the Go process at the least", floor0{sum{plus(RSS), minus(FileMapped), minusExpr(number(mappedElsewhere))}}}
	// Anonymous pages freed lazily are nobody's need: Go's where its heap was released, else whosever.
	freedByAny  = minOf{unaccounted, firstOf{minOf{ref(GoHeapReleased), freeLater}, freeLater}}
	nativeBytes = called{"native memory", floor0{sum{plusExpr(ofClass(Native)), timesIfKnown(-1, freedByAny)}}}
	// Where RssAnon is not told, resident memory bounds what of the rest is the Go process's.
	nativeByRSS = called{"native memory by what is resident", floor0{sum{plusExpr(minOf{ofClass(AnonNonGo), floor0{sum{plusExpr(rssAnonLeast), minus(goClaimed)}}}), timesIfKnown(-1, freedByAny)}}}
	nativeLeast = sum{plusExpr(nativeBytes), plusIfKnown(nativeByRSS)}
	nativeMost  = firstOf{minOf{unaccounted, floor0{sum{plus(RSS), minus(goClaimed)}}}, unaccounted}
	// Transparent huge pages can back again what Go released, and nothing else of Go's.
	backedMost  = called{"what huge pages may back again", firstOf{minOf{ref(GoHeapReleased), ref(AnonTHP)}, ref(GoHeapReleased), ref(AnonTHP)}}
	hugeBytes   = called{"huge pages over released heap", minOf{nativeBytes, minOf{ref(GoHeapReleased), ref(AnonTHP)}}}
	othersByRSS = called{"what the Go process cannot hold", minOf{ofClass(AnonNonGo), floor0{sum{plus(Anon), minus(RSS)}}}}
	othersMost  = firstOf{minOf{ofClass(OtherProcesses, AnonNonGo), floor0{sum{plus(Anon), minusExpr(rssAnonLeast)}}}, ofClass(OtherProcesses, AnonNonGo)}

	// The file lists hold pages freed with MADV_FREE too, which are no page cache.
	fileLists   = sum{plus(InactiveFile), plus(ActiveFile)}
	listedCache = firstOf{minOf{fileLists, ref(File)}, minOf{fileLists, floor0{sum{plus(Usage), minus(Anon)}}}, fileLists}

	slabBytes = called{"kernel objects beyond those of the page cache", sum{plusExpr(ofClass(SlabReclaimableClass, SlabUnreclaimableClass)), minusExpr(slabOfCache)}}
	// Page tables take a 512th of what they map; twice that is left for stacks and sparse tables.
	kernelUnsplit = called{"kernel memory beyond page tables and objects of the page cache", floor0{sum{plusExpr(ofClass(KernelClass)), minusExpr(times03(cacheBytes)), times(-1.0/256, ref(Anon))}}}
)

// times03 is the share of page cache that it brings along of kernel objects.
func times03(cache Expr) Expr { return sum{times(0.03, cache)} }

// countersBehind lists the counters that a sum is made of, those of its classes included.
func countersBehind(e Expr) []CounterID {
	var all []CounterID
	for _, id := range CountersOf(e) {
		more := []CounterID{id}
		if c, ok := classOf(id); ok {
			more = CountersOf(c.Sum)
		} else if id == heapLive {
			more = []CounterID{GoHeapLive}
		}
		for _, m := range more {
			if _, known := countersByID[m]; known && !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	return all
}

func classOf(id CounterID) (*Class, bool) {
	if len(id) <= len(classMark) || id[:len(classMark)] != classMark {
		return nil, false
	}
	return ClassByID(ClassID(id[len(classMark):]))
}
