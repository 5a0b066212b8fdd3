package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// StateFolder is the name of the folder that holds the state of published
// folders: beside them, one folder each by their names, or inside of one where
// nothing can be kept beside it.
const StateFolder = ".steward"

// What lies in the state of a folder.
const (
	manifestName = "manifest"
	nextName     = "manifest.next" // that of a commit which may have been killed
	stageName    = "stage"
	lockName     = "lock"
)

// stateFiles are the names of what lies in a state that is kept inside of the
// published folder.
var stateFiles = [...]string{manifestName, nextName, stageName, lockName}

// StateOf gives the folder in which the state of a published folder lies, made
// or not.
func StateOf(dir string) (string, error) {
	_, state, err := locate(dir)
	return state, err
}

// locate resolves the links of a folder that is to be published, which need not
// be there yet, and gives where its state lies.
func locate(dir string) (real, state string, err error) {
	if real, err = filepath.Abs(dir); err != nil {
		return "", "", err
	}
	resolved, err := filepath.EvalSymlinks(real)
	switch {
	case err == nil:
		real = resolved
	case !errors.Is(err, fs.ErrNotExist):
		return "", "", err
	default:
		if real, err = resolveParent(real); err != nil {
			return "", "", err
		}
	}
	parent, name := filepath.Split(real)
	beside := filepath.Join(parent, StateFolder, name)
	if name == "" || name == StateFolder || onOtherDisk(real, parent) || !canMake(beside) {
		return real, filepath.Join(real, StateFolder), nil
	}
	return real, beside, nil
}

// resolveParent resolves the links of a path whose last parts are not there. A
// link that leads to a folder which is not there is followed to its name.
func resolveParent(p string) (string, error) {
	for range 40 { // as many links as systems follow
		to, err := os.Readlink(p)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(p), to)
		}
		p = to
	}
	parent, name := filepath.Split(filepath.Clean(p))
	resolved, err := filepath.EvalSymlinks(parent)
	if errors.Is(err, fs.ErrNotExist) && filepath.Clean(parent) != filepath.Clean(p) {
		resolved, err = resolveParent(filepath.Clean(parent))
	}
	return filepath.Join(resolved, name), err
}

// onOtherDisk tells whether a folder is there and is a mount, so that it cannot
// be exchanged with one beside it.
func onOtherDisk(dir, parent string) bool {
	of, err1 := diskOf(dir)
	on, err2 := diskOf(parent)
	return err1 == nil && err2 == nil && of != on
}

// canMake tells whether a folder is there and can be written to, or can be
// made.
func canMake(dir string) bool {
	for {
		info, err := os.Stat(dir)
		if err == nil {
			return info.IsDir() && access(dir) == nil
		}
		up := filepath.Dir(dir)
		if !errors.Is(err, fs.ErrNotExist) || up == dir {
			return false
		}
		dir = up
	}
}

// ignored keeps the state out of everybody's repositories.
const ignored = "# What steward build keeps for the next build: which files are its own, and a cache.\n" +
	"# If you delete it, delete the published folder too: files of old pages would stay there.\n*\n"

// makeState makes the folder of a state.
func makeState(state string) error {
	if err := os.MkdirAll(state, 0o777); err != nil {
		return err
	}
	top := filepath.Dir(state)
	if filepath.Base(state) == StateFolder {
		top = state
	}
	name := filepath.Join(top, ".gitignore")
	if _, err := os.Lstat(name); err == nil {
		return nil
	}
	return os.WriteFile(name, []byte(ignored), 0o666)
}
