package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/publish"
	"github.com/open-stewardship/steward/search"
)

// An index is made when nothing has changed for a while: the longer the last
// one took, the longer.
const (
	leastRest = 200 * time.Millisecond
	mostRest  = 3 * time.Second
)

// patience is how long an index may be out of date because of changes that keep
// coming; then one is made to its end.
const patience = 30 * time.Second

// index keeps a search index of what is shown. While a new one is made the old
// one goes on answering.
type index struct {
	dir     string   // holds nothing but indexes of this server
	parents []string // folders made for it, the innermost first
	failed  func(error)

	made  chan struct{} // closed when there is an index, or none can be made
	first sync.Once

	mu    sync.RWMutex // held for writing when one takes the place of another
	open  *search.Index
	at    string
	files map[string][]byte // what the browser reads, by name
	err   error             // why there is none; not wrapped, as what is missing here is no file of the site
}

// newIndex prepares a place for the index of a server at an address. As no
// other can be at that address, what is there is a leftover. Failed is told why
// an index could not be made.
func newIndex(out, addr string, failed func(error)) (*index, error) {
	name := strings.Map(func(r rune) rune {
		if r == ':' || r == '[' || r == ']' || r == '%' {
			return '-'
		}
		return r
	}, addr)
	state, err := publish.StateOf(out)
	if err != nil {
		return nil, fmt.Errorf("looking for a place for the search index: %w", err)
	}
	x := &index{dir: filepath.Join(state, "serve", name), made: make(chan struct{}), failed: failed}
	for dir := filepath.Dir(x.dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil {
			break // it was there before
		}
		x.parents = append(x.parents, dir)
	}
	return x, nil
}

// run makes indexes of what is shown until ctx ends. After a failure the index
// before goes on answering, and the next change leads to another attempt.
func (x *index) run(ctx context.Context, shows *state) error {
	if err := os.RemoveAll(x.dir); err != nil {
		return fmt.Errorf("clearing an old search index: %w", err)
	}
	var done *shown     // what the index is of
	var tried *moment   // when an index was made last, or could not be
	var since time.Time // when what is shown was first found not to be in the index
	rest := leastRest
	for number := 1; ; number++ {
		next := x.due(ctx, shows, done, tried, &since, rest)
		if next == nil {
			return nil
		}
		attempt, stop := context.WithCancel(ctx)
		if time.Since(since) < patience {
			go stopWhenBusy(attempt, stop, shows)
		}
		start := time.Now()
		err := x.build(attempt, next.shown.edition, filepath.Join(x.dir, strconv.Itoa(number)))
		interrupted := attempt.Err() != nil
		stop()
		if err != nil && interrupted {
			continue
		}
		if err != nil {
			x.mu.Lock()
			x.err = errors.New(err.Error())
			x.mu.Unlock()
			x.failed(err)
		} else {
			done = next.shown
		}
		x.first.Do(func() { close(x.made) })
		tried, since = next, time.Time{}
		rest = min(max(2*time.Since(start), leastRest), mostRest)
	}
}

// due waits until there is something to index that is not done, at a moment
// that was not tried, and nothing changes any more. It gives nil when ctx ends.
func (x *index) due(ctx context.Context, shows *state, done *shown, tried *moment, since *time.Time, rest time.Duration) *moment {
	for {
		now, busy, changed := shows.look()
		var rested <-chan time.Time
		if now != nil && now.shown != nil && now.shown != done && now != tried {
			if since.IsZero() {
				*since = time.Now()
			}
			if time.Since(*since) >= patience {
				rest = 0
			}
			if !busy {
				rested = time.After(rest)
			}
		}
		select {
		case <-changed:
		case <-rested:
			return now
		case <-ctx.Done():
			return nil
		}
	}
}

// stopWhenBusy stops an attempt as soon as files change: the edition to come
// needs the processors, and will be indexed in its turn.
func stopWhenBusy(attempt context.Context, stop func(), shows *state) {
	for {
		_, busy, changed := shows.look()
		if busy {
			stop()
			return
		}
		select {
		case <-changed:
		case <-attempt.Done():
			return
		}
	}
}

// build makes an index in the folder dir and puts it in the place of the one
// before.
func (x *index) build(ctx context.Context, edition *generator.Edition, dir string) error {
	if err := os.MkdirAll(x.dir, 0o755); err != nil {
		return fmt.Errorf("making a folder for the search index: %w", err)
	}
	made, err := edition.Search(ctx, dir)
	if err == nil && ctx.Err() == nil {
		err = x.replace(dir, made)
	}
	if err = errors.Join(err, ctx.Err()); err != nil {
		os.RemoveAll(dir)
	}
	return err
}

func (x *index) replace(dir string, made []search.File) error {
	open, err := search.Open(dir)
	if err != nil {
		return fmt.Errorf("opening the search index: %w", err)
	}
	files := map[string][]byte{}
	for _, file := range made {
		files[file.Name] = file.Data
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	old, oldAt := x.open, x.at
	x.open, x.at, x.files = open, dir, files
	if old != nil {
		old.Close()
		os.RemoveAll(oldAt) // what should stay behind goes when the server ends
	}
	return nil
}

// File gives what a browser reads to search, after the first index was made.
func (x *index) File(ctx context.Context, name string) ([]byte, error) {
	if err := x.wait(ctx); err != nil {
		return nil, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.open == nil {
		return nil, x.err
	}
	data, ok := x.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return data, nil
}

// Search answers a query, after the first index was made.
func (x *index) Search(ctx context.Context, q search.Query) (*search.Result, error) {
	if err := x.wait(ctx); err != nil {
		return nil, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.open == nil {
		return nil, x.err
	}
	return x.open.Search(q)
}

func (x *index) wait(ctx context.Context) error {
	select {
	case <-x.made:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close lets go of the index and removes it, and the folders made for it if
// nothing else is in them.
func (x *index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	var err error
	if x.open != nil {
		err = x.open.Close()
	}
	x.open, x.err = nil, errors.New("the server has ended")
	err = errors.Join(err, os.RemoveAll(x.dir))
	for _, dir := range x.parents {
		if os.Remove(dir) != nil { // something else is in it
			break
		}
	}
	return err
}
