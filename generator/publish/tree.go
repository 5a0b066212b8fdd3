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

// findForeign lists what is in the folder and never came from here, folders
// before what is in them.
func (c *Change) findForeign() ([]foreignFile, error) {
	ours := map[string]bool{} // folders in which something of ours lies
	for _, files := range []map[string]entry{c.old.files, c.current} {
		for p := range files {
			for dir := path.Dir(p); dir != "." && !ours[dir]; dir = path.Dir(dir) {
				ours[dir] = true
			}
		}
	}
	var mu sync.Mutex
	var found []foreignFile
	var fault error
	level := []string{"."}
	for len(level) > 0 && fault == nil {
		var below []string
		inParallel(len(level), func(i int) {
			foreign, folders, err := c.foreignIn(level[i], ours)
			mu.Lock()
			defer mu.Unlock()
			found = append(found, foreign...)
			below = append(below, folders...)
			fault = errors.Join(fault, err)
		})
		level = below
	}
	slices.SortFunc(found, func(a, b foreignFile) int { return strings.Compare(a.path, b.path) })
	return found, fault
}

// foreignIn lists what is foreign in one folder, and the folders to look into.
func (c *Change) foreignIn(dir string, ours map[string]bool) (foreign []foreignFile, folders []string, err error) {
	entries, err := os.ReadDir(c.target(dir))
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
		case e.IsDir() && !wasFolder:
			if !ours[p] {
				info, err := e.Info()
				if err != nil {
					return nil, nil, err
				}
				foreign = append(foreign, foreignFile{p, info.Mode()})
			}
			folders = append(folders, p)
		case !e.IsDir() && !before && !now:
			foreign = append(foreign, foreignFile{p, e.Type()})
		}
	}
	return foreign, folders, nil
}

// conflict tells in words if a foreign file lies where the site needs a folder,
// or in a folder where it needs a file.
func (c *Change) conflict(foreign []foreignFile) error {
	if len(foreign) == 0 {
		return nil
	}
	folders := map[string]bool{}
	for p := range c.current {
		for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
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

// buildTree makes the new folder: what is staged is moved into it, what stays
// and what is foreign becomes a second name of the same file.
func (c *Change) buildTree(tree string, foreign []foreignFile) error {
	paths := sortedKeys(c.current)
	folders := c.stagedFolders()
	made := map[string]bool{".": true}
	if err := os.Mkdir(tree, 0o755); err != nil {
		return err
	}
	var mkdir func(dir string) error
	mkdir = func(dir string) error {
		if made[dir] {
			return nil
		}
		if err := mkdir(path.Dir(dir)); err != nil {
			return err
		}
		made[dir] = true
		return os.Mkdir(filepath.Join(tree, filepath.FromSlash(dir)), 0o755)
	}
	for _, p := range folders {
		if err := mkdir(path.Dir(p)); err != nil {
			return err
		}
		made[p] = true
	}
	for _, p := range paths {
		if !made[path.Dir(p)] && !within(p, folders) {
			if err := mkdir(path.Dir(p)); err != nil {
				return err
			}
		}
	}
	for _, p := range folders {
		if err := c.move(p+"/", filepath.Join(tree, filepath.FromSlash(p))); err != nil {
			return err
		}
	}
	for _, f := range foreign {
		dir := f.path
		if !f.mode.IsDir() {
			dir = path.Dir(dir)
		}
		if err := mkdir(dir); err != nil {
			return err
		}
	}
	if err := c.fillTree(tree, paths, folders); err != nil {
		return err
	}
	for _, f := range slices.Backward(foreign) { // a folder that cannot be written to is filled first
		to := filepath.Join(tree, filepath.FromSlash(f.path))
		var err error
		if f.mode.IsDir() {
			err = os.Chmod(to, f.mode.Perm())
		} else {
			err = link(c.target(f.path), to)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fillTree moves and links files into the folders of a tree.
func (c *Change) fillTree(tree string, paths, folders []string) error {
	var mu sync.Mutex
	var fault error
	inParallel(len(paths), func(i int) {
		p := paths[i]
		if within(p, folders) {
			return
		}
		to := filepath.Join(tree, filepath.FromSlash(p))
		c.mu.Lock()
		_, staged := c.staged[p]
		c.mu.Unlock()
		var err error
		if staged {
			err = c.move(p, to)
		} else {
			err = link(c.target(p), to)
		}
		if err != nil {
			mu.Lock()
			fault = err
			mu.Unlock()
		}
	})
	return fault
}

// move moves what is staged for a path, and remembers where it lies.
func (c *Change) move(p, to string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := os.Rename(c.staged[p], to); err != nil {
		return err
	}
	c.staged[p] = to
	return nil
}

// link gives a file a second name.
func link(from, to string) error {
	if err := os.Link(from, to); err != nil {
		return noExchange(err)
	}
	return nil
}

// stagedFolders gives the paths of the folders that are staged whole.
func (c *Change) stagedFolders() []string {
	var folders []string
	for p := range c.staged {
		if folder, ok := strings.CutSuffix(p, "/"); ok {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	return folders
}

// within tells whether a path lies in one of some folders.
func within(p string, folders []string) bool {
	return slices.ContainsFunc(folders, func(dir string) bool { return strings.HasPrefix(p, dir+"/") })
}
