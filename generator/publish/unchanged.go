package publish

import (
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// Unchanged tells whether the folder holds what a commit made from key, every
// file as it was left, by a look at their sizes and times. It takes no lock and
// changes nothing; files that never came from here do not matter.
func Unchanged(dir, key string) bool {
	real, state, err := locate(dir)
	if err != nil || key == "" {
		return false
	}
	m, err := readManifests(real, state)
	if err != nil || m.pending || m.key != key || len(m.files) == 0 {
		return false
	}
	names := make([]string, 0, len(m.files))
	for p := range m.files {
		names = append(names, p)
	}
	var changed atomic.Bool
	inParallel(len(names), func(i int) {
		if !changed.Load() && !m.files[names[i]].matches(filepath.Join(real, filepath.FromSlash(names[i]))) {
			changed.Store(true)
		}
	})
	return !changed.Load()
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
