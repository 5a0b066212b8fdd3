package contenttest

import (
	"slices"
	"strings"
	"testing"

	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

// What a commissioner or a board asks, each on a page of its own.
var askedOfEvidence = []string{
	"does-it-cost-less", "do-staff-stay", "is-it-safe", "are-people-better-off", "do-the-same-faces-matter",
	"self-management-or-the-team", "can-it-grow-and-last", "what-goes-wrong",
}

func TestEvidenceAnswersFirstAndSaysHowStrongItIs(t *testing.T) {
	s := handbook(t).Site
	for _, slug := range askedOfEvidence {
		p, ok := s.PageOf("evidence/" + slug + ".md")
		if !ok {
			t.Errorf("no page answers %s", slug)
			continue
		}
		text := blocks(p)
		if len(text) < 2 || !strings.HasPrefix(text[0], "Short answer:") || !strings.HasPrefix(text[1], "How strong is the evidence?") {
			t.Errorf("%s does not begin with a short answer and how strong it is", p.Path)
		}
		if len(p.Doc.Front.Sources) < 3 {
			t.Errorf("%s rests on %d sources", p.Path, len(p.Doc.Front.Sources))
		}
	}
}

func TestEvidenceAndRecommendationsLeadToEachOther(t *testing.T) {
	s := handbook(t).Site
	evidence := pagesIn(s, "evidence")
	for _, r := range pagesIn(s, "recommendations") {
		known := slices.ContainsFunc(r.Doc.Passages, func(passage markdown.Passage) bool { return passage.Heading == "How strong is the evidence?" })
		if !known {
			t.Errorf("%s does not say how strong its evidence is", r.Path)
		}
	}
	for _, p := range evidence {
		back := false
		for _, other := range outside(s) {
			back = back || folder(other) != "evidence" && leadsTo(other, p)
		}
		if !back && slices.Contains(askedOfEvidence, slug(p)) {
			t.Errorf("no recommendation, story or form leads to %s", p.Path)
		}
	}
}

// A reader takes a status without a year for today's.
func TestEveryStoryTellsWhenItsStatusWasKnown(t *testing.T) {
	for _, p := range pagesIn(handbook(t).Site, "case-studies") {
		if p.Doc.Front.StatusAsOf == "" {
			t.Errorf("%s: %q since when?", p.Path, p.Doc.Front.Status)
		}
	}
}

func TestShortNotesSayThatTheyAre(t *testing.T) {
	for _, p := range pagesIn(handbook(t).Site, "case-studies") {
		short := strings.HasSuffix(p.Title, "(short note)")
		says := strings.Contains(strings.Join(blocks(p), "\n"), "This is a short note")
		if short != says {
			t.Errorf("%s: its title says that it is a short note: %t, its text: %t", p.Path, short, says)
		}
	}
}

const examplesWanted = 10

func TestExamplesAreMarkedAndStandBesideTheirTemplates(t *testing.T) {
	s := handbook(t).Site
	examples := pagesIn(s, "examples")
	if len(examples) < examplesWanted {
		t.Errorf("%d examples, %d were promised", len(examples), examplesWanted)
	}
	templates := pagesIn(s, "templates")
	for _, p := range examples {
		if text := blocks(p); len(text) < 2 || !strings.Contains(text[0]+text[1], "made up") {
			t.Errorf("%s does not begin by saying that it is made up", p.Path)
		}
		if !slices.ContainsFunc(templates, func(form *site.Page) bool { return leadsTo(p, form) && leadsTo(form, p) }) {
			t.Errorf("%s and no template lead to each other", p.Path)
		}
	}
}

// A maintainer with a network finds all addresses of the old form in one list.
func TestOldAddressesAreListed(t *testing.T) {
	s := handbook(t).Site
	list, ok := s.PageOf("resources/where-to-get-sources.md")
	if !ok {
		t.Fatal("no page lists the addresses that may be gone")
	}
	text := strings.Join(blocks(list), "\n")
	for _, p := range s.Documents() {
		for _, source := range p.Doc.Front.Sources {
			address, old := strings.CutPrefix(source.URL, "http://")
			host, _, _ := strings.Cut(strings.TrimPrefix(address, "www."), "/")
			if old && !strings.Contains(text, host) {
				t.Errorf("%s: %s does not list %s", p.Path, list.Path, source.URL)
			}
		}
	}
}
