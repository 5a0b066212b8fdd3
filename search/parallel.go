package search

import (
	"cmp"
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel calls work for each number below n, on all processors. It returns
// an error of work, if there was one, and then may leave numbers out.
func inParallel(n int, work func(i int) error) error {
	errs := make([]error, min(n, runtime.GOMAXPROCS(0)))
	var next atomic.Int64
	var failed atomic.Bool
	var wait sync.WaitGroup
	for w := range errs {
		wait.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if errs[w] = work(i); errs[w] != nil {
					failed.Store(true)
				}
			}
		})
	}
	wait.Wait()
	return cmp.Or(errs...)
}
