package publish

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// buildTree makes the new folder: what is staged is moved into it, what stays
// and what is foreign becomes a second name of the same file. Folders that were
// there keep owner and mode.
func (c *Change) buildTree(tree string, foreign []foreignFile) error {
	paths := sortedKeys(c.current)
	folders := c.stagedFolders()
	made := map[string]bool{}
	var mkdir func(dir string) error
	mkdir = func(dir string) error {
		if made[dir] {
			return nil
		}
		if dir != "." {
			if err := mkdir(path.Dir(dir)); err != nil {
				return err
			}
		}
		made[dir] = true
		return os.Mkdir(filepath.Join(tree, filepath.FromSlash(dir)), 0o777)
	}
	if err := mkdir("."); err != nil {
		return err
	}
	for _, p := range folders {
		if err := mkdir(path.Dir(p)); err != nil {
			return err
		}
		if err := c.move(p+"/", filepath.Join(tree, filepath.FromSlash(p))); err != nil {
			return err
		}
		made[p] = true
	}
	for _, p := range paths {
		if !within(p, folders) {
			if err := mkdir(path.Dir(p)); err != nil {
				return err
			}
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
	if err := c.fillTree(tree, paths, folders, foreign); err != nil {
		return err
	}
	for _, dir := range slices.Backward(sortedKeys(made)) { // one that cannot be entered comes after what is in it
		if err := mirror(c.target(dir), filepath.Join(tree, filepath.FromSlash(dir))); err != nil {
			return err
		}
	}
	return nil
}

// mirror gives a folder the owner and the mode of one that is there already.
func mirror(from, to string) error {
	old, err := os.Lstat(from)
	if missing(err) || err == nil && !old.IsDir() {
		return nil
	}
	if err != nil {
		return err
	}
	made, err := os.Lstat(to)
	if err != nil {
		return err
	}
	if uid, gid := owner(old); uid >= 0 {
		if u, g := owner(made); u != uid || g != gid {
			if err := os.Lchown(to, uid, gid); err != nil {
				return noExchange(err)
			}
		}
	}
	const mode = fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky
	if made, err = os.Lstat(to); err == nil && made.Mode() != old.Mode() {
		err = os.Chmod(to, old.Mode()&mode)
	}
	return err
}

// fillTree moves and links files into the folders of a tree.
func (c *Change) fillTree(tree string, paths, folders []string, foreign []foreignFile) error {
	var mu sync.Mutex
	var fault error
	for _, f := range foreign {
		if !f.mode.IsDir() {
			if err := link(c.target(f.path), filepath.Join(tree, filepath.FromSlash(f.path))); err != nil && !missing(err) {
				return err
			}
		}
	}
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

// link gives a file a second name. Of a symbolic link it makes a second one,
// since macOS would follow it.
func link(from, to string) error {
	if there, err := os.Readlink(from); err == nil {
		return os.Symlink(there, to)
	}
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
