package preview

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func withSearch(o *Options) { o.Generator.NoSearch = false }

// eventually asks for an address until its page is as wanted.
func (s *site) eventually(address, what string, wanted func(response) bool) {
	s.t.Helper()
	for end := time.Now().Add(patienceOfTests); time.Now().Before(end); {
		if wanted(s.get(address)) {
			return
		}
	}
	s.t.Errorf("GET %s: in vain for %s:\n%s", address, what, s.get(address).body)
}

func TestSearchingWithoutJavaScript(t *testing.T) {
	s := serveFiles(t, with(soundSite, "content/guide/huddle.md", page("Huddles", "The wombat chairs it.")), withSearch)
	got := s.get("/search/?q=wombat")
	if got.status != http.StatusOK || !strings.Contains(got.body, `href="/guide/huddle/"`) || !strings.Contains(got.body, "wombat chairs") {
		t.Errorf("status %d:\n%s", got.status, got.body)
	}
	if strings.Contains(got.body, `href="/guide/roles/"`) {
		t.Errorf("a page without the word is found:\n%s", got.body)
	}
	if got := s.get("/search/?q=wombat&kind=checklist"); strings.Contains(got.body, `href="/guide/huddle/"`) {
		t.Errorf("the filter is not heeded:\n%s", got.body)
	}
	for _, address := range []string{"/search/", "/search/?q=%20"} {
		s.shows(address, `href="/guide/roles/"`)
	}
}

func TestTheBrowsersSearchFilesAreServed(t *testing.T) {
	s := serveFiles(t, soundSite, withSearch)
	got := s.get("/search/client.js")
	if got.status != http.StatusOK || got.header.Get("Content-Type") != "text/javascript; charset=utf-8" {
		t.Errorf("status %d, %v", got.status, got.header)
	}
	if kept := got.header.Get("Cache-Control"); !strings.Contains(kept, "must-revalidate") {
		t.Errorf("Cache-Control %q", kept)
	}
	if got := s.get("/search/nothing.bin"); got.status != http.StatusNotFound {
		t.Errorf("a file that is not there has status %d", got.status)
	}
}

func TestAnEditIsFoundByTheSearch(t *testing.T) {
	s := serveFiles(t, soundSite, withSearch)
	s.get("/search/client.js") // waits for the first index
	for _, word := range []string{"wombat", "platypus"} {
		s.write("content/guide/roles.md", page("Roles", "The "+word+" does it."))
		s.eventually("/search/?q="+word, "the edited page", func(r response) bool { return strings.Contains(r.body, word+" does it") })
	}
	if folders, err := os.ReadDir(s.onlyFolder("public/.steward/serve")); err != nil || len(folders) > 2 {
		t.Errorf("old indexes are kept: %v, %v", folders, err)
	}
}

func (s *site) onlyFolder(name string) string {
	s.t.Helper()
	entries, err := os.ReadDir(s.path(name))
	if err != nil || len(entries) != 1 {
		s.t.Fatalf("%s: %v, %v", name, entries, err)
	}
	return s.path(name + "/" + entries[0].Name())
}

func TestTheIndexIsRemovedAtTheEnd(t *testing.T) {
	s := serveFiles(t, soundSite, withSearch)
	s.get("/search/client.js")
	if err := s.end(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.path("public")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the output folder stays behind: %v", err)
	}

	s = serveFiles(t, with(soundSite, "public/index.html", "published"), withSearch)
	s.get("/search/client.js")
	if err := s.end(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(s.path("public"))
	if err != nil || len(entries) != 1 || entries[0].Name() != "index.html" {
		t.Errorf("the published site holds %v, %v", entries, err)
	}
}

func TestWithoutASearchThereIsNoIndex(t *testing.T) {
	s := serveFiles(t, soundSite)
	s.shows("/search/?q=roles", `href="/guide/"`) // everything from A to Z
	if _, err := os.Stat(s.path("public")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is an output folder: %v", err)
	}
}

func TestIndexingWaitsForChangesToEnd(t *testing.T) {
	shows := newState("run")
	x := newIndex(t.TempDir(), "127.0.0.1:1313")
	now := shows.show(edition(t, "Old."), 0)
	shows.touch()

	ctx, stop := context.WithCancel(t.Context())
	attempt, interrupt := context.WithCancel(ctx)
	stopWhenBusy(attempt, interrupt, shows)
	if attempt.Err() == nil {
		t.Error("an attempt goes on while files change")
	}

	due := make(chan *shown, 1)
	go func() {
		var since time.Time
		due <- x.due(ctx, shows, nil, &since, 0)
	}()
	next := shows.show(edition(t, "New."), 1)
	if got := <-due; got != next.shown || got == now.shown {
		t.Error("the edition before the change was to be indexed")
	}
	stop()
	var since time.Time
	if got := x.due(ctx, shows, next.shown, &since, 0); got != nil {
		t.Error("what is indexed was to be indexed again")
	}
}

// Whoever saves every second waits a while for the search, but not for ever.
func TestAnIndexIsMadeHoweverOftenFilesChange(t *testing.T) {
	made := edition(t, "Text.")
	synctest.Test(t, func(t *testing.T) {
		shows := newState("run")
		shows.show(made, 0)
		var saves func()
		saves = func() {
			shows.touch()
			touch, _ := shows.touched()
			shows.show(made, touch)
			time.AfterFunc(time.Second, saves)
		}
		saves()
		start, since := time.Now(), time.Time{}
		ctx, stop := context.WithTimeout(t.Context(), 2*patience)
		defer stop()
		x := newIndex(t.TempDir(), "127.0.0.1:1313")
		if x.due(ctx, shows, nil, &since, mostRest) == nil || time.Since(start) > patience+time.Second {
			t.Errorf("after %s nothing is due", time.Since(start))
		}
	})
}
