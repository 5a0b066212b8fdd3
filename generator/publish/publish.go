// Package publish brings a folder up to date with a newly made site.
//
// In come paths and bytes; they are staged inside the folder and take their
// places only at Commit, so that a build that fails leaves the old site as it
// was. A file that is there already with the same bytes is not touched. What an
// earlier Commit wrote and this one does not is removed; files that never came
// from here are left alone. The package does not know what the files are, but
// for the order in which they take their places: first what pages load, then
// the pages, so that one who is killed in between leaves no page without its
// style sheet.
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// Own is the folder inside the published one where the package keeps its
// manifest and what is staged.
const Own = ".steward"

const (
	manifestName = Own + "/manifest"
	stageName    = Own + "/stage"
	lockName     = Own + "/lock"
)

// ErrBusy says that another build is writing to the folder.
var ErrBusy = errors.New("another build is writing there")

// Change is a set of files on their way into a folder.
type Change struct {
	dir   string
	lock  io.Closer       // keeps other builds out
	old   map[string]bool // what earlier commits wrote
	bytes atomic.Int64
	count atomic.Int64

	mu      sync.Mutex
	staged  map[string]string // path -> staged file or folder
	current map[string]bool   // all paths of this change; folders end in /
}

// Begin prepares to change a folder, which is made if it is not there. What a
// build that was killed left staged is cleared away. While another build is
// writing to the folder, the error is ErrBusy. Every Change ends with Commit or
// Abort.
func Begin(dir string) (c *Change, err error) {
	c = &Change{dir: dir, old: map[string]bool{}, staged: map[string]string{}, current: map[string]bool{}}
	if err := os.MkdirAll(c.at(Own), 0o755); err != nil {
		return nil, fmt.Errorf("making the output folder: %w", err)
	}
	if c.lock, err = lock(c.at(lockName)); err != nil {
		return nil, fmt.Errorf("writing to %s: %w", dir, err)
	}
	defer func() {
		if err != nil {
			c.lock.Close()
		}
	}()
	if err := os.RemoveAll(c.at(stageName)); err != nil {
		return nil, fmt.Errorf("clearing what an earlier build left: %w", err)
	}
	if err := os.MkdirAll(c.at(stageName), 0o755); err != nil {
		return nil, fmt.Errorf("making the output folder: %w", err)
	}
	manifest, err := os.ReadFile(c.at(manifestName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading what the last build wrote: %w", err)
	}
	for line := range strings.Lines(string(manifest)) {
		if p := strings.TrimSuffix(line, "\n"); inside(p) {
			c.old[p] = true
		}
	}
	return c, nil
}

// inside tells whether a line of the manifest names something in the folder,
// and not the folder itself or what the package keeps there.
func inside(p string) bool {
	clean := path.Clean(p)
	return filepath.IsLocal(filepath.FromSlash(p)) && clean == strings.TrimSuffix(p, "/") && clean != "." && !strings.HasPrefix(p, Own)
}

func (c *Change) at(p string) string { return filepath.Join(c.dir, filepath.FromSlash(p)) }

// Put stages a file. It is safe for concurrent use. Two files of one path are
// an error, whichever comes first.
func (c *Change) Put(p string, data []byte) error {
	if strings.ContainsFunc(p, unicode.IsControl) {
		return fmt.Errorf("the path %q holds a character that cannot be typed", p)
	}
	c.bytes.Add(int64(len(data)))
	n := c.count.Add(1)
	c.mu.Lock()
	twice := c.current[p]
	c.current[p] = true
	c.mu.Unlock()
	if twice {
		return fmt.Errorf("two files are to be written to %s", p)
	}
	if same(c.at(p), data) {
		return nil
	}
	stage := c.at(stageName + "/" + strconv.FormatInt(n, 10))
	if err := os.WriteFile(stage, data, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", p, err)
	}
	c.mu.Lock()
	c.staged[p] = stage
	c.mu.Unlock()
	return nil
}

// same tells whether a file holds these bytes, looking at its size first.
func same(name string, data []byte) bool {
	info, err := os.Stat(name)
	if err != nil || info.Size() != int64(len(data)) || !info.Mode().IsRegular() {
		return false
	}
	there, err := os.ReadFile(name)
	return err == nil && bytes.Equal(there, data)
}

// Folder gives the path of a folder, not made yet, to write files into that
// will take the place of the folder p as a whole.
func (c *Change) Folder(p string) string {
	stage := c.at(stageName + "/" + strconv.FormatInt(c.count.Add(1), 10))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.current[p+"/"] = true
	c.staged[p+"/"] = stage
	return stage
}

// Files gives how many files the change holds, and how many bytes, those in
// folders left out.
func (c *Change) Files() (count int, bytes int64) {
	return int(c.count.Load()), c.bytes.Load()
}

// Abort gives up the change: the folder stays as it was.
func (c *Change) Abort() error {
	defer c.lock.Close()
	return os.RemoveAll(c.at(stageName))
}

// Commit puts everything in its place, removes what is no longer made and
// writes the manifest. Until it returns nil the manifest names both the old
// files and the new, so that a later build knows whatever this one left.
func (c *Change) Commit() error {
	defer c.lock.Close()
	union := map[string]bool{}
	for p := range c.old {
		union[p] = true
	}
	for p := range c.current {
		union[p] = true
	}
	if err := c.writeManifest(union); err != nil {
		return err
	}
	if err := c.removeStale(c.inTheWay()); err != nil {
		return err
	}
	made := map[string]bool{}
	for _, p := range sorted(c.staged) {
		if err := c.place(p, made); err != nil {
			return fmt.Errorf("writing %s: %w", p, err)
		}
	}
	if err := c.removeStale(func(string) bool { return true }); err != nil {
		return err
	}
	if err := os.RemoveAll(c.at(stageName)); err != nil {
		return fmt.Errorf("clearing the stage: %w", err)
	}
	return c.writeManifest(c.current)
}

// place moves a staged file or folder to where it belongs. made remembers the
// folders that are there.
func (c *Change) place(p string, made map[string]bool) error {
	target := c.at(p)
	parent := filepath.Dir(target)
	if !made[parent] {
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return err
		}
		made[parent] = true
	}
	if strings.HasSuffix(p, "/") {
		return c.placeFolder(c.staged[p], target)
	}
	return os.Rename(c.staged[p], target)
}

// placeFolder puts a folder in the place of another, which comes back if that
// fails.
func (c *Change) placeFolder(staged, target string) error {
	retired := c.at(stageName + "/retired")
	if err := os.Rename(target, retired); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(staged, target); err != nil {
		return errors.Join(err, os.Rename(retired, target))
	}
	return os.RemoveAll(retired)
}

// inTheWay tells of a path that an earlier commit wrote whether it is a file
// where a folder is needed now, or lies in a folder where a file is to be.
func (c *Change) inTheWay() func(p string) bool {
	folders := map[string]bool{}
	for p := range c.current {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	return func(p string) bool {
		if folders[p] {
			return true
		}
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if c.current[dir] {
				return true
			}
		}
		return false
	}
}

// removeStale removes what earlier commits wrote and this one does not, as far
// as which says so, and the folders that are empty then.
func (c *Change) removeStale(which func(p string) bool) error {
	lower := map[string]string{} // on some disks Photo.jpg and photo.jpg are one file
	for p := range c.current {
		lower[strings.ToLower(p)] = p
	}
	for p := range c.old {
		if c.current[p] || !which(p) {
			continue
		}
		if alike, ok := lower[strings.ToLower(p)]; ok && sameFile(c.at(p), c.at(alike)) {
			continue
		}
		if err := os.RemoveAll(c.at(p)); err != nil {
			return fmt.Errorf("removing %s, which is no longer made: %w", p, err)
		}
		delete(c.old, p)
		for dir := filepath.Dir(c.at(p)); dir != filepath.Clean(c.dir); dir = filepath.Dir(dir) {
			if os.Remove(dir) != nil { // not empty
				break
			}
		}
	}
	return nil
}

func sameFile(a, b string) bool {
	first, err1 := os.Stat(a)
	second, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(first, second)
}

func (c *Change) writeManifest(paths map[string]bool) error {
	var b bytes.Buffer
	for _, p := range sorted(paths) {
		b.WriteString(p + "\n")
	}
	temporary := c.at(Own + "/manifest.new")
	if err := os.WriteFile(temporary, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return os.Rename(temporary, c.at(manifestName))
}

// sorted gives the paths in the order in which they take their places.
func sorted[V any](paths map[string]V) []string {
	order := make([]string, 0, len(paths))
	for p := range paths {
		order = append(order, p)
	}
	slices.SortFunc(order, func(a, b string) int {
		if d := turn(a) - turn(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return order
}

// turn orders files by who needs whom: pages load the bundles and the search
// client, and the client loads the other search files.
func turn(p string) int {
	switch {
	case p == "search/client.js":
		return 2
	case strings.HasPrefix(p, "assets/"), strings.HasPrefix(p, "search/") && !strings.HasSuffix(p, ".html"):
		return 1
	case strings.HasSuffix(p, ".html"):
		return 4
	}
	return 3
}
