package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bothWays runs a test where folders are exchanged and where files are
// replaced one by one.
func bothWays(t *testing.T, test func(t *testing.T, begin func(dir string) *Change)) {
	for name, swap := range map[string]func(a, b string) error{
		"exchange": exchange,
		"replace":  func(_, _ string) error { return errors.ErrUnsupported },
	} {
		t.Run(name, func(t *testing.T) {
			test(t, func(dir string) *Change {
				c, err := Begin(dir, false)
				if err != nil {
					t.Fatal(err)
				}
				c.swap = swap
				return c
			})
		})
	}
}

// tree reads all files below a folder, and "folder" for those that are empty.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if d.IsDir() {
			if entries, err := os.ReadDir(name); err == nil && len(entries) == 0 {
				found[rel] = "folder"
			}
			return err
		}
		data, err := os.ReadFile(name)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// randomSite is a site of a few paths that are files in one and folders in
// another.
func randomSite(r *rand.Rand) map[string]string {
	names := []string{"a", "b", "c.html", "assets/x.css", "search/client.js"}
	site := map[string]string{"index.html": fmt.Sprint(r.IntN(3))}
	for range r.IntN(12) {
		p := names[r.IntN(len(names))]
		for range r.IntN(3) {
			p += "/" + names[r.IntN(len(names))]
		}
		site[p] = fmt.Sprint(r.IntN(3))
	}
	for _, p := range slices.Sorted(maps.Keys(site)) { // no file where another needs a folder
		for other := range site {
			if strings.HasPrefix(other, p+"/") {
				delete(site, p)
			}
		}
	}
	return site
}

func TestAnySiteTakesThePlaceOfAnyOther(t *testing.T) {
	bothWays(t, func(t *testing.T, begin func(string) *Change) {
		r := rand.New(rand.NewPCG(1, 2))
		dir := filepath.Join(t.TempDir(), "public")
		for round := range 200 {
			site := randomSite(r)
			c := begin(dir)
			kept := 0
			for p, text := range site {
				if c.Keep(p, text) {
					kept++
				} else if err := c.Put(p, text, []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			if round%7 == 3 {
				if err := c.Abort(); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err := c.Commit(fmt.Sprint(round)); err != nil {
				t.Fatal(err)
			}
			if got := tree(t, dir); !maps.Equal(got, site) {
				t.Fatalf("round %d, of which %d were kept: there is\n%v, want\n%v", round, kept, got, site)
			}
			if !Unchanged(dir, fmt.Sprint(round)) {
				t.Fatalf("round %d: what was just published has changed", round)
			}
		}
	})
}

func TestForeignFilesStayAsTheyAre(t *testing.T) {
	bothWays(t, func(t *testing.T, begin func(string) *Change) {
		dir := filepath.Join(t.TempDir(), "public")
		put := func(files ...string) {
			c := begin(dir)
			for _, p := range files {
				if err := c.Put(p, "", []byte(p)); err != nil {
					t.Fatal(err)
				}
			}
			c.mustCommit(t)
		}
		put("index.html", "a/index.html")
		mustDo(t, os.MkdirAll(filepath.Join(dir, "mine/empty"), 0o755), os.Chmod(filepath.Join(dir, "mine/empty"), 0o700),
			os.WriteFile(filepath.Join(dir, "a/CNAME"), []byte("mine"), 0o600), os.Symlink("nowhere", filepath.Join(dir, "link")))
		put("index.html", "b.html")
		info, err := os.Stat(filepath.Join(dir, "mine/empty"))
		if err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("the empty folder: %v, %v", info, err)
		}
		if info, err = os.Stat(filepath.Join(dir, "a/CNAME")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the file: %v, %v", info, err)
		}
		if to, err := os.Readlink(filepath.Join(dir, "link")); to != "nowhere" {
			t.Errorf("the link: %q, %v", to, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "a/index.html")); err == nil {
			t.Error("a page that is no longer made is still there")
		}
	})
}

func TestKeepWantsTheFileAsItWasLeft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	put := func(key string) *Change {
		c, err := Begin(dir, false)
		if err != nil {
			t.Fatal(err)
		}
		if !c.Keep("a.html", key) {
			mustDo(t, c.Put("a.html", key, []byte("text")))
		}
		return c
	}
	put("1").mustCommit(t)
	c := put("1")
	if _, staged := c.staged["a.html"]; staged || c.current["a.html"].key != "1" {
		t.Error("an unchanged file is not kept")
	}
	mustDo(t, c.Abort())
	mustDo(t, os.WriteFile(filepath.Join(dir, "a.html"), []byte("edited"), 0o644))
	if Unchanged(dir, "") {
		t.Error("a site of no known key is unchanged")
	}
	put("1").mustCommit(t)
	if got := read(t, dir, "a.html"); got != "text" {
		t.Errorf("somebody's edit stays: %q", got)
	}
	mustDo(t, os.Remove(filepath.Join(dir, "a.html")))
	put("1").mustCommit(t)
	if got := read(t, dir, "a.html"); got != "text" {
		t.Errorf("what somebody deleted is not made again: %q", got)
	}
}

func TestAKeptFolderIsTheOneBefore(t *testing.T) {
	bothWays(t, func(t *testing.T, begin func(string) *Change) {
		dir := filepath.Join(t.TempDir(), "public")
		for i := range 3 {
			c := begin(dir)
			if kept := c.KeepAll("key"); kept != (i > 0) {
				t.Fatalf("round %d: kept %v", i, kept)
			} else if !kept {
				folder := c.Folder("index", "key")
				mustDo(t, os.MkdirAll(filepath.Join(folder, "store"), 0o755), os.WriteFile(filepath.Join(folder, "store/x"), []byte("x"), 0o644))
			}
			c.mustCommit(t)
			if got := tree(t, dir); !maps.Equal(got, map[string]string{"index/store/x": "x"}) {
				t.Fatalf("round %d: there is %v", i, got)
			}
		}
	})
}

// What an earlier version of this program left is taken over: its manifest lay
// inside the folder.
func TestAnEarlierManifestIsTakenOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustDo(t, os.MkdirAll(filepath.Join(dir, ".steward"), 0o755), os.MkdirAll(filepath.Join(dir, "search/index.bleve/store"), 0o755))
	for name, text := range map[string]string{".steward/manifest": "search/index.bleve/\nold.html\n", "old.html": "", "mine.txt": "",
		"search/index.bleve/store/root.bolt": ""} {
		mustDo(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	commit(t, dir, "new.html", "new")
	if got := tree(t, dir); !maps.Equal(got, map[string]string{"mine.txt": "", "new.html": "new"}) {
		t.Errorf("there is %v", got)
	}
}

func TestAFolderBehindALink(t *testing.T) {
	top := t.TempDir()
	mustDo(t, os.Mkdir(filepath.Join(top, "real"), 0o755), os.Symlink("real", filepath.Join(top, "link")))
	commit(t, filepath.Join(top, "link"), "index.html", "1")
	if got := read(t, filepath.Join(top, "real"), "index.html"); got != "1" {
		t.Errorf("the folder holds %q", got)
	}
	if to, err := os.Readlink(filepath.Join(top, "link")); to != "real" {
		t.Errorf("the link is %q, %v", to, err)
	}
	mustDo(t, os.Symlink("later", filepath.Join(top, "dangling")))
	commit(t, filepath.Join(top, "dangling"), "index.html", "2")
	if got := read(t, filepath.Join(top, "later"), "index.html"); got != "2" {
		t.Errorf("where a link leads that led nowhere there is %q", got)
	}
}

func TestAReadOnlyFolderIsNotChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	commit(t, dir, "index.html", "1")
	mustDo(t, os.Chmod(dir, 0o555))
	defer os.Chmod(dir, 0o755)
	if _, err := Begin(dir, false); err == nil || !strings.Contains(err.Error(), "read-only") && !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
}

func TestDamagedManifests(t *testing.T) {
	for _, text := range []string{"", manifestHead, manifestHead + "key\nx\ty\tz\tindex.html\n", manifestHead + "k\n1\t2\n", "\x00\xff", manifestHead + "k\n1\t2\t3\t../x\n"} {
		dir := filepath.Join(t.TempDir(), "public")
		commit(t, dir, "index.html", "1", "old.html", "1")
		state, err := StateOf(dir)
		mustDo(t, err, os.WriteFile(filepath.Join(state, manifestName), []byte(text), 0o644))
		if Unchanged(dir, "k") {
			t.Errorf("%q: unchanged", text)
		}
		commit(t, dir, "index.html", "2")
		if got := read(t, dir, "index.html"); got != "2" {
			t.Errorf("%q: index.html holds %q", text, got)
		}
	}
}

func mustDo(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}
