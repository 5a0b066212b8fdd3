//go:build slow && linux

package publish

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// Folders that are mounts, of the same disk and of another, whole and in part.
func TestFoldersThatAreMounted(t *testing.T) {
	for name, mounts := range map[string]func(dir, other string) string{
		"the folder itself": func(dir, other string) string { return "mount --bind " + other + " " + dir },
		"the folder, another disk": func(dir, _ string) string {
			return "mount -t tmpfs none " + dir + " && mkdir " + dir + "/foreign && echo -n 1 >" + dir + "/foreign/file"
		},
		"a folder of somebody's":   func(dir, other string) string { return "mount --bind " + other + "/foreign " + dir + "/foreign" },
		"a folder of the site":     func(dir, other string) string { return "mount --bind " + other + "/d " + dir + "/d" },
		"one on another disk":      func(dir, _ string) string { return "mount -t tmpfs none " + dir + "/d" },
		"the folder of the search": func(dir, other string) string { return "mount --bind " + other + "/d " + dir + "/search" },
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir, other := filepath.Join(parent, "public"), filepath.Join(parent, "other")
			mustDo(t, publishSite(dir, "exchange", oldSite),
				os.MkdirAll(filepath.Join(dir, "d"), 0o755), os.MkdirAll(filepath.Join(dir, "foreign"), 0o755),
				os.MkdirAll(filepath.Join(other, "foreign"), 0o755), os.MkdirAll(filepath.Join(other, "d"), 0o755),
				os.WriteFile(filepath.Join(other, "foreign/file"), []byte("1"), 0o644))
			out := filepath.Join(parent, "copy")
			build := publishing(dir, "exchange", "unshare", "--mount", "--map-root-user", "sh", "-ec",
				mounts(dir, other)+` && "$0" && cp -a `+dir+" "+out, os.Args[0])
			if said, err := build.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			got := tree(t, out)
			for p, text := range newSite {
				if got[p] != text {
					t.Errorf("%s holds %q, want %q", p, got[p], text)
				}
			}
			if left := tree(t, filepath.Join(other, "foreign")); !maps.Equal(left, map[string]string{"file": "1"}) {
				t.Errorf("of the foreign folder there is %v", left)
			}
		})
	}
}
