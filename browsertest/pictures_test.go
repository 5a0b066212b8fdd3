//go:build browser

package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPictures keeps pictures of pages for people to look at, at the width of a
// phone and of a desk, light and dark, and what a printer would get. Without
// -pictures it looks at one page only, so that it does not rot.
func TestPictures(t *testing.T) {
	t.Parallel()
	dir, pages := *pictures, pagesOfEachKind()
	if dir == "" {
		dir, pages = t.TempDir(), pages[:1]
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	h := serve(t, the(t, openStewardship))
	b := open(t, h.address)
	keep := func(name string, data []byte) {
		if len(data) == 0 {
			t.Errorf("%s is empty", name)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range pages {
		if p.name == "404" {
			b.seen.mayMiss(b.home + p.address)
		}
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{360, 1280} {
				b.scheme(scheme)
				b.size(width, 900, 1)
				b.visit(p.address)
				p.ready(b)
				picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				keep(fmt.Sprintf("%s-%d-%s.png", p.name, width, scheme), picture)
			}
		}
		keep(p.name+"-a4.pdf", b.print(a4))
	}
	if *pictures == "" {
		return
	}
	paper := serve(t, the(t, madeUp))
	long := open(t, paper.address)
	for _, p := range papers {
		long.visit("checklists/long/")
		keep("long-"+p.name+".pdf", long.print(p))
		b.visit(governance)
		keep("governance-"+p.name+".pdf", b.print(p))
	}
}

// A look is a page to look at, and what to wait for before it.
type look struct {
	name    string
	address string
	until   string // an expression; "" if the page needs nothing but loading
}

func (l look) ready(b *tab) {
	b.t.Helper()
	if l.until != "" {
		b.wait(l.until)
	}
}

const governance = "checklists/governance-and-implementation/"

// pagesOfEachKind gives a page of each kind and each other sort of page of Open
// Stewardship, the home page first.
func pagesOfEachKind() []look {
	return []look{
		{name: "home"},
		{name: "page", address: "building-blocks/advice-process/"},
		{name: "recommendation", address: "recommendations/stewardship-not-control/"},
		{name: "case-study", address: "case-studies/buurtzorg/"},
		{name: "template", address: "templates/role-description/"},
		{name: "checklist", address: governance},
		{name: "term", address: "glossary/advice-process/"},
		{name: "resource", address: "resources/measuring-tools/"},
		{name: "section", address: "case-studies/"},
		{name: "glossary", address: "glossary/"},
		{name: "topics", address: "topics/"},
		{name: "topic", address: "topics/governance/"},
		{name: "audience", address: "audiences/managers/"},
		{name: "everything", address: "search/"},
		{name: "search", address: "search/?q=team+meeting", until: `document.querySelector("[data-results] .hits")`},
		{name: "404", address: "nothing/here/"},
	}
}
