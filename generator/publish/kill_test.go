//go:build slow && linux

package publish

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// changing are the system calls by which a build changes a disk.
var changing = []string{"openat", "write", "mkdirat", "renameat", "renameat2", "linkat", "unlinkat", "fchmodat", "close", "flock"}

func TestABuildKilledAtAnySystemCall(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("this test needs strace: %v", err)
	}
	for _, way := range []string{"exchange", "replace", "upload"} {
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
					out, err := publishing(dir, way, strace, "-f", "-qq", "-o", os.DevNull, "-e", "trace="+call,
						"-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n), os.Args[0]).CombinedOutput()
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
	state, err := StateOf(dir)
	mustDo(t, err)
	uploaded := left["upload.pdf"] != "" || tree(t, state)[treeName+"/upload.pdf"] != ""
	delete(left, "CNAME")
	delete(left, "upload.pdf")
	delete(left, ".") // an empty site
	if way != "replace" && !maps.Equal(left, oldSite) && !maps.Equal(left, newSite) {
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
	if uploaded && healed["upload.pdf"] != "mine" {
		t.Fatalf("call %d: what somebody put into the folder is gone: %v", n, healed)
	}
	delete(healed, "CNAME")
	delete(healed, "upload.pdf")
	if !maps.Equal(healed, newSite) {
		t.Fatalf("call %d: the next build leaves %v", n, healed)
	}
	for name := range tree(t, state) {
		if name != lockName && name != manifestName {
			t.Fatalf("call %d: the state still holds %s", n, name)
		}
	}
}

// Whichever call finds the disk full: the build says so, the site is whole, and
// the next build publishes the new one.
func TestADiskThatIsFull(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("this test needs strace: %v", err)
	}
	for _, way := range []string{"exchange", "replace"} {
		for _, call := range []string{"openat", "write", "mkdirat", "linkat", "renameat"} {
			t.Run(way+" "+call, func(t *testing.T) {
				failed := 0
				for n := 1; ; n++ {
					dir, calls := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "calls")
					mustDo(t, publishSite(dir, way, oldSite))
					out, err := publishing(dir, way, strace, "-f", "-qq", "-o", calls, "-e", "trace="+call,
						"-e", fmt.Sprintf("inject=%s:error=ENOSPC:when=%d", call, n), os.Args[0]).CombinedOutput()
					if !strings.Contains(read(t, filepath.Dir(calls), "calls"), "(INJECTED)") {
						break
					}
					if err != nil {
						failed++
						if !strings.Contains(string(out), "no space left") {
							t.Fatalf("call %d: the build says %q", n, out)
						}
						if got := tree(t, dir); way == "exchange" && !maps.Equal(got, oldSite) && !maps.Equal(got, newSite) {
							t.Fatalf("call %d: neither the old site nor the new: %v", n, got)
						}
						mustDo(t, publishSite(dir, way, newSite))
					}
					if got := tree(t, dir); !maps.Equal(got, newSite) {
						t.Fatalf("call %d: there is %v", n, got)
					}
				}
				t.Logf("failed %d times", failed)
			})
		}
	}
}
