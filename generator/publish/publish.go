// Package publish brings a folder up to date with a newly made site.
//
// In come paths and bytes; they are staged beside the folder and take their
// places only at Commit, all at once: whoever looks at the folder, at whatever
// moment, sees the whole old site or the whole new one, also after the process
// was killed. The package does not know what the files are, but for the order
// in which they take their places where a system cannot change all at once.
//
//	state.go     where lock, manifest, stage and cache of a folder lie
//	manifest.go  what the last build wrote, and what each file was made from
//	publish.go   staging: Put, Keep, Folder
//	commit.go    the stage becomes the site, by one exchange of folders
//	foreign.go   what never came from here, and stays
//	tree.go      the new folder, in which unchanged files are hard links to the old
//	replace.go   the same file by file, where folders cannot be exchanged
//
// # What each system gives
//
// Linux (renameat2 with RENAME_EXCHANGE, since 3.15) and macOS (renamex_np with
// RENAME_SWAP, on APFS) exchange two folders in one call. Windows and other
// systems have no such call. There, and on Linux and macOS where the folder is
// a mount or holds one, holds a folder that this process may not look into or
// whose owner it may not give to another, where its parent cannot be written to
// or the disk cannot exchange or link, files are replaced one by one: first what
// pages load, then the pages, then what nobody needs any more goes, pages before
// what they load. A process that is killed in between leaves every file whole
// and no page without what it loads; the next build mends the rest.
//
// An exchange gives whoever holds the old folder open (a shell that stands in
// it, a container into which it is mounted) the old site. Where that matters the
// folder is changed in place.
//
// A file that is there already with the same bytes is not written again and
// keeps its time of modification. What an earlier build wrote and this one does
// not is removed. Files that never came from here stay.
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// ErrBusy says that another build is writing to the folder.
var ErrBusy = errors.New("another build is writing there")

// Change is a set of files on their way into a folder.
type Change struct {
	dir     string // the folder, links resolved
	state   string // the folder of its state
	inPlace bool   // files are replaced one by one
	lock    io.Closer
	ended   bool
	swap    func(a, b string) error // exchange, but in tests
	old     *manifest               // what earlier commits wrote
	next    atomic.Int64            // number of the next staged file

	mu      sync.Mutex
	staged  map[string]string // path -> staged file; of a folder, path ending in / -> staged folder
	current map[string]entry  // all paths of this change, those in staged folders left out
}

// Begin prepares to change a folder, which Commit makes if it is not there. If
// it is to be changed in place, it stays the same folder and its files are
// replaced one by one. What a build that was killed left staged is cleared away.
// While another build is writing to the folder, the error is ErrBusy. Every
// Change ends with Commit or Abort.
func Begin(dir string, inPlace bool) (c *Change, err error) {
	c = &Change{inPlace: inPlace, swap: exchange, staged: map[string]string{}, current: map[string]entry{}}
	if c.dir, c.state, err = locate(dir); err != nil {
		return nil, fmt.Errorf("looking for %s: %w", dir, err)
	}
	if err := makeState(c.state); err != nil {
		return nil, fmt.Errorf("making a folder for the state of %s: %w", dir, err)
	}
	if c.lock, err = lock(filepath.Join(c.state, lockName)); err != nil {
		return nil, fmt.Errorf("writing to %s: %w", dir, err)
	}
	held := c.lock
	defer func() {
		if err != nil {
			held.Close()
		}
	}()
	if err := c.writable(); err != nil {
		return nil, fmt.Errorf("writing to %s: %w", dir, err)
	}
	if c.old, err = readManifests(c.dir, c.state); err != nil {
		return nil, fmt.Errorf("reading what the last build wrote: %w", err)
	}
	if err := c.makeStage(); err != nil {
		return nil, fmt.Errorf("making a stage for %s: %w", dir, err)
	}
	return c, nil
}

// makeStage makes an empty stage. What it holds of a build that was killed goes,
// but for files that are not ours: they came while the old site was still in
// its place.
func (c *Change) makeStage() error {
	stage := c.at(stageName)
	if _, err := os.Stat(c.dir); err == nil {
		if err := c.bringOver(c.at(treeName)); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(stage); err != nil {
		return err
	}
	if err := os.MkdirAll(stage, 0o777); err != nil {
		return err
	}
	info, err := os.Stat(c.dir)
	if err != nil || info.Mode()&fs.ModeSetgid == 0 {
		return nil
	}
	// New files get the folder's group, as if they were made in it; where that
	// is not permitted they get that of the process.
	_, group := owner(info)
	if os.Chown(stage, -1, group) == nil {
		return os.Chmod(stage, 0o777&info.Mode()|fs.ModeSetgid|0o700)
	}
	return nil
}

// at gives the place of a file of the state.
func (c *Change) at(name string) string { return filepath.Join(c.state, name) }

// target gives where a path lies, or will lie, in the folder.
func (c *Change) target(p string) string { return filepath.Join(c.dir, filepath.FromSlash(p)) }

// writable tells in words if the folder is there but nothing can be put into
// it: its owner wants it as it is, even where its parent lets it be exchanged.
func (c *Change) writable() error {
	info, err := os.Stat(c.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return errors.New("it is a file, and the site needs a folder")
	case info.Mode().Perm()&0o200 == 0:
		return errors.New("the folder is read-only")
	}
	return access(c.dir)
}

// State gives the folder in which more may be kept from one build to the next,
// such as a cache. It is on the same disk as the published folder, but not
// inside of it where that can be avoided.
func (c *Change) State() string { return c.state }

// Keep takes over a file as an earlier commit left it, if it was made from key
// and nobody has changed it since, and tells whether it did. Then it need not
// be made. It is safe for concurrent use.
func (c *Change) Keep(p, key string) bool {
	known, ok := c.old.files[p]
	if !ok || key == "" || known.key != key || !known.matches(c.target(p)) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, twice := c.current[p]; twice {
		return false // Put will say so
	}
	c.current[p] = known
	return true
}

// Put stages a file. A key stands for all that it was made from, so that a
// later build may Keep it; "" if it is not known. Put is safe for concurrent
// use. Two files of one path are an error, whichever comes first.
func (c *Change) Put(p, key string, data []byte) error {
	if err := c.reserve(p); err != nil {
		return err
	}
	made, unchanged := unchangedFile(c.target(p), data)
	if !unchanged {
		stage := c.stage()
		var err error
		if made, err = writeFile(stage, data); err != nil {
			return fmt.Errorf("writing %s: %w", p, err)
		}
		c.mu.Lock()
		c.staged[p] = stage
		c.mu.Unlock()
	}
	made.key = key
	c.mu.Lock()
	c.current[p] = made
	c.mu.Unlock()
	return nil
}

// reserve makes sure that a path can be published, and is published once.
func (c *Change) reserve(p string) error {
	if strings.ContainsFunc(p, unicode.IsControl) {
		return fmt.Errorf("the path %q holds a character that cannot be typed", p)
	}
	if !local(p) {
		return fmt.Errorf("the path %q does not lie in the site", p)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, twice := c.current[p]; twice {
		return fmt.Errorf("two files are to be written to %s", p)
	}
	c.current[p] = entry{}
	return nil
}

// stage gives a path for something to be staged at.
func (c *Change) stage() string {
	return filepath.Join(c.state, stageName, strconv.FormatInt(c.next.Add(1), 10))
}

// writeFile writes a new file and tells its size and time.
func writeFile(name string, data []byte) (entry, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return entry{}, err
	}
	_, err = f.Write(data)
	info, err2 := f.Stat()
	if err := errors.Join(err, err2, f.Close()); err != nil {
		return entry{}, err
	}
	return entryOf(info), nil
}

// unchangedFile tells whether a file holds these bytes, looking at its size
// first.
func unchangedFile(name string, data []byte) (entry, bool) {
	info, err := os.Lstat(name)
	if err != nil || info.Size() != int64(len(data)) || !info.Mode().IsRegular() {
		return entry{}, false
	}
	there, err := os.ReadFile(name)
	return entryOf(info), err == nil && bytes.Equal(there, data)
}

// Folder gives the path of a folder, not made yet, to write files into that
// will take the place of the folder p as a whole. The key stands for all that
// they are made from.
func (c *Change) Folder(p, key string) string {
	stage := c.stage()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.staged[p+"/"] = stage
	c.current[p+"/"] = entry{key: key}
	return stage
}

// KeepAll takes over all files that an earlier commit made from key, if there
// are any and nobody has changed one of them since, and tells whether it did.
func (c *Change) KeepAll(key string) bool {
	kept := map[string]entry{}
	for p, known := range c.old.files {
		if key != "" && known.key == key {
			if !known.matches(c.target(p)) {
				return false
			}
			kept[p] = known
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.Copy(c.current, kept)
	return len(kept) > 0
}

// enterFolders enters the files of staged folders into the change.
func (c *Change) enterFolders() error {
	for p, stage := range c.staged {
		if !strings.HasSuffix(p, "/") {
			continue
		}
		key := c.current[p].key
		delete(c.current, p)
		err := filepath.WalkDir(stage, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(stage, name)
			made := entryOf(info)
			made.key = key
			c.current[p+filepath.ToSlash(rel)] = made
			return err
		})
		if err != nil {
			return fmt.Errorf("writing %s: %w", path.Clean(p), err)
		}
	}
	return nil
}

// Files gives how many files the change holds, and how many bytes, after it
// was committed.
func (c *Change) Files() (count int, bytes int64) {
	for _, e := range c.current {
		bytes += e.size
	}
	return len(c.current), bytes
}

// Abort gives up the change: the folder stays as it was. After Commit it does
// nothing.
func (c *Change) Abort() error {
	if c.ended {
		return nil
	}
	c.ended = true
	defer c.lock.Close()
	return c.clear()
}
