package contenttest

import (
	"strings"
	"testing"
)

func TestEveryRecommendationHasOneStatement(t *testing.T) {
	for _, p := range pagesIn(handbook(t).Site, "recommendations") {
		n, actions := 0, 0
		for _, list := range p.Doc.Lists {
			for _, item := range list.Items {
				n++
				actions += len(item.Actions)
			}
		}
		if n != 1 || actions < 3 {
			t.Errorf("%s has %d statements and %d actions; one with three or more is wanted", p.Path, n, actions)
		}
	}
}

// Ten is what a group can talk through before a break (Gawande's "checklist
// for checklists").
const mostStatements = 10

func TestChecklistsAreShortEnough(t *testing.T) {
	for _, p := range pagesIn(handbook(t).Site, "checklists") {
		group := map[string]int{}
		for _, list := range p.Doc.Lists {
			group[list.Heading] += len(list.Items)
			for _, item := range list.Items {
				if len(item.Actions) == 0 {
					t.Errorf("%s: %q has no actions beneath", p.Path, item.Plain)
				}
			}
		}
		for _, included := range p.Include {
			for _, list := range included.Page.Doc.Lists {
				group["gathered from other pages"] += len(list.Items)
			}
		}
		if len(group) == 0 {
			t.Errorf("%s has no statements", p.Path)
		}
		for heading, n := range group {
			if n > mostStatements {
				t.Errorf("%s: %d statements under %q, more than %d", p.Path, n, heading, mostStatements)
			}
		}
	}
}

func TestTheCaveatStandsEverywhere(t *testing.T) {
	s := handbook(t).Site
	for _, name := range []string{"recommendations", "checklists"} {
		for _, p := range pagesIn(s, name) {
			if !strings.Contains(p.Caveat, "inspiration, not a blueprint") {
				t.Errorf("%s does not say that it is inspiration, not a blueprint: %q", p.Path, p.Caveat)
			}
		}
	}
}
