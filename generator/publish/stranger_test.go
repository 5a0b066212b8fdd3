//go:build unix

package publish

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What others have a hand in: owners, modes, files that come meanwhile, folders
// that cannot be looked into, sites within sites.

func TestFoldersKeepOwnerAndMode(t *testing.T) {
	bothWays(t, func(t *testing.T, begin func(string) *Change) {
		dir := filepath.Join(t.TempDir(), "public")
		commit(t, dir, "index.html", "1", "a/index.html", "1")
		mode := map[string]fs.FileMode{".": 0o750 | fs.ModeSetgid, "a": 0o711, "mine": 0o770 | fs.ModeSticky, "mine/deep": 0o500}
		mustDo(t, os.MkdirAll(filepath.Join(dir, "mine/deep"), 0o755))
		for p, m := range mode {
			if os.Getuid() == 0 {
				mustDo(t, os.Chown(filepath.Join(dir, p), 1234, 4321))
			}
			mustDo(t, os.Chmod(filepath.Join(dir, p), m))
		}
		c := begin(dir)
		mustDo(t, c.Put("index.html", "", []byte("2")), c.Put("a/index.html", "", []byte("2")), c.Put("a/new/index.html", "", []byte("2")))
		c.mustCommit(t)
		for p, m := range mode {
			info, err := os.Stat(filepath.Join(dir, p))
			mustDo(t, err)
			if got := info.Mode() &^ fs.ModeDir; got != m {
				t.Errorf("%s has the mode %v, want %v", p, got, m)
			}
			if uid, gid := owner(info); os.Getuid() == 0 && (uid != 1234 || gid != 4321) {
				t.Errorf("%s belongs to %d:%d", p, uid, gid)
			}
		}
		info, err := os.Stat(filepath.Join(dir, "index.html"))
		mustDo(t, err)
		if _, gid := owner(info); os.Getuid() == 0 && gid != 4321 {
			t.Errorf("in a folder whose files have its group, a new file has the group %d", gid)
		}
	})
}

func TestWhatComesDuringABuildStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	commit(t, dir, "index.html", "1", "a", "1")
	mustDo(t, os.WriteFile(filepath.Join(dir, "CNAME"), []byte("old"), 0o644), os.WriteFile(filepath.Join(dir, "robots"), []byte("old"), 0o644))
	c := stage(t, dir, "index.html", "2", "b/index.html", "2")
	c.swap = func(a, b string) error {
		if b == dir {
			mustDo(t, os.MkdirAll(filepath.Join(dir, "new/deep"), 0o755),
				os.WriteFile(filepath.Join(dir, "new/deep/file"), []byte("new"), 0o644),
				os.WriteFile(filepath.Join(dir, "CNAME~"), []byte("new"), 0o644),
				os.Rename(filepath.Join(dir, "CNAME~"), filepath.Join(dir, "CNAME")),
				os.WriteFile(filepath.Join(dir, "b"), []byte("in the way"), 0o644))
		}
		return exchange(a, b)
	}
	c.mustCommit(t)
	want := map[string]string{"index.html": "2", "b/index.html": "2", "new/deep/file": "new", "CNAME": "new", "robots": "old"}
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("there is %v", got)
	}
	if got := read(t, c.State(), "kept/b"); got != "in the way" {
		t.Errorf("the file in the way was %q", got)
	}
}

// A folder that this process may not look into stays, and the site is published
// around it.
func TestAFolderThatCannotBeRead(t *testing.T) {
	parent := t.TempDir()
	program, dir := filepath.Join(parent, "build"), filepath.Join(parent, "public")
	data, err := os.ReadFile(os.Args[0])
	mustDo(t, err, os.WriteFile(program, data, 0o755))
	commit(t, dir, "index.html", "1")
	mustDo(t, os.MkdirAll(filepath.Join(dir, "private"), 0o755), os.WriteFile(filepath.Join(dir, "private/key"), []byte("mine"), 0o644),
		os.Chmod(filepath.Join(dir, "private"), 0))
	defer os.Chmod(filepath.Join(dir, "private"), 0o755)
	build := publishing(dir, "exchange", program)
	if os.Getuid() == 0 { // who may look everywhere
		build.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		mustDo(t, os.Chmod(filepath.Dir(parent), 0o755), filepath.WalkDir(parent, func(name string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return os.Lchown(name, 65534, 65534)
		}))
	}
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	mustDo(t, os.Chmod(filepath.Join(dir, "private"), 0o755))
	want := maps.Clone(newSite)
	want["private/key"] = "mine"
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("there is %v", got)
	}
}

func TestASiteWithinASiteKeepsItsState(t *testing.T) {
	bothWays(t, func(t *testing.T, begin func(string) *Change) {
		dir := filepath.Join(t.TempDir(), "public")
		inner := filepath.Join(dir, "cy")
		commit(t, dir, "index.html", "1")
		commit(t, inner, "index.html", "1", "old.html", "1")
		c := begin(dir)
		mustDo(t, c.Put("index.html", "", []byte("2")))
		c.mustCommit(t)
		commit(t, inner, "index.html", "2")
		if got, want := fmt.Sprint(files(t, dir)), "[cy/index.html index.html]"; got != want {
			t.Errorf("there is %s, want %s", got, want)
		}
		busy := stage(t, inner, "index.html", "3")
		c = begin(dir)
		mustDo(t, c.Put("index.html", "", []byte("3")))
		if err := c.Commit(""); err == nil || !strings.Contains(err.Error(), ErrBusy.Error()) {
			t.Errorf("while the inner site is being published: %v", err)
		}
		busy.mustCommit(t)
	})
}

func TestInPlaceTheFolderStaysTheSame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	commit(t, dir, "index.html", "1", "a/index.html", "1")
	before, err := os.Stat(dir)
	mustDo(t, err)
	c, err := Begin(dir, true)
	mustDo(t, err, c.Put("index.html", "", []byte("2")))
	c.mustCommit(t)
	after, err := os.Stat(dir)
	mustDo(t, err)
	if !os.SameFile(before, after) {
		t.Error("it is another folder")
	}
	if got := tree(t, dir); !maps.Equal(got, map[string]string{"index.html": "2"}) {
		t.Errorf("there is %v", got)
	}
}

// A manifest that was cut short is not believed.
func TestACutManifest(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	c := stage(t, dir, "index.html", "1", "old.html", "1")
	mustDo(t, c.Commit("key"))
	name := filepath.Join(c.State(), manifestName)
	whole, err := os.ReadFile(name)
	mustDo(t, err)
	if !Unchanged(dir, "key") {
		t.Fatal("the whole one is not believed")
	}
	mustDo(t, os.WriteFile(filepath.Join(dir, "old.ht"), []byte("mine"), 0o644))
	for n := range len(whole) - 1 {
		mustDo(t, os.WriteFile(name, whole[:n], 0o644))
		if Unchanged(dir, "key") {
			t.Errorf("one of %d bytes is believed", n)
		}
		m, err := readManifests(dir, c.State())
		mustDo(t, err)
		for p := range m.files {
			if p != "index.html" && p != "old.html" {
				t.Errorf("one of %d bytes claims %q", n, p)
			}
		}
	}
}
