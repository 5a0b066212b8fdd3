package check

import (
	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// includes finds pages that gather statements and are no checklist, and
// gathered pages that have none. Those that do not exist are for link.
func includes(c *checker) {
	for _, p := range c.site.Documents() {
		paths := p.Doc.Front.Include
		if !kind.TraitsOf(p.Kind).Form {
			if len(paths) > 0 && c.site.Found {
				c.report(fieldAt(p, "/include"), diag.Error, "only a checklist can gather statements from other pages with `include`",
					"write `kind: checklist` if that is what this page is, or take `include` out")
			}
			continue
		}
		for i, target := range p.Include {
			at, name := entryAt(p, "include", i), code(paths[i])
			switch {
			case target.Problem == site.Missing, target.Problem == site.Draft:
			case target.Page == p:
				c.report(at, diag.Error, "a checklist cannot gather its own statements", "take this line out")
			case target.Page == nil:
				c.report(at, diag.Error, name+" is not a page, so it has no statements to gather", "name a Markdown file, such as `../recommendations/trust.md`")
			case statementsOn(target.Page) == 0:
				c.report(at, diag.Error, name+" has no statements to gather", "write them there as lines that start with `- [ ]`, or take this line out")
			}
		}
	}
}

// statementsOn counts the statements that stand on a page itself.
func statementsOn(p *site.Page) int {
	if p.Doc == nil {
		return 0
	}
	n := 0
	for _, list := range p.Doc.Lists {
		n += len(list.Items)
	}
	return n
}
