package publish

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// commit publishes files, given as path and text in turn.
func commit(t *testing.T, dir string, files ...string) {
	t.Helper()
	stage(t, dir, files...).mustCommit(t)
}

func stage(t *testing.T, dir string, files ...string) *Change {
	t.Helper()
	change, err := Begin(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(files); i += 2 {
		if err := change.Put(files[i], "", []byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	return change
}

func (c *Change) mustCommit(t *testing.T) {
	t.Helper()
	if err := c.Commit(""); err != nil {
		t.Fatal(err)
	}
}

// files lists what is in a folder, but for the package's own files.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(p string, entry os.DirEntry, err error) error {
		if err != nil || entry.Name() == StateFolder {
			return filepath.SkipDir
		}
		if !entry.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			found = append(found, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestNothingChangesBeforeCommit(t *testing.T) {
	dir := t.TempDir()
	commit(t, dir, "index.html", "old")
	change := stage(t, dir, "index.html", "new", "a/index.html", "new")
	if got := files(t, dir); !slices.Equal(got, []string{"index.html"}) || read(t, dir, "index.html") != "old" {
		t.Errorf("before the commit there is %v with %q", got, read(t, dir, "index.html"))
	}
	if err := change.Abort(); err != nil {
		t.Fatal(err)
	}
	commit(t, dir, "index.html", "newer")
	if got := read(t, dir, "index.html"); got != "newer" {
		t.Errorf("after an abort and a commit there is %q", got)
	}
}

func TestStaleFilesGoAndOthersStay(t *testing.T) {
	dir := t.TempDir()
	commit(t, dir, "index.html", "1", "a/b/index.html", "1", "a/c/index.html", "1")
	if err := os.WriteFile(filepath.Join(dir, "a/c/mine.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	commit(t, dir, "index.html", "1")
	if got, want := files(t, dir), []string{"a/c/mine.txt", "index.html"}; !slices.Equal(got, want) {
		t.Errorf("there is %v, want %v", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "a/b")); !os.IsNotExist(err) {
		t.Errorf("the empty folder a/b is still there: %v", err)
	}
}

func TestUnchangedFilesAreNotTouched(t *testing.T) {
	dir := t.TempDir()
	commit(t, dir, "index.html", "same", "a.html", "one")
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range []string{"index.html", "a.html"} {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, dir, "index.html", "same", "a.html", "two")
	for name, want := range map[string]bool{"index.html": false, "a.html": true} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if touched := !info.ModTime().Equal(long); touched != want {
			t.Errorf("%s was touched: %v, want %v", name, touched, want)
		}
	}
}

func TestFolderIsReplacedAsAWhole(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"one", "two"} {
		change := stage(t, dir)
		folder := change.Folder("search/index", "")
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		change.mustCommit(t)
	}
	if got, want := files(t, dir), []string{"search/index/two"}; !slices.Equal(got, want) {
		t.Errorf("there is %v, want %v", got, want)
	}
	commit(t, dir)
	if got := files(t, dir); len(got) > 0 {
		t.Errorf("a folder no longer made is still there: %v", got)
	}
}

func TestForeignFilesInTheWayAreNamed(t *testing.T) {
	dir := t.TempDir()
	commit(t, dir, "old.html", "old")
	blocked := stage(t, dir, "new.html", "new", "other.html", "new")
	mine := filepath.Join(dir, "other.html", "mine.txt")
	if err := os.MkdirAll(filepath.Dir(mine), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mine, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := blocked.Commit(""); err == nil || !strings.Contains(err.Error(), "other.html") {
		t.Fatalf("a file took the place of a folder that is not ours: %v", err)
	}
	if got, want := files(t, dir), []string{"old.html", "other.html/mine.txt"}; !slices.Equal(got, want) {
		t.Fatalf("there is %v, want %v", got, want)
	}
	if err := os.RemoveAll(filepath.Dir(mine)); err != nil {
		t.Fatal(err)
	}
	commit(t, dir, "newest.html", "newest")
	if got, want := files(t, dir), []string{"newest.html"}; !slices.Equal(got, want) {
		t.Errorf("after the next build there is %v, want %v", got, want)
	}
}

func TestPagesComeAfterWhatTheyLoad(t *testing.T) {
	got := inOrder(map[string]bool{"index.html": true, "feed.xml": true, "search/client.js": true, "search/index.html": true,
		"search/terms.1.bin": true, "assets/main.1.css": true})
	want := []string{"assets/main.1.css", "search/terms.1.bin", "search/client.js", "feed.xml", "index.html", "search/index.html"}
	if !slices.Equal(got, want) {
		t.Errorf("the order is %v, want %v", got, want)
	}
}

func TestManifestCannotLeadOutside(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	commit(t, dir, "index.html", "1")
	outside := filepath.Join(parent, "precious.txt")
	if err := os.WriteFile(outside, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(parent, StateFolder, "public", manifestName)
	if err := os.WriteFile(manifest, []byte("../precious.txt\n"+outside+"\n.\nindex.html\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	commit(t, dir, "index.html", "2")
	if _, err := os.Stat(outside); err != nil {
		t.Errorf("a manifest removed a file outside: %v", err)
	}
	if got := read(t, dir, "index.html"); !strings.Contains(got, "2") {
		t.Errorf("index.html holds %q", got)
	}
}

func TestOneBuildAtATime(t *testing.T) {
	dir := t.TempDir()
	first := stage(t, dir, "index.html", "first")
	if _, err := Begin(dir, false); !errors.Is(err, ErrBusy) {
		t.Fatalf("a second build began: %v", err)
	}
	first.mustCommit(t)
	commit(t, dir, "index.html", "second")
	if got := read(t, dir, "index.html"); got != "second" {
		t.Errorf("there is %q", got)
	}
}

func TestAPathIsWrittenOnce(t *testing.T) {
	change := stage(t, t.TempDir(), "robots.txt", "1")
	if err := change.Put("robots.txt", "", []byte("1")); err == nil {
		t.Error("a path was written twice")
	}
	if err := change.Put("a\nindex.html", "", nil); err == nil {
		t.Error("a path may hold a newline, and the manifest may not")
	}
	if err := change.Abort(); err != nil {
		t.Fatal(err)
	}
}

func TestFilesAndFoldersTakeEachOthersPlace(t *testing.T) {
	dir := t.TempDir()
	commit(t, dir, "data.json", "file", "other/index.html", "page")
	commit(t, dir, "data.json/index.html", "page", "other", "file")
	if got, want := files(t, dir), []string{"data.json/index.html", "other"}; !slices.Equal(got, want) {
		t.Errorf("there is %v, want %v", got, want)
	}
}
