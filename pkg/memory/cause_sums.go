package memory

import "slices"

// Counters that a diagnosis itself puts in, beside those of Attribute.
const (
	heapLive    CounterID = "live heap"
	classMark             = "class " // before the id of a class whose bytes stand as a counter
	nativeLeast           = 16 << 20
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
	cacheBytes = ofClass(FileInactive, FileActive, FileOther)
	// Looking at files fills dentry and inode caches too: 2.8% and 3.0% of the page cache in the captures.
	slabOfCache = sum{times(0.03, cacheBytes)}
	cacheSlab   = minOf{ofClass(SlabReclaimableClass), slabOfCache}
	// file_mapped counts mapped shared memory too, so that what is not shared memory is certain.
	mappedCache   = minOf{floor0{sum{plus(FileMapped), minusExpr(ofClass(ShmemClass, ShmemAndFileOther))}}, cacheBytes}
	unmappedCache = sum{plusExpr(cacheBytes), plusExpr(cacheSlab), minusExpr(firstOf{mappedCache, number(0)})}

	heapBytes   = ofClass(HeapMarked, HeapSinceGC, HeapObjects, HeapUnused, HeapIdle)
	objects     = ofClass(HeapMarked, HeapSinceGC, HeapObjects)
	liveObjects = minOf{ref(heapLive), objects}
	// The scavenger leaves a tenth above the goal resident (runtime/mgcscavenge.go retainExtraPercent), so
	// that idle spans below it are waiting for garbage, not left over.
	headroomIdle = minOf{ofClass(HeapIdle), floor0{sum{times(1.1, ref(GoNextGC)), minus(GoHeapInuse)}}}
	headroom     = sum{plusExpr(objects), minusExpr(liveObjects), plusExpr(headroomIdle)}
	retained     = firstOf{floor0{sum{plusExpr(ofClass(HeapIdle)), minusExpr(headroomIdle)}}, ofClass(HeapIdle)}

	nativeBytes = ofClass(Native)
	// Transparent huge pages can back again what Go released, and nothing else of Go's.
	hugeBytes = minOf{nativeBytes, minOf{ref(GoHeapReleased), ref(AnonTHP)}}
	hugeMost  = firstOf{hugeBytes, minOf{nativeBytes, ref(GoHeapReleased)}}

	slabBytes = floor0{sum{plusExpr(ofClass(SlabReclaimableClass, SlabUnreclaimableClass)), minusExpr(slabOfCache)}}
	// Page tables take a 512th of what they map; twice that is left for stacks and sparse tables.
	kernelUnsplit = floor0{sum{plusExpr(ofClass(KernelClass)), minusExpr(slabOfCache), times(-1.0/256, ref(Anon))}}
)

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
