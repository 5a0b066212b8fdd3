//go:build slow && linux

package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Two sites in which pages load what the other has not, files become folders
// and the other way round, and one page stays.
var (
	oldSite = map[string]string{
		"index.html": "needs assets/main.1.css", "a/index.html": "needs a/picture.png", "a/picture.png": "1", "same.html": "same",
		"assets/main.1.css": "1", "b": "a file", "c/index.html": "a page", "search/client.js": "needs search/1.bin", "search/1.bin": "1",
	}
	newSite = map[string]string{
		"index.html": "needs assets/main.2.css", "same.html": "same", "d/e/index.html": "needs d/e/f.docx", "d/e/f.docx": "2",
		"assets/main.2.css": "2", "b/index.html": "a page", "c": "a file", "search/client.js": "needs search/2.bin", "search/2.bin": "2",
	}
)

// changing are the system calls by which a build changes a disk.
var changing = []string{"openat", "write", "mkdirat", "renameat", "renameat2", "linkat", "unlinkat", "fchmodat", "close", "flock"}

// TestMain is the build that gets killed, in a process of its own.
func TestMain(m *testing.M) {
	dir, way := os.Getenv("PUBLISH_INTO"), os.Getenv("PUBLISH_WAY")
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := publishSite(dir, way, newSite); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func publishSite(dir, way string, site map[string]string) error {
	c, err := Begin(dir)
	if err != nil {
		return err
	}
	if way == "replace" {
		c.swap = func(_, _ string) error { return errors.ErrUnsupported }
	}
	for p, text := range site {
		if err := c.Put(p, text, []byte(text)); err != nil {
			return err
		}
	}
	return c.Commit("")
}

func TestABuildKilledAtAnySystemCall(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("this test needs strace: %v", err)
	}
	for _, way := range []string{"exchange", "replace"} {
		for _, call := range changing {
			t.Run(way+" "+call, func(t *testing.T) {
				killed := 0
				for n := 1; ; n++ {
					if n > 2000 {
						t.Fatal("the build never ends")
					}
					dir := filepath.Join(t.TempDir(), "public")
					mustDo(t, publishSite(dir, way, oldSite))
					mustDo(t, os.WriteFile(filepath.Join(dir, "CNAME"), []byte("mine"), 0o644))
					build := exec.Command(strace, "-f", "-qq", "-o", os.DevNull, "-e", "trace="+call,
						"-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n), os.Args[0])
					build.Env = append(os.Environ(), "PUBLISH_INTO="+dir, "PUBLISH_WAY="+way)
					out, err := build.CombinedOutput()
					if err == nil {
						break
					}
					killed++
					if len(out) > 0 {
						t.Fatalf("call %d: the build fails instead of ending: %s", n, out)
					}
					lookAfterKill(t, dir, way, n)
				}
				t.Logf("killed %d times", killed)
			})
		}
	}
}

// lookAfterKill looks at what a build left that was killed at its n-th call,
// and whether the next build mends it.
func lookAfterKill(t *testing.T, dir, way string, n int) {
	t.Helper()
	left := tree(t, dir)
	if left["CNAME"] != "mine" {
		t.Fatalf("call %d: a file that is not ours is gone: %v", n, left)
	}
	delete(left, "CNAME")
	delete(left, ".") // an empty site
	if way == "exchange" && !maps.Equal(left, oldSite) && !maps.Equal(left, newSite) {
		t.Fatalf("call %d: neither the old site nor the new: %v", n, left)
	}
	for p, text := range left {
		if text != oldSite[p] && text != newSite[p] && text != "folder" {
			t.Fatalf("call %d: %s is not whole: %q", n, p, text)
		}
		if needs, ok := strings.CutPrefix(text, "needs "); ok && left[needs] == "" {
			t.Fatalf("call %d: %s is without %s: %v", n, p, needs, left)
		}
	}
	mustDo(t, publishSite(dir, way, newSite))
	healed := tree(t, dir)
	delete(healed, "CNAME")
	if !maps.Equal(healed, newSite) {
		t.Fatalf("call %d: the next build leaves %v", n, healed)
	}
	state, err := StateOf(dir)
	mustDo(t, err)
	for name := range tree(t, state) {
		if name != lockName && name != manifestName {
			t.Fatalf("call %d: the state still holds %s", n, name)
		}
	}
}
