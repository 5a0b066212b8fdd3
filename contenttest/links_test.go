package contenttest

import (
	"slices"
	"testing"

	"github.com/open-stewardship/steward/generator/site"
)

// leadsTo tells whether a page's text or front matter leads to another.
func leadsTo(from, to *site.Page) bool { return slices.Contains(to.LinkedFrom(), from) }

// A glossary term is linked where it is first used on a page, so it needs no
// link by hand; all others do.
func TestEveryPageIsLinkedFromAnother(t *testing.T) {
	s := handbook(t).Site
	for _, p := range s.Documents() {
		if p != s.Home && p.Kind != "term" && len(p.LinkedFrom()) == 0 {
			t.Errorf("no page links to %s", p.Path)
		}
	}
}

func TestEveryTermIsUsedOrLinked(t *testing.T) {
	s := handbook(t).Site
	used := map[*site.Page]bool{}
	for _, p := range s.Documents() {
		for _, block := range blocks(p) {
			for _, use := range s.Glossary.Find(block) {
				if use.Term != p {
					used[use.Term] = true
				}
			}
		}
	}
	for _, term := range pagesIn(s, "glossary") {
		if !used[term] && len(term.LinkedFrom()) == 0 {
			t.Errorf("no page uses or links %s", term.Path)
		}
	}
}

func TestRecommendationsLeadSomewhereAndBack(t *testing.T) {
	s := handbook(t).Site
	for _, r := range pagesIn(s, "recommendations") {
		for _, kind := range []string{"templates", "case-studies", "building-blocks"} {
			found := false
			for _, p := range pagesIn(s, kind) {
				found = found || leadsTo(r, p) && leadsTo(p, r)
			}
			if !found {
				t.Errorf("%s and none of %s lead to each other", r.Path, kind)
			}
		}
	}
}

// Whoever lands on a form, a story or an explanation finds the advice it
// belongs to.
func TestEverythingLeadsToARecommendation(t *testing.T) {
	s := handbook(t).Site
	recommendations := pagesIn(s, "recommendations")
	for _, kind := range []string{"templates", "case-studies", "building-blocks", "checklists"} {
		for _, p := range pagesIn(s, kind) {
			leads := func(r *site.Page) bool { return leadsTo(p, r) }
			if !slices.ContainsFunc(recommendations, leads) {
				t.Errorf("%s leads to no recommendation", p.Path)
			}
		}
	}
}
