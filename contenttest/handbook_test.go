// Package contenttest holds the handbook in content/ to what its issue
// promises: which pages there are, how they hang together, that figures can be
// traced, that readers' questions find their page, and how hard it is to read.
//
// In come the content folder, as the generator reads it, and the search set
// beside it; out comes docs/reading.md. Steward knows nothing of this package,
// and this package nothing of how a page looks.
package contenttest

import (
	"context"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/site"
)

const contentFolder = "../content"

var readOnce = sync.OnceValues(func() (*generator.Result, error) {
	return generator.New(generator.Options{Content: contentFolder, Out: "../public"}).Make(context.Background())
})

// handbook reads the content folder, once for all tests.
func handbook(t *testing.T) *generator.Result {
	t.Helper()
	edition, err := readOnce()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range edition.Findings {
		if f.Severity == diag.Error {
			t.Errorf("%s: %s", f.Pos, f.Message)
		}
	}
	if t.Failed() {
		t.Fatal("the content has errors")
	}
	return edition
}

// folder gives the first folder of a page's path: "recommendations", or "" for
// the home page.
func folder(p *site.Page) string {
	first, _, below := strings.Cut(p.Path, "/")
	if !below {
		return ""
	}
	return first
}

// pagesIn gives the pages of a folder but its own.
func pagesIn(s *site.Site, name string) []*site.Page {
	var pages []*site.Page
	for _, p := range s.Documents() {
		if folder(p) == name && !p.IsSection {
			pages = append(pages, p)
		}
	}
	return pages
}

// slug is the name of a page's file without its ending.
func slug(p *site.Page) string { return strings.TrimSuffix(path.Base(p.Path), ".md") }

// outside gives the pages that are no terms of the glossary.
func outside(s *site.Site) []*site.Page {
	var pages []*site.Page
	for _, p := range s.Documents() {
		if folder(p) != "glossary" {
			pages = append(pages, p)
		}
	}
	return pages
}
