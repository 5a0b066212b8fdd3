package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// errNotDir is the error of a path that goes through a file.
const errNotDir = syscall.ENOTDIR

// errNoExchange says that the new folder cannot take its place in one step.
var errNoExchange = errors.New("folders cannot be exchanged here")

// treeName is the folder in the stage that becomes the site.
const treeName = stageName + "/tree"

// Commit puts everything in its place and removes what is no longer made. The
// key stands for all that the site was made from, for [Unchanged]; "" if it is
// not known. After an error the folder is as it was, but where files can only
// be replaced one by one.
func (c *Change) Commit(key string) error {
	defer c.lock.Close()
	if err := c.enterFolders(); err != nil {
		return err
	}
	foreign, err := c.findForeign()
	if err != nil {
		return fmt.Errorf("looking at what is in %s: %w", c.dir, err)
	}
	if err := c.conflict(foreign); err != nil {
		return err
	}
	// Until this one is called manifest, both are read: the next build knows
	// whatever a kill leaves.
	next := &manifest{key: key, files: c.current}
	if err := next.write(c.at(nextName)); err != nil {
		return err
	}
	err = c.placeTree(foreign)
	if errors.Is(err, errNoExchange) {
		err = c.replace()
	} else if err != nil {
		os.Remove(c.at(nextName)) // nothing has changed
	}
	if err != nil {
		return err
	}
	if err := os.Rename(c.at(nextName), c.at(manifestName)); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if err := os.RemoveAll(filepath.Join(c.dir, StateFolder, manifestName)); err != nil && filepath.Dir(c.state) != c.dir {
		return fmt.Errorf("clearing the manifest of an earlier version: %w", err)
	}
	return c.clear()
}

// clear removes the stage, in which the old site lies now.
func (c *Change) clear() error {
	if err := os.RemoveAll(c.at(stageName)); err != nil {
		return fmt.Errorf("clearing the stage: %w", err)
	}
	return nil
}

// placeTree makes the new folder in the stage and exchanges it with the old
// one. If that cannot be done here the error is errNoExchange, and nothing has
// changed.
func (c *Change) placeTree(foreign []foreignFile) error {
	info, err := os.Stat(c.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	there := err == nil
	if c.state == filepath.Join(c.dir, StateFolder) {
		return errNoExchange // the stage lies inside
	}
	if there && !c.canExchange() {
		return errNoExchange
	}
	tree := c.at(treeName)
	if err := c.buildTree(tree, foreign); err != nil {
		return err
	}
	if !there {
		if err := os.MkdirAll(filepath.Dir(c.dir), 0o755); err != nil {
			return err
		}
		return os.Rename(tree, c.dir)
	}
	if err := os.Chmod(tree, info.Mode().Perm()); err != nil {
		return err
	}
	if err := c.swap(tree, c.dir); err != nil {
		return noExchange(err)
	}
	return nil
}

// canExchange tries an exchange on two empty folders, so that no tree is built
// for nothing.
func (c *Change) canExchange() bool {
	a, b := c.at(stageName+"/a"), c.at(stageName+"/b")
	return os.Mkdir(a, 0o755) == nil && os.Mkdir(b, 0o755) == nil && c.swap(a, b) == nil
}

// noExchange makes errNoExchange of the errors by which systems and disks tell
// that they cannot exchange these folders, or link these files.
func noExchange(err error) error {
	for _, no := range []error{errors.ErrUnsupported, syscall.EXDEV, syscall.EBUSY, syscall.EPERM,
		syscall.EACCES, syscall.EINVAL, syscall.ENOSYS, syscall.EMLINK} {
		if errors.Is(err, no) {
			return errNoExchange
		}
	}
	return err
}
