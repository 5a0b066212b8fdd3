package check

import (
	"path"
	"strings"

	"github.com/open-stewardship/steward/generator/diag"
	"github.com/open-stewardship/steward/generator/kind"
	"github.com/open-stewardship/steward/generator/site"
)

// orphans finds pages that no page links to and no menu names, so that
// readers come upon them in lists only. Terms are linked to where they are used.
func orphans(c *checker) {
	named := map[*site.Page]bool{c.site.Home: true}
	name := func(file string) {
		if p, ok := c.site.PageOf(path.Clean(file)); ok {
			named[p] = true
		}
	}
	for _, e := range c.site.Menu {
		name(e.Page)
	}
	for _, e := range c.site.Urgent {
		file, _, _ := strings.Cut(e.Page, "#")
		name(file)
	}
	for _, e := range c.site.Footer {
		name(e.Page)
	}
	for _, door := range c.site.Doors {
		name(door)
	}
	name(c.site.Forms.Thanks)
	for _, p := range c.site.Documents() {
		if len(p.LinkedFrom()) == 0 && !named[p] && !p.IsSection && !kind.TraitsOf(p.Kind).DefinesTerm {
			c.report(diag.Pos{File: p.Doc.File.Name}, diag.Warning, "no other page links to this one", "link to it where somebody would look for it")
		}
	}
}
