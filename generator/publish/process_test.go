package publish

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestMain is a build, too, for tests that need one in a process of its own: to
// kill it, or to run it as somebody else.
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

// publishing is the command that publishes newSite into a folder.
func publishing(dir, way string, program ...string) *exec.Cmd {
	build := exec.Command(program[0], program[1:]...)
	build.Env = append(os.Environ(), "PUBLISH_INTO="+dir, "PUBLISH_WAY="+way)
	return build
}

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

// publishSite publishes a site: "replace" file by file, "exchange" as a whole,
// "upload" too, while somebody puts a file into the folder.
func publishSite(dir, way string, site map[string]string) error {
	c, err := Begin(dir, way == "replace")
	if err != nil {
		return err
	}
	if way == "upload" {
		c.swap = func(a, b string) error {
			if err := os.WriteFile(filepath.Join(dir, "upload.pdf"), []byte("mine"), 0o644); err != nil {
				return err
			}
			return exchange(a, b)
		}
	}
	for p, text := range site {
		if err := c.Put(p, text, []byte(text)); err != nil {
			return errors.Join(err, c.Abort())
		}
	}
	return c.Commit("")
}
