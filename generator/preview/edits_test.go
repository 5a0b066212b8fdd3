package preview

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/open-stewardship/steward/generator"
)

// edited is the page that the tests edit, beside what editors put there.
const edited = "content/guide/roles.md"

// ways are those in which editors and other programs save a page.
var ways = []struct {
	name string
	save func(s *site, text string)
}{
	{"empty it and write", func(s *site, text string) { s.write(edited, text) }},
	{"write another and rename it", func(s *site, text string) {
		s.write("content/guide/.roles.md.new", text)
		s.must(os.Rename(s.path("content/guide/.roles.md.new"), s.path(edited)))
	}},
	{"rename it to a backup and write", func(s *site, text string) {
		s.must(os.Rename(s.path(edited), s.path(edited+"~")))
		s.write(edited, text)
	}},
	{"delete it and write", func(s *site, text string) {
		s.must(os.Remove(s.path(edited)))
		s.write(edited, text)
	}},
	{"write and set its permissions", func(s *site, text string) {
		s.must(os.Chmod(s.path(edited), 0o600))
		s.write(edited, text)
		s.must(os.Chmod(s.path(edited), 0o644))
	}},
	{"append to it", func(s *site, text string) {
		f, err := os.OpenFile(s.path(edited), os.O_APPEND|os.O_WRONLY, 0)
		s.must(err)
		_, err = f.WriteString("\n" + text[strings.Index(text, "Edit"):])
		s.must(errors.Join(err, f.Close()))
	}},
	{"write and set the time back", func(s *site, text string) {
		s.write(edited, text)
		then := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
		s.must(os.Chtimes(s.path(edited), then, then))
	}},
	{"as Vim does", func(s *site, text string) {
		s.write("content/guide/.roles.md.swp", "b0VIM")
		s.write("content/guide/4913", "")
		s.must(os.Remove(s.path("content/guide/4913")))
		s.must(os.Rename(s.path(edited), s.path(edited+"~")))
		s.write(edited, text)
		s.must(errors.Join(os.Remove(s.path(edited+"~")), os.Remove(s.path("content/guide/.roles.md.swp"))))
	}},
	{"put another folder in the place of its folder", func(s *site, text string) {
		s.write("next/_index.md", page("Guide", "All of it."))
		s.write("next/roles.md", text)
		s.must(os.Rename(s.path("content/guide"), s.path("before")))
		s.must(os.Rename(s.path("next"), s.path("content/guide")))
		s.must(os.RemoveAll(s.path("before")))
	}},
	{"link another file in its place", func(s *site, text string) {
		s.write("other.md", text)
		s.must(os.Remove(s.path(edited)))
		s.must(os.Link(s.path("other.md"), s.path(edited)))
		s.must(os.Remove(s.path("other.md")))
	}},
	{"take another branch", func(s *site, text string) {
		mark := strings.Fields(text)[len(strings.Fields(text))-1]
		s.git("checkout", "-q", "-b", "b"+strings.TrimSuffix(mark, "."))
		s.write(edited, text)
		s.git("-c", "user.name=Reader", "-c", "user.email=reader@example.org", "commit", "-q", "-a", "-m", "Edit")
		s.git("checkout", "-q", "-") // as it was before
		s.git("checkout", "-q", "b"+strings.TrimSuffix(mark, "."))
	}},
}

// git runs git in the folder of a site.
func (s *site) git(args ...string) {
	s.t.Helper()
	command := exec.Command("git", append([]string{"-C", s.dir}, args...)...)
	if out, err := command.CombinedOutput(); err != nil {
		s.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// edit saves a page once in each way that there is, and waits until it shows.
func (s *site) edit(events *listener, first, edits int) {
	s.t.Helper()
	s.git("init", "-q")
	s.git("add", ".")
	s.git("-c", "user.name=Reader", "-c", "user.email=reader@example.org", "commit", "-q", "-m", "All")
	for i := first; i < first+edits; i++ {
		way := ways[i%len(ways)]
		mark := fmt.Sprintf("Edit %d.", i)
		s.t.Logf("%s %s", mark, way.name)
		way.save(s, page("Roles", mark))
		events.untilShows(s, "/guide/roles/", mark)
	}
}

func TestNoEditIsMissed(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	s.edit(events, 0, 20*len(ways))
}

// Where the system grants no more watches, that is said, with the setting, and
// edits show all the same.
func TestNoEditIsMissedWithoutWatches(t *testing.T) {
	s := &site{t: t, dir: t.TempDir()}
	for name, text := range soundSite {
		s.write(name, text)
	}
	w, err := watch(s.path("content"), s.path("public"))
	s.must(err)
	defer w.Close()
	w.forget(w.around)
	w.follow = func(string) error { return &os.SyscallError{Syscall: "inotify_add_watch", Err: syscall.ENOSPC} }
	limits := make(chan *generator.UsageError, 2)
	w.limited = func(limit *generator.UsageError) { limits <- limit }
	w.addAll()
	touches := make(chan bool, 100)
	w.note()
	go w.run(t.Context(), func() { touches <- true })
	if limit := <-limits; !strings.Contains(limit.Hint, "fs.inotify.max_user_watches") {
		t.Errorf("the hint is %q", limit.Hint)
	}
	for i := range len(ways) - 1 { // but for the last, which needs a repository
		if ways[i].name == "append to it" { // is an edit of what is there
			s.write(edited, page("Roles", "Before."))
			<-touches
			w.note()
		}
		ways[i].save(s, page("Roles", fmt.Sprintf("Edit of the way %d.", i)))
		select {
		case <-touches:
			w.note()
		case <-time.After(patienceOfTests):
			t.Fatalf("nobody saw: %s", ways[i].name)
		}
	}
}

// A link far up the path that leads elsewhere tells nobody: that is found by
// looking.
func TestAFolderThatLiesBehindALinkMayBeExchanged(t *testing.T) {
	s := &site{t: t, dir: t.TempDir()}
	for name, text := range soundSite {
		s.write("one/"+name, text)
		s.write("other/"+name, text)
	}
	s.write("other/content/guide/roles.md", page("Roles", "In the other."))
	s.must(os.Symlink(s.path("one"), s.path("current")))
	served := serveFiles(t, nil, func(o *Options) { o.Generator.Content = filepath.Join(s.path("current"), "content") })
	events, _ := served.listen()
	s.must(os.Symlink(s.path("other"), s.path("next")))
	s.must(os.Rename(s.path("next"), s.path("current")))
	events.untilShows(served, "/guide/roles/", "In the other.")
	s.write("other/content/guide/roles.md", page("Roles", "Written later."))
	events.untilShows(served, "/guide/roles/", "Written later.")
}

// What other tools read is watched as well.
func TestWhatOtherToolsReadIsWatched(t *testing.T) {
	s := serveFiles(t, map[string]string{"content/index.md": page("Home", "Welcome."), "content/_posts/2020-01-02-day.md": page("Day", "First."),
		"content/#1 first.md": page("Most urgent", "First.")})
	events, _ := s.listen()
	for name, text := range map[string]string{"content/_posts/2020-01-02-day.md": page("Day", "Second."), "content/#1 first.md": page("Most urgent", "Second.")} {
		s.write(name, text)
		events.next()
	}
	s.write("mkdocs.yml", "nav:\n  - Home: index.md\n")
	events.next()
}
