package publish

import (
	"errors"
	"fmt"
	"io"
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

// Commit puts everything in its place, removes what is no longer made, and ends
// the change. The key stands for all that the site was made from, for
// [Unchanged]; "" if it is not known. After an error the folder is as it was,
// but where files can only be replaced one by one.
func (c *Change) Commit(key string) (err error) {
	defer func() { err = errors.Join(err, c.Abort()) }()
	if err := c.enterFolders(); err != nil {
		return err
	}
	free, err := c.lockInside()
	if err != nil {
		return fmt.Errorf("writing to %s: %w", c.dir, err)
	}
	defer free()
	foreign, err := c.findForeign(c.dir)
	if err != nil {
		return fmt.Errorf("looking at what is in %s: %w", c.dir, err)
	}
	if err := c.conflict(foreign.files); err != nil {
		return err
	}
	// Until this one is called manifest, both are read: the next build knows
	// whatever a kill leaves.
	next := &manifest{key: key, files: c.current}
	if err := next.write(c.at(nextName)); err != nil {
		return err
	}
	err = c.placeTree(foreign)
	unchanged := err != nil
	if errors.Is(err, errNoExchange) {
		err, unchanged = c.replace(), false
	}
	// While there is a stage, both manifests must tell what in it is ours.
	if err := errors.Join(err, c.clear()); err != nil {
		if unchanged {
			os.Remove(c.at(nextName))
		}
		return err
	}
	if err := os.Rename(c.at(nextName), c.at(manifestName)); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if err := os.RemoveAll(filepath.Join(c.dir, StateFolder, manifestName)); err != nil && filepath.Dir(c.state) != c.dir {
		return fmt.Errorf("clearing the manifest of an earlier version: %w", err)
	}
	return nil
}

// clear removes the stage, in which the old site may lie now.
func (c *Change) clear() error {
	if err := os.RemoveAll(c.at(stageName)); err != nil {
		return fmt.Errorf("clearing the stage: %w", err)
	}
	return nil
}

// lockInside takes the locks of sites that are published into folders of this
// one, whose state lies in it, and gives how to free them.
func (c *Change) lockInside() (free func(), err error) {
	var held []io.Closer
	free = func() {
		for _, lock := range held {
			lock.Close()
		}
	}
	inside := c.target(StateFolder)
	entries, _ := os.ReadDir(inside)
	for _, e := range entries {
		name := filepath.Join(inside, e.Name(), lockName)
		if _, err := os.Stat(name); err != nil {
			continue
		}
		one, err := lock(name)
		if err != nil {
			free()
			return nil, err
		}
		held = append(held, one)
	}
	return free, nil
}

// placeTree makes the new folder in the stage and exchanges it with the old
// one. If that cannot be done here the error is errNoExchange, and nothing has
// changed.
func (c *Change) placeTree(foreign foreignFiles) error {
	_, err := os.Stat(c.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	there := err == nil
	if c.inPlace || foreign.fixed || c.state == c.target(StateFolder) || there && !c.canExchange() {
		return errNoExchange
	}
	tree := c.at(treeName)
	if err := c.buildTree(tree, foreign.files); err != nil {
		return err
	}
	if !there {
		if err := os.MkdirAll(filepath.Dir(c.dir), 0o777); err != nil {
			return err
		}
		return os.Rename(tree, c.dir)
	}
	if err := c.swap(tree, c.dir); err != nil {
		return noExchange(err)
	}
	return c.bringOver(tree)
}

// canExchange tries an exchange on two empty folders, so that no tree is built
// for nothing.
func (c *Change) canExchange() bool {
	a, b := c.at(stageName+"/a"), c.at(stageName+"/b")
	return os.Mkdir(a, 0o777) == nil && os.Mkdir(b, 0o777) == nil && c.swap(a, b) == nil
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
