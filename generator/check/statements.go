package check

import (
	"fmt"
	"sort"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// mostStatements is how many statements people can go through in one go.
// A "checklist for checklists" (A. Gawande, Project Check) asks for fewer
// than ten a pause.
const mostStatements = 10

// statements finds checklists with nothing to answer, and parts of them that
// ask for too much.
func statements(c *checker) {
	for _, p := range c.site.Documents() {
		if !kind.TraitsOf(p.Kind).Form {
			continue
		}
		gathered := 0
		for _, target := range p.Include {
			if target.Page != nil && target.Page != p {
				gathered += statementsOn(target.Page)
			}
		}
		if gathered+statementsOn(p) == 0 {
			c.report(fieldAt(p, ""), diag.Warning, "this checklist has no statements to answer", "write each on a line that starts with `- [ ]`")
		}
		if gathered > mostStatements {
			c.report(fieldAt(p, "/include"), diag.Warning, fmt.Sprintf("this checklist gathers %d statements, more than people can go through in one meeting", gathered),
				"make two checklists of it, each with ten statements at most")
		}
		c.longLists(p)
	}
}

// longLists reports the eleventh statement under a heading.
func (c *checker) longLists(p *site.Page) {
	headings := p.Doc.Headings
	count := make([]int, len(headings)+1)
	eleventh := make([]int, len(headings)+1)
	for _, list := range p.Doc.Lists {
		for _, item := range list.Items {
			under := sort.Search(len(headings), func(i int) bool { return headings[i].Offset > item.Offset })
			if count[under]++; count[under] == mostStatements+1 {
				eleventh[under] = item.Offset
			}
		}
	}
	for under, n := range count {
		if n <= mostStatements {
			continue
		}
		where := "before the first heading"
		if under > 0 {
			where = "under the heading " + code(headings[under-1].Text)
		}
		c.report(p.Doc.Pos(eleventh[under]), diag.Warning, fmt.Sprintf("%d statements stand %s, more than people can go through in one go", n, where),
			"put a heading above this one, so that there are ten at most under each")
	}
}
