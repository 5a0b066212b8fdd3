package preview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/open-stewardship/steward/generator"
)

// overlayName is the folder beside the content that holds a site's own theme
// files. It may not be there yet.
const overlayName = "theme"

// watcher tells when a file of the content or of the site's own theme changes.
// It watches folders: a file that an editor replaces by another would be lost.
// What no event tells it finds by looking, see poll.go.
type watcher struct {
	notify  *fsnotify.Watcher // nil if the system grants none
	follow  func(dir string) error
	content string // absolute, like the others
	theme   string
	around  string // the folder that holds both, where they appear and go
	out     string // what is written there is not a change

	limit *generator.UsageError // why not all folders are watched; nil if they are
	looks looks

	limited func(*generator.UsageError) // told once of the limit; may be nil
}

// watch begins to watch. A content folder that is not there is waited for.
// Where the system grants fewer watches than there are folders, limit says so
// and the rest is looked at again and again.
func watch(content, out string) (*watcher, error) {
	content, err1 := filepath.Abs(content)
	out, err2 := filepath.Abs(out)
	if err := errors.Join(err1, err2); err != nil {
		return nil, fmt.Errorf("watching the content: %w", err)
	}
	around := filepath.Dir(content)
	w := &watcher{content: content, theme: filepath.Join(around, overlayName), around: around, out: out}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		w.follow = func(string) error { return err }
		w.limit = tooFew("watchers", "instances", err)
		return w, nil
	}
	w.notify, w.follow = notify, notify.Add
	w.addAll()
	return w, nil
}

func (w *watcher) Close() error {
	if w.notify == nil {
		return nil
	}
	return w.notify.Close()
}

// run calls touch for each change until ctx ends.
func (w *watcher) run(ctx context.Context, touch func()) error {
	var events <-chan fsnotify.Event
	var lost <-chan error
	if w.notify != nil {
		events, lost = w.notify.Events, w.notify.Errors
	}
	look := time.NewTimer(w.pause(0))
	defer look.Stop()
	told := false
	for {
		if w.limit != nil && !told && w.limited != nil {
			told = true
			w.limited(w.limit)
		}
		select {
		case <-ctx.Done():
			return nil
		case event := <-events:
			if w.take(event) {
				touch()
			}
		case <-lost: // some events were: anything may have changed
			w.addAll()
			touch()
		case <-look.C:
			start := time.Now()
			if w.differs() {
				w.addAll() // what was not told was not watched, or not where it is now
				touch()
			}
			look.Reset(w.pause(time.Since(start)))
		}
	}
}

// addAll watches all there is to watch. What is watched already stays so.
func (w *watcher) addAll() {
	if err := w.follow(w.around); err != nil {
		w.meet(err) // a folder that may not be looked into is no failure
	}
	w.add(w.content)
	w.add(w.theme)
}

// add watches a folder and those inside it. It is watched before it is read,
// so that no folder made in the meantime is missed. A folder that has gone
// again is passed over, and the edition reports one that cannot be read.
func (w *watcher) add(dir string) {
	if err := w.follow(dir); err != nil && !w.meet(err) {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if inside := filepath.Join(dir, entry.Name()); entry.IsDir() && w.counts(inside) {
			w.add(inside)
		}
	}
}

// meet tells whether an error is that the system grants no more watches, and
// keeps the first such.
func (w *watcher) meet(err error) bool {
	if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EMFILE) {
		return w.notify == nil
	}
	if w.limit == nil {
		w.limit = tooFew("folders", "watches", err)
	}
	return true
}

// tooFew says that there are more of something to watch than a setting of
// Linux allows, fs.inotify.max_user_...: see inotify(7).
func tooFew(what, setting string, err error) *generator.UsageError {
	value := map[string]string{"watches": "524288", "instances": "512"}[setting]
	return &generator.UsageError{
		Message: fmt.Sprintf("there are more %s than the system lets be watched (%v), so files are looked at every second or so instead", what, err),
		Hint:    "changes will show sooner with a higher limit; on Linux type: sudo sysctl fs.inotify.max_user_" + setting + "=" + value}
}

// take tells whether an event is a change. It watches a folder that is new, and
// lets go of one that has moved, which would still be known by its old name.
func (w *watcher) take(event fsnotify.Event) (changed bool) {
	if event.Op == fsnotify.Chmod || !w.counts(event.Name) {
		return false
	}
	if event.Has(fsnotify.Rename) || event.Has(fsnotify.Remove) {
		w.forget(event.Name)
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Lstat(event.Name); err == nil && (info.IsDir() || event.Name == w.content || event.Name == w.theme) {
			w.add(event.Name)
		}
	}
	return true
}

// forget stops watching a folder and those inside it.
func (w *watcher) forget(dir string) {
	for _, watched := range w.notify.WatchList() {
		if watched == dir || strings.HasPrefix(watched, dir+string(filepath.Separator)) {
			w.notify.Remove(watched) // it may be gone, and then it is no longer watched
		}
	}
}

// counts tells whether the name is one of a file or folder that editions are
// made of. Its folder is a watched one.
func (w *watcher) counts(name string) bool {
	switch {
	case name == w.theme:
		return true
	case name == w.out:
		return false
	}
	return !temporary(filepath.Base(name)) && (w.isTheme(name) || generator.MayBeRead(w.content, name))
}

// isTheme tells whether a name is one of the site's own theme files.
func (w *watcher) isTheme(name string) bool {
	return strings.HasPrefix(name, w.theme+string(filepath.Separator))
}

// temporary tells the names that editors give to files for their own use.
func temporary(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".tmp", ".temp", ".swp", ".swx", ".swo", ".bak", ".part", ".crswap":
		return true
	}
	return strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, ".#") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || // Emacs
		name == "4913" || // Vim tries out a folder with it
		strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___")
}
