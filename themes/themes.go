package themes

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed commons
var embedded embed.FS

// Names lists the embedded themes in alphabetical order.
func Names() []string {
	entries, err := embedded.ReadDir(".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Stray is a file of a site's own theme files that replaces nothing.
type Stray struct {
	Path       string // as the site has it: layouts/pgae.html
	Suggestion string // the theme's file it is most like; "" if none is near
}

// Open gives the files of an embedded theme with the site's own files laid over
// them, path by path. overlay may be nil, and may be a folder that is not there.
//
// New pictures below images/ and icons/ are welcome. Any other file that the
// theme does not have is a stray: still to be seen in fsys, so that a layout may
// use it, but most likely a misspelling. Names that start with a dot are passed
// over. fsys shows the files that were there when Open was called; what is in
// them is read when asked for.
func Open(name string, overlay fs.FS) (fsys fs.FS, strays []Stray, err error) {
	if !slices.Contains(Names(), name) {
		return nil, nil, fmt.Errorf("there is no theme %q; choose one of: %s", name, strings.Join(Names(), ", "))
	}
	theme, err := fs.Sub(embedded, name)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the theme %s: %w", name, err)
	}
	base, err := list(theme)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the theme %s: %w", name, err)
	}
	if overlay == nil {
		return newLayers(theme, base), nil, nil
	}
	own, err := list(overlay)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the site's theme files: %w", err)
	}
	l := newLayers(theme, base)
	for _, p := range own {
		if !slices.Contains(base, p) && !isNewPicture(p) {
			strays = append(strays, Stray{Path: p, Suggestion: nearest(p, base)})
		}
		l.lay(p, overlay)
	}
	return l, strays, nil
}

// list gives the paths of all files, sorted; none if the folder is missing.
func list(fsys fs.FS) ([]string, error) {
	var paths []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && p == "." && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return err
		case p != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir():
			paths = append(paths, p)
		}
		return nil
	})
	return paths, err
}

// isNewPicture tells the files that a site may add to a theme.
func isNewPicture(p string) bool {
	if !strings.HasPrefix(p, "images/") && !strings.HasPrefix(p, "icons/") {
		return false
	}
	switch strings.ToLower(path.Ext(p)) {
	case ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico":
		return true
	}
	return false
}
