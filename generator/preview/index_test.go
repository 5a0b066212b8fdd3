package preview

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/search"
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
	if folders, err := os.ReadDir(s.onlyFolder(".steward/public/serve")); err != nil || len(folders) > 2 {
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
	if _, err := os.Stat(s.path(".steward")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the state stays behind: %v", err)
	}
}

func TestWithoutASearchThereIsNoIndex(t *testing.T) {
	s := serveFiles(t, soundSite)
	s.shows("/search/?q=roles", `href="/guide/"`) // everything from A to Z
	if _, err := os.Stat(s.path("public")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is an output folder: %v", err)
	}
}

// indexFor is an index of a site that is served.
func indexFor(t *testing.T, failed func(error)) *index {
	t.Helper()
	x, err := newIndex(filepath.Join(t.TempDir(), "public"), "127.0.0.1:1313", failed)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// unexpected is for newIndex: no attempt is to fail.
func unexpected(t *testing.T) func(error) {
	return func(err error) { t.Errorf("an index cannot be made: %v", err) }
}

// unsound is a result that leaves the pages as they were.
func unsound() *generator.Result { return &generator.Result{} }

func TestAFailedIndexIsReportedAndTriedAgain(t *testing.T) {
	shows := newState("run")
	failed := make(chan error, 9)
	x := indexFor(t, func(err error) { failed <- err })
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- x.run(ctx, shows) }()
	defer func() {
		stop()
		if err := errors.Join(<-ended, x.Close()); err != nil {
			t.Error(err)
		}
	}()
	finds := func(word string) bool {
		found, err := x.Search(ctx, search.Query{Text: word})
		if err != nil {
			t.Fatal(err)
		}
		return found.Total > 0
	}

	shows.show(edition(t, "A wombat."), 0)
	if !finds("wombat") {
		t.Fatal("the first index does not find the page")
	}
	if err := os.Mkdir(filepath.Join(x.dir, "2"), 0o755); err != nil { // it is in the way of the second
		t.Fatal(err)
	}
	shows.show(edition(t, "A platypus."), 0)
	if err := <-failed; !strings.Contains(err.Error(), "exists already") {
		t.Errorf("the reason is %v", err)
	}
	if !finds("wombat") {
		t.Error("the index before does not go on answering")
	}
	shows.show(unsound(), 0)
	for end := time.Now().Add(patienceOfTests); !finds("platypus"); {
		if time.Now().After(end) {
			t.Fatal("there was no other attempt")
		}
	}
}

func TestAnotherAttemptWaitsForAChange(t *testing.T) {
	made := edition(t, "Text.")
	synctest.Test(t, func(t *testing.T) {
		shows := newState("run")
		tried := shows.show(made, 0)
		x := indexFor(t, unexpected(t))
		ctx, stop := context.WithTimeout(t.Context(), time.Hour)
		defer stop()
		var since time.Time
		if x.due(ctx, shows, nil, tried, &since, leastRest) != nil {
			t.Error("an attempt follows a failure at once")
		}
		changed := shows.show(unsound(), 0)
		if x.due(t.Context(), shows, nil, tried, &since, leastRest) != changed {
			t.Error("a change leads to no attempt")
		}
	})
}

func TestWhyThereIsNoSearchIsSaid(t *testing.T) {
	shows := newState("run")
	shows.show(edition(t, "Text."), 0)
	x := indexFor(t, unexpected(t))
	x.err = errors.New("no space left on device")
	close(x.made)
	h := newHandler(shows, x, nil)
	for address, status := range map[string]int{"/search/?q=text": http.StatusInternalServerError, "/search/client.js": http.StatusServiceUnavailable} {
		if got := <-asking(t.Context(), h, address); got.Code != status || !strings.Contains(got.Body.String(), "no space left on device") {
			t.Errorf("GET %s: status %d\n%s", address, got.Code, got.Body)
		}
	}
	if got := <-asking(t.Context(), h, "/search/"); got.Code != http.StatusOK {
		t.Errorf("the list of all pages has status %d", got.Code)
	}
}

func TestIndexingWaitsForChangesToEnd(t *testing.T) {
	shows := newState("run")
	x := indexFor(t, unexpected(t))
	now := shows.show(edition(t, "Old."), 0)
	shows.touch()

	ctx, stop := context.WithCancel(t.Context())
	attempt, interrupt := context.WithCancel(ctx)
	stopWhenBusy(attempt, interrupt, shows)
	if attempt.Err() == nil {
		t.Error("an attempt goes on while files change")
	}

	due := make(chan *moment, 1)
	go func() {
		var since time.Time
		due <- x.due(ctx, shows, nil, nil, &since, 0)
	}()
	next := shows.show(edition(t, "New."), 1)
	if got := <-due; got != next || got == now {
		t.Error("the edition before the change was to be indexed")
	}
	stop()
	var since time.Time
	if got := x.due(ctx, shows, next.shown, nil, &since, 0); got != nil {
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
		x := indexFor(t, unexpected(t))
		if x.due(ctx, shows, nil, nil, &since, mostRest) == nil || time.Since(start) > patience+time.Second {
			t.Errorf("after %s nothing is due", time.Since(start))
		}
	})
}
