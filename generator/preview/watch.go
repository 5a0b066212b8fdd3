package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"github.com/open-stewardship/steward/generator"
)

// overlayName is the folder beside the content that holds a site's own theme
// files. It may not be there yet.
const overlayName = "theme"

// watcher tells when a file of the content or of the site's own theme changes.
// It watches folders: a file that an editor replaces by another would be lost.
type watcher struct {
	notify  *fsnotify.Watcher
	content string // absolute, like the others
	theme   string
	around  string // the folder that holds both, where they appear and go
	out     string // what is written there is not a change
}

// watch begins to watch. A content folder that is not there is waited for.
func watch(content, out string) (*watcher, error) {
	content, err1 := filepath.Abs(content)
	out, err2 := filepath.Abs(out)
	notify, err3 := fsnotify.NewWatcher()
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, fmt.Errorf("watching the content: %w", err)
	}
	around := filepath.Dir(content)
	w := &watcher{notify: notify, content: content, theme: filepath.Join(around, overlayName), around: around, out: out}
	if err := w.addAll(); err != nil {
		notify.Close()
		return nil, err
	}
	return w, nil
}

func (w *watcher) Close() error { return w.notify.Close() }

// run calls touch for each change until ctx ends.
func (w *watcher) run(ctx context.Context, touch func()) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-w.notify.Events:
			changed, err := w.take(event)
			if err != nil {
				return err
			}
			if changed {
				touch()
			}
		case <-w.notify.Errors: // events were lost: anything may have changed
			if err := w.addAll(); err != nil {
				return err
			}
			touch()
		}
	}
}

// addAll watches all there is to watch. What is watched already stays so.
func (w *watcher) addAll() error {
	if err := w.notify.Add(w.around); err != nil && errors.Is(err, syscall.ENOSPC) {
		return tooMany(err) // a folder that may not be looked into is no failure
	}
	if err := w.add(w.content); err != nil {
		return err
	}
	return w.add(w.theme)
}

// add watches a folder and those inside it. It is watched before it is read,
// so that no folder made in the meantime is missed. A folder that has gone
// again is passed over.
func (w *watcher) add(dir string) error {
	err := w.notify.Add(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EMFILE):
		return tooMany(err)
	case err != nil:
		return nil // the edition reports what it cannot read
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		if inside := filepath.Join(dir, entry.Name()); entry.IsDir() && w.counts(inside) {
			if err := w.add(inside); err != nil {
				return err
			}
		}
	}
	return nil
}

func tooMany(err error) error {
	return &generator.UsageError{Message: fmt.Sprintf("there are more folders to watch than the system allows: %v", err),
		Hint: "on Linux, raise the limit with: sudo sysctl fs.inotify.max_user_watches=524288"}
}

// take tells whether an event is a change. It watches a folder that is new, and
// lets go of one that has moved, which would still be known by its old name.
func (w *watcher) take(event fsnotify.Event) (changed bool, err error) {
	if event.Op == fsnotify.Chmod || !w.counts(event.Name) {
		return false, nil
	}
	if event.Has(fsnotify.Rename) || event.Has(fsnotify.Remove) {
		w.forget(event.Name)
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Lstat(event.Name); err == nil && (info.IsDir() || event.Name == w.content || event.Name == w.theme) {
			return true, w.add(event.Name)
		}
	}
	return true, nil
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
	case name == w.content, name == w.theme:
		return true
	case name == w.out, filepath.Dir(name) == w.around:
		return false
	}
	base := filepath.Base(name)
	if strings.HasPrefix(name, w.theme+string(filepath.Separator)) {
		return !temporary(base)
	}
	return !temporary(base) && base != "node_modules" && (base[0] != '_' || isFolderPage(base))
}

// isFolderPage tells the names that start with _ and are read all the same.
func isFolderPage(base string) bool {
	return strings.EqualFold(base, "_index.md") || strings.EqualFold(base, "_index.markdown")
}

// temporary tells the names that editors give to files for their own use.
func temporary(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".tmp", ".temp", ".swp", ".swx", ".swo", ".bak", ".part", ".crswap":
		return true
	}
	return name[0] == '.' || name[0] == '#' || strings.HasSuffix(name, "~") ||
		name == "4913" || // Vim tries out a folder with it
		strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___")
}
