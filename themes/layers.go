package themes

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// layers is a read-only file system that finds each file in the file system it
// was laid in last. Its folders are made from the paths of the files, so that
// they list the files of all layers.
type layers struct {
	files map[string]fs.FS
	dirs  map[string][]string // a folder's entries, sorted, by the folder's path
}

func newLayers(fsys fs.FS, paths []string) *layers {
	l := &layers{files: map[string]fs.FS{}, dirs: map[string][]string{".": nil}}
	for _, p := range paths {
		l.lay(p, fsys)
	}
	return l
}

// lay puts a file over what has its path. A file that has the name of a folder,
// or lies in a folder that has the name of a file, is left out.
func (l *layers) lay(p string, fsys fs.FS) {
	if _, isDir := l.dirs[p]; isDir {
		return
	}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if _, isFile := l.files[dir]; isFile {
			return
		}
	}
	l.files[p] = fsys
	for p != "." {
		dir := path.Dir(p)
		at, found := slices.BinarySearch(l.dirs[dir], path.Base(p))
		if !found {
			l.dirs[dir] = slices.Insert(l.dirs[dir], at, path.Base(p))
		}
		p = dir
	}
}

// Open opens a file of the uppermost layer that has it, or a folder.
func (l *layers) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if fsys, ok := l.files[name]; ok {
		return fsys.Open(name)
	}
	names, ok := l.dirs[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &folder{layers: l, path: name, rest: names}, nil
}

// folder is an opened folder. It has no date: folders of several layers have
// none in common.
type folder struct {
	layers *layers
	path   string
	rest   []string // entries not yet handed out
}

func (d *folder) Name() string               { return path.Base(d.path) }
func (d *folder) Size() int64                { return 0 }
func (d *folder) Mode() fs.FileMode          { return fs.ModeDir | 0o555 }
func (d *folder) ModTime() time.Time         { return time.Time{} }
func (d *folder) IsDir() bool                { return true }
func (d *folder) Sys() any                   { return nil }
func (d *folder) Stat() (fs.FileInfo, error) { return d, nil }
func (d *folder) Close() error               { return nil }

func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.path, Err: fs.ErrInvalid}
}

// ReadDir gives the next n entries in alphabetical order, or all that are left
// if n is not above 0.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.rest) {
		n = len(d.rest)
	}
	var entries []fs.DirEntry
	for _, name := range d.rest[:n] {
		info, err := fs.Stat(d.layers, strings.TrimPrefix(path.Join(d.path, name), "./"))
		if err != nil {
			return entries, err
		}
		entries = append(entries, fs.FileInfoToDirEntry(info))
	}
	d.rest = d.rest[n:]
	return entries, nil
}
