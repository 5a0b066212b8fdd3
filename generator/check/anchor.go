package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/markdown"
	"github.com/open-stewardship/steward/generator/site"
)

// anchors finds links to a heading that is not on the page they lead to.
func anchors(c *checker) {
	budget := comparisons
	for _, p := range c.site.Documents() {
		for i, target := range p.Targets {
			link := p.Doc.Links[i]
			if target.Problem != site.LostAnchor || link.Picture {
				continue
			}
			c.report(p.Doc.Pos(link.Offset), diag.Error, lostAnchor(p, link, target.Page), anchorHint(link, target.Page, &budget))
		}
	}
}

func lostAnchor(p *site.Page, link markdown.Link, on *site.Page) string {
	there := "this page"
	if on != p {
		there = code(encodeSpaces(link.Path))
	}
	return there + " has no heading that " + code("#"+link.Anchor) + " leads to"
}

// mostHeadings is how many headings a hint names.
const mostHeadings = 3

// anchorHint names the headings that are most like the one a link asks for.
func anchorHint(link markdown.Link, on *site.Page, budget *int) string {
	ids := headingIDs(on)
	if len(ids) == 0 {
		return "take " + code("#"+link.Anchor) + " away: that page has no headings"
	}
	typed := kind.Spell(link.Anchor)
	type choice struct {
		id  string
		far int
	}
	var choices []choice
	for _, name := range ids {
		id := kind.Spell(name)
		far := len(typed) + len(id)
		switch *budget--; {
		case strings.Contains(string(id), string(typed)), strings.Contains(string(typed), string(id)):
			far = 0
		case *budget > 0:
			far = typed.Distance(id, far)
		}
		choices = append(choices, choice{name, far})
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return cmp.Compare(a.far, b.far) })
	address := encodeSpaces(link.Path) + "#"
	if choices[0].far <= typed.Slips() {
		return "did you mean " + code(address+choices[0].id) + "?"
	}
	var names []string
	for _, ch := range choices[:min(len(choices), mostHeadings)] {
		names = append(names, code(address+ch.id))
	}
	return "the nearest headings there are " + oneOf(names, "and")
}

// headingIDs gives the anchors of a page, that of its title too.
func headingIDs(p *site.Page) []string {
	if p.Doc == nil {
		return nil
	}
	var ids []string
	if p.Doc.TitleID != "" {
		ids = append(ids, p.Doc.TitleID)
	}
	for _, h := range p.Doc.Headings {
		ids = append(ids, h.ID)
	}
	return ids
}

// oneOf writes names as a list in a sentence.
func oneOf(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
}
