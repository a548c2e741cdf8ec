package score

import (
	"runtime"
	"sync"
)

// each calls f for 0 to n−1 on all processors; results come in order.
func each[T any](n int, f func(int) T) []T {
	results := make([]T, n)
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				results[i] = f(i)
			}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
	return results
}
