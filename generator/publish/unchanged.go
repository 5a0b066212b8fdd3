package publish

import (
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// Unchanged tells whether the folder holds what a commit made from key, every
// file as it was left, by a look at their sizes and times. It takes no lock and
// changes nothing; files that never came from here do not matter. It gives the
// number of files and of their bytes too.
func Unchanged(dir, key string) (ok bool, files int, bytes int64) {
	real, state, err := locate(dir)
	if err != nil || key == "" {
		return false, 0, 0
	}
	m, err := readManifests(real, state)
	if err != nil || m.pending || m.key != key || len(m.files) == 0 {
		return false, 0, 0
	}
	names := make([]string, 0, len(m.files))
	for p, e := range m.files {
		names = append(names, p)
		bytes += e.size
	}
	var changed atomic.Bool
	inParallel(len(names), func(i int) {
		if !changed.Load() && !m.files[names[i]].matches(filepath.Join(real, filepath.FromSlash(names[i]))) {
			changed.Store(true)
		}
	})
	return !changed.Load(), len(names), bytes
}

// inParallel calls do for 0 to n-1 on several processors at once.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, 2*runtime.GOMAXPROCS(0)) { // most of the time is spent waiting for the disk
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}
