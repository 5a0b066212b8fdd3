package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/open-stewardship/steward/generator/site"
)

// bigSite makes a site of n pages with three links each; if broken, none of
// them leads anywhere, and all pages have names that are hard to tell apart.
func bigSite(t testing.TB, n int, broken bool) (*site.Site, fstest.MapFS) {
	content := fstest.MapFS{"site.yaml": {Data: []byte("title: Big\ntopics: [{slug: meetings, title: Meetings}]\n")}}
	for i := range n {
		text := "---\ntitle: Page\ndescription: One of many.\ndate: 2026-11-22\nlast_checked: 2026-11-22\ntopics: [meetings]\n" +
			"sources: [{id: smith, title: Caring together, date: 2019-10}]\n---\n\nAs said.[^smith]\n\n## Part\n\n"
		for link := range 3 {
			target := (i*7 + link*13) % n
			if broken {
				text += fmt.Sprintf("See [that](../folder-%d/pageX%05d.md), [it](#prat-%d).\n", target%100, target, i)
			} else {
				text += fmt.Sprintf("See [that](../folder-%d/page-%05d.md#part).\n", target%100, target)
			}
		}
		content[fmt.Sprintf("folder-%d/page-%05d.md", i%100, i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return assemble(t, content), content
}

// A site in which everything is wrong is told so before its author gives up:
// looking for what each link may have meant stops at some point.
func TestSuggestionsAreBounded(t *testing.T) {
	s, _ := bigSite(t, 300, true)
	c := &checker{site: s, content: fstest.MapFS{}, paths: newPathFinder(s.Paths())}
	c.paths.budget = 10_000
	links(c)
	suggested := 0
	for _, f := range c.findings {
		if strings.HasPrefix(f.Hint, "did you mean") {
			suggested++
		}
	}
	if len(c.findings) != 900 || suggested == 0 || suggested > 500 {
		t.Errorf("%d of %d broken links got a suggestion, want some, but not most, of 900", suggested, len(c.findings))
	}
}

func BenchmarkRun(b *testing.B) {
	s, content := bigSite(b, 10_000, false)
	if found := Run(s, content); len(found) > 0 {
		b.Fatalf("%d findings: %v", len(found), found[0])
	}
	for b.Loop() {
		Run(s, content)
	}
}

func BenchmarkRunAllBroken(b *testing.B) {
	s, _ := bigSite(b, 10_000, true)
	for b.Loop() {
		Run(s, fstest.MapFS{})
	}
}

func BenchmarkReview(b *testing.B) {
	s, _ := bigSite(b, 10_000, false)
	for b.Loop() {
		Review(s, today)
	}
}

func BenchmarkRunWithoutSchemas(b *testing.B) {
	s, content := bigSite(b, 10_000, false)
	for b.Loop() {
		apply(buildRules[1:], &checker{site: s, content: content})
	}
}
