package themes

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func open(t *testing.T, overlay fs.FS) (fs.FS, []Stray) {
	t.Helper()
	fsys, strays, err := Open("commons", overlay)
	if err != nil {
		t.Fatal(err)
	}
	return fsys, strays
}

func read(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestCommonsIsAmongTheThemes(t *testing.T) {
	if !slices.Contains(Names(), "commons") {
		t.Errorf("Names() = %v", Names())
	}
}

func TestUnknownThemeIsToldWithTheNamesThereAre(t *testing.T) {
	_, _, err := Open("comons", nil)
	if err == nil || err.Error() != `there is no theme "comons"; choose one of: commons` {
		t.Errorf("got %v", err)
	}
}

func TestSiteFileReplacesThemeFile(t *testing.T) {
	own := fstest.MapFS{"layouts/page.html": {Data: []byte("mine")}}
	fsys, strays := open(t, own)
	if got := read(t, fsys, "layouts/page.html"); got != "mine" {
		t.Errorf("layouts/page.html = %q", got)
	}
	if got := read(t, fsys, "layouts/base.html"); got == "" {
		t.Error("layouts/base.html is not the theme's")
	}
	if len(strays) != 0 {
		t.Errorf("a file that replaces one is reported: %v", strays)
	}
	own["layouts/page.html"] = &fstest.MapFile{Data: []byte("mended")}
	if got := read(t, fsys, "layouts/page.html"); got != "mended" {
		t.Errorf("a changed file is not read afresh: %q", got)
	}
}

func TestFilesThatReplaceNothingAreReported(t *testing.T) {
	fsys, strays := open(t, fstest.MapFS{
		"layouts/pgae.html": {},
		"layouts/card.html": {},
		"css/man.css":       {},
		"notes.txt":         {},
		"icons/our-own.svg": {},
		"images/team.jpg":   {},
		"images/team.txt":   {},
		".DS_Store":         {},
		".git/config":       {},
	})
	want := []Stray{
		{"css/man.css", "css/main.css"},
		{"images/team.txt", ""},
		{"layouts/card.html", "layouts/parts/card.html"},
		{"layouts/pgae.html", "layouts/page.html"},
		{"notes.txt", ""},
	}
	if diff := cmp.Diff(want, strays); diff != "" {
		t.Error(diff)
	}
	for _, added := range []string{"icons/our-own.svg", "images/team.jpg", "layouts/pgae.html"} {
		if _, err := fs.Stat(fsys, added); err != nil {
			t.Errorf("%s cannot be seen: %v", added, err)
		}
	}
}

func TestFileNamedLikeAFolderDoesNotHideIt(t *testing.T) {
	for _, name := range []string{"css", "css/main.css/deep.css"} {
		fsys, strays := open(t, fstest.MapFS{name: {Data: []byte("mine")}})
		if len(strays) != 1 {
			t.Errorf("%s: got strays %v", name, strays)
		}
		if got := read(t, fsys, "css/main.css"); got == "mine" || got == "" {
			t.Errorf("%s hides css/main.css: %q", name, got)
		}
	}
}

func TestFoldersListTheFilesOfBoth(t *testing.T) {
	fsys, _ := open(t, fstest.MapFS{"icons/our-own.svg": {}, "images/a.png": {}})
	theme, _ := open(t, nil)
	before, _ := fs.Glob(theme, "icons/*")
	after, _ := fs.Glob(fsys, "icons/*")
	if diff := cmp.Diff(append(before, "icons/our-own.svg"), after, cmp.Transformer("sorted", sorted)); diff != "" {
		t.Error(diff)
	}
	if err := fstest.TestFS(fsys, "icons/our-own.svg", "images/a.png", "layouts/parts/card.html"); err != nil {
		t.Error(err)
	}
}

func sorted(names []string) []string { return slices.Sorted(slices.Values(names)) }

func TestMissingOverlayIsNone(t *testing.T) {
	_, strays, err := Open("commons", nowhere{})
	if err != nil || len(strays) != 0 {
		t.Errorf("got %v, %v", strays, err)
	}
}

// nowhere is a folder that is not there.
type nowhere struct{}

func (nowhere) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func TestNearest(t *testing.T) {
	names := []string{"css/main.css", "layouts/page.html", "layouts/parts/card.html", "layouts/checklist.html"}
	for typed, want := range map[string]string{
		"layout/page.html":         "layouts/page.html",
		"css/mian.css":             "css/main.css",
		"layouts/Checklist.html":   "layouts/checklist.html",
		"card.html":                "layouts/parts/card.html",
		"something/else/quite.txt": "",
	} {
		if got := nearest(typed, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}
