package preview

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Not every change is told: a network folder, a folder shared with a container,
// a link far up the path that leads elsewhere, a laptop that was asleep, more
// folders than the system watches. So the names, sizes and times of all files
// are looked at from time to time and compared with those that the newest
// edition was made from.

// looks are those of a watcher.
type looks struct {
	mu    sync.Mutex
	taken int               // how many the maker took
	last  [sha256.Size]byte // what the newest edition was made from looked like
}

// How long to wait between two looks: the longer they take, the longer, so that
// they take a twentieth of a processor at most.
const (
	watchedPause   = 2 * time.Second        // where changes are told anyway
	unwatchedPause = 500 * time.Millisecond // where looking is all there is
	shareOfLooks   = 20
)

func (w *watcher) pause(took time.Duration) time.Duration {
	least := watchedPause
	if w.limit != nil {
		least = unwatchedPause
	}
	return max(least, shareOfLooks*took)
}

// note takes a look before an edition is made.
func (w *watcher) note() {
	now := w.look()
	w.looks.mu.Lock()
	defer w.looks.mu.Unlock()
	w.looks.taken++
	w.looks.last = now
}

// differs tells whether there is something else now than when the newest
// edition was begun.
func (w *watcher) differs() bool {
	w.looks.mu.Lock()
	taken := w.looks.taken
	w.looks.mu.Unlock()
	now := w.look()
	w.looks.mu.Lock()
	defer w.looks.mu.Unlock()
	if taken == 0 || taken != w.looks.taken { // an edition is being made of what was just seen
		return false
	}
	return now != w.looks.last
}

// look hashes names, kinds, sizes and times of all that counts.
func (w *watcher) look() [sha256.Size]byte {
	sum := sha256.New()
	w.lookInto(sum, w.content)
	w.lookInto(sum, w.theme)
	hashInfo(sum, filepath.Join(w.around, "mkdocs.yml"))
	return [sha256.Size]byte(sum.Sum(nil))
}

func (w *watcher) lookInto(sum hash.Hash, dir string) {
	real, err := filepath.EvalSymlinks(dir) // or a link would not be walked into
	if err != nil {
		fmt.Fprintf(sum, "%q is not there\n", dir)
		return
	}
	fmt.Fprintf(sum, "%q\n", real)
	filepath.WalkDir(real, func(name string, entry fs.DirEntry, err error) error {
		known := dir + name[len(real):]
		switch {
		case name == real:
			return nil
		case !w.counts(known):
			if err == nil && entry.IsDir() {
				return fs.SkipDir
			}
		default:
			hashInfo(sum, name)
		}
		return nil
	})
}

// hashInfo hashes what a file looks like, following links. A folder is its
// name and what is in it: its time changes with every file of an editor's own.
func hashInfo(sum hash.Hash, name string) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		fmt.Fprintf(sum, "%q cannot be seen\n", name)
	case info.IsDir():
		fmt.Fprintf(sum, "%q %v\n", name, info.Mode())
	default:
		fmt.Fprintf(sum, "%q %v %d %d\n", name, info.Mode(), info.Size(), info.ModTime().UnixNano())
	}
}
