package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// replace changes the folder file by file: what pages load, the pages, and
// then, the other way round, what is no longer made.
func (c *Change) replace() error {
	if err := os.MkdirAll(c.dir, 0o777); err != nil {
		return err
	}
	if err := c.removeStale(c.inTheWay()); err != nil {
		return err
	}
	made := map[string]bool{}
	for _, p := range inOrder(c.staged) {
		if err := c.place(p, made); err != nil {
			return fmt.Errorf("writing %s: %w", p, err)
		}
	}
	return c.removeStale(func(string) bool { return true })
}

// place moves a staged file or folder to where it belongs. made remembers the
// folders that are there.
func (c *Change) place(p string, made map[string]bool) error {
	target := c.target(p)
	if parent := filepath.Dir(target); !made[parent] {
		if err := os.MkdirAll(parent, 0o777); err != nil {
			return err
		}
		made[parent] = true
	}
	if strings.HasSuffix(p, "/") {
		return c.placeFolder(c.staged[p], target)
	}
	return placeFile(c.staged[p], target)
}

// copySuffix ends the name of a copy that is about to take a file's place.
const copySuffix = ".steward-copy"

// placeFile moves a file to another place. If that lies on another disk, a copy
// beside it takes the place.
func placeFile(from, to string) error {
	err := os.Rename(from, to)
	if !errors.Is(err, syscall.EXDEV) {
		return err
	}
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to+copySuffix, data, 0o666); err != nil {
		return errors.Join(err, os.Remove(to+copySuffix))
	}
	return cmp.Or(os.Chtimes(to+copySuffix, info.ModTime(), info.ModTime()), os.Rename(to+copySuffix, to))
}

// placeFolder puts a folder in the place of another, which comes back if that
// fails. Where a folder cannot be moved, its files are.
func (c *Change) placeFolder(staged, target string) error {
	if err := c.swap(staged, target); err == nil {
		return nil
	}
	retired := c.at(stageName + "/retired")
	err := os.Rename(target, retired)
	switch {
	case errors.Is(noExchange(err), errNoExchange):
		return placeFiles(staged, target)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	switch moved := os.Rename(staged, target); {
	case moved == nil:
		return os.RemoveAll(retired)
	case err == nil:
		return errors.Join(moved, os.Rename(retired, target))
	default:
		return placeFiles(staged, target)
	}
}

// placeFiles moves all files of a folder into another.
func placeFiles(from, to string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o777)
		}
		return placeFile(name, filepath.Join(to, rel))
	})
}

// inTheWay tells of a path that an earlier commit wrote whether it is a file
// where a folder is needed now, or lies in a folder where a file is to be.
func (c *Change) inTheWay() func(p string) bool {
	folders := map[string]bool{}
	for p := range c.current {
		addParents(folders, p)
	}
	return func(p string) bool {
		if folders[p] {
			return true
		}
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if _, ok := c.current[dir]; ok {
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
	for _, p := range slices.Backward(inOrder(c.old.files)) {
		if _, stays := c.current[p]; stays || !which(p) || c.holdsCurrent(p) {
			continue
		}
		if alike, ok := lower[strings.ToLower(p)]; ok && sameFile(c.target(p), c.target(alike)) {
			continue
		}
		if err := c.removeFile(p); err != nil {
			return fmt.Errorf("removing %s, which is no longer made: %w", p, err)
		}
		delete(c.old.files, p)
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			info, err := os.Lstat(c.target(dir))
			if err == nil && !info.IsDir() || os.Remove(c.target(dir)) != nil && !missing(err) { // a file by now, or not empty
				break
			}
		}
	}
	return nil
}

// removeFile removes a file of an earlier commit, or a folder that one of an
// earlier version wrote whole. A folder in the place of the file is no file of
// ours: what was ours in it has paths of its own.
func (c *Change) removeFile(p string) error {
	if strings.HasSuffix(p, "/") {
		return os.RemoveAll(c.target(p))
	}
	info, err := os.Lstat(c.target(p))
	if missing(err) || err == nil && info.IsDir() {
		return nil
	}
	return cmp.Or(err, os.Remove(c.target(p)))
}

// holdsCurrent tells whether a path is that of a folder, of an earlier version,
// in which something of this change lies.
func (c *Change) holdsCurrent(p string) bool {
	if !strings.HasSuffix(p, "/") {
		return false
	}
	for current := range c.current {
		if strings.HasPrefix(current, p) {
			return true
		}
	}
	return false
}

func sameFile(a, b string) bool {
	first, err1 := os.Stat(a)
	second, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(first, second)
}

// inOrder gives the paths in the order in which they take their places.
func inOrder[V any](paths map[string]V) []string {
	order := sortedKeys(paths)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(turn(a), turn(b)) })
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
