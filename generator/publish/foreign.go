package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A foreignFile is something in the folder that never came from here.
type foreignFile struct {
	path string
	mode fs.FileMode // of a folder, its permissions too
}

// foreignFiles are all of them, folders before what is in them.
type foreignFiles struct {
	files []foreignFile
	fixed bool // there is a folder that cannot be looked into or is a mount, so that it must stay where it is
}

// findForeign lists what is in the folder, or in one that was in its place, and
// never came from here.
func (c *Change) findForeign(root string) (foreignFiles, error) {
	ours := map[string]bool{} // folders in which something of ours lies
	for _, files := range []map[string]entry{c.old.files, c.current} {
		for p := range files {
			addParents(ours, p)
		}
	}
	var mu sync.Mutex
	var all foreignFiles
	var fault error
	disk, _ := diskOf(root)
	level := []string{"."}
	for len(level) > 0 && fault == nil {
		var below []string
		inParallel(len(level), func(i int) {
			foreign, folders, err := c.foreignIn(root, level[i], ours)
			here, diskErr := diskOf(filepath.Join(root, level[i]))
			mu.Lock()
			defer mu.Unlock()
			if errors.Is(err, fs.ErrPermission) {
				all.fixed, err = true, nil
			}
			all.fixed = all.fixed || diskErr == nil && here != disk
			all.files = append(all.files, foreign...)
			below = append(below, folders...)
			fault = errors.Join(fault, err)
		})
		level = below
	}
	slices.SortFunc(all.files, func(a, b foreignFile) int { return strings.Compare(a.path, b.path) })
	return all, fault
}

// foreignIn lists what is foreign in one folder, and the folders to look into.
func (c *Change) foreignIn(root, dir string, ours map[string]bool) (foreign []foreignFile, folders []string, err error) {
	entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(dir)))
	if missing(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		_, before := c.old.files[p]
		_, now := c.current[p]
		_, wasFolder := c.old.files[p+"/"] // in manifests of earlier versions
		switch {
		case p == StateFolder:
			if c.holdsStates(filepath.Join(root, p)) {
				folders = append(folders, p)
			}
		case dir == StateFolder && slices.Contains(stateFiles[:], e.Name()):
		case e.IsDir() && !wasFolder:
			if !ours[p] {
				info, err := e.Info()
				if missing(err) {
					continue
				}
				if err != nil {
					return nil, nil, err
				}
				foreign = append(foreign, foreignFile{p, info.Mode()})
			}
			folders = append(folders, p)
		case strings.HasSuffix(p, copySuffix): // of a build that was killed
		case !e.IsDir() && !before && !now:
			foreign = append(foreign, foreignFile{p, e.Type()})
		}
	}
	return foreign, folders, nil
}

// holdsStates tells whether a folder in the published one holds the state of
// others, published into folders of it. What earlier versions kept there, or
// this one keeps where nothing can lie beside, is not foreign.
func (c *Change) holdsStates(dir string) bool {
	if c.state == c.target(StateFolder) {
		return false
	}
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return e.IsDir() && !slices.Contains(stateFiles[:], e.Name())
	})
}

// addParents adds the folders above a path to a set.
func addParents(folders map[string]bool, p string) {
	for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
		folders[dir] = true
	}
}

// conflict tells in words if a foreign file lies where the site needs a folder,
// or in a folder where it needs a file.
func (c *Change) conflict(foreign []foreignFile) error {
	if len(foreign) == 0 {
		return nil
	}
	folders := map[string]bool{}
	for p := range c.current {
		addParents(folders, p)
	}
	for _, f := range foreign {
		if folders[f.path] && !f.mode.IsDir() {
			return fmt.Errorf("%s is not a file of the site, and the site needs a folder of that name: move it elsewhere", c.target(f.path))
		}
		for dir := f.path; dir != "."; dir = path.Dir(dir) {
			if _, ok := c.current[dir]; ok {
				return fmt.Errorf("%s is not of the site, and the site needs a file %s: move it elsewhere", c.target(f.path), dir)
			}
		}
	}
	return nil
}

// bringOver moves what is foreign in a folder that was in the place of the
// published one, and is not there: it came while the site was made. What the
// site has a file or folder of its own for is kept in the state.
func (c *Change) bringOver(from string) error {
	foreign, err := c.findForeign(from)
	if err != nil {
		return fmt.Errorf("looking for files that came while the site was made: %w", err)
	}
	var fault error
	for _, f := range foreign.files {
		if err := c.bringOverFile(from, f); err != nil {
			fault = errors.Join(fault, fmt.Errorf("keeping %s, which came while the site was made: %w", f.path, err))
		}
	}
	return fault
}

func (c *Change) bringOverFile(root string, f foreignFile) error {
	from, to := filepath.Join(root, filepath.FromSlash(f.path)), c.target(f.path)
	old, err := os.Lstat(from)
	if missing(err) { // moved along with its folder
		return nil
	}
	if err != nil {
		return err
	}
	there, err := os.Lstat(to)
	switch {
	case err == nil && (there.IsDir() && old.IsDir() || sameForeign(from, old, to, there)):
		return nil
	case err != nil && !missing(err):
		return err
	case errors.Is(err, errNotDir) || err == nil && there.IsDir() != old.IsDir():
		to = filepath.Join(c.state, "kept", filepath.FromSlash(f.path))
	case err == nil && there.ModTime().After(old.ModTime()):
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// sameForeign tells whether two foreign files are one, as the published folder
// has it from the one before.
func sameForeign(a string, of fs.FileInfo, b string, other fs.FileInfo) bool {
	if of.Mode()&fs.ModeSymlink == 0 {
		return os.SameFile(of, other)
	}
	first, err1 := os.Readlink(a)
	second, err2 := os.Readlink(b)
	return err1 == nil && err2 == nil && first == second
}
