// Package assets makes the files of a theme fit to be served: style sheets and
// scripts bundled and minified, all under names that hold a hash of their
// bytes, so that a browser may keep them for ever.
//
// In comes a theme as a file system; out come the finished files and, for each
// name a layout may ask for, the path it has now. The package knows nothing of
// pages or layouts, and reads nothing but the file system it is given: it is
// the same bytes on every machine.
package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
)

// File is a finished file.
type File struct {
	Path string // below the site's address: assets/main.1a2b3c4d.css
	Data []byte
}

// Set is everything a theme's pages may ask for.
type Set struct {
	paths map[string]string // name in the theme -> path in the site
	files map[string][]byte // path in the site -> bytes
}

// Path gives the path in the site of a theme's file, "css/main.css" or
// "icons/logo.svg", and false if the theme has no such entry or picture.
func (s *Set) Path(name string) (string, bool) {
	p, ok := s.paths[name]
	return p, ok
}

// Files gives the finished files, sorted by path.
func (s *Set) Files() []File {
	files := make([]File, 0, len(s.files))
	for p, data := range s.files {
		files = append(files, File{p, data})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// add puts a file into the set, under a name that holds the hash of its bytes.
func (s *Set) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	p := "assets/" + strings.TrimSuffix(path.Base(name), ext) + "." + hex.EncodeToString(sum[:4]) + ext
	s.paths[name], s.files[p] = p, data
}

// pictures are the folders whose files are copied as they are.
var pictures = [...]string{"icons", "images"}

// Bundle makes a bundle of each file that lies directly in css/ and in js/,
// and copies what lies in icons/ and images/. Scripts become ES modules, but
// js/appearance.js, which has to run before the page is painted, becomes a
// classic script. Faults in the theme's files are findings; named gives each
// file the name its author knows it by. The error is for a theme that cannot
// be read.
func Bundle(theme fs.FS, named func(path string) string) (*Set, []diag.Finding, error) {
	set := &Set{paths: map[string]string{}, files: map[string][]byte{}}
	for _, folder := range pictures {
		if err := set.copy(theme, folder); err != nil {
			return nil, nil, fmt.Errorf("reading the theme: %w", err)
		}
	}
	var findings []diag.Finding
	for _, pattern := range []string{"css/*.css", "js/*.js"} {
		entries, err := fs.Glob(theme, pattern)
		if err != nil {
			return nil, nil, fmt.Errorf("reading the theme: %w", err)
		}
		for _, entry := range entries {
			b := bundler{fsys: theme, picture: set.beside}
			data, faults := b.build(entry, formatOf(entry))
			if data != nil {
				set.add(entry, data)
			}
			for _, fault := range faults {
				findings = append(findings, fault.finding(named))
			}
		}
	}
	return set, diag.Sort(findings), nil
}

// Module bundles an ES module, and those it imports, into a single minified
// one. The error names every fault with its file, line and column.
func Module(fsys fs.FS, entry string) ([]byte, error) {
	return bundler{fsys: fsys}.sound(entry, module)
}

// Script bundles an ES module, and those it imports, into a classic script that
// puts what the module exports into a global object called name, for an engine
// that has no modules.
func Script(fsys fs.FS, entry, name string) ([]byte, error) {
	return bundler{fsys: fsys, global: name}.sound(entry, script)
}

// sound gives a bundle that has no errors.
func (b bundler) sound(entry string, f format) ([]byte, error) {
	data, faults := b.build(entry, f)
	var errs []error
	for _, fault := range faults {
		if f := fault.finding(func(p string) string { return p }); f.Severity == diag.Error {
			errs = append(errs, fmt.Errorf("%s: %s", f.Pos, f.Message))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("bundling %s: %w", entry, err)
	}
	return data, nil
}

// copy adds the files of a folder, if there is one, with those of its folders.
func (s *Set) copy(theme fs.FS, folder string) error {
	if _, err := fs.Stat(theme, folder); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return fs.WalkDir(theme, folder, func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Base(p)[0] == '.' {
			return err
		}
		data, err := fs.ReadFile(theme, p)
		if err == nil {
			s.add(p, data)
		}
		return err
	})
}

// beside gives a picture's address as seen from a style sheet: all finished
// files lie in one folder.
func (s *Set) beside(name string) (string, bool) {
	p, ok := s.paths[name]
	return "./" + path.Base(p), ok
}
