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
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Own is the folder inside the published one where the package keeps its
// manifest and what is staged.
const Own = ".steward"

const (
	manifestName = Own + "/manifest"
	stageName    = Own + "/stage"
)

// Change is a set of files on their way into a folder.
type Change struct {
	dir   string
	old   map[string]bool // what earlier commits wrote
	bytes atomic.Int64
	count atomic.Int64

	mu      sync.Mutex
	staged  map[string]string // path -> staged file or folder
	current map[string]bool   // all paths of this change; folders end in /
}

// Begin prepares to change a folder, which is made if it is not there. What a
// build that was killed left staged is cleared away.
func Begin(dir string) (*Change, error) {
	c := &Change{dir: dir, old: map[string]bool{}, staged: map[string]string{}, current: map[string]bool{}}
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

// Put stages a file. It is safe for concurrent use.
func (c *Change) Put(p string, data []byte) error {
	c.bytes.Add(int64(len(data)))
	n := c.count.Add(1)
	c.mu.Lock()
	c.current[p] = true
	c.mu.Unlock()
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

// Keep says that a file or folder that an earlier commit wrote is to stay; it
// tells whether it is there. A folder's path ends in a slash.
func (c *Change) Keep(p string) bool {
	info, err := os.Stat(c.at(p))
	if err != nil || !c.old[p] {
		return false
	}
	c.mu.Lock()
	c.current[p] = true
	c.mu.Unlock()
	if !info.IsDir() {
		c.count.Add(1)
		c.bytes.Add(info.Size())
	}
	return true
}

// Files gives how many files the change holds, and how many bytes, those in
// folders left out.
func (c *Change) Files() (count int, bytes int64) {
	return int(c.count.Load()), c.bytes.Load()
}

// Abort gives up the change: the folder stays as it was.
func (c *Change) Abort() error { return os.RemoveAll(c.at(stageName)) }

// Commit puts everything in its place, removes what is no longer made and
// writes the manifest. Until it returns nil the manifest names both the old
// files and the new, so that a later build knows whatever this one left.
func (c *Change) Commit() error {
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
	made := map[string]bool{}
	for _, p := range sorted(c.staged) {
		if err := c.place(p, made); err != nil {
			return fmt.Errorf("writing %s: %w", p, err)
		}
	}
	if err := c.removeStale(); err != nil {
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
		retired := c.at(stageName + "/retired")
		if err := os.Rename(target, retired); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		defer os.RemoveAll(retired)
	}
	return os.Rename(c.staged[p], target)
}

// removeStale removes what earlier commits wrote and this one does not, and
// the folders that are empty then.
func (c *Change) removeStale() error {
	for p := range c.old {
		if c.current[p] {
			continue
		}
		if err := os.RemoveAll(c.at(p)); err != nil {
			return fmt.Errorf("removing %s, which is no longer made: %w", p, err)
		}
		for dir := filepath.Dir(c.at(p)); dir != filepath.Clean(c.dir); dir = filepath.Dir(dir) {
			if os.Remove(dir) != nil { // not empty
				break
			}
		}
	}
	return nil
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
