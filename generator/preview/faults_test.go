package preview

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/diag"
)

func TestAnErrorIsToldAndGoesAwayWhenMended(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, before := s.listen()
	s.write("content/guide/broken.md", "---\ntitle: Broken\ntitle: Twice\n---\n\nText.\n")
	got := events.until("the error", faulty)
	fault := got.Faults[0]
	if !strings.HasSuffix(fault.File, "content/guide/broken.md") || fault.Line != 3 || fault.Col == 0 || fault.Message == "" || fault.Hint == "" {
		t.Errorf("the fault is %+v", fault)
	}
	if got.Edition != before.Edition || got.Lead == "" {
		t.Errorf("with an error the state is %+v, wanted the edition %s as before", got, before.Edition)
	}
	s.shows("/guide/roles/", "Who does what.")

	s.write("content/guide/broken.md", page("Mended", "Text."))
	if got := events.until("its mending", func(n news) bool { return !faulty(n) }); got.Edition == before.Edition {
		t.Error("no new edition is shown")
	}
	events.untilShows(s, "/guide/broken/", "Mended")
}

func TestASiteThatWasNeverSoundShowsItsErrors(t *testing.T) {
	s := serveFiles(t, map[string]string{
		"content/site.yaml": "title: Handbook\n",
		"content/_index.md": "---\ntitle: Home\ntitle: Twice <b>\n---\n",
	})
	got := s.get("/anything/")
	if got.status != http.StatusInternalServerError || got.header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("status %d, %s", got.status, got.header.Get("Content-Type"))
	}
	events, state := s.listen()
	for _, wanted := range []string{"content/_index.md:3:", `role="alert"`, `data-watch="moment"`, `data-seen="` + state.Moment + `"`} {
		if !strings.Contains(got.body, wanted) {
			t.Errorf("the page does not hold %q:\n%s", wanted, got.body)
		}
	}
	if state.Edition != "" {
		t.Errorf("there is an edition %q", state.Edition)
	}
	s.write("content/_index.md", page("Home", "Welcome."))
	events.untilShows(s, "/", "Welcome.")
}

func TestALayoutThatFailsIsShownInItsPagesPlace(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, _ := s.listen()
	s.write("theme/layouts/page.html", "{{define \"main\"}}\n{{.NoSuchField}}{{end}}")
	events.untilAnswer(s, "/guide/roles/", func(r response) bool { return r.status != http.StatusOK })
	got := s.get("/guide/roles/")
	if got.status != http.StatusInternalServerError {
		t.Errorf("status %d", got.status)
	}
	for _, wanted := range []string{"theme/layouts/page.html:2:", "NoSuchField", "/guide/roles/", `data-watch="moment"`} {
		if !strings.Contains(got.body, wanted) {
			t.Errorf("the page does not hold %q:\n%s", wanted, got.body)
		}
	}
	s.shows("/guide/", "All of it.") // another layout
}

func TestALayoutThatCannotBeReadLeavesThePagesAsTheyWere(t *testing.T) {
	s := serveFiles(t, soundSite)
	events, before := s.listen()
	s.write("theme/layouts/page.html", "{{define \"main\"}}\n{{if}}{{end}}")
	got := events.until("the error", faulty)
	if !strings.HasSuffix(got.Faults[0].File, "theme/layouts/page.html") || got.Faults[0].Line != 2 {
		t.Errorf("the fault is %+v", got.Faults[0])
	}
	if got.Edition != before.Edition {
		t.Error("another edition is shown")
	}
	s.shows("/guide/roles/", "Who does what.")
}

func TestWithKeepGoingTheSoundPagesAreShownWithTheErrors(t *testing.T) {
	s := serveFiles(t, soundSite, func(o *Options) { o.Generator.KeepGoing = true })
	events, before := s.listen()
	s.write("content/guide/broken.md", "---\ntitle: Broken\ntitle: Twice\n---\n\nText.\n")
	got := events.until("the error", faulty)
	if got.Edition == before.Edition || !strings.Contains(got.Lead, "left out") {
		t.Errorf("the state is %+v", got)
	}
	if got := s.get("/guide/broken/"); got.status != http.StatusNotFound {
		t.Errorf("the broken page has status %d", got.status)
	}
	s.shows("/guide/roles/", "Who does what.")
}

func TestThePageIsToldOfAFewErrorsAndTheirNumber(t *testing.T) {
	now := &moment{id: "run.1"}
	data, err := json.Marshal(newNews(now))
	if err != nil || !strings.Contains(string(data), `"faults":[]`) {
		t.Errorf("without faults the script gets %s, %v", data, err)
	}
	now.faults = make([]diag.Finding, 10_000)
	if got := newNews(now); len(got.Faults) != mostFaults || got.Total != 10_000 {
		t.Errorf("%d faults of %d", len(got.Faults), got.Total)
	}
}
