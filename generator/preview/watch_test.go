package preview

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAnEditIsServed(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, before := s.listen()
	s.write("content/guide/roles.md", page("Roles", "Somebody else does it."))
	if now := events.next(); now.Edition == before.Edition {
		t.Error("the edition has the name of the one before")
	}
	events.untilShows(s, "/guide/roles/", "Somebody else does it.")
}

func TestAFileSavedByRenameIsServed(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	s.write("content/guide/.roles.md.swp", page("Roles", "Renamed into place."))
	s.must(os.Rename(s.path("content/guide/.roles.md.swp"), s.path("content/guide/roles.md")))
	events.untilShows(s, "/guide/roles/", "Renamed into place.")
}

func TestANewFolderIsWatched(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	s.write("content/new/deep/page.md", page("Deep", "First."))
	events.untilShows(s, "/new/deep/page/", "First.")
	s.write("content/new/deep/page.md", page("Deep", "Second."))
	events.untilShows(s, "/new/deep/page/", "Second.")
}

func TestAMovedFolderIsWatchedWhereItIsNow(t *testing.T) {
	s := serveFiles(t, with(soundSite, "content/guide/more/page.md", page("More", "First.")))
	events, _ := s.listen()
	s.must(os.Rename(s.path("content/guide"), s.path("content/handbook")))
	events.untilShows(s, "/handbook/more/page/", "First.")
	if got := s.get("/guide/more/page/"); got.status != http.StatusNotFound {
		t.Errorf("its old address has status %d", got.status)
	}
	s.write("content/handbook/more/page.md", page("More", "Second."))
	events.untilShows(s, "/handbook/more/page/", "Second.")
	s.write("content/handbook/more/new/page.md", page("New", "Third."))
	events.untilShows(s, "/handbook/more/new/page/", "Third.")
}

func TestARemovedPageIsGone(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	s.must(os.Remove(s.path("content/guide/roles.md")))
	events.untilAnswer(s, "/guide/roles/", func(r response) bool { return r.status == http.StatusNotFound })
}

func TestABurstOfChangesMakesFewEditions(t *testing.T) {
	const pages = 300
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	for i := range pages {
		s.write(fmt.Sprintf("content/guide/page-%d.md", i), page(fmt.Sprint("Page ", i), "Text."))
	}
	last := fmt.Sprintf("/guide/page-%d/", pages-1)
	editions := 0
	events.until("the last page", func(news) bool {
		editions++
		return s.get(last).status == http.StatusOK
	})
	if editions > pages/4 {
		t.Errorf("%d changes led to %d editions", pages, editions)
	}
}

func TestAThemeFolderMayAppear(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	for _, text := range []string{"Not in this house.", "Never was."} {
		s.write("theme/layouts/404.html", `{{define "main"}}<p>`+text+`</p>{{end}}`)
		events.untilAnswer(s, "/nowhere/", func(r response) bool { return strings.Contains(r.body, text) })
	}
}

func TestAThemeFolderThatIsThereIsWatched(t *testing.T) {
	s := serveFiles(t, with(soundSite, "theme/layouts/404.html", `{{define "main"}}<p>Not in this house.</p>{{end}}`))
	events, _ := s.listen()
	s.write("theme/layouts/404.html", `{{define "main"}}<p>Never was.</p>{{end}}`)
	events.untilAnswer(s, "/nowhere/", func(r response) bool { return strings.Contains(r.body, "Never was.") })
}

func TestTheContentFolderMayBeALink(t *testing.T) {
	s := &site{t: t, dir: t.TempDir()}
	for name, text := range soundSite {
		s.write("one/"+name, text)
		s.write("other/"+name, text)
	}
	link := s.path("content")
	s.must(os.Symlink(s.path("one/content"), link))
	served := serveFiles(t, nil, func(o *Options) { o.Generator.Content = link })
	events, _ := served.listen()
	s.write("one/content/guide/roles.md", page("Roles", "In the one."))
	events.untilShows(served, "/guide/roles/", "In the one.")
	s.must(os.Remove(link))
	s.must(os.Symlink(s.path("other/content"), link))
	events.untilShows(served, "/guide/roles/", "Who does what.")
	s.write("other/content/guide/roles.md", page("Roles", "In the other."))
	events.untilShows(served, "/guide/roles/", "In the other.")
}

func TestTheContentFolderMayGoAndComeBack(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	s.must(os.Rename(s.path("content"), s.path("elsewhere")))
	events.until("its absence", faulty)
	s.shows("/guide/roles/", "Who does what.")
	s.must(os.Rename(s.path("elsewhere"), s.path("content")))
	events.until("its return", func(n news) bool { return !faulty(n) })
	s.write("content/guide/roles.md", page("Roles", "Back again."))
	events.untilShows(s, "/guide/roles/", "Back again.")
}

// Events come in the order of the changes, so that all of those before the
// last one have been seen when it is.
func TestWhatIsNoChange(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	for _, folder := range []string{"guide", "_drafts", ".git", "node_modules", "public"} {
		if err := os.MkdirAll(filepath.Join(content, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	known := filepath.Join(content, "known.md")
	if err := os.WriteFile(known, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := watch(content, filepath.Join(content, "public"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()

	for _, name := range []string{"content/.page.md.swp", "content/page.md~", "content/#page.md#", "content/.#page.md", "content/4913",
		"content/guide/page.md.tmp", "content/page.md___jb_tmp___", "content/_notes.md", "content/_drafts/page.md", "content/.git/index",
		"content/node_modules/readme.md", "content/public/index.html", "beside.md", "themes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("text"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(known, 0o600); err != nil {
		t.Fatal(err)
	}
	last := filepath.Join(content, "guide", "_index.md")
	if err := os.WriteFile(last, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	if changed := takeUntil(t, w, last); len(changed) != 1 {
		t.Errorf("taken for changes: %v", changed)
	}
}

func TestAFoldersPageCountsHoweverItIsSpelt(t *testing.T) {
	w := &watcher{content: "/site/content", theme: "/site/theme", around: "/site", out: "/site/public"}
	for name, wanted := range map[string]bool{"_index.md": true, "_Index.MD": true, "_index.markdown": true, "_INDEX.Markdown": true,
		"_index.txt": false, "_index.md.bak": false, "_indexes.md": false,
		"_category_.json": true, "_posts": true, "_posts/2020-01-01-day.md": true, ".gitbook": true, ".gitbook/assets/plan.png": true,
		"#1 priority.md": true, "#page.md#": false, ".#page.md": false, ".git": false, ".hidden.md": false} {
		if got := w.counts("/site/content/guide/" + name); got != wanted {
			t.Errorf("%s: %t, wanted %t", name, got, wanted)
		}
	}
}

func TestAFolderMovedElsewhereIsNotWatched(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	gone := filepath.Join(content, "gone")
	if err := os.MkdirAll(filepath.Join(gone, "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	w, err := watch(content, filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	elsewhere := filepath.Join(dir, "elsewhere")
	if err := os.Rename(gone, elsewhere); err != nil {
		t.Fatal(err)
	}
	if changed := takeUntil(t, w, gone); len(changed) != 1 {
		t.Errorf("the move is the changes %v", changed)
	}
	last := filepath.Join(content, "_index.md")
	for _, name := range []string{filepath.Join(elsewhere, "deep", "page.md"), last} {
		if err := os.WriteFile(name, []byte("text"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if changed := takeUntil(t, w, last); len(changed) != 1 {
		t.Errorf("taken for changes: %v", changed)
	}
}

// takeUntil takes events up to the first change of a file, and gives all that
// were changes.
func takeUntil(t *testing.T, w *watcher, last string) (changes []string) {
	t.Helper()
	enough := time.After(patienceOfTests)
	for {
		select {
		case event := <-w.notify.Events:
			changed := w.take(event)
			if changed {
				changes = append(changes, event.String())
			}
			if changed && event.Name == last {
				return changes
			}
		case <-enough:
			t.Fatalf("%s has not changed; what has is %v", last, changes)
		}
	}
}
